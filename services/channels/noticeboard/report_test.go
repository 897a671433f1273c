package noticeboard

import (
	"slices"
	"strings"
	"testing"

	"konggang/models"
	"konggang/services/channels/channelstest"
)

// TestEveryCutAroundTheTableIsReported has each of the texts too long for its line.
func TestEveryCutAroundTheTableIsReported(t *testing.T) {
	for name, lengthen := range map[string]func(*models.Edition){
		"village": func(e *models.Edition) { e.VillageName = strings.Repeat("口张", 60) },
		"office":  func(e *models.Edition) { e.Office.Name = strings.Repeat("就业", 60) },
		// fits the heading, but not the foot of a page
		"office in the foot": func(e *models.Edition) { e.Office.Name = strings.Repeat("就业", 18) },
	} {
		e := channelstest.Edition(3)
		if slices.Contains(Check(e).Shortened, Shortened{0, aroundTable}) {
			t.Fatal("something is shortened already")
		}
		lengthen(&e)
		if got := Check(e).Shortened; len(got) == 0 || got[0] != (Shortened{0, aroundTable}) {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestCheckReadsAllPapers holds that whatever any of the papers shortens is in the report, and nothing else.
func TestCheckReadsAllPapers(t *testing.T) {
	for seed := range 6 {
		e := channelstest.Any().Example(seed)
		e.Status = models.EditionPublished
		var want []Shortened
		for _, o := range papers {
			s, spy := spied(t, e, o)
			want = append(want, s.shortened()...)
			if drawn := slices.ContainsFunc(spy.Texts, func(d channelstest.Drawn) bool {
				return !s.inTable(d) && strings.HasSuffix(d.Text, "……")
			}); drawn != s.around.cut() {
				t.Errorf("seed %d, %+v: a text around the table is shortened %v, reported %v", seed, o, drawn, s.around.cut())
			}
			o.TearOff = true
			torn, err := newSheet(e, o)
			if err != nil {
				t.Fatal(err)
			}
			want = append(want, torn.strips.cut...)
		}
		got := Check(e).Shortened
		for _, cut := range want {
			if !slices.Contains(got, cut) {
				t.Errorf("seed %d: %v is not reported", seed, cut)
			}
		}
		for _, cut := range got {
			if !slices.Contains(want, cut) {
				t.Errorf("seed %d: %v is reported", seed, cut)
			}
		}
	}
}

// TestTheApproverIsAlwaysNamed has an office so long that both have no room: its name gives way.
func TestTheApproverIsAlwaysNamed(t *testing.T) {
	e := channelstest.Edition(2)
	e.Status, e.Approver = models.EditionPublished, "欧阳建国"
	for _, office := range []string{"站", strings.Repeat("就业", 15), strings.Repeat("就业", 100)} {
		e.Office.Name = office
		for _, o := range papers {
			s, spy := spied(t, e, o)
			if !slices.ContainsFunc(spy.Texts, func(d channelstest.Drawn) bool {
				return strings.HasPrefix(d.Text, "发布单位："+office[:len("站")]) && strings.HasSuffix(d.Text, "　签发：欧阳建国") && d.X+d.Width < s.bandEnd()+1e-6
			}) {
				t.Errorf("%+v, office of %d characters: %v", o, len(office)/3, s.around.publisher)
			}
		}
	}
	e.Approver = strings.Repeat("欧阳", 25)
	if s, _ := spied(t, e, Options{}); !strings.Contains(s.around.publisher.text, "签发：欧阳") || !s.around.publisher.cut {
		t.Errorf("%v", s.around.publisher)
	}
}
