package matching

import (
	"cmp"
	"math"
	"slices"

	"konggang/models"
)

// Match is one vacancy that suits a seeker. Score is of 1000, the sum of its Parts; DistanceKM is models.DistanceUnknown
// when a point is missing. Reasons are worded by ForSeeker and ForEmployer alone.
type Match struct {
	VacancyID  string
	Score      int
	Parts      Parts
	DistanceKM float64
	Precision  models.Precision
	Reasons    []models.Reason
}

// eligible tells whether the seeker may be matched on the day: looking, agreed (PIPL art. 13, 24) and certainly of legal
// working age.
func (m *Market) eligible(s *models.Seeker) bool { return willing(s) && s.MayWork(m.year) }

// Top is the k best vacancies for a person, the best first, ties by vacancy id. Nothing for somebody who is not looking,
// has not agreed to matching or is not certainly of working age. The person need not be in the market.
func (m *Market) Top(p Person, k int) []Match {
	if !m.eligible(&p.Seeker) || k <= 0 {
		return nil
	}
	q := m.query()
	defer q.free()
	q.askSeeker(&p.Seeker, spotOf(p.Place))
	r := ranking{k: k, before: func(a, b *offer) bool { return m.id(a.doc) < m.id(b.doc) }}
	q.search(&r.floor, r.offer)
	var out []Match
	for _, h := range r.sorted() {
		parts, w, _ := q.parts(h.offer)
		out = append(out, Match{VacancyID: m.id(h.offer.doc), Score: int(h.score), Parts: parts, DistanceKM: w.km(), Precision: p.Precision})
	}
	return out
}

func (w way) km() float64 {
	if w.straight < 0 {
		return models.DistanceUnknown
	}
	return kilometres(w.straight)
}

// search gives take every vacancy of the market that scores at least the floor, which may rise meanwhile: first the
// occupations that come near to the wishes, wherever they are; then the others from the nearest on; then, if they could
// still do, the others that lie out of sight.
func (q *query) search(floor *int32, take func(o *offer, score int32)) {
	q.nextVisit()
	q.searchRelated(floor, 0, take)
	q.searchAround(floor, take)
	q.searchUnrelated(floor, sight, take)
}

// able tells whether an offer of a level could reach the floor over a way of at least so many decimetres.
func (q *query) able(level uint8, least, floor int32) bool {
	points := q.m.wayOf(least, needShuttle).points
	if q.lodges {
		points = max(points, int32(q.w.Lodged))
	}
	return int32(q.w.Kinship[level])+points+q.most >= floor
}

func (q *query) searchRelated(floor *int32, beyond int32, take func(o *offer, score int32)) {
	wanted := func(level uint8) bool { return q.able(level, beyond, *floor) }
	q.related(wanted, func(occupation uint32, code, level uint8) {
		q.searchRun(q.m.runs[occupation], code, level, floor, beyond, take)
	})
}

// searchUnrelated looks among all other occupations, beyond so many decimetres or, from nowhere, everywhere.
func (q *query) searchUnrelated(floor *int32, beyond int32, take func(o *offer, score int32)) {
	if !q.beyondSight() || !q.able(foreign, beyond, *floor) {
		return
	}
	q.unrelated(func(occupation uint32, code uint8) {
		q.searchRun(q.m.runs[occupation], code, code, floor, beyond, take)
	})
}

// beyondSight tells whether the seeker could take anything that is out of sight.
func (q *query) beyondSight() bool {
	return !q.from.known() || q.lodges || q.m.wayOf(sight, needShuttle).felt <= q.reach
}

func (q *query) searchRun(r run, code, level uint8, floor *int32, beyond int32, take func(o *offer, score int32)) {
	for i := range r {
		best, bestByCode := q.best(&r[i].bounds, code, level, beyond)
		if best >= *floor {
			q.scan(r[i].offers, code, bestByCode < *floor, floor, beyond, take)
		}
	}
}

// searchAround looks among the other occupations in sight, the nearest parcels first.
func (q *query) searchAround(floor *int32, take func(o *offer, score int32)) {
	if !q.from.known() || !q.able(foreign, 0, *floor) {
		return
	}
	q.nearby = q.nearby[:0]
	q.m.parcels.around(q.from, min(sight, q.horizon), func(one *parcel, nearest int32) {
		q.nearby = append(q.nearby, nearParcel{one, nearest})
	})
	slices.SortFunc(q.nearby, func(a, b nearParcel) int { return cmp.Compare(a.nearest, b.nearest) })
	for _, one := range q.nearby {
		if !q.able(foreign, one.nearest, *floor) {
			return
		}
		for i := range one.run {
			if best, _ := q.best(&one.run[i].bounds, foreign, foreign, one.nearest); best >= *floor {
				q.scanForeign(one.run[i].offers, floor, take)
			}
		}
	}
}

// nearParcel is a parcel and how near it comes.
type nearParcel struct {
	*parcel
	nearest int32
}

func (q *query) scanForeign(offers []offer, floor *int32, take func(o *offer, score int32)) {
	for i := range offers {
		o := &offers[i]
		if q.wasVisited(o.trade.occupation) {
			continue
		}
		square := q.squareTo(o)
		if square >= sight*sight {
			continue
		}
		if score := q.score(o, q.codeLevel(o.trade.occupation), square, *floor); score >= *floor {
			take(o, score)
		}
	}
}

// scan is search among the offers of one block; byTitle when only a similar title makes one good enough.
func (q *query) scan(offers []offer, code uint8, byTitle bool, floor *int32, beyond int32, take func(o *offer, score int32)) {
	nearest := int64(beyond) * int64(beyond)
	for i := range offers {
		o := &offers[i]
		if byTitle && q.titles&titleBit(o.trade.title) == 0 {
			continue
		}
		square := q.squareTo(o)
		if square < nearest {
			continue
		}
		if score := q.score(o, code, square, *floor); score >= *floor {
			take(o, score)
		}
	}
}

// unknownSquare stands for the square of a distance that is not known.
const unknownSquare = math.MaxInt64

// score is the score of an offer whose distance has the square, given what its occupation's code comes to; −1 when a hard
// condition fails, and also when it cannot reach the floor: what costs most is worked out last.
func (q *query) score(o *offer, code uint8, square int64, floor int32) int32 {
	if square > q.reachSquare[o.needs&needShuttle/needShuttle] && !(q.lodges && o.needs&needLodging != 0) || !q.admits(o) {
		return -1
	}
	w := unknownWay
	if square != unknownSquare {
		w = q.m.wayOf(int32(root(square)), o.needs)
	}
	points, _ := q.distance(w, o.needs)
	return q.finish(o, code, points, floor)
}

// squareTo is the square of the distance to an offer.
func (q *query) squareTo(o *offer) int64 {
	if !o.at.known() || !q.from.known() {
		return unknownSquare
	}
	return q.from.square(o.at)
}

// finish is the score of an offer that nothing bars and whose way brings points, −1 when it cannot reach the floor.
func (q *query) finish(o *offer, code uint8, points, floor int32) int32 {
	points += int32(q.w.Kinship[q.kinship(o, code)])
	if points+q.most < floor {
		return -1
	}
	points += q.plainRest(o)
	if points+q.skillsMost < floor {
		return -1
	}
	return points + q.skillPoints(o)
}

// hit is an offer that passed.
type hit struct {
	offer *offer
	score int32
}

// ranking keeps the k best hits that it is offered: a heap with the worst on top. Floor is the lowest score that could
// still enter, so that what is below it need not be looked at; equal to it may enter by its id.
type ranking struct {
	k      int
	before func(a, b *offer) bool
	floor  int32
	heap   []hit
}

// worse orders hits from the worst.
func (r *ranking) worse(a, b hit) bool {
	return a.score < b.score || a.score == b.score && r.before(b.offer, a.offer)
}

func (r *ranking) offer(o *offer, score int32) {
	h := hit{o, score}
	if len(r.heap) < r.k {
		r.heap = append(r.heap, h)
		r.up(len(r.heap) - 1)
	} else if r.worse(r.heap[0], h) {
		r.heap[0] = h
		r.down(0)
	}
	if len(r.heap) == r.k {
		r.floor = r.heap[0].score
	}
}

func (r *ranking) up(i int) {
	for i > 0 && r.worse(r.heap[i], r.heap[(i-1)/2]) {
		r.heap[i], r.heap[(i-1)/2] = r.heap[(i-1)/2], r.heap[i]
		i = (i - 1) / 2
	}
}

func (r *ranking) down(i int) {
	for {
		least := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(r.heap); child++ {
			if r.worse(r.heap[child], r.heap[least]) {
				least = child
			}
		}
		if least == i {
			return
		}
		r.heap[i], r.heap[least] = r.heap[least], r.heap[i]
		i = least
	}
}

// sorted is the hits from the best.
func (r *ranking) sorted() []hit {
	slices.SortFunc(r.heap, func(a, b hit) int {
		if a.score != b.score {
			return cmp.Compare(b.score, a.score)
		}
		if r.before(a.offer, b.offer) {
			return -1
		}
		return 1
	})
	return r.heap
}
