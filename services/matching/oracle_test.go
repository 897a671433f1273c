package matching_test

import (
	"cmp"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/matching"
)

// oracle scores one pair by the words of the rules, with none of the market's preparation; −1 when a condition fails.
func oracle(p models.Posting, who matching.Person) int {
	v, s := p.Vacancy, who.Seeker
	felt := metresApart(*who.Place, *p.Place)
	if slices.Contains(v.Benefits, models.BenefitShuttle) {
		felt = felt * 6 / 10
	}
	rooms := slices.Contains(v.Benefits, models.BenefitLodging) || slices.Contains(v.Benefits, models.BenefitCoupleRoom)
	stays := rooms && (slices.Contains(s.Needs, models.BenefitLodging) || slices.Contains(s.Needs, models.BenefitCoupleRoom))
	age := s.CertainAge(2026)
	if age < v.AgeMin || v.AgeMax > 0 && age > v.AgeMax || !s.Education.Meets(v.Education) || felt > int(s.MaxDistanceKM*1000) && !stays {
		return -1
	}
	if (*v.Wage.Min+*v.Wage.Max)*10 < s.WageMin*16 {
		return -1 // the middle of the range is below .8 of what is expected
	}
	nearness := math.Round(200 * math.Pow(2, -float64(felt/100)/100))
	if stays {
		nearness = max(nearness, 100)
	}
	return oracleOccupation(v, s) + 50 + int(nearness) + oracleWage(v, s) + 30 + oracleNeeds(v, s) + oracleFresh(v)
}

func oracleOccupation(v models.Vacancy, s models.Seeker) int {
	best := 0
	for _, title := range s.Wanted {
		code, _ := tree.Find(title)
		points := []int{0, 60, 180, 300, 400}[tree.Kinship(code, string(v.Occupation))]
		if title == v.Title {
			points = 400
		} else if strings.Contains(v.Title, title) || strings.Contains(title, v.Title) {
			points = max(points, 300)
		}
		best = max(best, points)
	}
	return best
}

func oracleWage(v models.Vacancy, s models.Seeker) int {
	twice := *v.Wage.Min + *v.Wage.Max
	return int(min(max(150*(twice-s.WageMin)/(2*s.WageMin), 0), 150))
}

func oracleNeeds(v models.Vacancy, s models.Seeker) int {
	needs := slices.Clone(s.Needs)
	if slices.Contains(needs, models.BenefitCoupleRoom) && !slices.Contains(needs, models.BenefitLodging) {
		needs = append(needs, models.BenefitLodging)
	}
	met := 0
	for _, n := range needs {
		if slices.Contains(v.Benefits, n) || n == models.BenefitLodging && slices.Contains(v.Benefits, models.BenefitCoupleRoom) {
			met++
		}
	}
	if len(needs) == 0 {
		return 50
	}
	return 80 * met / len(needs)
}

func oracleFresh(v models.Vacancy) int {
	days := int(today.Time().Sub(v.OpenedAt.Truncate(24*3600e9)).Hours() / 24)
	return 40 * max(0, 90-days) / 90
}

// metresApart is the straight distance: two places as points in space, to the decimetre on a sphere of 6371 km.
func metresApart(a, b models.Point) int {
	inSpace := func(p models.Point) (at [3]int64) {
		lat, lon := p.GCJ().Lat*math.Pi/180, p.GCJ().Lon*math.Pi/180
		for i, x := range []float64{math.Cos(lat) * math.Cos(lon), math.Cos(lat) * math.Sin(lon), math.Sin(lat)} {
			at[i] = int64(math.Round(x * 63_710_000))
		}
		return at
	}
	square := new(big.Int)
	for i, x := range inSpace(a) {
		d := big.NewInt(x - inSpace(b)[i])
		square.Add(square, d.Mul(d, d))
	}
	return int(square.Sqrt(square).Int64()+5) / 10
}

type scored struct {
	ID    string
	Score int
}

func TestTopEqualsBruteForce(t *testing.T) {
	c := county(5, 20, 200, 300)
	m := market(c.postings...)
	for i, s := range c.seekers {
		who := matching.Person{Seeker: s, Place: c.villages[i%20].Place}
		var want, got []scored
		for _, p := range c.postings {
			if n := oracle(p, who); n >= 0 && s.MayWork(2026) {
				want = append(want, scored{p.Vacancy.ID, n})
			}
		}
		slices.SortFunc(want, func(a, b scored) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.ID, b.ID)) })
		for _, match := range m.Top(who, 10) {
			got = append(got, scored{match.VacancyID, match.Score})
		}
		if diff := gocmp.Diff(want[:min(10, len(want))], got); diff != "" && len(want)+len(got) > 0 {
			t.Fatalf("seeker %s (-want +got):\n%s", s.ID, diff)
		}
	}
}

func TestCandidatesAndTopAgree(t *testing.T) {
	c := county(6, 20, 30, 60)
	var people []matching.Person
	for i, s := range c.seekers {
		people = append(people, matching.Person{Seeker: s, Place: c.villages[i%20].Place})
	}
	m := market(c.postings...).WithPeople(people, nil)
	scores := map[[2]string]int{}
	for _, p := range people {
		for _, match := range m.Top(p, len(c.postings)) {
			scores[[2]string{match.VacancyID, p.Seeker.ID}] = match.Score
		}
	}
	for _, p := range c.postings {
		last := matching.MaxScore
		for _, candidate := range m.Candidates(p, "", len(people)) {
			key := [2]string{p.Vacancy.ID, candidate.SeekerID}
			if scores[key] != candidate.Score || candidate.Score > last {
				t.Fatalf("%v: %d after %d, %d by Top", key, candidate.Score, last, scores[key])
			}
			last = candidate.Score
			delete(scores, key)
		}
	}
	if len(scores) > 0 {
		t.Errorf("matches without candidates: %v", scores)
	}
}

// anyPair draws a pair of the made county that passes the hard conditions.
func anyPair(t *rapid.T) (models.Posting, matching.Person) {
	c := county(rapid.Uint64().Draw(t, "seed"), 1, 1, 1)
	p, who := c.postings[0], matching.Person{Seeker: c.seekers[0], Place: c.villages[0].Place}
	p.Vacancy.AgeMin, p.Vacancy.AgeMax, p.Vacancy.Education = 0, 0, models.EducationAny
	who.Seeker.BirthYear, who.Seeker.MaxDistanceKM, who.Seeker.WageMin = 1990, 100, 3000_00
	return p, who
}

func rapidScore(t *rapid.T, p models.Posting, who matching.Person) int {
	m := market(p)
	got := m.Top(who, 1)
	if len(got) != 1 {
		t.Fatalf("%d matches, want 1", len(got))
	}
	worded, _ := m.ForSeeker(who, p)
	total := 0
	for _, r := range worded.Reasons {
		total += r.Points
	}
	if got[0].Score < total || got[0].Score > matching.MaxScore || got[0].Parts != worded.Parts || got[0].Score != worded.Parts.Sum() {
		t.Fatalf("score %d by %v, worded %v, the reasons %d", got[0].Score, got[0].Parts, worded.Parts, total)
	}
	return got[0].Score
}

func TestMoreWageNeverLowersAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, who := anyPair(t)
		before := rapidScore(t, p, who)
		high := *p.Vacancy.Wage.Max + models.Fen(rapid.IntRange(0, 1_000_000).Draw(t, "raise"))
		p.Vacancy.Wage.Max = &high
		if after := rapidScore(t, p, who); after < before {
			t.Fatalf("%d with more pay, %d before", after, before)
		}
	})
}

func TestNearerNeverLowersAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, who := anyPair(t)
		far := rapid.Float64Range(0, 90).Draw(t, "far")
		near := rapid.Float64Range(0, far).Draw(t, "near")
		who.Place = east(0)
		p.Place = east(far)
		before := rapidScore(t, p, who)
		p.Place = east(near)
		if after := rapidScore(t, p, who); after < before {
			t.Fatalf("%d at %v km, %d at %v km", after, near, before, far)
		}
	})
}

func TestABenefitNeverLowersAScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, who := anyPair(t)
		before := rapidScore(t, p, who)
		p.Vacancy.Benefits = append(slices.Clone(p.Vacancy.Benefits), rapid.SampledFrom(models.Benefits).Draw(t, "benefit").Code)
		if after := rapidScore(t, p, who); after < before {
			t.Fatalf("%d with another benefit, %d before", after, before)
		}
	})
}

func TestAHardFailureRemovesOnlyItsVacancy(t *testing.T) {
	failures := map[string]func(*models.Posting){
		"age":         func(p *models.Posting) { p.Vacancy.AgeMin = 99 },
		"education":   func(p *models.Posting) { p.Vacancy.Education = models.EducationGraduate },
		"certificate": func(p *models.Posting) { p.Vacancy.Certificates = []string{"潜水证"} },
		"status":      func(p *models.Posting) { p.Vacancy.Status = models.VacancyPaused },
		"employer":    func(p *models.Posting) { p.Employer.Status = models.EnterpriseSuspended },
	}
	names := []string{"age", "education", "certificate", "status", "employer"}
	rapid.Check(t, func(t *rapid.T) {
		c := county(rapid.Uint64().Draw(t, "seed"), 1, 12, 1)
		who := matching.Person{Seeker: c.seekers[0], Place: c.villages[0].Place}
		before := topIDs(market(c.postings...), who)
		hit := rapid.IntRange(0, 11).Draw(t, "vacancy")
		failures[rapid.SampledFrom(names).Draw(t, "failure")](&c.postings[hit])
		want := slices.DeleteFunc(before, func(id string) bool { return id == c.postings[hit].Vacancy.ID })
		if diff := gocmp.Diff(want, topIDs(market(c.postings...), who)); diff != "" {
			t.Fatalf("matches differ (-want +got):\n%s", diff)
		}
	})
}

func topIDs(m *matching.Market, who matching.Person) []string {
	out := []string{}
	for _, match := range m.Top(who, m.Len()) {
		out = append(out, match.VacancyID)
	}
	return out
}

func TestTiesGoByID(t *testing.T) {
	people := []matching.Person{person(), person(), person()}
	people[0].Seeker.ID, people[1].Seeker.ID, people[2].Seeker.ID = "z", "x", "y"
	m := market(posting("c"), posting("a"), posting("b"), posting("a")).WithPeople(people, nil)
	if diff := gocmp.Diff([]string{"a", "b", "c"}, topIDs(m, person())); diff != "" {
		t.Errorf("order differs (-want +got):\n%s", diff)
	}
	var got []string
	for _, c := range m.Candidates(posting("a"), "", 2) {
		got = append(got, c.SeekerID)
	}
	if diff := gocmp.Diff([]string{"x", "y"}, got); diff != "" {
		t.Errorf("candidates differ (-want +got):\n%s", diff)
	}
}
