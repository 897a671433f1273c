package matching

import (
	"cmp"
	"slices"
	"sync"

	"konggang/models"
)

// sight is how far around a place offers are gathered, in decimetres: 50 km, beyond which a way brings next to nothing.
// Offers farther away are looked for block by block.
const sight = 500_000

// sweep is the market laid out to be asked from many places: the offers of the day by the cube of space that they lie in,
// and numbered by the order of their vacancies' ids. It is made once for a batch and then only read.
type sweep struct {
	m      *Market
	offers []offer // cube by cube
	cubes  map[cube][2]int32
	// number is each vacancy's place in the order of the ids of all that are live, −1 for one that is not; docs goes back.
	number []int32
	docs   []uint32
	idle   sync.Pool
}

// cube is a cell of space, cubeBits wide in each direction.
type cube struct{ x, y, z int16 }

// A cube is 13 km wide.
const cubeBits = 17

func cubeOf(s spot) cube {
	return cube{int16(s.X >> cubeBits), int16(s.Y >> cubeBits), int16(s.Z >> cubeBits)}
}

func (c cube) compare(d cube) int {
	return cmp.Or(cmp.Compare(c.x, d.x), cmp.Compare(c.y, d.y), cmp.Compare(c.z, d.z))
}

func (m *Market) sweep() *sweep {
	s := &sweep{m: m, cubes: map[cube][2]int32{}, offers: m.liveOffers(), number: slices.Repeat([]int32{-1}, len(m.ahead.vacancies))}
	for i := range s.offers {
		s.number[s.offers[i].doc] = int32(i)
		s.docs = append(s.docs, s.offers[i].doc)
	}
	slices.SortFunc(s.offers, func(a, b offer) int {
		return cmp.Or(cubeOf(a.at).compare(cubeOf(b.at)), cmp.Compare(s.number[a.doc], s.number[b.doc]))
	})
	for from := 0; from < len(s.offers); {
		here, to := cubeOf(s.offers[from].at), from
		for to < len(s.offers) && cubeOf(s.offers[to].at) == here {
			to++
		}
		s.cubes[here] = [2]int32{int32(from), int32(to)}
		from = to
	}
	s.idle.New = func() any { return &outlook{sweep: s} }
	return s
}

// seen is an offer as it is seen from a place.
type seen struct {
	offer
	felt, points int32
}

// outlook is the offers in sight of one place, occupation by occupation and in each those first whose way brings most.
// It belongs to one goroutine; the next place is looked at from the same outlook.
type outlook struct {
	*sweep
	q     *query
	from  spot
	seen  []seen
	start []int32 // by occupation, where its offers begin in seen
	found []finding
	other []finding
	count []int32
}

// finding is an offer in sight: its index and the points of its way.
type finding struct{ index, felt, points int32 }

// look is an outlook from a place; done gives it back.
func (s *sweep) look(from spot) *outlook {
	o := s.idle.Get().(*outlook)
	o.q, o.from = s.m.query(), from
	o.gather()
	o.arrange()
	return o
}

func (o *outlook) done() {
	o.q.free()
	o.idle.Put(o)
}

// gather finds the offers in sight.
func (o *outlook) gather() {
	o.found = o.found[:0]
	if !o.from.known() {
		return
	}
	low := cubeOf(spot{o.from.X - sight, o.from.Y - sight, o.from.Z - sight})
	high := cubeOf(spot{o.from.X + sight, o.from.Y + sight, o.from.Z + sight})
	for x := low.x; x <= high.x; x++ {
		for y := low.y; y <= high.y; y++ {
			for z := low.z; z <= high.z; z++ {
				if span, ok := o.cubes[cube{x, y, z}]; ok {
					o.gatherFrom(span)
				}
			}
		}
	}
}

func (o *outlook) gatherFrom(span [2]int32) {
	for i := span[0]; i < span[1]; i++ {
		if square := o.from.square(o.offers[i].at); square < sight*sight {
			w := o.m.wayOf(int32(root(square)), o.offers[i].needs)
			o.found = append(o.found, finding{i, w.felt, w.points})
		}
	}
}

// arrange puts what was found in order, by counting: first by points from the most, then, keeping that, by occupation.
func (o *outlook) arrange() {
	most := int32(o.m.rules.Weights.Distance)
	o.other, o.count = counted(o.other, o.found, o.count, int(most)+1, func(f finding) int32 { return most - f.points })
	o.found, o.start = counted(o.found, o.other, o.start, len(o.m.runs), func(f finding) int32 {
		return int32(o.offers[f.index].trade.occupation)
	})
	o.seen = o.seen[:0]
	for _, f := range o.found {
		o.seen = append(o.seen, seen{o.offers[f.index], f.felt, f.points})
	}
}

// counted is a list sorted by keys from 0 to below keys, equal ones in their order, and where each key begins.
func counted(into, list []finding, starts []int32, keys int, key func(finding) int32) (sorted []finding, begins []int32) {
	begins = append(starts[:0], make([]int32, keys+1)...)
	for _, f := range list {
		begins[key(f)+1]++
	}
	for k := range keys {
		begins[k+1] += begins[k]
	}
	into = append(into[:0], list...)
	for _, f := range list {
		k := key(f)
		into[begins[k]] = f
		begins[k]++
	}
	copy(begins[1:], begins)
	begins[0] = 0
	return into, begins
}

// ask puts a person into the outlook, as if they lived here.
func (o *outlook) ask(p *person) { o.q.ask(p, o.from) }

// askAnyone puts the villager into the outlook of whom nothing is known.
func (o *outlook) askAnyone() { o.q.askAnyone(o.from) }

// top offers the ranking every vacancy that could enter it. Its offers are the outlook's own, good until it is done.
func (o *outlook) top(r *ranking) { o.search(&r.floor, r.offer) }

// pair is one vacancy for the person who was asked about: its number in the order of ids, the score, and whether it is
// the kind of work that the person wants.
type pair struct {
	offer  int32
	score  int16
	wanted bool
}

// pairs appends all vacancies of at least a score above 0 to a list, by their numbers.
func (o *outlook) pairs(floor int32, list []pair) []pair {
	from := len(list)
	o.search(&floor, func(x *offer, score int32) {
		level := o.q.kinship(x, o.q.codeLevel(x.trade.occupation))
		list = append(list, pair{o.number[x.doc], int16(score), level >= closeKinship})
	})
	slices.SortFunc(list[from:], func(a, b pair) int { return cmp.Compare(a.offer, b.offer) })
	return list
}

// search gives take every vacancy that scores at least the floor, which may rise meanwhile: what is in sight, and what
// lies beyond for those who would go there.
func (o *outlook) search(floor *int32, take func(x *offer, score int32)) {
	q, w := o.q, o.q.w
	if q.from.known() {
		nearest := int32(w.Distance)
		wanted := func(level uint8) bool { return int32(w.Kinship[level])+nearest+q.most >= *floor }
		q.occupations(len(o.m.runs), wanted, func(occupation uint32, code, level uint8) {
			o.scan(o.seen[o.start[occupation]:o.start[occupation+1]], code, level, floor, take)
		})
	}
	if farthest := o.m.wayOf(sight, needShuttle); !q.from.known() || q.lodges || farthest.felt <= q.reach {
		q.search(floor, sight, take)
	}
}

// scan is search among the offers of one occupation that are in sight.
func (o *outlook) scan(list []seen, code, level uint8, floor *int32, take func(x *offer, score int32)) {
	q := o.q
	leastPoints := int32(0)
	if q.lodges {
		leastPoints = int32(q.w.Lodged)
	}
	best := int32(q.w.Kinship[level]) + q.most
	for i := range list {
		x := &list[i]
		// Points of ways only fall from here on, so that nothing behind an offer that cannot do can.
		if best+max(x.points, leastPoints) < *floor {
			return
		}
		points, reachable := q.distance(way{felt: x.felt, points: x.points}, x.needs)
		if !reachable || !q.admits(&x.offer) {
			continue
		}
		if score := q.finish(&x.offer, code, points, *floor); score >= *floor {
			take(&x.offer, score)
		}
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
		for _, h := range r.sorted() {
			out[i].Vacancies = append(out[i].Vacancies, Scored{s.m.id(h.offer.doc), int(h.score)})
		}
	}
	return out
}
