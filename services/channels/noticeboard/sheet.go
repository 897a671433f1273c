package noticeboard

import (
	"slices"
	"sort"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/typeset"
)

// sheet is a whole edition set on its pages.
type sheet struct {
	paper
	kit
	header channels.Header
	code   typeset.QR
	coded  bool
	table  *table
	pages  []page
	// squeezed tells that the columns do not fit side by side in the widths at which they read well.
	squeezed bool
}

// page is the rows from..to of the table; slack is the height that each gets beyond its need.
type page struct {
	from, to int
	slack    float64
}

func newSheet(e models.Edition, o Options) (*sheet, error) {
	p, err := paperOf(o)
	if err != nil {
		return nil, err
	}
	s := &sheet{paper: p, header: channels.HeaderOf(e, "noticeboard")}
	if s.header.Board != "" {
		if s.code, err = typeset.NewQR(s.header.Board); err != nil {
			return nil, err
		}
		s.coded = true
	}
	s.fitType(channels.Lines(e))
	return s, nil
}

// fitType sets the lines in the largest type that takes no more pages and cuts nothing more than the least would. What a
// type takes grows with it, so the middle of the sizes tells which half to try.
func (s *sheet) fitType(lines []channels.Line) {
	columns := flat
	if s.stacked {
		columns = stacked
	}
	w := wordsOf(lines, columns, s.paper.kit(1))
	m := w.measure()
	s.set(w, m, slices.Min(s.sizes))
	best, least := *s, *s
	sort.Search(len(s.sizes)-1, func(i int) bool {
		s.set(w, m, s.sizes[i])
		fits := len(s.pages) <= len(least.pages) && len(s.table.cut) <= len(least.table.cut) && !s.squeezed
		if fits {
			best = *s
		}
		return fits
	})
	*s = best
}

// tallestRow is the part of a page that one row may take, however long its words.
const tallestRow = 0.4

func (s *sheet) set(w words, m measures, size float64) {
	var widths []float64
	widths, s.squeezed = m.share(s.inner() / size)
	scale(widths, size)
	s.kit = s.paper.kit(size)
	s.table = newTable(w, s.kit, widths, tallestRow*(s.tableFoot()-s.tableTop()))
	s.pages = s.paginate()
}

// paginate fills as few pages as will do, then evens them out, and spreads the rows a little on their pages.
func (s *sheet) paginate() []page {
	room := s.tableFoot() - s.tableTop() - s.table.head.height
	pages := s.fill(room)
	low, high := 0.0, room
	for range 12 {
		middle := (low + high) / 2
		if len(s.fill(middle)) <= len(pages) {
			high = middle
		} else {
			low = middle
		}
	}
	pages = s.fill(high)
	for i := range pages {
		pages[i].slack = s.slack(pages[i], room)
	}
	return pages
}

// fill divides the rows among pages with the given room, one row a page at the least.
func (s *sheet) fill(room float64) []page {
	pages := []page{{}}
	used := 0.0
	for i, r := range s.table.rows {
		last := &pages[len(pages)-1]
		if used+r.height > room && i > last.from {
			pages = append(pages, page{from: i})
			last, used = &pages[len(pages)-1], 0
		}
		last.to = i + 1
		used += r.height
	}
	return pages
}

// slack is the part of a row in what its page leaves empty, at most two lines.
func (s *sheet) slack(p page, room float64) float64 {
	for _, r := range s.table.rows[p.from:p.to] {
		room -= r.height
	}
	return max(0, min(2*s.body.Size, room/float64(max(1, p.to-p.from))))
}
