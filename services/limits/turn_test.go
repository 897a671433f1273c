package limits

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"konggang/models"
)

// TestATurn: one has it, others wait until they are tired or their callers go, and then it is free again.
func TestATurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turn := NewTurn(30 * time.Second)
		done, err := turn.Take(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if _, err := turn.Take(t.Context()); models.CodeOf(err) != models.CodeUnavailable || time.Since(began) != 30*time.Second {
			t.Errorf("beside another: %v after %v", err, time.Since(began))
		}
		leaving, leave := context.WithTimeout(t.Context(), time.Second)
		defer leave()
		if _, err := turn.Take(leaving); models.CodeOf(err) != models.CodeUnavailable || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("of a caller who goes: %v", err)
		}
		done()
		again, err := turn.Take(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		again()
	})
}
