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
	q.inOrder(func() { q.searchAround(&r.floor, r.offer) }, func() { q.searchBeyond(&r.floor, r.offer) })
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

// inOrder searches what is in sight and what lies beyond. A lodger's best are mostly far away, and make the floor high for
// what is near.
func (q *query) inOrder(sight, beyond func()) {
	if q.lodges {
		beyond()
		sight()
		return
	}
	sight()
	beyond()
}

// able tells whether an offer of a level could reach the floor over a way of at least so many decimetres.
func (q *query) able(level uint8, least, floor int32) bool {
	points := q.m.wayOf(least, needShuttle).points
	if q.lodges {
		points = max(points, int32(q.w.Lodged))
	}
	return int32(q.w.Kinship[level])+points+q.most >= floor
}

// searchAround gives take every vacancy in the query's sight that scores at least the floor, which may rise meanwhile: the
// nearest parcels first.
func (q *query) searchAround(floor *int32, take func(o *offer, score int32)) {
	if !q.from.known() {
		return
	}
	q.nearby = q.nearby[:0]
	q.m.parcels.around(q.from, q.sight, func(one *parcel, nearest int32) {
		q.nearby = append(q.nearby, nearParcel{one.steads, nearest})
	})
	slices.SortFunc(q.nearby, func(a, b nearParcel) int { return cmp.Compare(a.nearest, b.nearest) })
	for _, one := range q.nearby {
		if !q.able(4, one.nearest, *floor) {
			break
		}
		q.scanParcel(one, floor, take)
	}
	clear(q.nearby) // a pooled query must not hold on to an old market
}

// nearParcel is the offers of a parcel and how near it comes.
type nearParcel struct {
	steads  []stead
	nearest int32
}

func (q *query) scanParcel(one nearParcel, floor *int32, take func(o *offer, score int32)) {
	square := int64(q.sight) * int64(q.sight)
	least := uint8(0)
	for !q.able(least, one.nearest, *floor) {
		least++
	}
	for i := range one.steads {
		s := &one.steads[i]
		code := q.codeLevel(s.occupation)
		level := max(code, q.raised[s.occupation])
		if level < least {
			continue
		}
		apart := q.from.square(s.at)
		if apart >= square || apart > q.reachSquare[s.needs&needShuttle/needShuttle] && !(q.lodges && s.needs&needLodging != 0) {
			continue
		}
		points := q.pointsOf(apart, s.needs)
		q.try(&s.gist, code, int32(q.w.Kinship[level])+points, points, floor, take)
	}
}

// try gives take an offer whose work and way bring at most so much, given what its occupation's code comes to and what its way
// brings, if it scores at least the floor.
func (q *query) try(g *gist, code uint8, most, points int32, floor *int32, take func(o *offer, score int32)) {
	if q.barsGist(g) || most+q.restMost(g) < *floor {
		return
	}
	o := q.m.offers.ref(g.doc)
	if !q.admits(o) {
		return
	}
	if score := q.finish(o, code, points, *floor); score >= *floor {
		take(o, score)
	}
}

// searchBeyond gives take every vacancy that lies as far as the query's sight or farther and scores at least the floor,
// which may rise meanwhile: level by level, and in each those blocks first that promise most.
func (q *query) searchBeyond(floor *int32, take func(o *offer, score int32)) {
	if !q.beyond {
		return
	}
	q.nextVisit()
	for level := uint8(4); q.able(level, q.sight, *floor); level-- {
		enter := func(occupation uint32, code uint8) { q.enter(&q.m.runs[occupation], code, max(code, level), *floor) }
		if level == foreign {
			q.unrelated(enter)
		} else {
			q.related(level, enter)
		}
		q.descend(floor, take)
		if level == foreign {
			return
		}
	}
}

// enter puts the spans of a run that could reach the floor on the ladder.
func (q *query) enter(r *run, code, level uint8, floor int32) {
	for i := range r.spans {
		if best := q.best(&r.spans[i], code, level, q.sight); best >= floor {
			q.blocks.put(best, promise{blocks: r.span(i), code: code, level: level})
		}
	}
}

// descend scans the blocks on the ladder from the most promising on, and empties it.
func (q *query) descend(floor *int32, take func(o *offer, score int32)) {
	for bound := int32(MaxScore); bound >= *floor; bound-- {
		for p, ok := q.blocks.pop(bound); ok; p, ok = q.blocks.pop(bound) {
			if len(p.blocks) == 1 {
				q.scan(p, floor, take)
			} else {
				q.part(p, *floor)
			}
		}
	}
	q.blocks.clear()
}

// part puts the blocks of a span on the ladder, each by its own bound, which is no higher than the span's.
func (q *query) part(p promise, floor int32) {
	for i := range p.blocks {
		if best := q.best(&p.blocks[i].bounds, p.code, p.level, q.sight); best >= floor {
			q.blocks.put(best, promise{p.blocks[i : i+1], p.code, p.level})
		}
	}
}

// promise is blocks of one occupation with what its code comes to, and the level that no offer in it exceeds.
type promise struct {
	blocks      []block
	code, level uint8
}

// scan gives take the offers of a block. Most fail by their gist, so that they need not come from memory.
func (q *query) scan(p promise, floor *int32, take func(o *offer, score int32)) {
	ways := [2]way{q.wayBeyond(q.sight, 0), q.wayBeyond(q.sight, needShuttle)}
	nearest := int64(q.sight) * int64(q.sight)
	for i := range p.blocks[0].gists {
		g := &p.blocks[0].gists[i]
		points, reachable := q.distance(ways[g.needs&needShuttle/needShuttle], g.needs)
		if !reachable || q.barsGist(g) || int32(q.w.Kinship[p.level])+points+q.restMost(g) < *floor {
			continue
		}
		o := q.m.offers.ref(g.doc)
		square := q.squareTo(o)
		if square < nearest {
			continue
		}
		if score := q.score(o, p.code, square, *floor); score >= *floor {
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
	return q.finish(o, code, q.pointsOf(square, o.needs), floor)
}

// pointsOf is what a way brings whose straight distance has the square.
func (q *query) pointsOf(square int64, needs benefits) int32 {
	if q.lodges && needs&needLodging != 0 && square >= int64(q.m.commute)*int64(q.m.commute) {
		return int32(q.w.Lodged)
	}
	if square == unknownSquare {
		return 0
	}
	points, _ := q.distance(q.m.wayOf(int32(root(square)), needs), needs)
	return points
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
