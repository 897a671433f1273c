package search_test

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"konggang/models"
)

// judgement is one line of testdata/queries.tsv, whose head says how it is written: what somebody types, what a good answer
// holds and what it must not hold. Nothing wanted means that nothing may be found.
type judgement struct {
	line       int
	text, kind string
	want       []wanted
	never      []condition
}

// wanted is a set of vacancies and how glad of them who asks would be, 1 to 3; 0 is a rule: all of the set are right.
type wanted struct {
	condition
	grade int
}

// condition is a set of vacancies, and how it is written.
type condition struct {
	source string
	holds  func(corpus, models.Posting) bool
}

// isRule tells whether the judgement is a rule and not a list of grades.
func (j judgement) isRule() bool { return len(j.want) > 0 && j.want[0].grade == 0 }

// grade is the worth of a vacancy as an answer: the best that is said of it, 3 for one that a rule takes in.
func (j judgement) grade(c corpus, p models.Posting) int {
	best := 0
	for _, w := range j.want {
		if w.holds(c, p) {
			best = max(best, w.grade)
			if w.grade == 0 {
				return 3
			}
		}
	}
	return best
}

func (j judgement) forbids(c corpus, p models.Posting) bool {
	return slices.ContainsFunc(j.never, func(n condition) bool { return n.holds(c, p) })
}

func readJudgements(t *testing.T) []judgement {
	t.Helper()
	content, err := os.ReadFile("testdata/queries.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []judgement
	header := true
	for i, line := range strings.Split(strings.TrimSuffix(string(content), "\n"), "\n") {
		if strings.HasPrefix(line, "# ") {
			continue
		}
		if header {
			header = false
			continue
		}
		j, err := readJudgement(line)
		if err != nil {
			t.Fatalf("line %d: %v", i+1, err)
		}
		j.line = i + 1
		out = append(out, j)
	}
	return out
}

func readJudgement(line string) (judgement, error) {
	cells := strings.Split(line, "\t")
	if len(cells) != 5 {
		return judgement{}, fmt.Errorf("%d columns", len(cells))
	}
	j := judgement{text: cells[0], kind: cells[1]}
	for _, source := range alternatives(cells[2]) {
		source, grade := cutGrade(source)
		if len(j.want) > 0 && (grade == 0) != j.isRule() {
			return j, fmt.Errorf("%q mixes a rule with grades", cells[2])
		}
		c, err := readCondition(source)
		if err != nil {
			return j, err
		}
		j.want = append(j.want, wanted{c, grade})
	}
	for _, source := range alternatives(cells[3]) {
		c, err := readCondition(source)
		if err != nil {
			return j, err
		}
		j.never = append(j.never, c)
	}
	return j, nil
}

func alternatives(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(cell, "|")
}

var gradeEnding = regexp.MustCompile(`[^<>]=([123])$`)

func cutGrade(source string) (rest string, grade int) {
	if m := gradeEnding.FindStringSubmatch(source); m != nil {
		grade, _ = strconv.Atoi(m[1])
		return source[:len(source)-2], grade
	}
	return source, 0
}

func readCondition(source string) (condition, error) {
	var all []func(corpus, models.Posting) bool
	for part := range strings.SplitSeq(source, "&") {
		bare, negated := strings.CutPrefix(part, "!")
		holds, err := readPart(bare)
		if err != nil {
			return condition{}, err
		}
		all = append(all, func(c corpus, p models.Posting) bool { return holds(c, p) != negated })
	}
	return condition{source, func(c corpus, p models.Posting) bool {
		for _, holds := range all {
			if !holds(c, p) {
				return false
			}
		}
		return true
	}}, nil
}

var (
	vacancyKey = regexp.MustCompile(`^XZ-\d{4}$`)
	comparison = regexp.MustCompile(`^([a-z]+)(>=|<)(\d+)$`)
)

func readPart(part string) (func(corpus, models.Posting) bool, error) {
	if vacancyKey.MatchString(part) {
		return func(_ corpus, p models.Posting) bool { return p.Vacancy.ExternalID == part }, nil
	}
	if m := comparison.FindStringSubmatch(part); m != nil && amounts[m[1]] != nil {
		limit, err := strconv.ParseFloat(m[3], 64)
		amount, below := amounts[m[1]], m[2] == "<"
		return func(_ corpus, p models.Posting) bool {
			yuan := amount(p.Vacancy.Wage)
			return below && yuan < limit || !below && yuan >= limit
		}, err
	}
	field, value, _ := strings.Cut(part, ":")
	if fields[field] == nil || value == "" {
		return nil, fmt.Errorf("%q is no condition", part)
	}
	return func(c corpus, p models.Posting) bool { return fields[field](c, p, value) }, nil
}

// amounts are what a wage can be compared by: its ends by the month, and in its own unit. NaN compares with nothing.
var amounts = map[string]func(models.Wage) float64{
	"wage": func(w models.Wage) float64 { return byTheMonth(w, false) },
	"top":  func(w models.Wage) float64 { return byTheMonth(w, true) },
	"rate": func(w models.Wage) float64 { return yuan(w.Min, w.Max) },
	"best": func(w models.Wage) float64 { return yuan(w.Max, w.Min) },
}

func byTheMonth(w models.Wage, high bool) float64 {
	low, top, ok := w.Monthly()
	switch {
	case !ok:
		return math.NaN()
	case high:
		return float64(top) / 100
	}
	return float64(low) / 100
}

// yuan is the first end that is stated.
func yuan(ends ...*models.Fen) float64 {
	for _, end := range ends {
		if end != nil {
			return float64(*end) / 100
		}
	}
	return math.NaN()
}

// fields are what a vacancy can be asked for by a word.
var fields = map[string]func(c corpus, p models.Posting, value string) bool{
	"title":    func(_ corpus, p models.Posting, s string) bool { return strings.Contains(p.Vacancy.Title, s) },
	"employer": func(_ corpus, p models.Posting, s string) bool { return strings.Contains(p.Employer.Name, s) },
	"place":    func(c corpus, p models.Posting, s string) bool { return strings.Contains(c.whereabouts(p), s) },
	"text":     func(_ corpus, p models.Posting, s string) bool { return strings.Contains(words(p.Vacancy), s) },
	"benefit": func(_ corpus, p models.Posting, s string) bool {
		return slices.Contains(p.Vacancy.Benefits, models.Benefit(s))
	},
	"shift":      func(_ corpus, p models.Posting, s string) bool { return string(p.Vacancy.Shift) == s },
	"employment": func(_ corpus, p models.Posting, s string) bool { return string(p.Vacancy.EmploymentType) == s },
	"education":  func(_ corpus, p models.Posting, s string) bool { return string(p.Vacancy.Education) == s },
	"age":        takesAge,
	"paid":       paidBy,
}

// whereabouts is the address of the work and the names of the divisions around it.
func (c corpus) whereabouts(p models.Posting) string {
	where := p.Vacancy.Workplace.Address
	for at := p.Vacancy.Workplace.Division; at != ""; at = at.Parent() {
		where += "\n" + c.names[at]
	}
	return where
}

func words(v models.Vacancy) string {
	all := slices.Concat([]string{v.Title, v.Duties, v.BenefitsNote, v.Wage.Note}, v.Skills, v.Certificates)
	return strings.Join(all, "\n")
}

func takesAge(_ corpus, p models.Posting, value string) bool {
	age, err := strconv.Atoi(value)
	return err == nil && p.Vacancy.AgeMin <= age && (p.Vacancy.AgeMax == 0 || age <= p.Vacancy.AgeMax)
}

// paidBy takes the unit of a wage, or negotiable.
func paidBy(_ corpus, p models.Posting, value string) bool {
	w := p.Vacancy.Wage
	return string(w.Unit) == value || value == "negotiable" && w.Negotiable
}
