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
