package search

import (
	"math/bits"
	"slices"
)

// alike takes all that was found as equally relevant.
func (f *finder) alike(yield func(relevance int, found []set) bool) { yield(0, f.found) }

// relevant is what was found by its relevance, the sum over the words of the weight of the best place where each is found.
func (f *finder) relevant() levels {
	switch {
	case f.near != nil || len(f.scored) > 1:
		return f.byScores
	case len(f.scored) == 1:
		return f.byPlaces
	}
	return f.alike
}

// sorted is what was found, when it is little, by layer, relevance and age.
func (f *finder) sorted() []ranked {
	out := make([]ranked, 0, f.tally.total)
	for n, layer := range append([]*finder{f}, f.layers...) {
		for i := range layer.found {
			p := &f.parts[i]
			layer.found[i].each(func(d uint16) {
				key := int64(n*layerStep - layer.relevance(i, d))
				out = append(out, ranked{spotInOrder{0, key, p.opened[d], p.ids[d]}, i, int(d)})
			})
		}
	}
	slices.SortFunc(out, func(a, b ranked) int { return a.compare(&b.spotInOrder) })
	return out
}

// byPlaces serves one word: a place where it is found is a relevance, and most pages end with the first.
func (f *finder) byPlaces(yield func(relevance int, found []set) bool) {
	w := &f.scored[0]
	left, here := make([]set, len(f.parts)), make([]set, len(f.parts))
	for i := range left {
		left[i] = f.copy(f.found[i])
	}
	for n, weight := range weights {
		for i := range left {
			at := w.spots[i].in[n]
			if here[i] = nil; at == nil {
				continue
			}
			here[i] = f.copy(left[i])
			here[i].and(at)
			left[i].less(here[i])
		}
		if !yield(weight, here) {
			return
		}
	}
	yield(0, left) // what is only not preferred
}

// byScores serves several words.
func (f *finder) byScores(yield func(relevance int, found []set) bool) {
	scores := make([][]uint16, len(f.parts))
	seen := make([]bool, len(f.scored)*inTitle+len(rings)+1)
	for i := range scores {
		scores[i] = f.score(i)
		for d := f.found[i].next(0); d >= 0; d = f.found[i].next(d + 1) {
			seen[scores[i][d]] = true
		}
	}
	here := make([]set, len(f.parts))
	for relevance := len(seen) - 1; relevance >= 0; relevance-- {
		if !seen[relevance] {
			continue
		}
		for i := range here {
			here[i] = f.set(f.parts[i].n)
			f.found[i].each(func(d uint16) {
				if int(scores[i][d]) == relevance {
					here[i].add(d)
				}
			})
		}
		if !yield(relevance, here) {
			return
		}
	}
}

// score gives what was found in a part its relevance; what was not found has none that means anything.
func (f *finder) score(i int) []uint16 {
	scores := f.scratch.score(f.parts[i].n)
	f.found[i].each(func(d uint16) { scores[d] = 0 })
	for j := range f.scored {
		f.scored[j].spots[i].score(f.found[i], scores)
	}
	if f.near == nil {
		return scores
	}
	f.found[i].each(func(d uint16) {
		scores[d] += uint16(f.near.of(&f.parts[i], d))
	})
	return scores
}

// score adds the weight of a word to what was found.
func (s *spot) score(found set, scores []uint16) {
	places := s.in
	for i, left := range found {
		for n, docs := range places {
			if left == 0 {
				break
			}
			here := word64(docs, i) & left
			left &^= here
			for ; here != 0; here &= here - 1 {
				d := i*64 + bits.TrailingZeros64(here)
				scores[d] += uint16(weights[n])
			}
		}
	}
}
