package search_test

import (
	"slices"
	"testing"

	"konggang/models"
)

// TestJudgementsHold holds the set to the sample: every condition is true of something, nothing is wanted and forbidden at once,
// and no question is there twice.
func TestJudgementsHold(t *testing.T) {
	c, seen := sampleCorpus(t), map[string]bool{}
	for _, j := range readJudgements(t) {
		if seen[j.text] {
			t.Errorf("line %d: %q is there twice", j.line, j.text)
		}
		seen[j.text] = true
		for _, w := range j.want {
			wantSome(t, c, j, w.condition)
		}
		for _, n := range j.never {
			wantSome(t, c, j, n)
		}
		for _, p := range c.postings {
			if j.grade(c, p) > 0 && j.forbids(c, p) {
				t.Errorf("line %d: %s %s is wanted for %q and must not be found", j.line, p.Vacancy.ID, p.Vacancy.Title, j.text)
			}
		}
	}
}

func wantSome(t *testing.T, c corpus, j judgement, some condition) {
	t.Helper()
	if !slices.ContainsFunc(c.postings, func(p models.Posting) bool { return some.holds(c, p) }) {
		t.Errorf("line %d: no vacancy is %q", j.line, some.source)
	}
}

// TestJudgementsAreBroad holds that the set asks in many ways, and each often enough to have a figure.
func TestJudgementsAreBroad(t *testing.T) {
	all, perKind := readJudgements(t), map[string]int{}
	for _, j := range all {
		perKind[j.kind]++
	}
	if len(all) < 400 || len(perKind) < 20 {
		t.Errorf("%d questions of %d kinds", len(all), len(perKind))
	}
	for kind, n := range perKind {
		if n < 8 {
			t.Errorf("only %d questions of the kind %q", n, kind)
		}
	}
}
