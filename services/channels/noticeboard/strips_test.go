package noticeboard

import (
	"strings"
	"testing"

	"konggang/services/channels/channelstest"
)

// A strip says the job, what it pays, what to ask for, and the phone; a job that is too long is shortened and reported.
func TestStripsSayWhatIsNeeded(t *testing.T) {
	e := channelstest.Edition(3)
	e.Items[1].Vacancy.Title = strings.Repeat("手机整机组装", 5)
	s, spy := spied(t, e, Options{TearOff: true})
	up := map[string]int{}
	for _, d := range spy.Texts {
		if d.Up {
			up[d.Text]++
		}
	}
	each := s.strips.count / 3
	for _, text := range []string{"缝纫工", "4500-7500元/月", "编号K1201 冠纺织造", "154-1000-2000", "大棚采摘工"} {
		if up[text] != each {
			t.Errorf("%s stands on %d strips, want %d: %v", text, up[text], each, up)
		}
	}
	var shortened bool
	for _, cut := range s.report().Shortened {
		shortened = shortened || cut == Shortened{2, onStrip}
	}
	if !shortened || up["27元/小时起"] != 0 {
		t.Errorf("report %+v, strips %v", s.report().Shortened, up)
	}
}

func TestAnEmptyEditionHasNoStrips(t *testing.T) {
	if s, spy := spied(t, channelstest.Edition(0), Options{TearOff: true}); s.strips.count != 0 || len(s.pages) != 1 || spy.Pages != 1 {
		t.Errorf("%d strips on %d pages", s.strips.count, len(s.pages))
	}
}
