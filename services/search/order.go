package search

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"
)

// perTurn is how many vacancies of one employer stand before every other employer had its turn: as many as one employer may
// have on a sheet while others wait, so that a page of twenty shows seven employers at least.
const perTurn = 3

// ranked is a document with its place in the order.
type ranked struct {
	spotInOrder
	part, doc int
}

func (a *spotInOrder) compare(b *spotInOrder) int {
	return cmp.Or(cmp.Compare(a.tier, b.tier), cmp.Compare(a.key, b.key), cmp.Compare(b.opened, a.opened), strings.Compare(a.id, b.id))
}

// page collects the first hits of an order after a mark.
type page struct {
	m     *moment
	after *mark
	want  int // one more than is shown, to know whether there is more
	best  []ranked
}

// offer takes a document in if it is among the first after the mark and not gone since.
func (g *page) offer(tier int32, key int64, part, doc int) {
	p := &g.m.parts[part]
	r := ranked{spotInOrder{tier, key, p.opened[doc], p.ids[doc]}, part, doc}
	full := len(g.best) == g.want
	if full && r.compare(&g.best[len(g.best)-1].spotInOrder) >= 0 {
		return
	}
	if g.after != nil && r.compare(&g.after.spotInOrder) <= 0 {
		return
	}
	if !p.live.has(uint16(doc)) && !g.m.present(p.ids[doc]) {
		return
	}
	if full {
		g.best = g.best[:len(g.best)-1]
	}
	at, _ := slices.BinarySearchFunc(g.best, r, func(a, b ranked) int { return a.compare(&b.spotInOrder) })
	g.best = slices.Insert(g.best, at, r)
}

// present tells whether a vacancy is live now, in whatever version.
func (x *Index) present(id string) bool {
	_, _, ok := x.now(id)
	return ok
}

// now is the live version of a vacancy.
func (x *Index) now(id string) (p *part, d uint16, ok bool) {
	for i := range x.parts {
		p := &x.parts[i]
		for _, d := range p.versions(id) {
			if p.live.has(d) {
				return p, d, true
			}
		}
	}
	return nil, 0, false
}

// byColumn ranks all that was found by a number, the least first.
func (g *page) byColumn(found []set, key func(p *part, d int) int64) {
	for i, acc := range found {
		p := &g.m.parts[i]
		bound := int64(math.MaxInt64)
		for w, word := range acc {
			for ; word != 0; word &= word - 1 {
				d := w*64 + bits.TrailingZeros64(word)
				k := key(p, d)
				if k > bound {
					continue
				}
				g.offer(0, k, i, d)
				if len(g.best) == g.want {
					bound = g.best[len(g.best)-1].key
				}
			}
		}
	}
}

// levels gives what was found from the most relevant on: what has the same relevance at once, by part, good until the next.
type levels func(yield func(relevance int, found []set) bool)

// inTurns ranks all that was found by relevance and age. Where takingTurns, the vacancies of one employer come in turns of
// perTurn: those of the second turn stand behind all of the first.
func (g *page) inTurns(all levels, takingTurns bool) {
	heads := make([]int, len(g.m.parts))
	all(func(relevance int, found []set) bool {
		for i := range heads {
			heads[i] = found[i].next(0)
		}
		for i := g.newest(heads); i >= 0; i = g.newest(heads) {
			if !g.take(-int64(relevance), i, heads[i], takingTurns) {
				return false
			}
			heads[i] = found[i].next(heads[i] + 1)
		}
		return true
	})
}

// inTurnsOf does the same for hits in order.
func (g *page) inTurnsOf(hits []ranked, takingTurns bool) {
	for i := range hits {
		if !g.take(hits[i].key, hits[i].part, hits[i].doc, takingTurns) {
			return
		}
	}
}

// newest is the part whose head comes first, -1 when all are at their ends.
func (g *page) newest(heads []int) int {
	best := -1
	for i, d := range heads {
		if d < 0 || best >= 0 && !g.before(i, d, best, heads[best]) {
			continue
		}
		best = i
	}
	return best
}

func (g *page) before(i, d, j, e int) bool {
	p, q := &g.m.parts[i], &g.m.parts[j]
	return cmp.Or(cmp.Compare(q.opened[e], p.opened[d]), strings.Compare(p.ids[d], q.ids[e])) < 0
}

// take offers the next hit; false when no later one can come on the page.
func (g *page) take(key int64, part, doc int, takingTurns bool) bool {
	tier := int32(0)
	if takingTurns {
		firm := g.m.parts[part].firm(uint16(doc))
		n := g.m.firms[firm]
		g.m.firms[firm] = n + 1
		tier = n / perTurn
	}
	g.offer(tier, key, part, doc)
	if len(g.best) < g.want {
		return true
	}
	return takingTurns && g.best[g.want-1].tier > g.first()
}

// first is the first tier that can still be on the page.
func (g *page) first() int32 {
	if g.after == nil {
		return 0
	}
	return g.after.tier
}
