package matching

import (
	"slices"
	"sync"

	"konggang/models"
)

// sweep is the market prepared to be asked from many places. It is made once for a batch and then only read.
type sweep struct {
	m *Market
	// number is each vacancy's place in the order of the ids of all that are live, −1 for one that is not; docs goes back.
	number []int32
	docs   []uint32
}

func (m *Market) sweep() *sweep {
	s := &sweep{m: m, number: slices.Repeat([]int32{-1}, len(m.ahead.vacancies)), docs: m.liveDocs()}
	for number, doc := range s.docs {
		s.number[doc] = int32(number)
	}
	return s
}

// look is an outlook from a place for everybody who lives there; done gives it back.
func (s *sweep) look(from spot) *outlook {
	o := outlooks.Get().(*outlook)
	o.begin(s.m, from)
	o.gather(sight)
	return o
}

// outlook is the offers in sight of one place: occupation by occupation, in each those first whose way brings most, and
// all together in that order. It belongs to one goroutine, and is used again for the next place.
type outlook struct {
	q     *query
	from  spot
	found []seen   // as they were found
	near  []uint32 // the places in found, by points from the most
	seen  []seen   // by occupation
	start []int32  // by occupation, where its offers begin in seen
	count []int32
}

// seen is an offer in sight and its way: straight in decimetres, felt in metres, and what it brings to who commutes. 32 bytes.
type seen struct {
	gist
	straight, felt, points int32
}

// outlooks keeps those that nobody uses, of all markets.
var outlooks = sync.Pool{New: func() any { return new(outlook) }}

func (o *outlook) begin(m *Market, from spot) { o.q, o.from = m.query(), from }

func (o *outlook) done() {
	o.q.free()
	o.q = nil
	outlooks.Put(o)
}

// gather finds the offers nearer than a distance, and puts them in order by counting: first by points from the most, then,
// keeping that, by occupation.
func (o *outlook) gather(distance int32) {
	m := o.q.m
	found := o.found[:0]
	if o.from.known() {
		square := int64(distance) * int64(distance)
		m.parcels.around(o.from, distance, func(one *parcel, _ int32) {
			for i := range one.steads {
				s := &one.steads[i]
				if apart := o.from.square(s.at); apart < square {
					straight := int32(root(apart))
					w := m.wayOf(straight, s.needs)
					found = append(found, seen{s.gist, straight, w.felt, w.points})
				}
			}
		})
	}
	o.found = found
	o.arrange(int32(m.rules.Weights.Distance), len(m.runs))
}

func (o *outlook) arrange(most int32, occupations int) {
	o.count = begins(o.count, o.found, int(most)+1, func(s *seen) int32 { return most - s.points })
	o.near = slices.Grow(o.near[:0], len(o.found))[:len(o.found)]
	for i := range o.found {
		at := &o.count[most-o.found[i].points]
		o.near[*at] = uint32(i)
		*at++
	}
	o.start = begins(o.start, o.found, occupations, func(s *seen) int32 { return int32(s.occupation) })
	o.seen = slices.Grow(o.seen[:0], len(o.found))[:len(o.found)]
	for _, i := range o.near {
		at := &o.start[o.found[i].occupation]
		o.seen[*at] = o.found[i]
		*at++
	}
	copy(o.start[1:], o.start) // each is where the next begins now
	o.start[0] = 0
}

// begins is where each key from 0 to below keys begins in the list when it is sorted by them.
func begins(into []int32, list []seen, keys int, key func(*seen) int32) []int32 {
	into = slices.Grow(into[:0], keys+1)[:keys+1]
	clear(into)
	for i := range list {
		into[key(&list[i])+1]++
	}
	for k := range keys {
		into[k+1] += into[k]
	}
	return into
}

// ask puts a person into the outlook, as if they lived here.
func (o *outlook) ask(p *person) { o.q.ask(p, o.from) }

// top offers the ranking every vacancy that could enter it.
func (o *outlook) top(r *ranking) { o.search(&r.floor, r.offer) }

// search gives take every vacancy that scores at least the floor, which may rise meanwhile: what is in sight, and what
// lies beyond for those who would go there.
func (o *outlook) search(floor *int32, take func(x *offer, score int32)) {
	o.q.inOrder(func() { o.searchSight(floor, take) }, func() { o.q.searchBeyond(floor, take) })
}

// searchSight is search among what is in sight.
func (o *outlook) searchSight(floor *int32, take func(x *offer, score int32)) {
	q := o.q
	q.nextVisit()
	for level := uint8(4); level > foreign && q.able(level, 0, *floor); level-- {
		q.related(level, func(occupation uint32, code uint8) {
			o.scan(o.seen[o.start[occupation]:o.start[occupation+1]], code, level, floor, take)
		})
	}
	o.scanNear(floor, take)
}

// scan is search among the offers of one occupation that are in sight.
func (o *outlook) scan(list []seen, code, level uint8, floor *int32, take func(x *offer, score int32)) {
	least := o.leastPoints()
	for i := range list {
		s := &list[i]
		if s.points < least || !o.leads(level, s.points, *floor) {
			return
		}
		o.try(s, code, level, floor, take)
	}
}

// scanNear is search among the offers in sight of the occupations that were not visited.
func (o *outlook) scanNear(floor *int32, take func(x *offer, score int32)) {
	least := o.leastPoints()
	for _, i := range o.near {
		s := &o.found[i]
		if s.points < least || !o.leads(foreign, s.points, *floor) {
			return
		}
		if !o.q.wasVisited(s.occupation) {
			o.try(s, o.q.codeLevel(s.occupation), foreign, floor, take)
		}
	}
}

// leastPoints is what any way brings at least that the seeker would go and that ends in the query's own sight: by a shuttle
// it brings no less.
func (o *outlook) leastPoints() int32 {
	points := o.q.m.wayOf(o.q.sight, 0).points
	if !o.q.lodges {
		points = max(points, o.q.m.near.points(o.q.reach))
	}
	return points
}

// leads tells whether an offer of a level could reach the floor with the points of its way. In a list by points, where it
// cannot, none behind it can.
func (o *outlook) leads(level uint8, points, floor int32) bool {
	if o.q.lodges {
		points = max(points, int32(o.q.w.Lodged))
	}
	return int32(o.q.w.Kinship[level])+points+o.q.most >= floor
}

// try gives take an offer that scores at least the floor, whose work comes to no more than a level.
func (o *outlook) try(s *seen, code, level uint8, floor *int32, take func(x *offer, score int32)) {
	points, reachable := o.q.distance(way{s.straight, s.felt, s.points}, s.needs)
	if reachable && s.straight < o.q.sight {
		o.q.try(&s.gist, code, int32(o.q.w.Kinship[level])+points, points, floor, take)
	}
}

// Scored is a vacancy and its score for somebody.
type Scored struct {
	VacancyID string
	Score     int
}

// Best is the best vacancies of one seeker, the best first, ties by id.
type Best struct {
	SeekerID  string
	Vacancies []Scored
}

// together is how many homes a batch looks at before it tells of them.
const together = 64

// Batch finds the k best vacancies of every seeker of the market, on all processors, and tells of them village by village
// in the order of their codes; seekers who may not work yet have none. It gives what Top gives. A village whose people
// were told to live in several places is told of once for each.
func (m *Market) Batch(k int, each func(village models.DivisionCode, best []Best)) {
	s := m.sweep()
	for homes := range slices.Chunk(m.order, together) {
		found := make([][]Best, len(homes))
		inParallel(len(homes), func(i int) { found[i] = s.bestOf(homes[i], k) })
		for i, at := range homes {
			each(m.ahead.homes[at].village, found[i])
		}
	}
}

func (s *sweep) bestOf(home uint32, k int) []Best {
	people := s.m.hamlets.at(home).people
	o := s.look(s.m.ahead.homes[home].at)
	defer o.done()
	out := make([]Best, len(people))
	r := ranking{k: k, before: func(a, b *offer) bool { return s.number[a.doc] < s.number[b.doc] }}
	for i := range people {
		out[i].SeekerID = s.m.ahead.seekers[people[i].id]
		if k <= 0 || people[i].age(s.m.year) < models.LegalWorkingAge {
			continue
		}
		r.heap, r.floor = r.heap[:0], 0
		o.ask(&people[i])
		o.top(&r)
		out[i].Vacancies = slices.Grow(out[i].Vacancies, len(r.heap))
		for _, h := range r.sorted() {
			out[i].Vacancies = append(out[i].Vacancies, Scored{s.m.id(h.offer.doc), int(h.score)})
		}
	}
	return out
}
