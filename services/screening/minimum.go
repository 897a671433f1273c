package screening

import (
	"bytes"
	_ "embed" // the table is part of the program
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"konggang/models"
)

//go:embed minimum_wages.csv
var minimumFile []byte

// header names the columns of a table of minimum wages. A line with figures says what a tier of the division pays from a
// day on; one without says which tier the division is in. A division is a code or the beginning of one.
var header = []string{"division", "tier", "from", "month", "hour", "source"}

// MinimumWages is what the law makes employers pay at least, by division, tier and day.
type MinimumWages struct {
	rates []rate
	tiers map[string]string // division → tier
}

// rate is the minimum of one tier from a day on, in yuan.
type rate struct {
	division, tier string
	from           models.Date
	month, hour    float64
}

// LoadMinimumWages reads the bundled table and then an office's own lines, which win over bundled ones of the same
// division, tier and day; extra may be nil. The first line may be the header. Errors name the line.
func LoadMinimumWages(extra io.Reader) (*MinimumWages, error) {
	m := &MinimumWages{tiers: map[string]string{}}
	if err := m.read(bytes.NewReader(minimumFile)); err != nil {
		return nil, fmt.Errorf("bundled minimum wages: %w", err)
	}
	if extra == nil {
		return m, nil
	}
	if err := m.read(extra); err != nil {
		return nil, fmt.Errorf("minimum wages: %w", err)
	}
	return m, nil
}

func (m *MinimumWages) read(from io.Reader) error {
	r := csv.NewReader(from)
	r.FieldsPerRecord, r.Comment, r.TrimLeadingSpace = len(header), '#', true
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err // names the line itself
		}
		row[0] = strings.TrimPrefix(row[0], "\ufeff")
		if line, _ := r.FieldPos(0); line == 1 && row[0] == header[0] {
			continue
		}
		if err := m.add(row); err != nil {
			line, _ := r.FieldPos(0)
			return fmt.Errorf("line %d: %w", line, err)
		}
	}
}

func (m *MinimumWages) add(row []string) error {
	division, err := divisionPrefix(row[0])
	switch {
	case err != nil:
		return err
	case row[1] == "":
		return errors.New("no tier")
	case row[2] == "" && row[3] == "" && row[4] == "":
		m.tiers[division] = row[1]
		return nil
	}
	r := rate{division: division, tier: row[1]}
	if r.from, err = models.ParseDate(row[2]); err != nil {
		return fmt.Errorf("%q is no date YYYY-MM-DD", row[2])
	}
	if r.month, err = amount(row[3]); err != nil {
		return err
	}
	if r.hour, err = amount(row[4]); err != nil {
		return err
	}
	m.put(r)
	return nil
}

func (m *MinimumWages) put(r rate) {
	same := func(o rate) bool { return o.division == r.division && o.tier == r.tier && o.from == r.from }
	m.rates = append(slices.DeleteFunc(m.rates, same), r)
}

// divisionPrefix is the significant digits of a code, so that 410184 and 410184000000 are one.
func divisionPrefix(s string) (string, error) {
	if len(s) < 2 || len(s) > 12 || strings.Trim(s, "0123456789") != "" {
		return "", fmt.Errorf("%q is no division code", s)
	}
	if code, err := models.ParseDivisionCode(s); err == nil {
		return code.Prefix(), nil
	}
	return s, nil
}

func amount(s string) (float64, error) {
	yuan, err := strconv.ParseFloat(s, 64)
	if err != nil || !(yuan > 0 && yuan < 1_000_000) {
		return 0, fmt.Errorf("%q is no amount in yuan", s)
	}
	return yuan, nil
}
