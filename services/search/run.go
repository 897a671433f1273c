package search

import (
	"math"
	"slices"

	"konggang/models"
)

// Run finds what matches every word and every filter, and gives one page of it. Error CodeInvalidCursor.
func (x *Index) Run(q Query) (Result, error) {
	var after *mark
	if q.Cursor != "" {
		var err error
		if after, err = markOf(q.Cursor); err != nil {
			return Result{}, err
		}
	}
	s := borrow()
	defer s.giveBack()
	m := x.momentOf(after, s)
	f := m.finder(&q)
	return f.result(after), nil
}

// finder is a query that was understood, with what it found: documents by part. Where that is little, layers are what is
// found when wishes are given up, none of it in an earlier one.
type finder struct {
	*moment
	q      *Query
	plan   plan
	filter narrower
	all    bool // nothing is asked
	found  []set
	scored []word // what makes a document relevant
	layers []*finder
	near   *nearness // of a layer outside the place
	tally  *tally
	facets facets
}

// finder understands the query and looks. Where what was understood leaves nothing and the words as they stand find
// something, they are meant.
func (m *moment) finder(q *Query) *finder {
	f := m.look(q, m.understand(q.Text))
	n := f.count()
	if n == 0 && f.plan.understood() {
		if plain := m.look(q, m.plainly(q.Text)); plain.count() > 0 {
			f = plain
		}
	}
	if n < enough && (q.Sort == ByRelevance || q.Sort == "") {
		f.widen(n)
	}
	f.facets, f.tally = facetsOf(q.Facets), m.tally(len(m.towns))
	for _, layer := range append([]*finder{f}, f.layers...) {
		for i := range m.parts {
			layer.tell(i, f)
		}
	}
	return f
}

// tell counts what was found in a part for the facets of the finder that answers.
func (f *finder) tell(i int, into *finder) {
	if f.all && &f.there[i][0] == &f.parts[i].live[0] {
		into.tally.add(&f.parts[i])
		return
	}
	into.tally.scan(&f.parts[i], f.found[i], &into.facets, f.scratch)
}

func (m *moment) look(q *Query, p plan) *finder {
	f := &finder{moment: m, q: q, plan: p, filter: q.narrower(&p.said)}
	f.all = f.unasked()
	f.found = make([]set, len(m.parts))
	for i := range m.parts {
		f.found[i] = m.there[i]
		if !f.all {
			f.found[i] = m.copy(m.there[i])
			f.search(i, f.found[i])
		}
	}
	f.scored = append(slices.Clip(f.plan.words), f.preferred()...)
	return f
}

func (f *finder) count() (n int) {
	for _, found := range f.found {
		n += found.count()
	}
	return n
}

// unasked tells that neither the text nor a filter asks for anything.
func (f *finder) unasked() bool {
	q := f.q
	byText := f.plan.understood() || len(f.plan.words) > 0
	byPlace := q.Division != "" || q.RadiusKM != 0 || q.Enterprise != ""
	byWork := q.Occupation != "" || q.WageMin != 0 || q.Education != "" || q.Employment != "" || q.Shift != "" || len(q.Benefits) > 0
	return !byText && !byPlace && !byWork && q.Since.IsZero()
}

// search leaves of acc what matches in a part: first by lists, then by the columns, and last by reading, which costs most.
func (f *finder) search(i int, acc set) {
	f.filter.narrow(&f.parts[i], acc, f.scratch)
	if len(f.plan.places) > 0 {
		in := f.set(f.parts[i].n)
		for j := range f.plan.places {
			in.or(f.placed(&f.plan.places[j], &f.parts[i]))
		}
		acc.and(in)
	}
	for j := range f.plan.words {
		if acc.empty() {
			return
		}
		f.guess(&f.plan.words[j], i, acc)
	}
	f.filter.narrowByValue(&f.parts[i], acc)
	for j := range f.plan.words {
		if w := &f.plan.words[j]; w.spots[i].guessed != nil {
			f.read(w, i, acc)
			w.spots[i].narrow(acc)
		}
	}
}

func (f *finder) result(after *mark) Result {
	limit := f.q.Limit
	if limit <= 0 {
		limit = models.DefaultLimit
	}
	g := page{m: f.moment, after: after, want: limit + 1}
	f.rank(&g)
	r := Result{Total: int(f.tally.total), Headcount: int(f.tally.headcount), Facets: f.unfold(f.tally, &f.facets), Interpreted: f.plan.said}
	if len(g.best) > limit {
		g.best = g.best[:limit]
		r.Next = f.mark(after, &g.best[limit-1]).text()
	}
	r.Hits = make([]Hit, len(g.best))
	for i := range g.best {
		r.Hits[i] = f.hit(&g.best[i])
	}
	return r
}

func (f *finder) mark(after *mark, last *ranked) *mark {
	next := mark{at: f.clock, day: f.day, spotInOrder: last.spotInOrder}
	if after != nil {
		next.at, next.day = after.at, after.day
	}
	return &next
}

// hit shows the present version of what was ranked.
func (f *finder) hit(r *ranked) Hit {
	p, d := &f.parts[r.part], uint16(r.doc)
	h := Hit{ID: r.id}
	h.Relevance = f.layerOf(r.part, d).relevance(r.part, d)
	if !p.live.has(d) {
		p, d, _ = f.now(r.id)
	}
	h.JSON = p.json[d]
	if at := &p.points[p.placeOf[d]]; f.q.Near != nil && at.known {
		km := models.DistanceKM(*f.q.Near, at.model())
		h.DistanceKM = &km
	}
	return h
}

func (f *finder) rank(g *page) {
	switch f.q.Sort {
	case ByWage:
		g.byColumn(f.found, func(p *part, d int) int64 { return -int64(p.wage[d]) })
	case ByDistance:
		g.byColumn(f.found, f.far)
	case ByNewest:
		g.inTurns(f.alike, f.takingTurns())
	default:
		f.rankByRelevance(g)
	}
}

// layerOf is the finder that found a document.
func (f *finder) layerOf(part int, d uint16) *finder {
	for _, layer := range f.layers {
		if layer.found[part].has(d) {
			return layer
		}
	}
	return f
}

// relevance is the sum over the words of the weight of the best place where each is found, and how near it is.
func (f *finder) relevance(part int, d uint16) (sum int) {
	for i := range f.scored {
		sum += f.scored[i].spots[part].relevance(d)
	}
	return sum + f.near.of(&f.parts[part], d)
}

// far orders by the way; without one, what is nowhere comes last.
func (f *finder) far(p *part, d int) int64 {
	at := &p.points[p.placeOf[d]]
	if f.q.Near == nil || !at.known {
		return math.MaxInt64
	}
	return at.apart(&f.filter.near)
}

// rankByRelevance puts what was found with all that is wished before what was found without some of it.
func (f *finder) rankByRelevance(g *page) {
	if f.tally.total <= fewHits {
		g.inTurnsOf(f.sorted(), f.takingTurns())
		return
	}
	g.inTurns(func(yield func(int, []set) bool) {
		more := true
		for n, layer := range append([]*finder{f}, f.layers...) {
			layer.relevant()(func(relevance int, found []set) bool {
				more = yield(relevance-n*layerStep, found)
				return more
			})
			if !more {
				return
			}
		}
	}, f.takingTurns())
}

// takingTurns is off for who asks for an employer, and where little is found.
func (f *finder) takingTurns() bool {
	return len(f.layers) == 0 && f.q.Enterprise == "" && len(f.plan.said.Employers) == 0
}
