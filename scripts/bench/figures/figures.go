// Package figures turns measurements into rows of one table: each with its baseline from the same run, the ratio of the two,
// and what is to be reached.
package figures

import (
	"encoding/json"
	"io"
	"math"
)

// Reach is what a figure has to come to: the ratio where there is one, else the value. The zero Reach asks nothing.
type Reach struct {
	words string
	meets func(float64) bool
}

// AtLeast is reached from bound upwards.
func AtLeast(bound float64) Reach {
	return Reach{"≥ " + number(bound), func(x float64) bool { return x >= bound }}
}

// AtMost is reached up to bound.
func AtMost(bound float64) Reach {
	return Reach{"≤ " + number(bound), func(x float64) bool { return x <= bound }}
}

// Judged is a reach that was judged where the figure was taken, in its words.
func Judged(words string, reached bool) Reach {
	return Reach{words, func(float64) bool { return reached }}
}

// Row is one figure. Value, Baseline and Ratio are NaN where there is none. Done says what was done for it, Why what is in
// the way when it is not reached.
type Row struct {
	Name            string
	Value           float64
	Unit            string
	Baseline, Ratio float64
	Reach           Reach
	Done, Why       string
}

// Faster is a time beside the baseline's: the ratio says how many times faster it is.
func Faster(name string, value, baseline float64, unit string, reach Reach) Row {
	return Row{Name: name, Value: value, Unit: unit, Baseline: baseline, Ratio: baseline / value, Reach: reach}
}

// Beside is a figure beside the baseline's: the ratio says how many times as much it is.
func Beside(name string, value, baseline float64, unit string, reach Reach) Row {
	return Row{Name: name, Value: value, Unit: unit, Baseline: baseline, Ratio: value / baseline, Reach: reach}
}

// Alone is a figure without a baseline.
func Alone(name string, value float64, unit string, reach Reach) Row {
	return Row{Name: name, Value: value, Unit: unit, Baseline: math.NaN(), Ratio: math.NaN(), Reach: reach}
}

// Unmeasured is a figure that this run could not take, and why.
func Unmeasured(name, unit string, reach Reach, why string) Row {
	r := Alone(name, math.NaN(), unit, reach)
	r.Why = why
	return r
}

// Doing is the row with what was done.
func (r Row) Doing(done string) Row {
	r.Done = done
	return r
}

// Because is the row with what is in the way.
func (r Row) Because(why string) Row {
	r.Why = why
	return r
}

// OK tells whether the figure is reached. One that was not measured is not, unless nothing is asked of it.
func (r Row) OK() bool {
	judged := r.Ratio
	if math.IsNaN(judged) {
		judged = r.Value
	}
	return r.Reach.meets == nil || !math.IsNaN(judged) && r.Reach.meets(judged)
}

// WriteJSON writes the row as one object on a line.
func (r Row) WriteJSON(w io.Writer) error {
	return json.NewEncoder(w).Encode(struct {
		Name     string   `json:"name"`
		Value    *float64 `json:"value"`
		Unit     string   `json:"unit"`
		Baseline *float64 `json:"baseline"`
		Ratio    *float64 `json:"ratio"`
		Reach    string   `json:"reach"`
		OK       bool     `json:"ok"`
	}{r.Name, known(r.Value), r.Unit, known(r.Baseline), known(r.Ratio), r.Reach.words, r.OK()})
}

// known is nil, null in JSON, for what is not there.
func known(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
