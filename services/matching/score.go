package matching

import (
	"math"
	"math/bits"
	"slices"

	"konggang/models"
)

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

type parts [partCount]int

func (p parts) sum() int {
	total := 0
	for _, points := range p {
		total += points
	}
	return total
}

// admits tells whether the seeker meets the hard conditions that do not depend on where anybody lives: age (the certain
// one), education and every certificate asked.
func (m *Market) admits(p *profile, o *offer) bool {
	if p.anyone {
		return true
	}
	if p.age < o.ageMin || o.ageMax > 0 && p.age > o.ageMax || p.schooling < o.schooling {
		return false
	}
	for _, c := range o.papers {
		if !p.papers[c] {
			return false
		}
	}
	return true
}

// placeless is the score without its distance.
func (m *Market) placeless(p *profile, o *offer) parts {
	w := &m.rules.Weights
	var s parts
	s[partOccupation] = w.Kinship[p.kinship[o.job]]
	s[partSkills] = w.skillPoints(p, o)
	s[partWage] = w.wagePoints(p, o)
	s[partShift] = w.shiftPoints(p, o)
	s[partNeeds] = w.needPoints(p, o)
	s[partFresh] = o.fresh
	return s
}

func (w *Weights) skillPoints(p *profile, o *offer) int {
	if len(o.skills) == 0 {
		return w.SkillsUnasked
	}
	held := 0
	for _, s := range o.skills {
		if p.skills[s] {
			held++
		}
	}
	return w.Skills * held / len(o.skills)
}

func (w *Weights) wagePoints(p *profile, o *offer) int {
	if !o.waged {
		return w.WageUnknown
	}
	above := int64(o.wage) - int64(p.wage)/2
	return int(min(max(above*int64(w.Wage)/int64(p.wage), 0), int64(w.Wage)))
}

func (w *Weights) shiftPoints(p *profile, o *offer) int {
	shift := o.Vacancy.Shift
	switch {
	case len(p.Shifts) == 0 || shift == models.ShiftFlexible || shift != "" && slices.Contains(p.Shifts, shift):
		return w.Shift
	case shift == "":
		return w.ShiftUnknown
	}
	return 0
}

func (w *Weights) needPoints(p *profile, o *offer) int {
	if p.needs == 0 {
		return w.NeedsUnasked
	}
	return w.Needs * bits.OnesCount8(uint8(p.needs&o.benefits)) / bits.OnesCount8(uint8(p.needs))
}

// way is the way from one place to an offer: metres (unknown: negative), metres as felt, and the points that it brings to
// who commutes and to who lodges there.
type way struct {
	metres, felt       int32
	commuting, lodging int16
	lodged             bool
}

func (m *Market) way(from *models.Point, o *offer) way {
	w := &m.rules.Weights
	out := way{metres: -1, felt: math.MaxInt32, lodged: o.benefits.has(models.BenefitLodging)}
	if from != nil && o.place != nil {
		out.metres = int32(math.Round(models.DistanceKM(*from, *o.place) * 1000))
		out.felt = out.metres
		if o.benefits.has(models.BenefitShuttle) {
			out.felt = int32(int64(out.metres) * int64(w.ShuttlePercent) / 100)
		}
	}
	points := m.near.points(out.felt)
	out.commuting, out.lodging = int16(points), int16(max(points, w.Lodged))
	return out
}

// points is what the way brings to somebody with the limit, and whether they would go it at all. A limit is never kept
// by a distance that is unknown.
func (w way) points(l limit) (points int, reachable bool) {
	if w.lodged && l.lodges {
		return int(w.lodging), true
	}
	return int(w.commuting), w.felt <= l.reach
}

func (w way) km() float64 {
	if w.metres < 0 {
		return models.DistanceUnknown
	}
	return float64(w.metres) / 1000
}

// judge is the whole score of one pair; false when a hard condition fails.
func (m *Market) judge(p *profile, o *offer, w way) (parts, bool) {
	points, reachable := w.points(p.limit)
	if !reachable || !m.admits(p, o) {
		return parts{}, false
	}
	s := m.placeless(p, o)
	s[partDistance] = points
	return s, true
}
