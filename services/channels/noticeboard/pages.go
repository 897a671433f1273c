package noticeboard

// page is the rows from..to of the table; slack is the height that each gets beyond its need.
type page struct {
	from, to int
	slack    float64
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

// fill divides the rows among pages with the given room, one row a page at the least. A heading goes with the row below it.
func (s *sheet) fill(room float64) []page {
	pages := []page{{}}
	used := 0.0
	for i := range s.table.rows {
		last := &pages[len(pages)-1]
		need := s.table.need(i, i == last.from)
		if i > last.from && (used+need > room || s.strips.count > 0 && i-last.from >= s.strips.count/fewest) {
			pages = append(pages, page{from: i})
			last, used, need = &pages[len(pages)-1], 0, s.table.need(i, true)
		}
		last.to = i + 1
		used += need
	}
	return pages
}

// ranks are the ranks of the lines on a page.
func (s *sheet) ranks(p page) []int {
	var out []int
	for _, r := range s.table.rows[p.from:p.to] {
		out = append(out, r.rank)
	}
	return out
}

// need is the height of a row with the heading above it.
func (t *table) need(row int, startsPage bool) float64 {
	return t.headingHeight(t.headingAbove(row, startsPage)) + t.rows[row].height
}

// slack is the part of a row in what its page leaves empty, at most three lines.
func (s *sheet) slack(p page, room float64) float64 {
	for i := p.from; i < p.to; i++ {
		room -= s.table.need(i, i == p.from)
	}
	return max(0, min(3*s.body.Size, room/float64(max(1, p.to-p.from))))
}
