package screening_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"konggang/models"
	"konggang/services/screening"
)

// here is 新郑 on a day when the newest bundled minimum is older than two years.
func here(t testing.TB) screening.Context {
	t.Helper()
	wages, err := screening.LoadMinimumWages(nil)
	if err != nil {
		t.Fatal(err)
	}
	return screening.Context{Today: "2026-11-26", Place: "410184000000", Wages: wages}
}

// count is how often a rule was found rightly, wrongly, and not at all.
type count struct{ right, wrong, missed int }

func (c count) precision() float64 { return share(c.right, c.right+c.wrong) }
func (c count) recall() float64    { return share(c.right, c.right+c.missed) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 1
	}
	return float64(part) / float64(whole)
}

// TestLabelled measures the rules on sentences whose findings people have stated: a list of rules, a tab, the sentence.
// The floors lie just under what is reached.
func TestLabelled(t *testing.T) {
	for _, set := range []struct {
		file              string
		precision, recall float64
	}{
		{"labelled.tsv", .99, .99},
		{"blind_a.tsv", .99, .97},
		{"blind_b.tsv", .99, .97},
		{"blind_c.tsv", .99, .97},
	} {
		t.Run(set.file, func(t *testing.T) {
			counts := measure(t, "testdata/"+set.file)
			var all count
			for _, rule := range slices.Sorted(maps.Keys(counts)) {
				c := counts[rule]
				all = count{all.right + c.right, all.wrong + c.wrong, all.missed + c.missed}
				t.Logf("%-15s %3d found, precision %.3f, recall %.3f", rule, c.right, c.precision(), c.recall())
			}
			t.Attr("figure", fmt.Sprintf("%d found, precision %.3f, recall %.3f", all.right, all.precision(), all.recall()))
			if all.precision() < set.precision || all.recall() < set.recall {
				t.Errorf("precision %.3f, recall %.3f are below %.3f, %.3f", all.precision(), all.recall(), set.precision, set.recall)
			}
		})
	}
}

func measure(t *testing.T, file string) map[string]count {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]count{}
	for line := range strings.Lines(string(content)) {
		labels, text, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if !ok {
			t.Fatalf("%q has no tab", line)
		}
		got := rulesOf(screening.Text(text, here(t)))
		want := strings.Split(strings.TrimPrefix(labels, "-"), ",")
		for _, rule := range slices.Compact(slices.Sorted(slices.Values(slices.Concat(got, want)))) {
			if rule == "" {
				continue
			}
			c := counts[rule]
			switch found, expected := slices.Contains(got, rule), slices.Contains(want, rule); {
			case found && expected:
				c.right++
			case found:
				c.wrong++
				t.Logf("wrongly %s: %s", rule, text)
			default:
				c.missed++
				t.Logf("missed %s: %s", rule, text)
			}
			counts[rule] = c
		}
	}
	return counts
}

func rulesOf(findings []models.Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, f.Rule)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// TestLabelledSetIsBroad holds that the set has room for every rule and that about half of it are near-misses.
func TestLabelledSetIsBroad(t *testing.T) {
	content, err := os.ReadFile("testdata/labelled.tsv")
	if err != nil {
		t.Fatal(err)
	}
	perRule, clean, all := map[string]int{}, 0, 0
	for line := range strings.Lines(string(content)) {
		labels, _, _ := strings.Cut(line, "\t")
		all++
		if labels == "-" {
			clean++
		}
		for rule := range strings.SplitSeq(labels, ",") {
			perRule[rule]++
		}
	}
	if all < 420 || clean*20 < all*9 {
		t.Errorf("%d sentences, %d of them clean", all, clean)
	}
	for _, rule := range screening.Rules() {
		if perRule[rule] < 5 {
			t.Errorf("only %d sentences for %s", perRule[rule], rule)
		}
	}
}

func ExampleText() {
	wages, _ := screening.LoadMinimumWages(nil)
	c := screening.Context{Today: "2026-11-26", Place: "410184000000", Wages: wages}
	for _, f := range screening.Text("包吃住，限 男，押金200元", c) {
		fmt.Println(f.Rule, f.Severity, f.Start, f.Excerpt)
	}
	// Output:
	// gender block 4 限 男
	// deposit block 8 押金200元
}
