package matching

// stand is one village while lists are being made: whose wishes speak for it, how far every offer is, what its list has
// so far and what that leaves of each person.
type stand struct {
	*board
	home  Village
	basis Basis
	pool  *pool
	heads []float64
	ways  []prospect
	// first is each offer's gain on an empty list; bound is never below its gain now.
	first, bound []float64
	// left is the heads that nothing on the list has taken yet: heads·Π(1−p).
	left   []float64
	lines  []int
	gains  []float64
	takers []float64
	listed []bool
	byFirm []int
}

// prospect is the way to an offer as lists see it: what it brings to who commutes and to who lodges there.
type prospect struct {
	way
	lodging int32
	lodged  bool
}

func (r *register) stand(v Village) *stand {
	s := &stand{board: r.board, home: v, ways: make([]prospect, len(r.offers))}
	s.pool, s.basis = r.profileOf(v.Code)
	s.heads = s.pool.blend(v.Code)
	home := spotOf(v.Place)
	for j := range r.offers {
		w := r.m.way(home, &r.offers[j])
		s.ways[j] = prospect{w, max(w.points, int32(r.m.rules.Weights.Lodged)), r.offers[j].needs&needLodging != 0}
	}
	return s
}

// measure prepares the gains; it is the bulk of the work and touches nothing but the stand.
func (s *stand) measure() {
	s.clear()
	s.first = make([]float64, len(s.offers))
	for j := range s.first {
		s.first[j] = s.gain(j)
	}
	s.bound = append([]float64(nil), s.first...)
}

// clear empties the list.
func (s *stand) clear() {
	s.left = append(s.left[:0], s.heads...)
	s.bound = append(s.bound[:0], s.first...)
	s.lines, s.gains, s.takers = s.lines[:0], s.gains[:0], s.takers[:0]
	s.listed, s.byFirm = make([]bool, len(s.offers)), make([]int, s.m.ahead.employers)
}

// finish is the whole score of a cell seen from this way, negative when the offer is barred or out of reach.
func (w *prospect) finish(c cell, l limit) int {
	if c == barred {
		return -1
	}
	if w.lodged && l.lodges {
		return c.points() + int(w.lodging)
	}
	if w.felt > l.reach {
		return -1
	}
	return c.points() + int(w.points)
}

// gain is g = Σ left·p, the expected takers that the offer would add to the list.
func (s *stand) gain(offer int) float64 {
	way, limits, sum := &s.ways[offer], s.pool.limits, 0.0
	for i, c := range s.pool.of(offer) {
		if score := way.finish(c, limits[i]); score >= 0 {
			sum += float64(s.left[i] * s.m.chance[score])
		}
	}
	return sum
}

// add puts the offer on the list.
func (s *stand) add(offer int, gain float64) {
	way, limits := &s.ways[offer], s.pool.limits
	for i, c := range s.pool.of(offer) {
		if score := way.finish(c, limits[i]); score >= 0 {
			s.left[i] *= 1 - s.m.chance[score]
		}
	}
	s.lines, s.gains = append(s.lines, offer), append(s.gains, gain)
	s.listed[offer] = true
	s.byFirm[s.employers[offer]]++
}

// liked is one line as somebody ranks it: the score above, the line below, so that a plain comparison ranks.
type liked int32

func like(score, line int) liked { return liked(score<<16 | (1<<15 - line)) }
func (l liked) line() int        { return 1<<15 - int(l&(1<<16-1)) }
func (l liked) score() int       { return int(l >> 16) }

// count works out the expected takers of each line when everybody takes the best-scored one that is acceptable.
func (s *stand) count() {
	s.takers = s.takers[:0]
	for range s.lines {
		s.takers = append(s.takers, 0)
	}
	ranked := make([]liked, 0, len(s.lines))
	for i, heads := range s.heads {
		ranked = s.rank(ranked[:0], i)
		for _, l := range ranked {
			p := s.m.chance[l.score()]
			s.takers[l.line()] += float64(heads * p)
			heads *= 1 - p
		}
	}
}

// rank appends the lines that the person could take, the best first.
func (s *stand) rank(ranked []liked, person int) []liked {
	n, limit := len(s.pool.limits), s.pool.limits[person]
	for line, offer := range s.lines {
		score := s.ways[offer].finish(s.pool.cells[offer*n+person], limit)
		if score < 0 {
			continue
		}
		l := like(score, line)
		ranked = append(ranked, l)
		k := len(ranked) - 1
		for ; k > 0 && ranked[k-1] < l; k-- {
			ranked[k] = ranked[k-1]
		}
		ranked[k] = l
	}
	return ranked
}

// interest is how many registered seekers an offer speaks to from a village: those who want this kind of work among the
// village's own and in the whole pool, and those behind the list to whom it is suitable.
type interest struct{ own, pool, served int }

func (s *stand) interest(offer int) interest {
	var n interest
	for i, c := range s.pool.of(offer) {
		score := s.ways[offer].finish(c, s.pool.limits[i])
		if score < 0 {
			continue
		}
		own := s.pool.people[i].village == s.home.Code
		if c.wanted() {
			n.pool++
		}
		if c.wanted() && own {
			n.own++
		}
		if score >= s.m.suitable && (own || s.basis != BasisOwn) {
			n.served++
		}
	}
	return n
}

// load is the expected takers of every offer, as the village lists add them up.
type load []float64

func (l load) put(s *stand) {
	for k, offer := range s.lines {
		l[offer] += s.takers[k]
	}
}

func (l load) lift(s *stand) {
	for k, offer := range s.lines {
		l[offer] -= s.takers[k]
	}
}

// Load is the expected takers E_j by vacancy id, from the lists that are in force elsewhere.
type Load map[string]float64

func (b *board) load(elsewhere Load) load {
	out := make(load, len(b.offers))
	for j, id := range b.ids {
		out[j] = max(0, elsewhere[id])
	}
	return out
}

// LoadOf is the load that lists put on the market: lists[i] is the vacancy ids of villages[i], in their order. Ids that are
// not live are passed over. The seekers are the market's, as for Allocate.
func (m *Market) LoadOf(villages []Village, lists [][]string) Load {
	r := m.register()
	index := make(map[string]int, len(r.ids))
	for j, id := range r.ids {
		index[id] = j
	}
	total := r.load(nil)
	for _, i := range byCode(villages) {
		s := r.stand(villages[i])
		for _, id := range lists[i] {
			if offer, ok := index[id]; ok {
				s.lines = append(s.lines, offer)
			}
		}
		s.count()
		total.put(s)
	}
	out := Load{}
	for j, e := range total {
		if e > 0 {
			out[r.ids[j]] = e
		}
	}
	return out
}
