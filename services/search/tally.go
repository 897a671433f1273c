package search

import "math/bits"

// tally counts documents by all that facets tell apart.
type tally struct {
	total     int32
	headcount int64
	labels    [maxLabels]int32
	classes   [1000]int32
	towns     []int32
	mine      bool // while the edit that made it goes on
}

func newTally(towns int) *tally { return &tally{towns: make([]int32, towns)} }

func (t *tally) copy() *tally {
	c := *t
	c.towns = append([]int32(nil), t.towns...)
	return &c
}

// take counts a document times times.
func (t *tally) take(s *segment, d uint16, times int32) {
	t.total += times
	t.headcount += int64(times) * int64(s.remaining[d])
	t.label(s, d, times)
	t.classes[s.class[d]] += times
	t.towns[s.townOf[d]] += times
}

// label counts the labels of a document times times.
func (t *tally) label(s *segment, d uint16, times int32) {
	for b := s.benefits[d] &^ negotiable; b != 0; b &= b - 1 {
		t.labels[benefitLabels+bits.TrailingZeros16(uint16(b))] += times
	}
	v := unpackStated(s.demands[d], s.offers[d])
	t.value(0, v.shift, times)
	t.value(employmentLabels, v.employment, times)
	t.value(schoolingLabels, v.education, times)
	t.value(kindLabels, v.kind, times)
	t.value(bandLabels, v.band, times)
}

func (t *tally) value(first int, ordinal uint8, times int32) {
	if ordinal > 0 {
		t.labels[first+int(ordinal)-1] += times
	}
}

// scan counts what acc has of a part. Only what the facets need is counted.
func (t *tally) scan(p *part, acc set, f *facets, s *scratch) {
	t.scanLabels(p, acc, f, s)
	remaining, class, town, towns, townAt := p.remaining, p.class, p.townOf, t.towns, p.townAt
	headcount := int64(0)
	for _, i := range s.lists {
		w := acc[i]
		t.total += int32(bits.OnesCount64(w))
		for ; w != 0; w &= w - 1 {
			d := i*64 + bits.TrailingZeros64(w)
			headcount += int64(remaining[d])
			if f.classes {
				t.classes[class[d]]++
			}
			if f.towns {
				towns[townAt[town[d]]]++
			}
		}
	}
	t.headcount += headcount
}

// scanLabels counts what each label has in common with acc, and leaves in s.lists the words of acc that have any documents.
func (t *tally) scanLabels(p *part, acc set, f *facets, s *scratch) {
	s.lists = s.lists[:0]
	for i, w := range acc {
		if w != 0 {
			s.lists = append(s.lists, i)
		}
	}
	full := len(s.lists) > len(acc)/2
	for _, name := range f.names {
		from, to, _ := facetLabels(name)
		for l := from; l < to; l++ {
			on := p.labels.of(l)[:len(acc)]
			if full {
				t.labels[l] += int32(common(acc, on))
				continue
			}
			n := 0
			for _, i := range s.lists {
				n += bits.OnesCount64(acc[i] & on[i])
			}
			t.labels[l] += int32(n)
		}
	}
}

// common counts what two sets of one size have in common.
func common(a, b set) (n int) {
	for i, w := range a {
		n += bits.OnesCount64(w & b[i])
	}
	return n
}

// add counts all of a part that is live.
func (t *tally) add(p *part) {
	t.total += p.all.total
	t.headcount += p.all.headcount
	for i, n := range p.all.labels {
		t.labels[i] += n
	}
	for i, n := range p.all.classes {
		t.classes[i] += n
	}
	for i, n := range p.all.towns {
		t.towns[p.townAt[i]] += n
	}
}
