package models

// Posting is a vacancy together with the enterprise that offers it and the point its distance is measured to.
type Posting struct {
	Vacancy  Vacancy
	Employer Enterprise
	Place    *Point
}

// Locate settles Place: the workplace's own point; else the enterprise's, when the work is where the enterprise is; else
// the point of the division where the work is, which is the enterprise's when no other is stated. Place is nil when that
// has no point: the enterprise's own would tell a wrong distance for work elsewhere.
func (p *Posting) Locate(pointOf func(DivisionCode) *Point) {
	work, home := p.Vacancy.Workplace, p.Employer
	switch {
	case work.Point != nil:
		p.Place = work.Point
	case home.Point != nil && (work.Division == "" || work.Division == home.Division):
		p.Place = home.Point
	case work.Division != "":
		p.Place = pointOf(work.Division)
	default:
		p.Place = pointOf(home.Division)
	}
}

// Live tells whether villages may hear of the posting on the given day: a live vacancy of an approved enterprise.
func (p Posting) Live(today Date) bool {
	return p.Vacancy.Live(today) && p.Employer.Status == EnterpriseApproved
}

// Became says what became of a posting that is not live. One that waits for the office again may come back, as a paused one
// may; one that is gone or rejected, or whose employer is not approved any more, will not.
func (p Posting) Became(today Date) VacancyStatus {
	v := p.Vacancy.On(today)
	switch {
	case v.ID == "" || p.Employer.Status != EnterpriseApproved:
		return VacancyWithdrawn
	case v.Status == VacancyOpen:
		return VacancyFilled // open and still valid, so it is its places that are taken
	case v.Status == VacancySubmitted:
		return VacancyPaused
	case v.Status == VacancyFilled, v.Status == VacancyExpired, v.Status == VacancyPaused:
		return v.Status
	}
	return VacancyWithdrawn
}
