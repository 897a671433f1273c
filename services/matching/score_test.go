package matching_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/matching"
)

func score(t *testing.T, p models.Posting, who matching.Person) matching.Match {
	t.Helper()
	m := market(p)
	got, ok := m.ForSeeker(who, p)
	if !ok {
		t.Fatal("no match")
	}
	if top := m.Top(who, 1); len(top) != 1 || top[0].Parts != got.Parts || top[0].Score != got.Score {
		t.Fatalf("%+v, the best is %+v", got, top)
	}
	return got
}

// The plain pair: 400 occupation, 50 no skill asked, 200 at the door, 75 as expected, 30 any shift, 50 no need, 40 new.
const plainScore = 845

func TestScoreParts(t *testing.T) {
	type change struct {
		vacancy func(*models.Posting)
		seeker  func(*models.Seeker)
	}
	for _, c := range []struct {
		name string
		change
		delta int
	}{
		{"as it is", change{}, 0},
		{"another small class", change{vacancy: job("裁缝", "6-04-05-03")}, -100},
		{"another middle class", change{vacancy: job("染色工", "6-04-02-01")}, -220},
		{"another trade of the class", change{vacancy: job("钳工", "6-18-01-02")}, -340},
		{"another great class", change{vacancy: job("厨师", "4-03-02-01")}, -400},
		{"the same title without a code", change{vacancy: job("缝纫工(急)", "")}, -100},
		{"the same title in other letters", change{vacancy: job("缝 纫 工", "")}, 0},
		{"a code wanted, no title", change{seeker: func(s *models.Seeker) { s.Wanted, s.Occupations = nil, []models.OccupationCode{"6-04-05-01"} }}, 0},
		{"nothing wanted", change{seeker: func(s *models.Seeker) { s.Wanted = nil }}, -400},
		{"no skill of two", change{vacancy: skills("平车", "锁边")}, -50},
		{"one skill of two", change{skills("平车", "锁边"), held("会平车")}, 0},
		{"both skills", change{skills("平车", "锁边"), held("锁边", "平车")}, 50},
		{"ten kilometres away", change{vacancy: at(10)}, -100},
		{"twenty kilometres away", change{vacancy: at(20)}, -150},
		{"fifty kilometres, lodging wanted", change{benefits(50, models.BenefitLodging), needs(models.BenefitLodging)}, -100 + 30},
		{"ten kilometres by shuttle", change{vacancy: benefits(10, models.BenefitShuttle)}, -68},
		{"half as much again", change{vacancy: pays(6000, 6000)}, 75},
		{"more than that", change{vacancy: pays(9000, 9000)}, 75},
		{"a quarter more", change{vacancy: pays(5000, 5000)}, 37},
		{"the middle of a range", change{vacancy: pays(3000, 5000)}, 0},
		{"a fifth less, the least", change{vacancy: pays(3200, 3200)}, -30},
		{"negotiable", change{vacancy: func(p *models.Posting) { p.Vacancy.Wage = models.Wage{Negotiable: true} }}, -25},
		{"no expectation: the usual 4000", change{seeker: func(s *models.Seeker) { s.WageMin = 0 }}, 0},
		{"shift wanted", change{seeker: shifts(models.ShiftDay)}, 0},
		{"shift not wanted", change{seeker: shifts(models.ShiftNight)}, -30},
		{"flexible", change{shift(models.ShiftFlexible), shifts(models.ShiftNight)}, 0},
		{"shift not stated", change{shift(""), shifts(models.ShiftNight)}, -15},
		{"both needs met", change{benefits(0, models.BenefitMeals, models.BenefitShuttle), needs(models.BenefitMeals, models.BenefitShuttle)}, 30},
		{"one need of two", change{benefits(0, models.BenefitMeals), needs(models.BenefitMeals, models.BenefitShuttle)}, -10},
		{"no need met", change{seeker: needs(models.BenefitMeals)}, -50},
		{"opened 45 days ago", change{vacancy: func(p *models.Posting) { p.Vacancy.OpenedAt = opened(45) }}, -20},
		{"opened a year ago", change{vacancy: func(p *models.Posting) { p.Vacancy.OpenedAt = opened(365) }}, -40},
		{"opened in ten days, by a clock ahead", change{vacancy: func(p *models.Posting) { p.Vacancy.OpenedAt = opened(-10) }}, 0},
		{"opening unknown", change{vacancy: func(p *models.Posting) { p.Vacancy.OpenedAt = nil }}, -40},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, who := posting("v"), person()
			if c.vacancy != nil {
				c.vacancy(&p)
			}
			if c.seeker != nil {
				c.seeker(&who.Seeker)
			}
			if got := score(t, p, who).Score; got != plainScore+c.delta {
				t.Errorf("score = %d, want %d%+d", got, plainScore, c.delta)
			}
		})
	}
}

func job(title string, code models.OccupationCode) func(*models.Posting) {
	return func(p *models.Posting) { p.Vacancy.Title, p.Vacancy.Occupation = title, code }
}

func skills(words ...string) func(*models.Posting) {
	return func(p *models.Posting) { p.Vacancy.Skills = words }
}

func held(words ...string) func(*models.Seeker) { return func(s *models.Seeker) { s.Skills = words } }

func at(km float64) func(*models.Posting) { return func(p *models.Posting) { p.Place = east(km) } }

func benefits(km float64, list ...models.Benefit) func(*models.Posting) {
	return func(p *models.Posting) { p.Place, p.Vacancy.Benefits = east(km), list }
}

func needs(list ...models.Benefit) func(*models.Seeker) {
	return func(s *models.Seeker) { s.Needs = list }
}

func pays(low, high int) func(*models.Posting) {
	return func(p *models.Posting) { p.Vacancy.Wage.Min, p.Vacancy.Wage.Max = fen(low), fen(high) }
}

func shift(s models.Shift) func(*models.Posting) {
	return func(p *models.Posting) { p.Vacancy.Shift = s }
}

func shifts(list ...models.Shift) func(*models.Seeker) {
	return func(s *models.Seeker) { s.Shifts = list }
}

func TestTheBundledTreeUnderstandsWhatPeopleSay(t *testing.T) {
	p := posting("v", job("招缝纫工数名", ""))
	m := matching.NewMarket(today, matching.DefaultRules()).With([]models.Posting{p}, nil)
	for wanted, want := range map[string]int{"缝纫机工": 400, "缝纫": 300, "程序员": 0} {
		got := m.Top(person(func(s *models.Seeker) { s.Wanted = []string{wanted} }), 1)[0]
		if points := got.Score - (plainScore - 400); points != want {
			t.Errorf("%s: %d points for the occupation, want %d", wanted, points, want)
		}
	}
}

func TestReasonsAreWordedForTheSeeker(t *testing.T) {
	p := posting("v", skills("平车", "锁边"), benefits(6.2, models.BenefitMeals, models.BenefitLodging), pays(5000, 6000))
	who := person(held("平车"), shifts(models.ShiftDay), needs(models.BenefitMeals, models.BenefitLodging))
	want := []models.Reason{
		{Kind: "occupation", Text: "和您想干的缝纫工一样", Points: 400},
		{Kind: "skills", Text: "用得上您会的平车", Points: 50},
		{Kind: "distance", Text: "离家6.2公里,可以住厂", Points: 130},
		{Kind: "wage", Text: "工资比您期望的高", Points: 131},
		{Kind: "shift", Text: "长白班,是您想要的班次", Points: 30},
		{Kind: "needs", Text: "管饭,有住宿", Points: 80},
		{Kind: "freshness", Text: "这几天新发布的", Points: 40},
	}
	got := score(t, p, who)
	if diff := cmp.Diff(want, got.Reasons); diff != "" {
		t.Errorf("reasons differ (-want +got):\n%s", diff)
	}
	if math.Abs(got.DistanceKM-6.2) > 0.01 || got.Precision != models.PrecisionOwn {
		t.Errorf("%v km, %s; want 6.2 km, own", got.DistanceKM, got.Precision)
	}
}

func TestReasonsAreWordedForTheEmployer(t *testing.T) {
	p := posting("v", skills("平车"), benefits(6.2, models.BenefitShuttle))
	who := person(held("平车"), shifts(models.ShiftNight), func(s *models.Seeker) { s.WageMin = 4800_00 })
	who.Precision = models.PrecisionTown
	got, _ := market(p).ForEmployer(who, p)
	want := []string{"想干的缝纫工就是本岗位", "会平车", "距镇区6公里,有班车", "期望工资高于所给", "要上长白班"}
	if diff := cmp.Diff(want, texts(got.Reasons)); diff != "" {
		t.Errorf("reasons differ (-want +got):\n%s", diff)
	}
}

func texts(reasons []models.Reason) []string {
	var out []string
	for _, r := range reasons {
		out = append(out, r.Text)
	}
	return out
}

func TestSingleReasons(t *testing.T) {
	for _, c := range []struct {
		name    string
		vacancy func(*models.Posting)
		seeker  func(*models.Seeker)
		kind    string
		want    string
	}{
		{"close job", job("缝纫学徒", "6-04-05-09"), nil, "occupation", "和您想干的缝纫工差不多"},
		{"same trade", job("染色工", "6-04-02-01"), nil, "occupation", "和您想干的缝纫工是同一行"},
		{"distant job", job("钳工", "6-18-01-02"), nil, "occupation", "和您想干的缝纫工沾点边"},
		{"other job", job("厨师", "4-03-02-01"), nil, "occupation", ""},
		{"wish known by code only", nil, func(s *models.Seeker) { s.Wanted, s.Occupations = nil, []models.OccupationCode{"6-04-05-01"} }, "occupation", "和您想干的活一样"},
		{"nearest of two wishes", nil, func(s *models.Seeker) { s.Wanted = []string{"裁剪工", "缝纫工"} }, "occupation", "和您想干的缝纫工一样"},
		{"pay as expected", pays(4000, 4200), nil, "wage", "工资和您期望的差不多"},
		{"pay below", pays(3400, 3400), nil, "wage", "工资比您期望的低"},
		{"negotiable", func(p *models.Posting) { p.Vacancy.Wage = models.Wage{Negotiable: true} }, nil, "wage", "工资面议"},
		{"by the piece", func(p *models.Posting) { p.Vacancy.Wage.Unit = models.PerPiece }, nil, "wage", "计件工资,多劳多得"},
		{"no expectation", nil, func(s *models.Seeker) { s.WageMin = 0 }, "wage", ""},
		{"place unknown", func(p *models.Posting) { p.Place = nil }, nil, "distance", ""},
		{"next door", nil, nil, "distance", "就在本村"},
		{"not new", func(p *models.Posting) { p.Vacancy.OpenedAt = opened(8) }, nil, "freshness", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, who := posting("v"), person()
			if c.vacancy != nil {
				c.vacancy(&p)
			}
			if c.seeker != nil {
				c.seeker(&who.Seeker)
			}
			got := ""
			for _, r := range score(t, p, who).Reasons {
				if r.Kind == c.kind {
					got = r.Text
				}
			}
			if got != c.want {
				t.Errorf("%s: %q, want %q", c.kind, got, c.want)
			}
		})
	}
}

func TestAcceptance(t *testing.T) {
	a := matching.DefaultRules().Acceptance
	for _, c := range []struct {
		score int
		want  float64
	}{{650, .30}, {700, .54}, {550, .055}, {0, 1e-6}, {-5, 1e-6}, {1000, .998}, {2000, .998}} {
		if got := a.Chance(c.score); math.Abs(got-c.want) > .005 {
			t.Errorf("chance at %d = %.4f, want %.3f", c.score, got, c.want)
		}
	}
	for s := range matching.MaxScore {
		want := 1 / (1 + math.Exp(-(a.A*float64(s) + a.B)))
		if got := a.Chance(s); math.Abs(got-want) > 1e-12 {
			t.Fatalf("chance at %d = %v, the library says %v", s, got, want)
		}
	}
}
