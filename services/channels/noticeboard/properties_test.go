package noticeboard

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/typeset"
)

// anyOptions draws one of the 24 kinds of sheet.
func anyOptions(t *rapid.T) Options {
	o := rapid.SampledFrom(papers).Draw(t, "paper")
	o.Group = rapid.SampledFrom([]channels.Grouping{channels.Ungrouped, channels.ByDistance, channels.ByTrade}).Draw(t, "group")
	o.TearOff = rapid.Bool().Draw(t, "tear off")
	return o
}

// TestAnyEdition holds what must be so on every sheet, whatever an edition says.
func TestAnyEdition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		o := anyOptions(t)
		s, spy := spied(t, e, o)
		checkPlaces(t, s, spy)
		checkOverlaps(t, spy)
		checkWhole(t, e, spy)
		checkSizes(t, s, e, o, spy)
		checkPunctuation(t, s, spy)
		checkRows(t, s, e, o)
		checkStrips(t, s, e, spy)
	})
}

// box is where a text stands: the em boxes of its characters.
type box struct{ left, top, right, foot float64 }

func boxOf(d channelstest.Drawn) box {
	above, below := 0.88*d.Style.Size, 0.12*d.Style.Size
	if d.Up {
		return box{d.X - above, d.Y - d.Width, d.X + below, d.Y}
	}
	return box{d.X, d.Y - above, d.X + d.Width, d.Y + below}
}

// checkPlaces sees that no text leaves its page or its cell.
func checkPlaces(t *rapid.T, s *sheet, spy *channelstest.Spy) {
	const rounding = 1e-6
	for _, d := range spy.Texts {
		b := boxOf(d)
		if b.left < s.margin-rounding || b.right > s.width-s.margin+rounding || b.top < s.margin-rounding || b.foot > s.height-s.margin+rounding {
			t.Fatalf("outside the margins: %+v", d)
		}
		if _, _, ok := s.cell(d); s.inTable(d) && len(s.table.rows) > 0 && !ok {
			t.Fatalf("outside its cell: %+v", d)
		}
	}
}

// checkOverlaps sees that no text stands over another.
func checkOverlaps(t *rapid.T, spy *channelstest.Spy) {
	boxes := make([]box, len(spy.Texts))
	for i, d := range spy.Texts {
		boxes[i] = boxOf(d)
	}
	for i, a := range boxes {
		for j := i + 1; j < len(boxes) && spy.Texts[j].Page == spy.Texts[i].Page; j++ {
			b := boxes[j]
			if min(a.right, b.right)-max(a.left, b.left) > 0.01 && min(a.foot, b.foot)-max(a.top, b.top) > 0.01 {
				t.Fatalf("%+v stands over %+v", spy.Texts[j], spy.Texts[i])
			}
		}
	}
}

// checkWhole sees that what must not be divided stands on one line.
func checkWhole(t *rapid.T, e models.Edition, spy *channelstest.Spy) {
	for _, l := range channels.Lines(e) {
		for _, text := range []string{l.Phone, l.Wage, l.Headcount, l.Distance} {
			if text != "" && spy.Count(text) == 0 {
				t.Fatalf("line %d: %s is not drawn in one piece", l.Rank, text)
			}
		}
		if !slices.ContainsFunc(spy.Texts, func(d channelstest.Drawn) bool { return !d.Up && strings.HasPrefix(d.Text, numberOf(l)) }) {
			t.Fatalf("line %d: %s is not drawn in one piece", l.Rank, numberOf(l))
		}
	}
}

// checkSizes holds the type that can be read: 18 and 12 points on the wall, 10 in the hand, and 14 and 12 for the phones that
// are torn off.
func checkSizes(t *rapid.T, s *sheet, e models.Edition, o Options, spy *channelstest.Spy) {
	least, strong, torn := 10.0, 10.0, 12.0
	if o.Paper == "a3" {
		least, strong, torn = 12, 18, 14
	}
	loud, phones := map[string]bool{}, map[string]bool{}
	for _, l := range channels.Lines(e) {
		loud[l.Phone], loud[l.Wage], phones[l.Phone] = true, true, true
	}
	jobs := slices.IndexFunc(s.table.columns, func(c column) bool { return c.fields[0].head == title.head })
	for _, d := range spy.Texts {
		column, row, _ := s.cell(d)
		isJob := s.inTable(d) && row >= 0 && column == jobs && d.Style.Weight == typeset.Bold
		switch {
		case d.Style.Size < least, d.Up && phones[d.Text] && d.Style.Size < torn,
			!d.Up && (isJob || loud[d.Text]) && (d.Style.Size < strong || d.Style.Weight != typeset.Bold):
			t.Fatalf("%s is set in %+v", d.Text, d.Style)
		}
	}
}

// The marks that no line may start or end with.
const (
	closingMarks = "，。、；：？！）》」”’…℃％"
	openingMarks = "（《「“‘"
)

// checkPunctuation holds 避头尾 in every cell: a line starts or ends with such a mark only where its text does, or where the
// column is narrower than a word with its marks, or than five characters.
func checkPunctuation(t *rapid.T, s *sheet, spy *channelstest.Spy) {
	for _, d := range spy.Texts {
		first, _ := utf8.DecodeRuneInString(d.Text)
		last, _ := utf8.DecodeLastRuneInString(d.Text)
		starts, ends := !strings.ContainsRune(closingMarks, first), !strings.ContainsRune(openingMarks, last)
		column, row, _ := s.cell(d)
		if starts && ends || !s.inTable(d) || row < 0 || column < 0 {
			continue
		}
		var texts []string
		for _, p := range s.table.rows[row].shown[column].text {
			text := withoutJoiners.Replace(p.Text)
			if inner := s.table.widths[column] - 2*s.pad; max(p.Style.MinWidth(text), p.Style.MinWidth(p.Text), 5*p.Style.Size) > inner {
				starts, ends = true, true
			}
			starts = starts || strings.HasPrefix(text, string(first))
			ends = ends || strings.HasSuffix(text, string(last))
			texts = append(texts, text)
		}
		if !starts || !ends {
			t.Fatalf("a line starts or ends with a mark: %s in %q", d.Text, texts)
		}
	}
}

var withoutJoiners = strings.NewReplacer("\u2060", "", "\u2063", "")

// checkRows sees that all rows stand on the pages in the order of their groups and end above the foot.
func checkRows(t *rapid.T, s *sheet, e models.Edition, o Options) {
	groups, err := channels.Grouped(e, o.Group)
	if err != nil {
		t.Fatal(err)
	}
	var want []int
	for _, g := range groups {
		for _, l := range g.Lines {
			want = append(want, l.Rank)
		}
	}
	var got []int
	for i, p := range s.pages {
		foot := s.tableTop() + s.table.head.height
		for j, r := range s.table.rows[p.from:p.to] {
			got = append(got, r.rank)
			foot += s.table.headingHeight(s.table.headingAbove(p.from+j, j == 0)) + r.height + p.slack
		}
		if foot > s.tableFoot()+1e-6 {
			t.Fatalf("page %d reaches %g, its foot is %g", i+1, foot, s.tableFoot())
		}
		if p.from == p.to && len(e.Items) > 0 {
			t.Fatalf("page %d has no row", i+1)
		}
	}
	if !slices.Equal(got, want) {
		t.Fatalf("rows %v, want %v", got, want)
	}
}

// checkStrips sees that each line on a page has two strips at the least, in the order of the lines and as many as the others.
func checkStrips(t *rapid.T, s *sheet, e models.Edition, spy *channelstest.Spy) {
	numbers := map[int]string{}
	for _, l := range channels.Lines(e) {
		numbers[l.Rank] = l.Phone
	}
	for i, p := range s.pages {
		var got []string
		for _, d := range spy.Texts {
			if d.Page == i+1 && d.Up && d.Style == s.strips.phone {
				got = append(got, d.Text)
			}
		}
		if len(got) != s.strips.count {
			t.Fatalf("page %d has %d phones on %d strips", i+1, len(got), s.strips.count)
		}
		n := p.to - p.from
		if s.strips.count == 0 {
			continue
		}
		if s.strips.count < 2*n {
			t.Fatalf("page %d has %d strips for %d lines", i+1, s.strips.count, n)
		}
		for j, phone := range got {
			if want := numbers[s.table.rows[p.from+j*n/len(got)].rank]; phone != want {
				t.Fatalf("page %d, strip %d: %s, want %s", i+1, j+1, phone, want)
			}
		}
	}
}
