package api

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"konggang/models"
	"konggang/services/channels/noticeboard"
)

// TestOneJobAtATime has one job in the press, another that waits, and one whose caller goes.
func TestOneJobAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, list := newPress(), []models.Edition{{VillageName: "口张村"}}
		p <- struct{}{}
		if _, err := p.print(t.Context(), list, noticeboard.Options{}, false); models.CodeOf(err) != models.CodeUnavailable {
			t.Errorf("beside another: %v", err)
		}
		gone, leave := context.WithCancel(t.Context())
		leave()
		if _, err := p.print(gone, list, noticeboard.Options{}, false); !errors.Is(err, context.Canceled) {
			t.Errorf("of a caller who is gone: %v", err)
		}
		<-p
		for range 2 {
			if file, err := p.print(t.Context(), list, noticeboard.Options{}, false); err != nil || len(file) == 0 {
				t.Errorf("alone: %d bytes, %v", len(file), err)
			}
		}
	})
}
