package search

import (
	"math/bits"
	"slices"
)

// most is how many documents a segment can have, so that the number of one fits in 16 bits and a set of them in 8 KB.
const most = 1 << 16

// set is a set of the documents of a segment, a bit for each. nil is the empty set.
type set []uint64

func sizeOf(n int) int { return (n + 63) / 64 }

func (s set) add(d uint16)      { s[d/64] |= 1 << (d % 64) }
func (s set) drop(d uint16)     { s[d/64] &^= 1 << (d % 64) }
func (s set) has(d uint16) bool { return s != nil && s[d/64]>>(d%64)&1 == 1 }

func (s set) or(t set) {
	for i, w := range t {
		s[i] |= w
	}
}

func (s set) and(t set) {
	if t == nil {
		clear(s)
		return
	}
	for i, w := range t {
		s[i] &= w
	}
}

// less takes out what t has.
func (s set) less(t set) {
	for i, w := range t {
		s[i] &^= w
	}
}

func (s set) empty() bool {
	for _, w := range s {
		if w != 0 {
			return false
		}
	}
	return true
}

func (s set) count() int {
	n := 0
	for _, w := range s {
		n += bits.OnesCount64(w)
	}
	return n
}

// next is the first document from from on, -1 when there is none.
func (s set) next(from int) int {
	at := from / 64
	if at >= len(s) {
		return -1
	}
	for w := s[at] >> (from % 64) << (from % 64); ; w = s[at] {
		if w != 0 {
			return at*64 + bits.TrailingZeros64(w)
		}
		if at++; at == len(s) {
			return -1
		}
	}
}

func (s set) each(give func(d uint16)) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			give(uint16(i*64 + bits.TrailingZeros64(w)))
		}
	}
}

// keep takes out the documents for which no is not true.
func (s set) keep(yes func(d uint16) bool) {
	s.each(func(d uint16) {
		if !yes(d) {
			s.drop(d)
		}
	})
}

// postings are many ascending lists of documents in one piece of memory. A list that more than one document in sixteen is
// on is kept as a set, which is smaller then.
type postings struct {
	lists []span
	docs  []uint16
	sets  []uint64
	size  int // words of a set
}

type span struct{ at, n uint32 }

func newPostings(n int, lists [][]uint16) postings {
	p := postings{size: sizeOf(n), lists: make([]span, len(lists))}
	short, long := 0, 0
	for _, l := range lists {
		if p.dense(len(l)) {
			long += p.size
		} else {
			short += len(l)
		}
	}
	p.docs, p.sets = make([]uint16, 0, short), make([]uint64, long)
	long = 0
	for i, l := range lists {
		if p.dense(len(l)) {
			p.lists[i] = span{uint32(long), uint32(len(l))}
			for _, d := range l {
				set(p.sets[long:]).add(d)
			}
			long += p.size
			continue
		}
		p.lists[i] = span{uint32(len(p.docs)), uint32(len(l))}
		p.docs = append(p.docs, l...)
	}
	return p
}

func (p *postings) dense(n int) bool { return n > 4*p.size && n > 4 }

func (p *postings) len(i int) int { return int(p.lists[i].n) }

func (p *postings) list(i int) (docs []uint16, bits set) {
	l := p.lists[i]
	if p.dense(int(l.n)) {
		return nil, p.sets[l.at : int(l.at)+p.size]
	}
	return p.docs[l.at : l.at+l.n], nil
}

// addTo puts list i into s.
func (p *postings) addTo(s set, i int) {
	docs, bits := p.list(i)
	if bits != nil {
		s.or(bits)
		return
	}
	for _, d := range docs {
		s[d/64] |= 1 << (d % 64)
	}
}

// live counts what s has of list i.
func (p *postings) live(s set, i int) int {
	docs, in := p.list(i)
	n := 0
	for j, w := range in {
		n += bits.OnesCount64(w & s[j])
	}
	for _, d := range docs {
		n += int(s[d/64] >> (d % 64) & 1)
	}
	return n
}

// meets tells whether s has anything of list i.
func (p *postings) meets(s set, i int) bool {
	docs, in := p.list(i)
	return meets(in, s) || slices.ContainsFunc(docs, s.has)
}

// common puts the documents that are on all of the lists into buf.
func (p *postings) common(lists []int, buf []uint16) []uint16 {
	slices.SortFunc(lists, func(a, b int) int { return p.len(a) - p.len(b) })
	docs, in := p.list(lists[0])
	buf = append(buf[:0], docs...)
	if in != nil {
		for d := in.next(0); d >= 0; d = in.next(d + 1) {
			buf = append(buf, uint16(d))
		}
	}
	for _, i := range lists[1:] {
		buf = p.narrow(buf, i)
	}
	return buf
}

// narrow leaves of ascending documents what is on list i.
func (p *postings) narrow(buf []uint16, i int) []uint16 {
	docs, in := p.list(i)
	out := buf[:0]
	for _, d := range buf {
		if in != nil {
			if in.has(d) {
				out = append(out, d)
			}
			continue
		}
		docs = docs[ahead(docs, d):]
		if len(docs) > 0 && docs[0] == d {
			out = append(out, d)
		}
	}
	return out
}

// ahead is where d is or would be in an ascending list; near steps are tried first, for both lists go up together.
func ahead(docs []uint16, d uint16) int {
	step := 1
	for step < len(docs) && docs[step-1] < d {
		step *= 2
	}
	from := step / 2
	at, _ := slices.BinarySearch(docs[from:min(step, len(docs))], d)
	return from + at
}

// flags are a few sets of documents in one piece of memory.
type flags struct {
	sets []uint64
	size int // words of a set
}

func newFlags(n, count int) flags {
	return flags{make([]uint64, count*sizeOf(n)), sizeOf(n)}
}

func (f *flags) of(i int) set { return f.sets[i*f.size : (i+1)*f.size] }
