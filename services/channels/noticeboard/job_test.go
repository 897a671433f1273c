package noticeboard_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"konggang/models"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/noticeboard"
	"konggang/services/typeset"
)

func TestAJobIsOneDocument(t *testing.T) {
	editions := []models.Edition{channelstest.Edition(20), channelstest.Edition(2), channelstest.Edition(11)}
	editions[1].VillageName = "㙟头村"
	pages := 0
	for _, e := range editions {
		pages += noticeboard.Check(e).Pages
	}
	if pages != 7 {
		t.Fatalf("%d pages", pages)
	}
	for duplex, blank := range map[bool]int{false: 0, true: 1} {
		file, err := noticeboard.Job(t.Context(), editions, noticeboard.Options{}, duplex)
		if err != nil {
			t.Fatal(err)
		}
		if got := bytes.Count(file, []byte("/Type /Page\n")); got != pages+blank {
			t.Errorf("duplex %v: %d pages, the sheets have %d", duplex, got, pages)
		}
		if got := bytes.Count(file, []byte("/FontName /KGABLD")); got != 1 {
			t.Errorf("one font stands %d times in it", got)
		}
		again, err := noticeboard.Job(t.Context(), editions, noticeboard.Options{}, duplex)
		if err != nil || !bytes.Equal(file, again) {
			t.Errorf("a second time it is another document, error %v", err)
		}
	}
}

func TestAJobNeedsAnEdition(t *testing.T) {
	if _, err := noticeboard.Job(t.Context(), nil, noticeboard.Options{}, false); !errors.Is(err, typeset.ErrNoPage) {
		t.Errorf("error %v", err)
	}
	if _, err := noticeboard.Job(t.Context(), []models.Edition{channelstest.Edition(1)}, noticeboard.Options{Group: "colour"}, false); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("error %v", err)
	}
}

// TestAJobEndsWithItsCaller has a caller who is gone before the first sheet.
func TestAJobEndsWithItsCaller(t *testing.T) {
	gone, leave := context.WithCancel(t.Context())
	leave()
	_, err := noticeboard.Job(gone, []models.Edition{channelstest.Edition(1)}, noticeboard.Options{}, false)
	if models.CodeOf(err) != models.CodeUnavailable || !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
