package noticeboard

import (
	"testing"

	"konggang/services/channels"
	"konggang/services/channels/channelstest"
)

// Each group has its heading where it starts, and again, marked, on each page that it goes on to.
func TestHeadingsOfGroups(t *testing.T) {
	for _, o := range papers {
		for _, o.Group = range []channels.Grouping{channels.ByDistance, channels.ByTrade} {
			e := channelstest.Edition(40)
			s, spy := spied(t, e, o)
			groups, err := channels.Grouped(e, o.Group)
			if err != nil {
				t.Fatal(err)
			}
			from := 0
			for _, g := range groups {
				again := 0
				for _, p := range s.pages {
					if p.from > from && p.from < from+len(g.Lines) {
						again++
					}
				}
				if spy.Count(g.Head) != 1 || spy.Count(g.Head+continued) != again {
					t.Errorf("%+v: %s stands %d times, %d times again, want %d", o, g.Head, spy.Count(g.Head), spy.Count(g.Head+continued), again)
				}
				from += len(g.Lines)
			}
		}
	}
}

// A mark is explained where it stands, and nowhere else.
func TestTheMarkOfNewLinesIsExplained(t *testing.T) {
	for _, o := range papers {
		e := channelstest.Edition(20)
		s, spy := spied(t, e, o)
		if got := spy.Count(newMeans); got != len(s.pages) {
			t.Errorf("%+v: explained on %d of %d pages", o, got, len(s.pages))
		}
		for i := range e.Items {
			e.Items[i].New = false
		}
		if _, spy = spied(t, e, o); spy.Count(newMeans)+spy.Count(newMark) != 0 {
			t.Errorf("%+v: a mark that no line has is explained", o)
		}
	}
}

// The approver of an edition signs it; report_test.go has those for whom there is little room.
func TestWhoSigned(t *testing.T) {
	e := channelstest.Edition(1)
	_, spy := spied(t, e, Options{Orientation: "portrait"})
	if spy.Count("发布单位：孟庄镇人力资源和社会保障所　签发：周敏") != 1 {
		t.Error("nobody signed")
	}
}
