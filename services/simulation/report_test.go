package simulation

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/matching"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestLoadAwareListsAreWorthMore holds the directions of docs/adr/0019 on a county that a test can afford: what is a factor
// of five on the large one is only asked to be plain here.
func TestLoadAwareListsAreWorthMore(t *testing.T) {
	told := 0
	r := County(small, 1, func(done, _ int) { told = max(told, done) })
	trial := r.Trials[0]
	of := func(c Condition, m Method, f Figure) float64 { return trial.Figures[c][m][f] }
	for _, c := range []struct {
		what       string
		more, less float64
	}{
		{"hired, against twice the best mean", of(AsSupposed, LoadAware, Hired), 2 * of(AsSupposed, BestMean, Hired)},
		{"hired, against the votes", of(AsSupposed, LoadAware, Hired), 1.4 * of(AsSupposed, MostVotes, Hired)},
		{"hired, against half the bound", of(AsSupposed, LoadAware, Hired), 0.5 * of(AsSupposed, Deferred, Hired)},
		{"the bound above every list", of(AsSupposed, Deferred, Hired), of(AsSupposed, LoadAware, Hired)},
		{"the bound above two tries", of(AsSupposed, Deferred, Hired), of(AsSupposed, TwoTries, Hired)},
		{"hired, acceptance differs", of(AcceptanceDiffers, LoadAware, Hired), 2 * of(AcceptanceDiffers, BestMean, Hired)},
		{"hired, fewer places", of(FewerPlaces, LoadAware, Hired), 2 * of(FewerPlaces, BestMean, Hired)},
		{"suitable, most served against best mean", of(AsSupposed, MostServed, Suitable), of(AsSupposed, BestMean, Suitable)},
		{"suitable, best mean against random", of(AsSupposed, BestMean, Suitable), of(AsSupposed, Random, Suitable)},
		{"refusals of the best mean", of(AsSupposed, BestMean, Refusals), 3 * of(AsSupposed, LoadAware, Refusals)},
		{"vacancies on some list", of(AsSupposed, LoadAware, Listed), 1.5 * of(AsSupposed, BestMean, Listed)},
		{"overlap of the best mean", of(AsSupposed, BestMean, Overlap), 1.5 * of(AsSupposed, LoadAware, Overlap)},
		{"suitable among the unregistered, blended", trial.Thin.Blended, trial.Thin.Alone},
	} {
		if !(c.more > c.less) {
			t.Errorf("%s: %.3f is not above %.3f", c.what, c.more, c.less)
		}
	}
	if n := of(AsSupposed, LoadAware, Crowded); n != 0 {
		t.Errorf("%v lists have more than %d lines for one employer", n, perEmployer)
	}
	if total := judgeUnits + methodUnits + 2*allocateUnits + 2*thinUnits; told != total {
		t.Errorf("told of %d units of %d", told, total)
	}
	if _, err := json.Marshal(r.JSON()); err != nil {
		t.Error(err)
	}
}

// fixed is a report with figures that can be checked by eye.
func fixed() Report {
	r := Report{Title: "孟庄镇 410184107000", Lines: 20, Unlisted: []Unlisted{{"v-1", "缝纫工", "宏发食品", matching.CauseEnoughSent}, {"v-2", "电工", "宏发食品", matching.CauseOutOfReach}}}
	for i := range maxNamed {
		r.Unlisted = append(r.Unlisted, Unlisted{"w-" + strings.Repeat("i", i), "普工", "永兴纸箱", matching.CauseEnoughSent})
	}
	for seed := range 2 {
		var t Trial
		t.Villages, t.Seekers, t.Vacancies, t.Places, t.Acceptance = 23, 300, 100+seed, 700, matching.DefaultRules().Acceptance
		for c := range t.Figures {
			for m := range t.Figures[c] {
				t.Figures[c][m] = nothing()
			}
		}
		for m := LoadAware; m <= Random; m++ {
			for f := range t.Figures[AsSupposed][m] {
				t.Figures[AsSupposed][m][f] = float64(m+1) * float64(f+1+seed) / 100
			}
		}
		t.Figures[AsSupposed][Deferred][Hired] = 0.5
		r.Trials = append(r.Trials, t)
	}
	return r
}

// reached is the same of a made county, with two goals missed.
func reached() Report {
	r := fixed()
	r.Title, r.Unlisted = "made county", nil
	for i := range r.Trials {
		t := &r.Trials[i]
		t.Thin = &Thin{Alone: 0.3, Blended: 0.5}
		t.Figures[FewerPlaces], t.Figures[AcceptanceDiffers] = t.Figures[AsSupposed], t.Figures[AsSupposed]
		t.Figures[AsSupposed][BestMean][Hired] = 0.001
	}
	return r
}

func TestTables(t *testing.T) {
	for name, r := range map[string]Report{"registered": fixed(), "made": reached()} {
		var b bytes.Buffer
		if err := r.Write(&b); err != nil {
			t.Fatal(err)
		}
		file := "testdata/" + name + ".golden"
		if *update {
			if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestRowsJudgeEveryTrialByItself(t *testing.T) {
	r := reached()
	r.Trials[0].Figures[AsSupposed][LoadAware][Hired], r.Trials[0].Figures[AsSupposed][BestMean][Hired] = 0.4, 0.1
	r.Trials[1].Figures[AsSupposed][LoadAware][Hired], r.Trials[1].Figures[AsSupposed][BestMean][Hired] = 0.6, 0.1
	row := r.Rows()[0]
	want := Row{Name: "hired, against (a)", Value: 0.5, Spread: 0.1414, Unit: "of seekers", Baseline: 0.1, Ratio: 5, RatioSpread: 1.414, Reach: "≥ 4.50×", OK: true}
	near := cmp.Comparer(func(a, b float64) bool { return a-b < 1e-3 && b-a < 1e-3 })
	if diff := cmp.Diff(want, row, near); diff != "" {
		t.Error(diff)
	}
	if rows := fixed().Rows(); rows != nil {
		t.Errorf("a report of registered people promises %v", rows)
	}
}

func TestRegisteredWorlds(t *testing.T) {
	whole := Made(5, Size{Towns: 2, Villages: 6, Employers: 40, Vacancies: 60})
	unknown := whole
	unknown.Villages = []matching.Village{{Code: "419901999001"}}
	for _, c := range []struct {
		name string
		w    World
		want string
	}{
		{"whole", whole, ""},
		{"no village", World{People: whole.People, Postings: whole.Postings}, "no village"},
		{"no vacancy", World{People: whole.People, Villages: whole.Villages}, "no vacancy"},
		{"nobody there", unknown, "nobody"},
		{"too many", World{Villages: whole.Villages, People: append(make([]models.Seeker, 30_000), whole.People...), Postings: make([]models.Posting, 20_000)}, "smaller division"},
	} {
		c.w.Day = madeDay
		r, err := Registered(c.name, c.w, 2, nil)
		if err != nil {
			if c.want == "" || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if c.want != "" {
			t.Errorf("%s is tried", c.name)
		}
		first, again := r.Trials[0].Figures[AsSupposed][LoadAware], r.Trials[1].Figures[AsSupposed][LoadAware]
		if first[Listed] != again[Listed] || first[Suitable] != again[Suitable] {
			t.Error("the drawn order changed what is on the lists")
		}
	}
}
