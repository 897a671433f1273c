package search

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"konggang/models"
	"konggang/services/occupations"
)

// Entry is one vacancy for the index. JSON is its prepared wire form for anybody, kept and given back as it is.
type Entry struct {
	Posting models.Posting
	JSON    []byte
}

// record is what the index keeps of one vacancy. Two versions of a vacancy are two records with one id; died is 0 while a
// record is the present one. Times are in milliseconds.
type record struct {
	id, title, employer, firm, address, text string
	division                                 models.DivisionCode
	occupation                               models.OccupationCode
	trade                                    string // the occupation, or what the title says it is
	stated                                   stated
	benefits                                 benefits
	opened                                   int64
	wage, least                              uint32 // the ends in fen by the month, 0 for none
	unit                                     models.WageUnit
	remaining                                uint32
	until                                    uint32
	ageMin, ageMax                           uint8 // 0 where none is stated
	place                                    point
	json                                     []byte
	born, died                               int64
}

// live tells whether villages can hear about the vacancy while it is valid.
func live(p *models.Posting) bool {
	return p.Vacancy.Status == models.VacancyOpen && p.Employer.Status == models.EnterpriseApproved && p.Vacancy.Remaining() > 0
}

func recordOf(e Entry, born int64) record {
	v, firm := &e.Posting.Vacancy, &e.Posting.Employer
	r := record{id: v.ID, title: v.Title, employer: firm.Name, firm: v.EnterpriseID, address: fold(v.Workplace.Address), text: textOf(v),
		division: cmp.Or(v.Workplace.Division, firm.Division), occupation: v.Occupation, trade: string(v.Occupation),
		stated: statedBy(&e.Posting), benefits: benefitsOf(v.Benefits), wage: monthly(v.Wage, true), least: monthly(v.Wage, false), unit: v.Wage.Unit, remaining: uint32(v.Remaining()),
		until: dayNumber(v.ValidUntil), ageMin: uint8(min(v.AgeMin, 99)), ageMax: uint8(min(v.AgeMax, 99)), place: pointOf(e.Posting.Place), json: e.JSON, born: born}
	if r.trade == "" {
		r.trade, _ = occupations.Find(v.Title)
	}
	if v.Wage.Negotiable {
		r.benefits |= negotiable
	}
	if v.OpenedAt != nil {
		r.opened = v.OpenedAt.UnixMilli()
	}
	return r
}

// textOf is all that is written about the vacancy besides title, employer and place, folded.
func textOf(v *models.Vacancy) string {
	parts := []string{v.Number, v.Duties, v.BenefitsNote}
	parts = append(append(parts, v.Skills...), v.Certificates...)
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return fold(strings.Join(parts, " "))
}

// monthly is an end of a wage by the month, as filters and orders take it. Beyond what 32 bits hold, four times the most
// that a filter can ask, wages count as equal.
func monthly(w models.Wage, upper bool) uint32 {
	low, high, _ := w.Monthly()
	if upper {
		low = high
	}
	return uint32(min(max(low, 0), math.MaxUint32))
}

// dayNumber is a day as the number 20261120, so that days compare; no day is the last of all.
func dayNumber(d models.Date) uint32 {
	if y, m, day := d.Parts(); y > 0 {
		return uint32(y*10000 + m*100 + day)
	}
	return math.MaxUint32
}

// benefits are the benefits of a vacancy, a bit for each in the order of the vocabulary, and whether its wage is 面议.
type benefits uint16

const negotiable benefits = 1 << 14

func benefitsOf(list []models.Benefit) benefits {
	var out benefits
	for i, b := range models.Benefits {
		if slices.Contains(list, b.Code) {
			out |= 1 << i
		}
	}
	return out
}

// stated are the closed values of a vacancy, each as its place in its vocabulary, from 1; 0 is not stated. They are kept in
// two bytes.
type stated struct{ education, shift, employment, kind, band uint8 }

const (
	shifts = 6 // one more than the vocabulary has
	kinds  = 5
	bands  = 6
)

func statedBy(p *models.Posting) stated {
	v := &p.Vacancy
	return stated{ordinal(models.Educations, v.Education), ordinal(models.Shifts, v.Shift), ordinal(models.EmploymentTypes, v.EmploymentType),
		ordinal(models.EnterpriseKinds, p.Employer.Kind), bandOf(v.Wage)}
}

func ordinal[T ~string](v models.Vocabulary[T], code T) uint8 {
	return uint8(1 + slices.IndexFunc(v, func(t models.Term[T]) bool { return t.Code == code }))
}

// demands is education and shift in one byte, offers the rest in another.
func (s stated) demands() uint8 { return s.education*shifts + s.shift }
func (s stated) offers() uint8  { return (s.employment*kinds+s.kind)*bands + s.band }

func unpackStated(demands, offers uint8) stated {
	return stated{demands / shifts, demands % shifts, offers / (kinds * bands), offers / bands % kinds, offers % bands}
}

// point is where a vacancy is: in degrees of GCJ-02 for what is told, and in decimetres from the middle of the Earth for
// what is compared, in whole numbers so that it is the same on every machine.
type point struct {
	known    bool
	lat, lon float64
	x, y, z  int32
}

const earth = 63_710_000 // radius in decimetres

func pointOf(p *models.Point) point {
	if p == nil {
		return point{}
	}
	g := p.GCJ()
	const rad = math.Pi / 180
	lat, lon := float64(g.Lat*rad), float64(g.Lon*rad)
	at := func(f float64) int32 { return int32(math.Round(float64(f * earth))) }
	return point{true, g.Lat, g.Lon, at(float64(math.Cos(lat) * math.Cos(lon))), at(float64(math.Cos(lat) * math.Sin(lon))), at(math.Sin(lat))}
}

// apart is the square of the straight line between two points, which orders as the way over ground does.
func (p *point) apart(q *point) int64 {
	x, y, z := int64(p.x)-int64(q.x), int64(p.y)-int64(q.y), int64(p.z)-int64(q.z)
	return x*x + y*y + z*z
}

// southToNorth orders points, what is nowhere first.
func southToNorth(a, b point) int {
	if a.known != b.known {
		if b.known {
			return -1
		}
		return 1
	}
	return cmp.Or(cmp.Compare(a.z, b.z), cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y), cmp.Compare(a.lat, b.lat), cmp.Compare(a.lon, b.lon))
}

// reach is the straight line in decimetres between points that are so many kilometres apart over ground.
func reach(km float64) int64 {
	half := min(km*10_000/(2*earth), math.Pi/2)
	return int64(math.Round(float64(2 * earth * math.Sin(half))))
}

func (p *point) model() models.Point {
	return models.Point{Lat: p.lat, Lon: p.lon, Datum: models.GCJ02}
}

// classOf is the middle class of an occupation as a number, 631 for 6-31; 0 when none is stated.
func classOf(code models.OccupationCode) uint16 {
	if len(code) < 4 {
		return 0
	}
	n, err := strconv.Atoi(string(code[0]) + string(code[2:4]))
	if err != nil {
		return 0
	}
	return uint16(n)
}
