package simulation

import (
	"fmt"
	"math"
)

// Row is one figure beside its baseline and what it has to reach, the mean over the trials.
type Row struct {
	Name string `json:"name"`
	// Value and Baseline are what was measured, Spread the standard deviation of Value over the trials.
	Value    float64 `json:"value"`
	Spread   float64 `json:"spread"`
	Unit     string  `json:"unit"`
	Baseline float64 `json:"baseline"`
	// Ratio is the mean of each trial's own ratio, for a difference of its difference, and RatioSpread its deviation. What
	// has a limit of its own is not divided.
	Ratio       float64 `json:"ratio"`
	RatioSpread float64 `json:"ratio_spread"`
	Reach       string  `json:"reach"`
	OK          bool    `json:"ok"`
}

// goal is what a figure has to reach: at least, or at most.
type goal struct {
	name     string
	unit     string
	value    func(Trial) float64
	baseline func(Trial) float64
	against  func(value, baseline float64) float64
	atMost   bool
	reach    float64
	form     string
}

func ratio(value, baseline float64) float64  { return value / baseline }
func beyond(value, baseline float64) float64 { return value - baseline }
func absolute(value, _ float64) float64      { return value }

func figure(c Condition, m Method, f Figure) func(Trial) float64 {
	return func(t Trial) float64 { return t.Figures[c][m][f] }
}

// times is a goal for a ratio of the product's figure to a method's.
func times(name string, c Condition, m Method, f Figure, unit string, atMost bool, reach float64) goal {
	return goal{name, unit, figure(c, LoadAware, f), figure(c, m, f), ratio, atMost, reach, "%.2f×"}
}

// goals are the figures that the made county has to reach: they were measured with a throw-away program before this
// repository (docs/adr/0019), each against baseline (a) unless it says otherwise.
var goals = []goal{
	times("hired, against (a)", AsSupposed, BestMean, Hired, "of seekers", false, 4.5),
	times("hired, against (b)", AsSupposed, MostVotes, Hired, "of seekers", false, 2.5),
	times("hired, against deferred acceptance", AsSupposed, Deferred, Hired, "of seekers", false, 0.65),
	times("suitable", AsSupposed, BestMean, Suitable, "of seekers", false, 0.95),
	times("refusals per hire", AsSupposed, BestMean, Refusals, "a hire", true, 0.06),
	times("vacancies on some list", AsSupposed, BestMean, Listed, "of vacancies", false, 4.5),
	times("overlap of neighbours", AsSupposed, BestMean, Overlap, "of lines", true, 0.30),
	{"max load", "takers a place", figure(AsSupposed, LoadAware, Load), figure(AsSupposed, BestMean, Load), absolute, true, 5, "%.1f"},
	{"lists over the employer limit", "lists", figure(AsSupposed, LoadAware, Crowded), figure(AsSupposed, BestMean, Crowded), absolute, true, 0, "%.0f"},
	times("hired, headcounts × 0.4", FewerPlaces, BestMean, Hired, "of seekers", false, 5),
	{"suitable among the unregistered, 5 registered a village", "of seekers", func(t Trial) float64 { return t.Thin.Blended },
		func(t Trial) float64 { return t.Thin.Alone }, beyond, false, 0.10, "+%.2f"},
	{"suitable, (c) against (a)", "of seekers", figure(AsSupposed, MostServed, Suitable), figure(AsSupposed, BestMean, Suitable), ratio, false, 1.2, "%.2f×"},
	times("hired, acceptance differs", AcceptanceDiffers, BestMean, Hired, "of seekers", false, 4.5),
	times("suitable, acceptance differs", AcceptanceDiffers, BestMean, Suitable, "of seekers", false, 0.88),
}

// Rows are the figures that a made county has to reach. A report of registered people has none: nothing is promised of a
// county that nobody has seen.
func (r Report) Rows() []Row {
	var rows []Row
	if len(r.Trials) == 0 || r.Trials[0].Thin == nil {
		return nil
	}
	for _, g := range goals {
		rows = append(rows, g.row(r.Trials))
	}
	return rows
}

func (g goal) row(trials []Trial) Row {
	value := over(trials, g.value)
	ratio := over(trials, func(t Trial) float64 { return g.against(g.value(t), g.baseline(t)) })
	row := Row{Name: g.name, Value: value.mean, Spread: value.deviation, Unit: g.unit, Baseline: over(trials, g.baseline).mean,
		Ratio: ratio.mean, RatioSpread: ratio.deviation, Reach: "≥ " + fmt.Sprintf(g.form, g.reach), OK: ratio.mean >= g.reach}
	if g.atMost {
		row.Reach, row.OK = "≤ "+fmt.Sprintf(g.form, g.reach), ratio.mean <= g.reach
	}
	return row
}

// spread is a mean and the standard deviation of a sample.
type spread struct{ mean, deviation float64 }

func over(trials []Trial, value func(Trial) float64) spread {
	var s spread
	for _, t := range trials {
		s.mean += value(t) / float64(len(trials))
	}
	for _, t := range trials {
		off := value(t) - s.mean
		s.deviation += float64(off*off) / float64(max(1, len(trials)-1))
	}
	s.deviation = math.Sqrt(s.deviation)
	return s
}
