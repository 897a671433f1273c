package matching

import "konggang/models"

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
	{Code: CauseNobodyFits, Zh: "登记的求职者都不符合年龄、学历或证书要求"},
	{Code: CauseOutOfReach, Zh: "符合要求的求职者都嫌太远"},
	{Code: CauseEnoughSent, Zh: "其他村已通知到足够多的人"},
	{Code: CauseOutranked, Zh: "各村的版面都排了更合适的岗位"},
}

// Unlisted is a vacancy that no village hears about, and why.
type Unlisted struct {
	Posting *models.Posting
	Cause   Cause
}

// closedBecause is why a posting cannot be heard about on the day, "" when it can.
func closedBecause(p *models.Posting, day models.Date) Cause {
	v := &p.Vacancy
	switch {
	case v.Status != models.VacancyOpen:
		return CauseNotOpen
	case v.ValidUntil < day:
		return CauseNotValid
	case v.Remaining() == 0:
		return CauseNoPlaces
	case p.Employer.Status != models.EnterpriseApproved:
		return CauseNotApproved
	}
	return ""
}

func (a *allocation) unlisted() []Unlisted {
	out := append([]Unlisted(nil), a.m.dead...)
	for j := range a.m.offers {
		if cause := a.unlistedBecause(j); cause != "" {
			out = append(out, Unlisted{a.m.offers[j].Posting, cause})
		}
	}
	return out
}

func (a *allocation) unlistedBecause(offer int) Cause {
	fits, reached := false, false
	for _, s := range a.stands {
		if s.listed[offer] {
			return ""
		}
		reached = reached || s.first[offer] > 0
	}
	for _, s := range a.stands {
		if fits || reached {
			break
		}
		fits = s.pool.admitsAny(offer)
	}
	switch {
	case reached && a.load[offer] >= float64(a.opt.Kappa*float64(a.m.offers[offer].places)):
		return CauseEnoughSent
	case reached:
		return CauseOutranked
	case fits:
		return CauseOutOfReach
	}
	return CauseNobodyFits
}

func (p *pool) admitsAny(offer int) bool {
	for _, c := range p.of(offer) {
		if c != barred {
			return true
		}
	}
	return false
}
