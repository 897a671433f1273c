package matching

import (
	"cmp"
	"slices"
)

// stand is one village while lists are being made: who speaks for it, which offers they might take, what its list has so
// far and what that leaves of each of them.
type stand struct {
	*board
	home     Village
	basis    Basis
	pool     *pool
	speakers []speaker
	// farthest is somebody who would go wherever any speaker would.
	farthest person
	// likely is the offers that somebody might take, those first that would gain most on an empty list; takers is who
	// might take them, offer by offer.
	likely []prospect
	takers []taker
	// unlikely is the offers that the list is filled with when nothing likely is left; nil until it is needed.
	unlikely []prospect
	// left is the heads of each speaker that nothing on the list has taken yet: heads·Π(1−p).
	left []float64
	// ranked is the lines that each speaker could take, the best first.
	ranked [][]liked
	lines  []entry
	byFirm map[uint32]int
}

// prospect is an offer as it is seen from a village: its takers are takers[from:to], first is its gain on an empty list and
// bound never below its gain now.
type prospect struct {
	offer, from, to int32
	listed          bool
	first, bound    float64
}

// taker is a speaker who might take an offer, and the score that the offer has for them.
type taker struct {
	speaker int32
	score   int16
}

// entry is one line of the list: the offer, what it gained when it was picked, and how many are expected to take it.
type entry struct {
	offer       int32
	gain, takes float64
}

func (r *register) stand(v Village) *stand {
	s := &stand{board: r.board, home: v}
	s.pool, s.basis = r.profileOf(v.Code)
	s.speakers = s.pool.blend(v.Code)
	for _, one := range s.speakers {
		s.farthest.include(one.person)
	}
	s.clear()
	return s
}

// clear empties the list.
func (s *stand) clear() {
	s.left, s.lines, s.byFirm = s.left[:0], s.lines[:0], map[uint32]int{}
	if s.ranked == nil {
		s.ranked = make([][]liked, len(s.speakers))
	}
	for i, speaker := range s.speakers {
		s.left, s.ranked[i] = append(s.left, speaker.heads), s.ranked[i][:0]
	}
	for i := range s.likely {
		s.likely[i].bound, s.likely[i].listed = s.likely[i].first, false
	}
	for i := range s.unlikely {
		s.unlikely[i].listed = false
	}
}

// scored is an offer and who might take it.
type scored struct {
	offer int32
	taker
}

// mostOffers bounds the offers that a speaker might take: in a province somebody has thousands, of which the best few hundred
// are all that lists of some dozen lines can matter for.
const mostOffers = 256

// measure finds what is likely; it is the bulk of the work and touches nothing but the stand.
func (s *stand) measure() {
	o := s.look(spotOf(s.home.Place))
	defer o.done()
	r := ranking{k: mostOffers, before: func(a, b *offer) bool { return s.number[a.doc] < s.number[b.doc] }}
	var all []scored
	for i := range s.speakers {
		s.speakers[i].ask(o.q, o.from)
		r.heap, r.floor = r.heap[:0], s.m.likely
		o.top(&r)
		for _, h := range r.heap {
			all = append(all, scored{s.number[h.offer.doc], taker{int32(i), int16(h.score)}})
		}
	}
	s.likely, s.takers = s.prospects(all)
}

// unlikelyOnes scores every offer for every speaker who would go there but is not likely to take it.
func (s *stand) unlikelyOnes() []prospect {
	o := s.look(spotOf(s.home.Place))
	defer o.done()
	var all []scored
	floor := int32(0)
	for i := range s.speakers {
		s.speakers[i].ask(o.q, o.from)
		o.search(&floor, func(x *offer, score int32) {
			if score < s.m.likely {
				all = append(all, scored{s.number[x.doc], taker{int32(i), int16(score)}})
			}
		})
	}
	found, _ := s.prospects(all)
	return found
}

// prospects puts scores in the order of offers and of speakers in each; the offers with the greatest gain first.
func (s *stand) prospects(all []scored) (prospects []prospect, takers []taker) {
	ends := make([]int32, len(s.docs)+1)
	for _, x := range all {
		ends[x.offer+1]++
	}
	for j := range s.docs {
		if ends[j+1] > 0 {
			prospects = append(prospects, prospect{offer: int32(j), from: ends[j], to: ends[j] + ends[j+1]})
		}
		ends[j+1] += ends[j]
	}
	takers = make([]taker, len(all))
	for _, x := range all {
		takers[ends[x.offer]] = x.taker
		ends[x.offer]++
	}
	for i := range prospects {
		p := &prospects[i]
		for _, t := range takers[p.from:p.to] {
			p.first += float64(s.speakers[t.speaker].heads * s.m.chance[t.score])
		}
		p.bound = p.first
	}
	slices.SortFunc(prospects, func(a, b prospect) int { return cmp.Or(cmp.Compare(b.first, a.first), cmp.Compare(a.offer, b.offer)) })
	return prospects, takers
}

// filler is the offers within reach that nobody is likely to take, the least unlikely first. They have no takers.
func (s *stand) filler() []prospect {
	if s.unlikely == nil {
		likely := map[int32]bool{}
		for i := range s.likely {
			likely[s.likely[i].offer] = true
		}
		s.unlikely = []prospect{}
		for _, p := range s.unlikelyOnes() {
			if !likely[p.offer] {
				p.from, p.to = 0, 0
				s.unlikely = append(s.unlikely, p)
			}
		}
	}
	return s.unlikely
}

// gain is g = Σ left·p, the expected takers that the offer would add to the list.
func (s *stand) gain(p *prospect) float64 {
	sum := 0.0
	for _, t := range s.takers[p.from:p.to] {
		sum += float64(s.left[t.speaker] * s.m.chance[t.score])
	}
	return sum
}

// add puts an offer on the list, with who might take it.
func (s *stand) add(offer int32, takers []taker, gain float64) {
	line := len(s.lines)
	for _, t := range takers {
		s.left[t.speaker] *= 1 - s.m.chance[t.score]
		s.ranked[t.speaker] = rank(s.ranked[t.speaker], like(int(t.score), line))
	}
	s.lines = append(s.lines, entry{offer: offer, gain: gain})
	s.byFirm[s.employers[offer]]++
}

// set makes the list anew of offers that were chosen elsewhere, of whom only those who are likely to take them are known.
func (s *stand) set(offers []int32) {
	line := map[int32]int{}
	for k, offer := range offers {
		line[offer] = k
	}
	takers := make([][]taker, len(offers))
	q := s.m.query()
	defer q.free()
	for i := range s.speakers {
		s.speakers[i].ask(q, spotOf(s.home.Place))
		for k, offer := range offers {
			o := &s.numbered[offer]
			if score := q.score(o, q.codeLevel(o.trade.occupation), q.squareTo(o), s.m.likely); score >= s.m.likely {
				takers[k] = append(takers[k], taker{int32(i), int16(score)})
			}
		}
	}
	for k, offer := range offers {
		s.add(offer, takers[k], 0)
	}
	s.count()
}

// liked is one line as somebody ranks it: the score above, the line below, so that a plain comparison ranks.
type liked int32

func like(score, line int) liked { return liked(score<<16 | (1<<15 - line)) }
func (l liked) line() int        { return 1<<15 - int(l&(1<<16-1)) }
func (l liked) score() int       { return int(l >> 16) }

// rank enters a line among those that somebody could take.
func rank(ranked []liked, l liked) []liked {
	ranked = append(ranked, l)
	k := len(ranked) - 1
	for ; k > 0 && ranked[k-1] < l; k-- {
		ranked[k] = ranked[k-1]
	}
	ranked[k] = l
	return ranked
}

// count works out the expected takers of each line when everybody takes the best-scored one that is acceptable.
func (s *stand) count() {
	for k := range s.lines {
		s.lines[k].takes = 0
	}
	for i, ranked := range s.ranked {
		heads := s.speakers[i].heads
		for _, l := range ranked {
			p := s.m.chance[l.score()]
			s.lines[l.line()].takes += float64(heads * p)
			heads *= 1 - p
		}
	}
}
