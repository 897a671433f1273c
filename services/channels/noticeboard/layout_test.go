package noticeboard

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/typeset"
)

// papers are the four sheets.
var papers = []Options{
	{Paper: "a4", Orientation: "landscape"}, {Paper: "a4", Orientation: "portrait"},
	{Paper: "a3", Orientation: "landscape"}, {Paper: "a3", Orientation: "portrait"},
}

// spied is a sheet with what it draws.
func spied(t rapid.TB, e models.Edition, o Options) (*sheet, *channelstest.Spy) {
	t.Helper()
	s, err := newSheet(e, o)
	if err != nil {
		t.Fatal(err)
	}
	spy := &channelstest.Spy{}
	s.draw(spy)
	return s, spy
}

// tightest is the room between a text and the edges of its cell that the layout grants, less the rounding.
func (s *sheet) tightest() float64 { return s.pad - 1e-6 }

// The rows of a page that are no line: the heading of the table, and those of groups.
const (
	tableHead = -1
	groupHead = -2
)

// cell is the column of d and its row on the page; false when d is not in the table or stands over an edge.
func (s *sheet) cell(d channelstest.Drawn) (column, row int, ok bool) {
	p, y := s.pages[d.Page-1], s.tableTop()
	top, foot := d.Y-0.88*d.Style.Size, d.Y+0.12*d.Style.Size
	row, found := 0, false
	stand := func(height float64, as int) {
		if top >= y && foot <= y+height {
			row, found = as, true
		}
		y += height
	}
	stand(s.table.head.height, tableHead)
	for i, r := range s.table.rows[p.from:p.to] {
		stand(s.table.headingHeight(s.table.headingAbove(p.from+i, i == 0)), groupHead)
		stand(r.height+p.slack, p.from+i)
	}
	if row == groupHead {
		return 0, row, found && d.X >= s.margin && d.X+d.Width <= s.width-s.margin
	}
	x, column := s.margin, -1
	for i, w := range s.table.widths {
		if d.X >= x+s.tightest() && d.X+d.Width <= x+w-s.tightest() {
			column = i
		}
		x += w
	}
	return column, row, found && column >= 0
}

func (s *sheet) inTable(d channelstest.Drawn) bool {
	return !d.Up && d.Y > s.tableTop() && d.Y < s.tableFoot()
}

func TestFewPages(t *testing.T) {
	for _, o := range papers {
		for _, n := range []int{1, 20, 40} {
			if s, _ := spied(t, channelstest.Edition(n), o); len(s.pages) > 1+n/4 {
				t.Errorf("%v: %d pages for %d lines", o, len(s.pages), n)
			}
		}
	}
}

func TestEveryPageSaysWhatItIs(t *testing.T) {
	for _, o := range papers {
		e := channelstest.Edition(20)
		e.Status, e.Borrowed = models.EditionDraft, true
		s, spy := spied(t, e, o)
		for _, text := range []string{"孟庄镇口张村 空岗信息表", "2026年第3期（总第17期）　2026年11月23日", "发布单位：孟庄镇人力资源和社会保障所　签发：周敏", channels.Free,
			"孟庄镇人力资源和社会保障所　咨询电话 0371-62580000", "草稿，请勿张贴", "本村暂无登记求职者，按全镇求职意向选岗", "联系电话", "工资"} {
			if got := spy.Count(text); got != len(s.pages) {
				t.Errorf("%v: %s stands on %d of %d pages", o, text, got, len(s.pages))
			}
		}
		if spy.Codes != len(s.pages) {
			t.Errorf("%v: %d codes on %d pages", o, spy.Codes, len(s.pages))
		}
	}
}

func TestPagesAreNumbered(t *testing.T) {
	s, spy := spied(t, channelstest.Edition(20), Options{Paper: "a3"})
	if len(s.pages) != 3 || spy.Count("第1页 共3页") != 1 || spy.Count("第3页 共3页") != 1 {
		t.Errorf("%d pages:\n%s", len(s.pages), spy)
	}
}

func TestLayout(t *testing.T) {
	for _, o := range papers {
		_, spy := spied(t, channelstest.Edition(11), o)
		channelstest.Golden(t, o.Paper+"-"+o.Orientation+".txt", spy.String())
	}
}

func TestColumnsStandAsTheSheetHasThem(t *testing.T) {
	want := "序号 单位 岗位 人数 要求 工资 班次工时 福利食宿 地点（距本村） 联系电话 有效期至"
	_, spy := spied(t, channelstest.Edition(3), Options{})
	var got []string
	for _, d := range spy.Texts {
		if strings.Contains(want, d.Text) && d.Style.Weight == typeset.Bold {
			got = append(got, d.Text)
		}
	}
	if strings.Join(got, " ") != want {
		t.Errorf("columns %q", got)
	}
}

func TestTheTypeShrinksOnlyToSavePages(t *testing.T) {
	for _, o := range papers {
		few, _ := spied(t, channelstest.Edition(1), o)
		if few.body.Size <= slices.Min(few.sizes) {
			t.Errorf("%v: one line is set in %g points", o, few.body.Size)
		}
		many, _ := spied(t, channelstest.Edition(40), o)
		least := many.paper
		least.sizes = []float64{slices.Min(many.sizes)}
		small := &sheet{paper: least, header: many.header}
		small.words = many.words
		small.fitType()
		if len(small.pages) != len(many.pages) {
			t.Errorf("%v: %d pages, the least type takes %d", o, len(many.pages), len(small.pages))
		}
	}
}

func TestWidthsAddUp(t *testing.T) {
	for _, o := range papers {
		for _, n := range []int{0, 1, 20} {
			s, _ := spied(t, channelstest.Edition(n), o)
			sum := 0.0
			for _, w := range s.table.widths {
				sum += w
			}
			if math.Abs(sum-s.inner()) > 1e-6 {
				t.Errorf("%v, %d lines: the columns take %g of %g points", o, n, sum, s.inner())
			}
		}
	}
}
