package store

import (
	"database/sql/driver"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"konggang/models"
)

// sealed is a ciphertext as it is kept. Only a Keyring makes one, so no plain text can get into its column.
type sealed struct{ bytes []byte }

// Value implements driver.Valuer.
func (s sealed) Value() (driver.Value, error) {
	if len(s.bytes) == 0 {
		return nil, errSealBroken
	}
	return s.bytes, nil
}

// Scan implements sql.Scanner.
func (s *sealed) Scan(kept any) error {
	b, ok := kept.([]byte)
	if !ok {
		return errSealBroken
	}
	s.bytes = append([]byte(nil), b...)
	return nil
}

// GormDataType tells GORM the kind of the column.
func (sealed) GormDataType() string { return "bytes" }

// MarshalText implements encoding.TextMarshaler, for a sealed value within a JSON column.
func (s sealed) MarshalText() ([]byte, error) {
	return base64.StdEncoding.AppendEncode(nil, s.bytes), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (s *sealed) UnmarshalText(text []byte) (err error) {
	s.bytes, err = base64.StdEncoding.AppendDecode(nil, text)
	return err
}

// list is a column that holds a JSON array; no element and nil are the same.
type list[T any] []T

// Value implements driver.Valuer.
func (l list[T]) Value() (driver.Value, error) {
	if len(l) == 0 {
		return "[]", nil
	}
	b, err := json.Marshal([]T(l))
	return string(b), err
}

// Scan implements sql.Scanner.
func (l *list[T]) Scan(kept any) error {
	text, err := textOf(kept)
	if err != nil {
		return err
	}
	*l = nil
	if text == "[]" {
		return nil
	}
	return strictly(text, (*[]T)(l))
}

// GormDataType tells GORM the kind of the column.
func (list[T]) GormDataType() string { return "string" }

func textOf(kept any) (string, error) {
	switch text := kept.(type) {
	case string:
		return text, nil
	case []byte:
		return string(text), nil
	}
	return "", fmt.Errorf("store: a text column gave %T", kept)
}

// strictly decodes JSON that the store wrote itself. The error does not repeat the text.
func strictly(text string, into any) error {
	d := json.NewDecoder(strings.NewReader(text))
	d.DisallowUnknownFields()
	if d.Decode(into) != nil {
		return errors.New("store: a JSON column does not hold what was written")
	}
	return nil
}

// point is the columns of a point; no point is NULL, NULL, "".
type point struct {
	Lat   *float64     `json:"lat,omitempty"`
	Lon   *float64     `json:"lon,omitempty"`
	Datum models.Datum `json:"datum,omitempty"`
}

func pointOf(p *models.Point) point {
	if p == nil {
		return point{}
	}
	return point{&p.Lat, &p.Lon, p.Datum}
}

func (p point) model() *models.Point {
	if p.Lat == nil || p.Lon == nil {
		return nil
	}
	return &models.Point{Lat: *p.Lat, Lon: *p.Lon, Datum: p.Datum}
}

// unlessEmpty gives NULL for "", for columns that are unique where they are stated.
func unlessEmpty[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	return &s
}

func orEmpty[T ~string](s *T) T {
	if s == nil {
		return ""
	}
	return *s
}

// converted gives the elements in another form; none stays nil.
func converted[A, B any](from []A, convert func(A) B) []B {
	var out []B
	for _, a := range from {
		out = append(out, convert(a))
	}
	return out
}

func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	at := t.UTC().Truncate(time.Millisecond)
	return &at
}
