package noticeboard

import (
	"slices"
	"strings"
	"testing"

	"konggang/services/channels"
	"konggang/services/channels/channelstest"
)

// A strip says the title, what it pays, what to ask for, and the phone; a title that is too long is shortened and reported, and the
// pay then stands below it.
func TestStripsSayWhatIsNeeded(t *testing.T) {
	e := channelstest.Edition(3)
	e.Items[1].Vacancy.Title = strings.Repeat("手机整机组装", 5)
	s, spy := spied(t, e, Options{TearOff: true})
	up, at := map[string]int{}, map[string]channelstest.Drawn{}
	for _, d := range spy.Texts {
		if d.Up {
			up[d.Text]++
			at[d.Text] = d
		}
	}
	if number, pay := at["编号K1208"], at["27元/小时起"]; number.X != pay.X || number.Y-number.Width-pay.Y < 5 {
		t.Errorf("the pay at %g runs into the number at %g, %g long", pay.Y, number.Y, number.Width)
	}
	each := s.strips.count / 3
	for _, text := range []string{"缝纫工", "4500-7500元/月", "编号K1201 冠纺织造", "154-1000-2000", "大棚采摘工"} {
		if up[text] != each {
			t.Errorf("%s stands on %d strips, want %d: %v", text, up[text], each, up)
		}
	}
	if !slices.Contains(Check(e).Shortened, Shortened{2, onStrip}) || up["27元/小时起"] != each {
		t.Errorf("report %+v, strips %v", Check(e).Shortened, up)
	}
}

// A wage that is no basic pay promises more than it is, and a strip has no room to say so.
func TestAStripPromisesNoMoreThanBasicPay(t *testing.T) {
	for note, want := range map[string]int{"": 1, "含加班费": 0} {
		e := channelstest.Edition(1)
		e.Items[0].Vacancy.Wage.Note = note
		s, spy := spied(t, e, Options{TearOff: true})
		up := 0
		for _, d := range spy.Texts {
			if d.Up && d.Text == channels.Lines(e)[0].Wage {
				up++
			}
		}
		if up != want*s.strips.count {
			t.Errorf("with the note %q the wage stands on %d of %d strips", note, up, s.strips.count)
		}
	}
}

func TestAnEmptyEditionHasNoStrips(t *testing.T) {
	if s, spy := spied(t, channelstest.Edition(0), Options{TearOff: true}); s.strips.count != 0 || len(s.pages) != 1 || spy.Pages != 1 {
		t.Errorf("%d strips on %d pages", s.strips.count, len(s.pages))
	}
}
