package matching

import (
	"bytes"
	_ "embed" // the weights are part of the program
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"konggang/models"
	"konggang/services/occupations"
)

//go:embed weights.csv
var weightsFile []byte

// weightsHeader names the columns of a file of weights.
var weightsHeader = []string{"name", "value", "reason"}

// DefaultRules are the bundled weights over the bundled occupation tree.
func DefaultRules() Rules { return bundled() }

// bundled reads the weights once. They are compiled in, so a fault in them is a fault of the program.
var bundled = sync.OnceValue(func() Rules {
	r := Rules{Occupations: Occupations{Kinship: occupations.Kinship, Find: occupations.Find}}
	given, err := r.read(bytes.NewReader(weightsFile))
	if err == nil {
		err = r.check()
	}
	for name := range r.settings() {
		if !given[name] && err == nil {
			err = fmt.Errorf("no line for %s", name)
		}
	}
	if err != nil {
		panic("bundled weights: " + err.Error())
	}
	return r
})

// LoadRules is the default rules with an office's own lines (name, value, reason) in place of bundled ones of the same
// name. The first line may be the header. Errors name the line or the weight.
func LoadRules(own io.Reader) (Rules, error) {
	r := DefaultRules()
	_, err := r.read(own)
	if err == nil {
		err = r.check()
	}
	if err != nil {
		return Rules{}, fmt.Errorf("weights: %w", err)
	}
	return r, nil
}

// settings are the values that can be set, by name.
func (r *Rules) settings() map[string]any {
	w := &r.Weights
	return map[string]any{
		"kinship_0": &w.Kinship[0], "kinship_1": &w.Kinship[1], "kinship_2": &w.Kinship[2], "kinship_3": &w.Kinship[3], "kinship_4": &w.Kinship[4],
		"skills": &w.Skills, "skills_unasked": &w.SkillsUnasked,
		"distance": &w.Distance, "halving_km": &w.HalvingKM, "shuttle_percent": &w.ShuttlePercent, "lodged": &w.Lodged,
		"wage": &w.Wage, "wage_unknown": &w.WageUnknown, "wage_floor_percent": &w.WageFloorPercent, "usual_wage": &w.UsualWage,
		"shift": &w.Shift, "shift_unknown": &w.ShiftUnknown, "needs": &w.Needs, "needs_unasked": &w.NeedsUnasked,
		"fresh": &w.Fresh, "fresh_days": &w.FreshDays,
		"acceptance_a": &r.Acceptance.A, "acceptance_b": &r.Acceptance.B,
	}
}

// read sets what a file says and tells which names it gave.
func (r *Rules) read(from io.Reader) (given map[string]bool, err error) {
	lines := csv.NewReader(from)
	lines.FieldsPerRecord, lines.Comment, lines.TrimLeadingSpace = len(weightsHeader), '#', true
	given = map[string]bool{}
	for {
		row, err := lines.Read()
		if errors.Is(err, io.EOF) {
			return given, nil
		}
		if err != nil {
			return nil, err // names the line itself
		}
		row[0] = strings.TrimPrefix(row[0], "\ufeff")
		line, _ := lines.FieldPos(0)
		if line == 1 && slices.Equal(row, weightsHeader) {
			continue
		}
		if err := r.set(row, given); err != nil {
			return nil, fmt.Errorf("line %d: %s: %w", line, row[0], err)
		}
	}
}

func (r *Rules) set(row []string, given map[string]bool) error {
	setting, known := r.settings()[row[0]]
	switch {
	case !known:
		return errors.New("there is no such weight")
	case given[row[0]]:
		return errors.New("is there twice")
	case strings.TrimSpace(row[2]) == "":
		return errors.New("has no reason")
	}
	given[row[0]] = true
	value, err := strconv.ParseFloat(row[1], 64)
	if err != nil || math.IsNaN(value) || math.Abs(value) > 1e7 {
		return fmt.Errorf("%q is no number", row[1])
	}
	switch setting := setting.(type) {
	case *int:
		*setting = int(value)
		if float64(*setting) != value {
			return fmt.Errorf("%q is no whole number", row[1])
		}
	case *models.Fen:
		*setting = models.Fen(math.Round(value * 100))
	case *float64:
		*setting = value
	}
	return nil
}

// check refuses weights that the engine's bounds, or common sense, do not hold for.
func (r *Rules) check() error {
	w := &r.Weights
	for _, rule := range []struct {
		name      string
		low, high int
		value     int
	}{
		{"kinship_0", 0, w.Kinship[1], w.Kinship[0]}, {"kinship_1", 0, w.Kinship[2], w.Kinship[1]}, {"kinship_2", 0, w.Kinship[3], w.Kinship[2]},
		{"kinship_3", 0, w.Kinship[4], w.Kinship[3]}, {"kinship_4", 0, MaxScore, w.Kinship[4]},
		{"skills", 0, MaxScore, w.Skills}, {"skills_unasked", 0, w.Skills, w.SkillsUnasked},
		{"distance", 0, MaxScore, w.Distance}, {"halving_km", 1, 200, w.HalvingKM}, {"shuttle_percent", 1, 100, w.ShuttlePercent},
		{"lodged", 0, w.Distance, w.Lodged},
		{"wage", 0, MaxScore, w.Wage}, {"wage_unknown", 0, w.Wage, w.WageUnknown}, {"wage_floor_percent", 0, 100, w.WageFloorPercent},
		{"usual_wage", 1, int(models.MaxWage), int(w.UsualWage)},
		{"shift", 0, MaxScore, w.Shift}, {"shift_unknown", 0, w.Shift, w.ShiftUnknown},
		{"needs", 0, MaxScore, w.Needs}, {"needs_unasked", 0, w.Needs, w.NeedsUnasked}, {"fresh", 0, MaxScore, w.Fresh}, {"fresh_days", 1, 3650, w.FreshDays},
	} {
		if rule.value < rule.low || rule.value > rule.high {
			return fmt.Errorf("%s must be from %d to %d", rule.name, rule.low, rule.high)
		}
	}
	if most := w.Kinship[4] + w.Skills + w.Distance + w.Wage + w.Shift + w.Needs + w.Fresh; most != MaxScore {
		return fmt.Errorf("kinship_4, skills, distance, wage, shift, needs and fresh add up to %d, not %d", most, MaxScore)
	}
	if !(r.Acceptance.A > 0 && r.Acceptance.A <= 1) || math.Abs(r.Acceptance.B) > 1000 {
		return errors.New("acceptance_a must be above 0 and at most 1, acceptance_b from -1000 to 1000")
	}
	return nil
}
