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
	q.search(&r.floor, 0, r.offer)
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

// search gives take every vacancy of the market that scores at least the floor, which may rise meanwhile, the likeliest
// occupations first. Beyond, when above 0, leaves out those that are nearer, in decimetres.
func (q *query) search(floor *int32, beyond int32, take func(o *offer, score int32)) {
	nearest := q.m.wayOf(beyond, needShuttle).points
	if q.lodges {
		nearest = max(nearest, int32(q.w.Lodged))
	}
	wanted := func(level uint8) bool { return int32(q.w.Kinship[level])+nearest+q.most >= *floor }
	q.occupations(len(q.m.runs), wanted, func(occupation uint32, code, level uint8) {
		run := q.m.runs[occupation]
		for i := range run {
			best, bestByCode := q.best(&run[i].bounds, code, level, beyond)
			if best >= *floor {
				q.scan(run[i].offers, code, bestByCode < *floor, floor, beyond, take)
			}
		}
	})
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
	return points + q.rest(o)
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
