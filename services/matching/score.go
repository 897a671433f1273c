package matching

import "math/bits"

// part is one part of a score, in the order in which reasons are given.
type part int

const (
	partOccupation part = iota
	partSkills
	partDistance
	partWage
	partShift
	partNeeds
	partFresh
	partCount
)

var partKinds = [partCount]string{"occupation", "skills", "distance", "wage", "shift", "needs", "freshness"}

// Parts is what each part of a score brings: occupation, skills, distance, wage, shift, needs, freshness.
type Parts [partCount]int

// Sum is the score.
func (p Parts) Sum() int {
	total := 0
	for _, points := range p {
		total += points
	}
	return total
}

// admits tells whether the seeker meets the hard conditions that do not depend on where anybody lives: age (the certain
// one), education, every certificate asked and pay that is not far below the expectation; and whether the offer is still valid.
func (q *query) admits(o *offer) bool {
	if o.valid < q.m.today {
		return false
	}
	if q.anyone {
		return true
	}
	if q.age < o.ageMin || q.age > o.ageMax || q.schooling < o.schooling || o.wage != unwaged && o.wage < q.leastWage {
		return false
	}
	if o.papers == 0 {
		return true
	}
	for _, paper := range q.m.ahead.papersAsked[o.papers] {
		if !q.paper[paper] {
			return false
		}
	}
	return true
}

// barsGist tells whether the age or the education that is asked bars the seeker.
func (q *query) barsGist(g *gist) bool {
	return !q.anyone && (q.age < g.ageMin || q.age > g.ageMax || q.schooling < g.schooling)
}

// restMost is no less than all of a score but its occupation and its distance.
func (q *query) restMost(g *gist) int32 {
	skills := q.skillsMost
	if g.unskilled {
		skills = int32(q.w.SkillsUnasked)
	} else if q.skills == 0 {
		skills = 0
	}
	return skills + q.wagePoints(g.wage) + q.shift[g.shift&7] + q.need[g.needs&(needSets-1)] + q.m.freshPoints(g.opened)
}

func (q *query) skillPoints(o *offer) int32 {
	if o.skills == 0 {
		return int32(q.w.SkillsUnasked)
	}
	if q.skills&o.skillMask == 0 {
		return 0
	}
	asked, held := q.m.ahead.skillsAsked[o.skills], 0
	for _, skill := range asked {
		if q.skill[skill] {
			held++
		}
	}
	return int32(q.w.Skills * held / len(asked))
}

func (q *query) wagePoints(wage int32) int32 {
	if wage == unwaged {
		return int32(q.w.WageUnknown)
	}
	above := int64(wage) - q.wage/2
	switch {
	case above <= 0:
		return 0
	case above >= q.wage:
		return int32(q.w.Wage)
	}
	// The whole part of a quotient below 1000: both sides are exact, and it is at least 10⁻⁹ away from a whole number that
	// it is not, so the rounding of the division, far below that, cannot reach one.
	return int32(float64(above*int64(q.w.Wage)) / float64(q.wage))
}

// freshPoints are of the age of a vacancy in whole days; one whose opening is unknown, or long ago, counts as old, one
// opened by a clock ahead as new.
func (m *Market) freshPoints(opened day) int32 {
	age := max(0, int(m.today)-int(opened))
	if opened == 0 || age >= len(m.fresh) {
		return 0
	}
	return int32(m.fresh[age])
}

// plainRest is all of a score but its occupation, its distance and its skills.
func (q *query) plainRest(o *offer) int32 {
	return q.wagePoints(o.wage) + q.shift[o.shift&7] + q.need[o.needs&(needSets-1)] + q.m.freshPoints(o.opened)
}

// way is the way to an offer: how long it is in decimetres, how long it feels in metres, and what it brings to who commutes.
type way struct {
	straight int32 // −1 when it is not known
	felt     int32
	points   int32
}

// unknownWay keeps no limit and brings nothing.
var unknownWay = way{-1, unlimited, 0}

func (m *Market) way(from spot, o *offer) way {
	if !from.known() || !o.at.known() {
		return unknownWay
	}
	return m.wayOf(from.apart(o.at), o.needs)
}

// wayOf is the way of a distance to an offer with such benefits: a shuttle makes it feel shorter. A longer distance never
// feels shorter and never brings more.
func (m *Market) wayOf(straight int32, needs benefits) way {
	felt := metres(straight)
	if needs&needShuttle != 0 {
		felt = int32(int64(felt) * int64(m.rules.Weights.ShuttlePercent) / 100)
	}
	return way{straight, felt, m.near.points(felt)}
}

// distance is the points of a way to the seeker, and whether they would go it at all. A limit is never kept by a distance
// that is unknown.
func (q *query) distance(w way, needs benefits) (points int32, reachable bool) {
	if needs&needLodging != 0 && q.lodges {
		return max(w.points, int32(q.w.Lodged)), true
	}
	return w.points, w.felt <= q.reach
}

// parts is the whole score of one pair; false when a hard condition fails.
func (q *query) parts(o *offer) (Parts, way, bool) {
	w := q.m.way(q.from, o)
	points, reachable := q.distance(w, o.needs)
	if !reachable || !q.admits(o) {
		return Parts{}, w, false
	}
	return Parts{
		partOccupation: q.w.Kinship[q.kinship(o, q.codeLevel(o.trade.occupation))], partSkills: int(q.skillPoints(o)), partDistance: int(points),
		partWage: int(q.wagePoints(o.wage)), partShift: int(q.shift[o.shift&7]), partNeeds: int(q.need[o.needs]), partFresh: int(q.m.freshPoints(o.opened)),
	}, w, true
}

// best is no less than the score of any offer of the block for the seeker, −1 when none can be had: each part takes the
// best value that occurs in the block, whichever offer it belongs to, and no part is better for a worse value. Code is
// what the occupation's code comes to, level what no offer of the occupation exceeds; an offer is above code only by its
// title, whose bit is then in both masks. No offer that matters is nearer than least decimetres.
func (q *query) best(b *bounds, code, level uint8, least int32) int32 {
	if b.valid < q.m.today || !q.anyone && (q.age < b.ageMin || q.age > b.ageMax || q.schooling < b.schooling) {
		return -1
	}
	if q.titles&b.titles == 0 {
		level = code
	}
	points, reachable := q.distance(q.wayBeyond(least, b.needs), b.needs)
	if !reachable {
		return -1
	}
	return int32(q.w.Kinship[level]) + points + q.bestSkills(b) + q.bestWage(b) + q.bestShift(b) + q.need[b.needs] + q.m.freshPoints(b.opened)
}

// wayBeyond is a way that no other of at least so many decimetres is better than.
func (q *query) wayBeyond(least int32, needs benefits) way {
	if !q.from.known() {
		return unknownWay
	}
	return q.m.wayOf(least, needs)
}

// bestSkills: a skill that is marked has its bit in both masks, so without a common bit no skill that is asked is held.
func (q *query) bestSkills(b *bounds) int32 {
	switch {
	case q.skills&b.skills != 0:
		return int32(q.w.Skills)
	case b.noneAsked:
		return int32(q.w.SkillsUnasked)
	}
	return 0
}

// bestWage: points do not fall while wages rise.
func (q *query) bestWage(b *bounds) int32 {
	points := q.wagePoints(max(b.wage, 0))
	if b.someUnwaged {
		points = max(points, int32(q.w.WageUnknown))
	}
	return points
}

// bestShift: any shift that occurs.
func (q *query) bestShift(b *bounds) int32 {
	var points int32
	for set := b.shifts; set != 0; set &= set - 1 {
		points = max(points, q.shift[bits.TrailingZeros8(set)])
	}
	return points
}
