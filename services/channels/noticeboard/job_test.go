package noticeboard_test

import (
	"bytes"
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
		_, report, err := noticeboard.PDF(e, noticeboard.Options{})
		if err != nil {
			t.Fatal(err)
		}
		pages += report.Pages
	}
	for duplex, blank := range map[bool]int{false: 0, true: 1} {
		file, reports, err := noticeboard.Job(editions, noticeboard.Options{}, duplex)
		if err != nil || len(reports) != len(editions) || reports[0].Pages != 4 || reports[1].Pages != 1 {
			t.Fatalf("reports %+v, error %v", reports, err)
		}
		if got := bytes.Count(file, []byte("/Type /Page\n")); got != pages+blank {
			t.Errorf("duplex %v: %d pages, the sheets have %d", duplex, got, pages)
		}
		if got := bytes.Count(file, []byte("/FontName /KGABLD")); got != 1 {
			t.Errorf("one font stands %d times in it", got)
		}
		again, _, err := noticeboard.Job(editions, noticeboard.Options{}, duplex)
		if err != nil || !bytes.Equal(file, again) {
			t.Errorf("a second time it is another document, error %v", err)
		}
	}
}

func TestAJobNeedsAnEdition(t *testing.T) {
	if _, _, err := noticeboard.Job(nil, noticeboard.Options{}, false); !errors.Is(err, typeset.ErrNoPage) {
		t.Errorf("error %v", err)
	}
	if _, _, err := noticeboard.Job([]models.Edition{channelstest.Edition(1)}, noticeboard.Options{Group: "colour"}, false); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("error %v", err)
	}
}
