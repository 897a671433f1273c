package matching

import (
	"cmp"
	"slices"

	"konggang/models"
)

// Cause is why a vacancy is on no list.
type Cause string

// The causes, from what keeps a vacancy out of the market to what keeps it off the lists.
const (
	CauseNotOpen     Cause = "not_open"
	CauseNotValid    Cause = "not_valid"
	CauseNoPlaces    Cause = "no_places"
	CauseNotApproved Cause = "employer_not_approved"
	CauseNobodyFits  Cause = "nobody_fits"
	CauseOutOfReach  Cause = "out_of_reach"
	CauseEnoughSent  Cause = "enough_sent"
	CauseOutranked   Cause = "outranked"
)

// Causes are all causes, in words for the office.
var Causes = models.Vocabulary[Cause]{
	{Code: CauseNotOpen, Zh: "不在招聘中"},
	{Code: CauseNotValid, Zh: "有效期已过或未填"},
	{Code: CauseNoPlaces, Zh: "没有剩余名额"},
	{Code: CauseNotApproved, Zh: "用人单位未通过审核"},
	{Code: CauseNobodyFits, Zh: "登记的求职者都不符合年龄、学历或证书要求,或嫌工资低得多"},
	{Code: CauseOutOfReach, Zh: "符合要求的求职者都嫌太远"},
	{Code: CauseEnoughSent, Zh: "其他村已通知到足够多的人"},
	{Code: CauseOutranked, Zh: "各村的版面都排了更合适的岗位"},
}

// Unlisted is a vacancy that no village hears about, and why.
type Unlisted struct {
	VacancyID string
	Cause     Cause
}

// closedCauses are the causes that keep a vacancy out of the market on every day.
var closedCauses = []Cause{CauseNotOpen, CauseNoPlaces, CauseNotApproved}

// closedBecause is why a posting cannot be heard about on any day, "" when it can.
func closedBecause(p *models.Posting) Cause {
	switch {
	case p.Vacancy.Status != models.VacancyOpen:
		return CauseNotOpen
	case p.Vacancy.Remaining() == 0:
		return CauseNoPlaces
	case p.Employer.Status != models.EnterpriseApproved:
		return CauseNotApproved
	}
	return ""
}

// dead is the vacancies that cannot be heard about today, in the order of their ids.
func (m *Market) dead() []Unlisted {
	var out []Unlisted
	for doc := range m.known.size() {
		if cause := m.known.at(doc).deadBecause(m.today); cause != "" {
			out = append(out, Unlisted{m.id(doc), cause})
		}
	}
	slices.SortFunc(out, func(a, b Unlisted) int { return cmp.Compare(a.VacancyID, b.VacancyID) })
	return out
}

func (s standing) deadBecause(today day) Cause {
	switch {
	case s.state == unheardOf:
		return ""
	case s.state == closed && closedCauses[s.cause] == CauseNotOpen:
		return CauseNotOpen
	case s.valid < today:
		return CauseNotValid
	case s.state == closed:
		return closedCauses[s.cause]
	}
	return ""
}

// verdict is what has become of the offers in the counties so far.
type verdict struct {
	*board
	opt   Options
	lists []List
	done  int // villages
	// By offer: it is on a list; somebody is likely to take it; somebody meets its conditions; somebody would go there.
	listed, likely, fits, reached []bool
}

func newVerdict(b *board, villages []Village, opt Options) *verdict {
	n := len(b.docs)
	return &verdict{board: b, opt: opt, lists: make([]List, len(villages)), listed: make([]bool, n), likely: make([]bool, n), fits: make([]bool, n), reached: make([]bool, n)}
}

// take adds the lists of a county, which are those of the villages of the numbers.
func (v *verdict) take(a *allocation, county []int) {
	for k, list := range a.lists() {
		v.lists[county[k]] = list
	}
	v.done += len(county)
	for _, s := range a.stands {
		for _, e := range s.lines {
			v.listed[e.offer] = true
		}
		for i := range s.likely {
			v.likely[s.likely[i].offer] = true
		}
	}
	inParallel(len(v.docs), func(j int) {
		if !v.listed[j] && !v.likely[j] && !v.reached[j] {
			v.fits[j], v.reached[j] = a.who(&v.numbered[j], v.fits[j])
		}
	})
}

func (v *verdict) unlisted(l load) []Unlisted {
	out := v.m.dead()
	for j := range v.docs {
		if !v.listed[j] {
			out = append(out, Unlisted{v.id(int32(j)), v.because(j, l)})
		}
	}
	return out
}

func (v *verdict) because(offer int, l load) Cause {
	reached := v.likely[offer] || v.reached[offer]
	switch {
	case reached && l[offer] >= float64(v.opt.Kappa*float64(v.places[offer])):
		return CauseEnoughSent
	case reached:
		return CauseOutranked
	case v.fits[offer]:
		return CauseOutOfReach
	}
	return CauseNobodyFits
}

// who tells whether any speaker of any village meets the conditions of an offer, unless that is known, and whether one of
// them would go there.
func (a *allocation) who(o *offer, known bool) (fits, reached bool) {
	q := a.m.query()
	defer q.free()
	fits = known
	for _, s := range a.stands {
		from := spotOf(s.home.Place)
		way := a.m.way(from, o)
		if fits && !s.farthest.goes(way, o) {
			continue
		}
		for i := range s.speakers {
			if p := s.speakers[i].person; p != nil && (!p.meets(a.m.year, &a.m.rules.Weights, o) || fits && !p.goes(way, o)) {
				continue
			}
			s.speakers[i].ask(q, from)
			if !q.admits(o) {
				continue
			}
			fits = true
			if _, goes := q.distance(way, o.needs); goes {
				return true, true
			}
		}
	}
	return fits, false
}
