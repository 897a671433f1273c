package api

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"konggang/models"
)

// Yuan is money on the wire: a JSON number of yuan with at most two decimals. Reading never fails, so that what is wrong
// can be told with its field (see money).
type Yuan struct {
	fen   models.Fen
	wrong models.Code
}

func yuanOf(f *models.Fen) *Yuan {
	if f == nil {
		return nil
	}
	return &Yuan{fen: *f}
}

// MarshalJSON writes the exact decimal.
func (y Yuan) MarshalJSON() ([]byte, error) { return []byte(y.fen.Yuan()), nil }

// UnmarshalJSON reads a number; one with more than two decimals is no wage.
func (y *Yuan) UnmarshalJSON(b []byte) error {
	f, err := strconv.ParseFloat(string(b), 64)
	fen := math.Round(f * 100)
	switch {
	case err != nil:
		*y = Yuan{wrong: models.CodeWrongType}
	case math.Abs(f) > 1e12 || math.Abs(fen-f*100) > 1e-6*math.Max(1, math.Abs(fen)):
		*y = Yuan{wrong: models.CodeInvalidWage}
	default:
		*y = Yuan{fen: models.Fen(fen)}
	}
	return nil
}

// money is the amount, nil for none; what could not be read is noted under its field.
func (y *Yuan) money(p *models.Problems, field string) *models.Fen {
	if y == nil {
		return nil
	}
	switch y.wrong {
	case "":
	case models.CodeWrongType:
		p.Add(field, y.wrong, "number")
	default:
		p.Add(field, y.wrong)
	}
	return &y.fen
}

// Schema documents the type.
func (Yuan) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeNumber, Description: "Yuan, at most two decimals", Examples: []any{4500}}
}

// Stamp is a moment on the wire: RFC 3339 in UTC with milliseconds.
type Stamp time.Time

// MarshalJSON writes 2026-01-02T03:04:05.678Z.
func (s Stamp) MarshalJSON() ([]byte, error) {
	return []byte(time.Time(s).UTC().Format(`"2006-01-02T15:04:05.000Z"`)), nil
}

// UnmarshalJSON reads any RFC 3339 moment.
func (s *Stamp) UnmarshalJSON(b []byte) error {
	return (*time.Time)(s).UnmarshalJSON(b)
}

// Schema documents the type.
func (Stamp) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Format: "date-time", Examples: []any{"2026-01-02T03:04:05.678Z"}}
}

// time is the moment, the zero time for none.
func (s *Stamp) time() time.Time {
	if s == nil {
		return time.Time{}
	}
	return time.Time(*s).UTC().Truncate(time.Millisecond)
}

func stampOf(t *time.Time) *Stamp {
	if t == nil {
		return nil
	}
	s := Stamp(*t)
	return &s
}

// Contact is whom to call.
type Contact struct {
	Name  string `json:"name,omitempty"`
	Phone string `json:"phone,omitempty" example:"15400001111"`
}

func contactOf(c models.Contact) *Contact {
	if c == (models.Contact{}) {
		return nil
	}
	return &Contact{c.Name, string(c.Phone)}
}

func (c *Contact) model(p *models.Problems, field string) models.Contact {
	if c == nil {
		return models.Contact{}
	}
	return models.Contact{Name: c.Name, Phone: phoneOf(p, field+".phone", c.Phone)}
}

func phoneOf(p *models.Problems, field, s string) models.Phone {
	if strings.TrimSpace(s) == "" {
		return ""
	}
	phone, err := models.ParsePhone(s)
	p.AddErr(field, err)
	return phone
}

// Point is a place on the map.
type Point struct {
	Lat   float64 `json:"lat"`
	Lon   float64 `json:"lon"`
	Datum string  `json:"datum" enum:"gcj02,wgs84"`
}

func pointOf(p *models.Point) *Point {
	if p == nil {
		return nil
	}
	return &Point{p.Lat, p.Lon, string(p.Datum)}
}

func (p *Point) model() *models.Point {
	if p == nil {
		return nil
	}
	return &models.Point{Lat: p.Lat, Lon: p.Lon, Datum: models.Datum(p.Datum)}
}

func divisionOf(p *models.Problems, field, s string) models.DivisionCode {
	if s == "" {
		return ""
	}
	code, err := models.ParseDivisionCode(s)
	p.AddErr(field, err)
	return code
}

// Wage is basic pay.
type Wage struct {
	Min        *Yuan  `json:"min,omitempty"`
	Max        *Yuan  `json:"max,omitempty"`
	Unit       string `json:"unit,omitempty" enum:"month,day,hour,piece,year"`
	Negotiable bool   `json:"negotiable,omitempty"`
	Note       string `json:"note,omitempty" example:"另有绩效"`
}

func wageOf(w models.Wage) *Wage {
	if w == (models.Wage{}) {
		return nil
	}
	return &Wage{yuanOf(w.Min), yuanOf(w.Max), string(w.Unit), w.Negotiable, w.Note}
}

func (w *Wage) model(p *models.Problems, field string) models.Wage {
	if w == nil {
		return models.Wage{}
	}
	return models.Wage{Min: w.Min.money(p, field+".min"), Max: w.Max.money(p, field+".max"), Unit: models.WageUnit(w.Unit), Negotiable: w.Negotiable, Note: w.Note}
}

// Finding is one thing noticed about a vacancy.
type Finding struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity" enum:"block,review,warn"`
	Field    string `json:"field,omitempty"`
	Column   string `json:"column,omitempty"`
	Excerpt  string `json:"excerpt,omitempty"`
	Start    int    `json:"start" doc:"place of the excerpt in characters from the start of the field"`
	Law      string `json:"law,omitempty"`
	Message  string `json:"message"`
}

func words[T ~string](list []T) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return out
}

func codes[T ~string](list []string) []T {
	out := make([]T, len(list))
	for i, x := range list {
		out[i] = T(x)
	}
	return out
}
