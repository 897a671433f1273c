package simulation

import (
	"math"
	"reflect"
	"testing"

	"konggang/models"
	"konggang/services/occupations"
)

// small is a county that a test can afford: the shape of the large one at a sixth of its villages.
var small = Size{Towns: 5, Villages: 50, Employers: 150, Vacancies: 400}

func TestMadeCountyIsTheOneDescribed(t *testing.T) {
	w := Made(1, CountySize)
	villages, largest, agency := map[models.DivisionCode]int{}, 0, 0
	for _, s := range w.People {
		villages[s.Village]++
	}
	for _, p := range w.Postings {
		largest = max(largest, p.Vacancy.Headcount)
		if p.Vacancy.EnterpriseID >= "firm-001" && p.Vacancy.EnterpriseID <= "firm-012" {
			agency++
		}
	}
	if len(w.Villages) != 300 || len(villages) != 300 || len(w.Postings) != 2000 {
		t.Errorf("%d villages, %d of them inhabited, %d vacancies", len(w.Villages), len(villages), len(w.Postings))
	}
	if n := len(w.People); n < 28_000 || n > 31_500 {
		t.Errorf("%d seekers, want about 29,600", n)
	}
	if n := w.places(); n < 23_500 || n > 27_000 {
		t.Errorf("%d places, want about 25,100", n)
	}
	if largest != giantPlaces || agency < 250 {
		t.Errorf("the largest vacancy has %d places, agencies have %d vacancies", largest, agency)
	}
}

func TestMadeCountyIsTheSameAgain(t *testing.T) {
	if !reflect.DeepEqual(Made(7, small), Made(7, small)) {
		t.Error("one seed made two worlds")
	}
	if reflect.DeepEqual(Made(7, small).People, Made(8, small).People) {
		t.Error("two seeds made the same people")
	}
}

func TestEveryTradeIsAnOccupation(t *testing.T) {
	classes := map[string]int{}
	for i, title := range trades {
		code, ok := occupations.Find(title)
		if !ok || occupations.Name(code) != title {
			t.Errorf("%s is found as %q, %s", title, code, occupations.Name(code))
		}
		group := occupations.Ancestors(code)[1]
		classes[group]++
		if first, _ := occupations.Find(trades[i/groupSize*groupSize]); occupations.Ancestors(first)[1] != group {
			t.Errorf("%s stands in a line of another middle class", title)
		}
	}
	if len(trades) != 200 || generalTrades != 15 || len(classes) != 40 || len(generalClasses) != 3 {
		t.Errorf("%d trades, %d of them general, in %d classes", len(trades), generalTrades, len(classes))
	}
}

func TestScarceKeepsAPlaceEverywhere(t *testing.T) {
	w := Made(3, small)
	few := w.scarce(0.4)
	for i := range w.Postings {
		whole, left := w.Postings[i].Vacancy.Headcount, few.Postings[i].Vacancy.Headcount
		if left < 1 || math.Abs(float64(left)-0.4*float64(whole)) > 0.61 {
			t.Fatalf("%d places became %d", whole, left)
		}
	}
}

func TestThinWorldsKnowAFew(t *testing.T) {
	w := Made(3, small)
	few := w.thin(1)
	count := map[models.DivisionCode]int{}
	for _, s := range few.People {
		count[s.Village]++
	}
	for _, v := range w.Villages {
		if count[v.Code] != thinly {
			t.Fatalf("%d registered in %s", count[v.Code], v.Code)
		}
	}
	alone, towns := few.apart(), map[models.DivisionCode]bool{}
	for _, v := range alone.Villages {
		towns[v.Code.Town()] = true
	}
	if len(towns) != len(w.Villages) {
		t.Errorf("%d towns for %d villages", len(towns), len(w.Villages))
	}
}
