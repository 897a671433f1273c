package province_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"konggang/models"
	"konggang/scripts/bench/province"
)

var update = flag.Bool("update", false, "write the golden digest anew")

const seed = 1

// TestTheSameBytesEverywhere holds the generators to a digest made once: another machine, another order, the same input.
func TestTheSameBytesEverywhere(t *testing.T) {
	m := province.Made(seed, 2500)
	digest := sha256.New()
	out := json.NewEncoder(digest)
	for p := range m.All() {
		must(t, out.Encode(p))
	}
	for p := range m.Vacancies(500) {
		must(t, out.Encode(p))
	}
	must(t, out.Encode(m.Edited(17, 3)))
	for i := range 20 {
		must(t, out.Encode(m.Home(i, 30)))
	}
	must(t, out.Encode(m.Queries()))
	got := hex.EncodeToString(digest.Sum(nil)) + "\n"
	const golden = "testdata/digest.txt"
	if *update {
		must(t, os.WriteFile(golden, []byte(got), 0o600))
	}
	want, err := os.ReadFile(golden)
	must(t, err)
	if got != string(want) {
		t.Errorf("digest %s, want %s", got, want)
	}
}

func TestWhatIsMadeIsValid(t *testing.T) {
	m := province.Made(seed, 5000)
	seen := map[models.DivisionCode]bool{}
	for p := range m.All() {
		if got, err := models.ParseDivisionCode(string(p.Code)); err != nil || got != p.Code || seen[p.Code] {
			t.Fatalf("division %s, seen %v", p.Code, seen[p.Code])
		}
		if p.Code.Parent() != "" && !seen[p.Code.Parent()] {
			t.Fatalf("%s lies nowhere", p.Code)
		}
		must(t, p.Point().Validate())
		seen[p.Code] = true
	}
	for p := range m.Vacancies(2000) {
		must(t, p.Vacancy.Validate())
		must(t, p.Employer.Validate())
		must(t, p.Place.Validate())
	}
	for i := range 50 {
		for _, s := range m.Home(i, 20).Seekers {
			must(t, s.Validate(province.Year))
		}
	}
}

func TestTheVarietyThatRealListsHave(t *testing.T) {
	m := province.Made(seed, 2500)
	units, levels, employers, length := map[models.WageUnit]int{}, map[models.Level]int{}, map[string]int{}, 0
	for p := range m.Vacancies(2000) {
		units[p.Vacancy.Wage.Unit]++
		levels[p.Vacancy.Workplace.Division.Level()]++
		employers[p.Employer.ID]++
		length += len([]rune(p.Vacancy.Duties))
	}
	if len(units) != len(models.WageUnits)+1 || len(levels) != 4 {
		t.Errorf("units %v, levels %v", units, levels)
	}
	if n := len(employers); n < 200 || n > 500 {
		t.Errorf("%d employers for 2000 vacancies", n)
	}
	if mean := length / 2000; mean < 60 || mean > 200 {
		t.Errorf("duties of %d characters on average", mean)
	}
}

func TestALargerProvinceBeginsWithTheSmaller(t *testing.T) {
	m := province.Made(seed, 2500)
	n := 0
	for batch := range m.Batches(25, 10) {
		for _, p := range batch {
			if alone := m.Vacancy(n); alone.Vacancy.Title != p.Vacancy.Title || alone.Employer.ID != p.Employer.ID {
				t.Errorf("vacancy %d alone differs", n)
			}
			n++
		}
	}
	if n != 25 {
		t.Errorf("%d in batches, want 25", n)
	}
	if was, is := m.Vacancy(3), m.Edited(3, 1); was.Vacancy.ID != is.Vacancy.ID || was.Employer.ID != is.Employer.ID || was.Vacancy.Duties == is.Vacancy.Duties {
		t.Errorf("an edit gives %s of %s, was %s of %s", is.Vacancy.ID, is.Employer.ID, was.Vacancy.ID, was.Employer.ID)
	}
}

const file = `code,name,parent_code,level,lat,lon
410000000000,河南省,,1,34.765869,113.753394
410100000000,郑州市,410000000000,2,34.746611,113.625328
410184000000,新郑市,410100000000,3,34.395949,113.740662
410184100000,新村镇,410184000000,4,34.45,113.70
410184100201,甲村委会,410184100000,5,,
410184101000,空镇,410184000000,4,34.45,113.70
`

func TestReadGivesEveryVillageAPlace(t *testing.T) {
	m, err := province.Read(strings.NewReader(file), seed)
	must(t, err)
	if len(m.Cities) != 1 || len(m.Counties) != 1 || len(m.Towns) != 1 || len(m.Villages) != 1 {
		t.Fatalf("%d cities, %d counties, %d towns, %d villages; want one of each", len(m.Cities), len(m.Counties), len(m.Towns), len(m.Villages))
	}
	v := m.Villages[0]
	if km := models.DistanceKM(*v.Point(), *m.Towns[0].Point()); km <= 0 || km > 8 || v.Precision != models.PrecisionApproximate {
		t.Errorf("the village is %v km from its town, %s", km, v.Precision)
	}
	again, err := province.Read(strings.NewReader(file), seed)
	must(t, err)
	if again.Villages[0] != v {
		t.Error("another place at the second reading")
	}
}

func TestReadRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":      "",
		"no points":    "code,name\n410000000000,河南省\n",
		"a wrong code": "code,name,lat,lon\n41,河南省,34.7,113.7\n",
		"no place":     "code,name,lat,lon\n410000000000,河南省,,\n",
		"no villages":  "code,name,lat,lon\n410000000000,河南省,34.7,113.7\n410100000000,郑州市,34.7,113.6\n",
	} {
		if _, err := province.Read(strings.NewReader(text), seed); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
