package simulation

import (
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"konggang/services/matching"
)

// maxNamed bounds how many vacancies on no list are named for each cause.
const maxNamed = 10

// Write says the report in tables: what was tried, every method's figures under each condition, what had to be reached, and
// what is on no list.
func (r Report) Write(w io.Writer) error {
	var b strings.Builder
	t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	r.writeWorld(t)
	for c := range conditionCount {
		r.writeCondition(t, c)
	}
	r.writeThin(t)
	r.writeRows(t)
	r.writeUnlisted(t)
	if err := t.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(w, trimmed(b.String()))
	return err
}

// trimmed takes the spaces away that padding leaves at the ends of lines.
func trimmed(text string) string {
	lines := strings.Split(text, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

func (r Report) writeWorld(w io.Writer) {
	of := func(count func(Trial) int) string {
		return over(r.Trials, func(t Trial) float64 { return float64(count(t)) }).text("%.0f")
	}
	t := r.Trials[0]
	b := over(r.Trials, func(t Trial) float64 { return t.Acceptance.B })
	say(w, "%s, %d seeds: %d villages, %s seekers, %s vacancies with %s places, %d lines a village\n", r.Title, len(r.Trials), t.Villages,
		of(func(t Trial) int { return t.Seekers }), of(func(t Trial) int { return t.Vacancies }), of(func(t Trial) int { return t.Places }), r.Lines)
	say(w, "accepted with p = σ(%g·score + b), b = %s", t.Acceptance.A, b.text("%.2f"))
	if t.Thin != nil {
		say(w, ", set so that the median seeker has %d vacancies with p ≥ %g", handful, matching.Suitable)
	}
	say(w, "; means ± standard deviations\n")
}

func (r Report) writeCondition(w io.Writer, c Condition) {
	if math.IsNaN(r.Trials[0].Figures[c][LoadAware][Hired]) {
		return
	}
	say(w, "\n%s\t%s\n", conditionNames[c], strings.Join(figureNames[:], "\t"))
	for m := range methodCount {
		if math.IsNaN(r.Trials[0].Figures[c][m][Hired]) {
			continue
		}
		cells := []string{methodNames[m]}
		for f := range figureCount {
			cells = append(cells, over(r.Trials, figure(c, m, f)).text(figureForms[f]))
		}
		say(w, "%s\n", strings.Join(cells, "\t"))
	}
}

// figureForms are how many digits of a figure are worth telling.
var figureForms = [figureCount]string{"%.2f", "%.2f", "%.2f", "%.2f", "%.2f", "%.2f", "%.1f", "%.0f"}

// text is the mean and its deviation, – where there is none.
func (s spread) text(form string) string {
	if math.IsNaN(s.mean) {
		return "–"
	}
	return fmt.Sprintf(form+" ± "+form, s.mean, s.deviation)
}

func (r Report) writeThin(w io.Writer) {
	if r.Trials[0].Thin == nil {
		return
	}
	say(w, "\n%d registered a village\tsuitable among the others\n", thinly)
	say(w, "blended with the town\t%s\n", over(r.Trials, func(t Trial) float64 { return t.Thin.Blended }).text("%.2f"))
	say(w, "own wishes only\t%s\n", over(r.Trials, func(t Trial) float64 { return t.Thin.Alone }).text("%.2f"))
}

func (r Report) writeRows(w io.Writer) {
	rows := r.Rows()
	if len(rows) == 0 {
		return
	}
	say(w, "\nto reach\tmeasured\tbaseline\tmeasured against it\treach\t\n")
	for _, row := range rows {
		verdict := "ok"
		if !row.OK {
			verdict = "NOT REACHED"
		}
		say(w, "%s\t%s\t%.2f\t%s\t%s\t%s\n", row.Name, spread{row.Value, row.Spread}.text("%.2f"), row.Baseline,
			spread{row.Ratio, row.RatioSpread}.text("%.3f"), row.Reach, verdict)
	}
}

// writeUnlisted names what is on no list by cause, the first ones of each.
func (r Report) writeUnlisted(w io.Writer) {
	if len(r.Unlisted) == 0 {
		return
	}
	say(w, "\non no list: %d of %d vacancies\n", len(r.Unlisted), r.Trials[0].Vacancies)
	for _, term := range matching.Causes {
		var of []Unlisted
		for _, u := range r.Unlisted {
			if u.Cause == term.Code {
				of = append(of, u)
			}
		}
		if len(of) == 0 {
			continue
		}
		say(w, "%s %s: %d\n", term.Code, term.Zh, len(of))
		for _, u := range of[:min(maxNamed, len(of))] {
			say(w, "  %s %s %s\n", u.Vacancy, u.Title, u.Employer)
		}
		if more := len(of) - maxNamed; more > 0 {
			say(w, "  and %d more\n", more)
		}
	}
}

// say writes to a buffer, which cannot fail.
func say(w io.Writer, format string, args ...any) { _, _ = fmt.Fprintf(w, format, args...) }
