package editions_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"konggang/models"
	"konggang/services/channels/noticeboard"
	"konggang/services/editions"
)

// stuck is a job that takes the press until its caller goes: it asks whether the caller is still there, and gets no answer.
type stuck struct {
	context.Context
	gone chan struct{}
}

func (s stuck) Err() error {
	<-s.gone
	return context.Canceled
}

// TestOneJobAtATime has one job in the press, others that wait until they are tired or their callers go, and then two that
// have it to themselves.
func TestOneJobAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, list := editions.NewPress(), []models.Edition{{VillageName: "口张村"}}
		first, ended := stuck{t.Context(), make(chan struct{})}, make(chan error)
		go func() {
			_, err := p.Print(first, list, noticeboard.Options{}, false)
			ended <- err
		}()
		synctest.Wait()
		began := time.Now()
		if _, err := p.Print(t.Context(), list, noticeboard.Options{}, false); models.CodeOf(err) != models.CodeUnavailable || time.Since(began) == 0 {
			t.Errorf("beside another: %v after %v", err, time.Since(began))
		}
		gone, leave := context.WithCancel(t.Context())
		leave()
		if _, err := p.Print(gone, list, noticeboard.Options{}, false); models.CodeOf(err) != models.CodeUnavailable || !errors.Is(err, context.Canceled) {
			t.Errorf("of a caller who is gone: %v", err)
		}
		close(first.gone)
		if err := <-ended; models.CodeOf(err) != models.CodeUnavailable || !errors.Is(err, context.Canceled) {
			t.Errorf("the first, given up: %v", err)
		}
		for range 2 {
			if file, err := p.Print(t.Context(), list, noticeboard.Options{}, false); err != nil || len(file) == 0 {
				t.Errorf("alone: %d bytes, %v", len(file), err)
			}
		}
	})
}
