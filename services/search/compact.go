package search

import (
	"cmp"
	"slices"
)

// An edit makes a segment of what it brings. The smallest ones are merged by the edits themselves, up to inlineMost
// documents, which takes about a millisecond; what is larger waits for Compact.
const (
	inlineMost  = 64
	inlineParts = 4
	// raggedParts is how many parts that Compact would make one of are worth its while: each costs every query a
	// microsecond or two.
	raggedParts = 8
	// growth is how much larger than all smaller ones together a part may be and still be merged with them. The parts that
	// stay grow by this factor, so there are few, and a document is written anew only as often as the factor fits its number.
	growth = 3
)

// tidy merges the smallest parts when they have become many.
func (x *Index) tidy() {
	small := x.smaller(func(n, sum int) bool { return n <= max(1, growth*sum) && sum+n <= inlineMost })
	if len(small) >= inlineParts {
		x.merge(small)
	}
}

// Ragged tells whether Compact would pay: there are many small parts, or one is a quarter of documents that nobody can page
// to any more.
func (x *Index) Ragged() bool {
	return len(x.mergeable()) >= raggedParts || slices.ContainsFunc(x.parts, x.stale)
}

// Compact is the same index in fewer parts, without what died long ago. It finds exactly what it found before, but it takes
// long; edits that are made meanwhile are to be made again on what it gives, at their times.
func (x *Index) Compact() *Index {
	y := *x
	y.parts = slices.Clone(x.parts)
	y.horizon = max(x.horizon, x.clock-keepDead)
	parts := y.mergeable()
	for i := range y.parts {
		if y.stale(y.parts[i]) && !slices.Contains(parts, i) {
			parts = append(parts, i)
		}
	}
	if len(parts) > 0 {
		y.merge(parts)
	}
	y.joinTowns()
	return &y
}

// mergeable are the parts that are small beside what is smaller still.
func (x *Index) mergeable() []int {
	parts := x.smaller(func(n, sum int) bool { return n <= max(inlineMost, growth*sum) && n <= most/2 })
	if len(parts) < 2 {
		return nil
	}
	return parts
}

// smaller are the parts from the smallest up, as long as take agrees to the size of the next after the sum of those before.
func (x *Index) smaller(take func(n, sum int) bool) []int {
	order := make([]int, len(x.parts))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(x.parts[a].n, x.parts[b].n) })
	sum := 0
	for i, p := range order {
		if !take(x.parts[p].n, sum) {
			return order[:i]
		}
		sum += x.parts[p].n
	}
	return order
}

// stale tells whether a quarter of the part died before what can still be paged to.
func (x *Index) stale(p part) bool {
	before := max(x.horizon, x.clock-keepDead)
	dead, _ := slices.BinarySearchFunc(p.deaths, before+1, func(d death, at int64) int { return cmp.Compare(d.at, at) })
	return dead > p.n/4
}

// merge makes new parts of some.
func (x *Index) merge(parts []int) {
	var records []record
	kept := x.parts[:0:0]
	for i := range x.parts {
		if slices.Contains(parts, i) {
			records = x.parts[i].records(x.horizon, records)
		} else {
			kept = append(kept, x.parts[i])
		}
	}
	x.parts = kept
	if len(records) > 0 {
		x.parts = append(x.parts, x.build(records)...)
	}
}

// records adds all that is alive or died after the horizon.
func (p *part) records(horizon int64, to []record) []record {
	died := make(map[uint16]int64, len(p.deaths))
	for _, d := range p.deaths {
		died[d.doc] = d.at
	}
	for i := range p.n {
		r := p.record(uint16(i))
		r.died = died[uint16(i)]
		if r.died == 0 || r.died > horizon {
			to = append(to, r)
		}
	}
	return to
}
