package search

import (
	"slices"
	"sort"

	"konggang/models"
)

// narrower is the filters of a query, those that its text was understood as among them, in the form in which columns are
// compared.
type narrower struct {
	*Query
	wage    models.Fen
	most    models.Fen // that the lower end may be
	unit    models.WageUnit
	shifts  []models.Shift
	needs   []models.Benefit
	levels  []models.Education
	near    point
	reached int64 // in decimetres straight on
	age     uint8
}

func (q *Query) narrower(said *Interpreted) narrower {
	f := narrower{Query: q, wage: max(q.WageMin, said.WageMin), most: said.WageMax, unit: said.PaidBy, shifts: said.Shifts, needs: q.Benefits, near: pointOf(q.Near), age: uint8(said.Age)}
	if len(said.Benefits) > 0 {
		f.needs = append(slices.Clone(q.Benefits), said.Benefits...)
	}
	for _, e := range []models.Education{q.Education, said.Education} {
		if e != "" {
			f.levels = append(f.levels, e)
		}
	}
	if q.RadiusKM > 0 {
		f.reached = reach(q.RadiusKM)
	}
	return f
}

// narrow leaves of acc what has all that the filters ask and lists tell; what a vacancy does not state it has not.
func (f *narrower) narrow(p *part, acc set, s *scratch) {
	f.byPlace(p, acc, s)
	f.byLabel(p, acc)
	f.byShift(p, acc, s)
	f.byWage(p, acc, s)
	f.bySchooling(p, acc, s)
	f.byWay(p, acc, s)
	if f.Enterprise != "" {
		of := s.set(p.n)
		p.firmsDocs(f.Enterprise, of)
		acc.and(of)
	}
	if !f.Since.IsZero() {
		p.since(f.Since.UnixMilli(), acc)
	}
}

// narrowByValue goes on with what is compared document by document.
func (f *narrower) narrowByValue(p *part, acc set) {
	if f.most > 0 {
		acc.keep(func(d uint16) bool { return p.wage[d] > 0 && models.Fen(p.least[d]) <= f.most })
	}
	if f.age > 0 {
		acc.keep(func(d uint16) bool { return f.age >= p.ages[d][0] && (p.ages[d][1] == 0 || f.age <= p.ages[d][1]) })
	}
}

// byShift leaves what is worked at one of the shifts.
func (f *narrower) byShift(p *part, acc set, s *scratch) {
	if len(f.shifts) == 0 {
		return
	}
	fits := s.set(p.n)
	for _, shift := range f.shifts {
		fits.or(p.labels.of(int(ordinal(models.Shifts, shift)) - 1))
	}
	acc.and(fits)
}

// byWage takes whole bands where the least wage is not within them.
func (f *narrower) byWage(p *part, acc set, s *scratch) {
	if f.wage <= 0 {
		return
	}
	if acc.count() < p.n/scarce {
		acc.keep(func(d uint16) bool { return models.Fen(p.wage[d]) >= f.wage })
		return
	}
	enough := s.set(p.n)
	for i, b := range wageBands {
		if b.from >= f.wage {
			enough.or(p.labels.of(bandLabels + i))
			continue
		}
		if i > 0 && wageBands[i-1].from == f.wage {
			break
		}
		within := s.set(p.n)
		within.or(p.labels.of(bandLabels + i))
		within.and(acc)
		within.keep(func(d uint16) bool { return models.Fen(p.wage[d]) >= f.wage })
		enough.or(within)
		break
	}
	acc.and(enough)
}

// bySchooling leaves what asks no more than somebody of the levels has; what a vacancy does not state is not enough.
func (f *narrower) bySchooling(p *part, acc set, s *scratch) {
	for _, level := range f.levels {
		enough := s.set(p.n)
		for i, asked := range models.Educations {
			if level.Meets(asked.Code) {
				enough.or(p.labels.of(schoolingLabels + i))
			}
		}
		acc.and(enough)
	}
}

// byWay looks only at what is not too far to the south or to the north.
func (f *narrower) byWay(p *part, acc set, s *scratch) {
	if f.RadiusKM <= 0 {
		return
	}
	near := s.set(p.n)
	if f.Near != nil {
		z := int64(f.near.z)
		for _, d := range p.between(z-f.reached, z+f.reached) {
			if p.points[p.placeOf[d]].apart(&f.near) <= f.reached*f.reached {
				near.add(d)
			}
		}
	}
	acc.and(near)
}

func (f *narrower) byPlace(p *part, acc set, s *scratch) {
	if f.Division != "" {
		in := s.set(p.n)
		p.inside(f.Division, in)
		acc.and(in)
	}
	if f.Occupation != "" {
		of := s.set(p.n)
		from, to := p.trades.under(string(f.Occupation))
		for i := from; i < to; i++ {
			if rest := p.trades.keys[i][len(f.Occupation):]; rest == "" || rest[0] == '-' {
				p.trades.docs.addTo(of, i)
			}
		}
		acc.and(of)
	}
}

func (f *narrower) byLabel(p *part, acc set) {
	keep := func(asked bool, first, nth int) {
		if !asked {
			return
		}
		if nth < 0 {
			clear(acc)
			return
		}
		acc.and(p.labels.of(first + nth))
	}
	keep(f.Shift != "", 0, int(ordinal(models.Shifts, f.Shift))-1)
	keep(f.Employment != "", employmentLabels, int(ordinal(models.EmploymentTypes, f.Employment))-1)
	keep(f.unit != "", unitLabels, int(ordinal(models.WageUnits, f.unit))-1)
	for _, b := range f.needs {
		keep(true, benefitLabels, int(ordinal(models.Benefits, b))-1)
	}
}

// inside adds the documents of a division.
func (s *segment) inside(code models.DivisionCode, to set) {
	if code.Level() == 0 {
		return
	}
	from, end := s.divisions.under(code.Prefix())
	for i := from; i < end; i++ {
		s.divisions.docs.addTo(to, i)
	}
}

// between gives the documents whose places are between two heights above the equator, both taken in.
func (s *segment) between(south, north int64) []uint16 {
	from := sort.Search(len(s.points), func(i int) bool { return s.points[i].known && int64(s.points[i].z) >= south })
	to := sort.Search(len(s.points), func(i int) bool { return s.points[i].known && int64(s.points[i].z) > north })
	place := func(at int) int {
		return sort.Search(s.n, func(i int) bool { return int(s.placeOf[s.byPlace[i]]) >= at })
	}
	return s.byPlace[place(from):place(to)]
}

func (s *segment) firmsDocs(id string, to set) {
	from := sort.Search(len(s.byFirm), func(i int) bool { return partOf(s.employers.keys[s.byFirm[i]], 2) >= id })
	for _, i := range s.byFirm[from:] {
		if partOf(s.employers.keys[i], 2) != id {
			return
		}
		s.employers.docs.addTo(to, int(i))
	}
}

// since leaves what opened then or later; the newest stand first.
func (s *segment) since(ms int64, acc set) {
	end := sort.Search(s.n, func(i int) bool { return s.opened[i] < ms || s.opened[i] == 0 })
	for d := acc.next(end); d >= 0; d = acc.next(d + 1) {
		acc.drop(uint16(d))
	}
}

// placed is what lies in one of the divisions of a name, or whose address says it.
func (m *moment) placed(at *place, p *part) set {
	in := m.set(p.n)
	for _, c := range at.codes {
		p.inside(c, in)
	}
	ph := phraseOf(at.stem)
	p.addresses.holding(ph, m.scratch, func(i int) { p.addresses.docs.addTo(in, i) })
	return in
}

// bandOf is the band of the wage facet, from 1; 0 for a wage that has no month.
func bandOf(w models.Wage) uint8 {
	_, high, ok := w.Monthly()
	if !ok {
		return 0
	}
	return uint8(1 + slices.IndexFunc(wageBands, func(b wageBand) bool { return high >= b.from }))
}
