package matching_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/services/matching"
)

// TestTheBundledWeights says the defaults a second time, so that no slip of the file passes.
func TestTheBundledWeights(t *testing.T) {
	want := matching.Weights{
		Kinship: [5]int{0, 60, 180, 300, 400}, Skills: 100, SkillsUnasked: 50,
		Distance: 200, HalvingKM: 10, ShuttlePercent: 60, Lodged: 100,
		Wage: 150, WageUnknown: 50, WageFloorPercent: 80, UsualWage: 4000_00, Shift: 30, ShiftUnknown: 15, Needs: 80, NeedsUnasked: 50, Fresh: 40, FreshDays: 90,
	}
	got := matching.DefaultRules()
	if diff := cmp.Diff(want, got.Weights); diff != "" {
		t.Error(diff)
	}
	if got.Acceptance != (matching.Acceptance{A: .02, B: -13.847}) {
		t.Errorf("%+v", got.Acceptance)
	}
}

func TestAnOfficesOwnWeights(t *testing.T) {
	own := "\ufeffname,value,reason\n# we ride far\nhalving_km,15,flat country\nusual_wage,3500.5,our survey\nskills,60,few skills\nwage,190,pay decides\nacceptance_a,0.03,fitted\n"
	got, err := matching.LoadRules(strings.NewReader(own))
	if err != nil {
		t.Fatal(err)
	}
	want := matching.DefaultRules()
	want.Weights.HalvingKM, want.Weights.UsualWage, want.Weights.Skills, want.Weights.Wage, want.Acceptance.A = 15, 3500_50, 60, 190, .03
	if diff := cmp.Diff(want.Weights, got.Weights); diff != "" || got.Acceptance != want.Acceptance {
		t.Errorf("%+v (-want +got):\n%s", got.Acceptance, diff)
	}
	who, p := person(), posting("v", at(15))
	if m, _ := matching.NewMarket(today, got).With(nil, nil).ForSeeker(who, p); m.Parts[2] != 100 {
		t.Errorf("%d points at 15 km where they halve in 15, want 100", m.Parts[2])
	}
}

func TestBadWeightsAreNamed(t *testing.T) {
	for _, c := range []struct{ name, own, want string }{
		{"an unknown name", "luck,5,why\n", "line 1: luck: there is no such weight"},
		{"no number", "name,value,reason\nskills,much,why\n", `line 2: skills: "much" is no number`},
		{"infinite", "acceptance_b,Inf,why\n", "is no number"},
		{"a fraction of a point", "skills,1.5,why\n", "no whole number"},
		{"no reason", "skills,100, \n", "has no reason"},
		{"twice", "skills,100,why\nskills,100,why\n", "line 2: skills: is there twice"},
		{"a column too few", "skills,100\n", "wrong number of fields"},
		{"more than a thousand", "skills,120,why\n", "add up to 1020"},
		{"a kinship that falls", "kinship_2,350,why\n", "kinship_2 must be from 0 to 300"},
		{"unknown pay above any pay", "wage_unknown,160,why\n", "wage_unknown must be from 0 to 150"},
		{"a way that halves at once", "halving_km,0,why\n", "halving_km must be from 1"},
		{"a shuttle that lengthens the way", "shuttle_percent,120,why\n", "shuttle_percent must be from 1 to 100"},
		{"an expectation of nothing", "usual_wage,0,why\n", "usual_wage must be from 1"},
		{"freshness without days", "fresh_days,0,why\n", "fresh_days must be from 1"},
		{"a better vacancy that is refused more", "acceptance_a,-0.02,why\n", "acceptance_a must be above 0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := matching.LoadRules(strings.NewReader(c.own))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}
