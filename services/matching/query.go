package matching

import (
	"math"
	"math/bits"
	"sync"

	"konggang/models"
)

// query is one seeker put in the form in which many offers are asked about quickly: what each value of a field brings is
// looked up, not worked out. It belongs to one goroutine and is used again for the next seeker.
type query struct {
	m *Market
	w *Weights
	// from is where the seeker lives; reach is the longest way that is felt acceptable, in metres.
	from  spot
	reach int32
	// reachSquare is the square of the longest distance in reach, without a shuttle and with one.
	reachSquare [2]int64
	// lodges tells that a place to sleep lifts the limit; anyone, that nothing is known of the seeker, so that no
	// condition can be judged and none bars.
	lodges, anyone bool
	age, schooling uint8
	wage           int64
	leastWage      int32

	wishes []*wish
	read   []*reading
	// skill and paper are marked for the words that the seeker's count for; marked remembers which.
	skill, paper   []bool
	marked         [2][]uint32
	skills, titles uint64 // the masks of what is marked and of similar titles
	need           [needSets]int32
	neededMost     int32
	shift          [8]int32
	shifts         uint8
	// most is the most that a score can have besides its occupation and its distance.
	most       int32
	skillsMost int32

	// sight is how far around home offers are looked for by place, in decimetres; beyond tells whether any is taken that
	// lies farther.
	sight  int32
	beyond bool
	nearby []nearParcel
	blocks ladder
	// raised is, by occupation, the level that a similar title in it comes to, as far as it is above its code's.
	raised []uint8
	// visited is the occupations that were visited, as far as they carry the number of this visit.
	visited []uint32
	visit   uint32
}

// queries keeps the queries that nobody uses, of all markets.
var queries = sync.Pool{New: func() any { return new(query) }}

// query is a query of this market; free gives it back.
func (m *Market) query() *query {
	q := queries.Get().(*query)
	if q.m == nil || q.m.shared != m.shared {
		*q = query{}
	}
	q.m, q.w = m, &m.rules.Weights
	q.skill, q.paper = grown(q.skill, m.ahead.skills), grown(q.paper, m.ahead.papers)
	q.raised = grown(q.raised, max(m.ahead.codes, len(m.runs)))
	q.visited = grown(q.visited, max(m.ahead.codes, len(m.runs)))
	return q
}

func (q *query) free() {
	q.forget()
	queries.Put(q)
}

func grown[T any](list []T, size int) []T {
	if len(list) < size {
		list = append(list, make([]T, size-len(list))...)
	}
	return list
}

// forget takes the marks of the last seeker back.
func (q *query) forget() {
	for kind, marks := range [2][]bool{q.skill, q.paper} {
		for _, number := range q.marked[kind] {
			marks[number] = false
		}
		q.marked[kind] = q.marked[kind][:0]
	}
	q.eachRaised(func(occupation uint32, _ uint8) { q.raised[occupation] = 0 })
	q.skills, q.titles, q.read = 0, 0, q.read[:0]
}

// ask puts a person of the market into the query, seen from a place.
func (q *query) ask(p *person, from spot) {
	ahead := &q.m.ahead
	q.put(p, from, ahead.wishSets[p.wishes], ahead.skillsHeld[p.skills], ahead.papersHeld[p.papers])
}

// askSeeker puts somebody who need not be in the market into the query.
func (q *query) askSeeker(s *models.Seeker, from spot) {
	h := q.m.shared
	p := person{
		wage: q.m.expected(s), reach: reachOf(s.MaxDistanceKM), birthYear: birthYear(s), schooling: small(s.Education.Years()),
		needs: benefitsOf(s.Needs), shifts: shiftSet(s.Shifts), asks: s.WageMin > 0,
	}
	q.put(&p, from, h.wishes(s, false), h.skillsHeld.list(s.Skills, false), h.papersHeld.list(s.Certificates, false))
}

// askAnyone puts the villager into the query of whom nothing is known.
func (q *query) askAnyone(from spot) {
	q.askSeeker(&models.Seeker{}, from)
	q.anyone = true
}

func (q *query) put(p *person, from spot, wishes []*wish, skills, papers []*said) {
	q.forget()
	q.from, q.reach, q.lodges, q.anyone = from, p.reach, p.needs&needLodging != 0, false
	q.age, q.schooling, q.wage = small(min(p.age(q.m.year), oldest)), p.schooling, int64(p.wage)
	q.leastWage = leastWage(p, q.w)
	q.reachSquare = q.m.reachSquares(p.reach)
	q.limit()
	q.wishes = wishes
	for _, w := range wishes {
		r := w.read(q.m.ahead.trades, q.m.ahead.codes)
		q.read, q.titles = append(q.read, r), q.titles|r.mask
	}
	q.eachRaised(func(occupation uint32, level uint8) { q.raised[occupation] = max(q.raised[occupation], level) })
	q.mark(0, q.skill, skills, q.m.ahead.skills)
	q.mark(1, q.paper, papers, q.m.ahead.papers)
	for _, skill := range q.marked[0] {
		q.skills |= skillBit(skill)
	}
	q.value(p)
}

// eachRaised visits the occupations of this market in which a similar title stands.
func (q *query) eachRaised(visit func(occupation uint32, level uint8)) {
	for _, r := range q.read {
		for level, list := range r.raised {
			for _, occupation := range list {
				if int(occupation) < q.m.ahead.codes {
					visit(occupation, uint8(level))
				}
			}
		}
	}
}

// limit settles what is looked for by place: all that the seeker would commute to, and lodgings as far as the way to them
// still counts; but no more than is in sight.
func (q *query) limit() {
	farthest := int64(unlimited)
	if q.reach != unlimited {
		farthest = root(q.reachSquare[1]) + 1
	}
	q.beyond = !q.from.known() || q.lodges || farthest > sight
	if q.lodges {
		farthest = max(farthest, int64(q.m.commute))
	}
	q.sight = int32(min(farthest, sight))
	if !q.from.known() {
		q.sight = 0
	}
}

// reachSquares puts a limit in metres that are felt into squares of decimetres. Of what metres and wayOf round, the longest
// distance that is still felt as the limit counts; what is one decimetre longer is out of reach.
func (m *Market) reachSquares(reach int32) [2]int64 {
	if reach == unlimited {
		return [2]int64{math.MaxInt64, math.MaxInt64}
	}
	byShuttle := int64(math.MaxInt64)
	if percent := int64(m.rules.Weights.ShuttlePercent); percent > 0 {
		byShuttle = ((int64(reach)+1)*100 - 1) / percent
	}
	var out [2]int64
	for i, metres := range [2]int64{int64(reach), byShuttle} {
		longest := min(metres, 2*earth)*10 + 5
		out[i] = longest*longest - 1
	}
	return out
}

// oldest is above every limit that a vacancy can state and below noAge.
const oldest = noAge - 1

func (q *query) mark(kind int, marks []bool, words []*said, upto int) {
	for _, word := range words {
		for _, number := range word.related(upto) {
			if int(number) < upto && !marks[number] {
				marks[number] = true
				q.marked[kind] = append(q.marked[kind], number)
			}
		}
	}
}

// value works out what needs and shifts bring.
func (q *query) value(p *person) {
	w := q.w
	q.neededMost = 0
	for set := range benefits(needSets) {
		q.need[set] = int32(w.NeedsUnasked)
		if p.needs != 0 {
			q.need[set] = int32(w.Needs * bits.OnesCount8(uint8(p.needs&set)) / bits.OnesCount8(uint8(p.needs)))
		}
		q.neededMost = max(q.neededMost, q.need[set])
	}
	q.shifts = p.shifts
	if p.shifts != 0 {
		q.shifts |= 1 << shiftOf(models.ShiftFlexible)
	}
	for shift := range q.shift {
		switch {
		case p.shifts == 0 || q.shifts>>shift&1 != 0 && shift != unknownShift:
			q.shift[shift] = int32(w.Shift)
		case shift == unknownShift:
			q.shift[shift] = int32(w.ShiftUnknown)
		default:
			q.shift[shift] = 0
		}
	}
	q.skillsMost = int32(w.SkillsUnasked)
	if q.skills != 0 {
		q.skillsMost = int32(w.Skills)
	}
	q.most = int32(w.Wage+w.Shift+w.Fresh) + q.neededMost + q.skillsMost
}

// codeLevel is how near the code of an occupation alone comes to the wishes.
func (q *query) codeLevel(occupation uint32) uint8 {
	var level uint8
	for _, r := range q.read {
		level = max(level, r.level[occupation])
	}
	return level
}

// kinship is how near an offer comes to the wishes, given how near its code does.
func (q *query) kinship(o *offer, code uint8) uint8 {
	if q.titles&titleBit(o.trade.title) == 0 {
		return code
	}
	for _, r := range q.read {
		if code < 4 && r.mask&titleBit(o.trade.title) != 0 {
			code = max(code, r.text(o.trade.title))
		}
	}
	return code
}

// foreign is the level from which downward offers are looked for by place first: there are too many of them, and only
// their way can make one good enough.
const foreign = 1

// nextVisit begins a visit of the occupations, of which none was visited yet.
func (q *query) nextVisit() {
	q.visit++
	if q.visit == 0 {
		clear(q.visited)
		q.visit = 1
	}
}

func (q *query) wasVisited(occupation uint32) bool { return q.visited[occupation] == q.visit }

// related visits the occupations of a level above the foreign ones that were not visited at a higher one: code is what an
// occupation's code alone comes to; no offer in it exceeds the level.
func (q *query) related(level uint8, visit func(occupation uint32, code uint8)) {
	for _, r := range q.read {
		for _, list := range [2][]uint32{r.near[level], r.raised[level]} {
			for _, occupation := range list {
				if int(occupation) < len(q.m.runs) && !q.wasVisited(occupation) {
					q.visited[occupation] = q.visit
					visit(occupation, q.codeLevel(occupation))
				}
			}
		}
	}
}

// unrelated visits the occupations that related did not.
func (q *query) unrelated(visit func(occupation uint32, code uint8)) {
	for occupation := range uint32(len(q.m.runs)) {
		if len(q.m.runs[occupation].blocks) > 0 && !q.wasVisited(occupation) {
			visit(occupation, q.codeLevel(occupation))
		}
	}
}
