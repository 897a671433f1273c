package search_test

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/occupations"
	"konggang/services/search"
)

// The oracle says in plain words, over a plain list, what a search finds. It takes what the text was understood as from the
// answer: the understanding has its tables of examples.

// stands tells whether a text has a word: a Latin word only as a whole.
func stands(text, word string) bool {
	text, word = strings.ToLower(models.FoldWidth(text)), strings.ToLower(word)
	letter := func(r rune) bool { return r < 128 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	runes, w := []rune(text), []rune(word)
	for i := 0; i+len(w) <= len(runes); i++ {
		j := i + len(w)
		if string(runes[i:j]) == word && !(letter(w[0]) && i > 0 && letter(runes[i-1])) && !(letter(w[len(w)-1]) && j < len(runes) && letter(runes[j])) {
			return true
		}
	}
	return false
}

func divisionOf(p *models.Posting) models.DivisionCode {
	return cmp.Or(p.Vacancy.Workplace.Division, p.Employer.Division)
}

// weigh is what one word is worth for a vacancy, 0 when it has it nowhere.
func weigh(p *models.Posting, word string) int {
	v := &p.Vacancy
	var around, printed []string
	for at := divisionOf(p); at != ""; at = at.Parent() {
		around = append(around, names[at])
	}
	printed = append(printed, v.Number, v.Duties, v.BenefitsNote, models.Shifts.Zh(v.Shift), models.EmploymentTypes.Zh(v.EmploymentType), occupations.Name(string(v.Occupation)))
	for _, b := range v.Benefits {
		printed = append(printed, models.Benefits.Zh(b))
	}
	if v.Wage.Negotiable {
		printed = append(printed, "面议")
	}
	meant := string(v.Occupation)
	if meant == "" {
		meant, _ = occupations.Find(v.Title)
	}
	trade, isTrade := occupations.Exact(word)
	isLabel := slices.ContainsFunc(printed[3:5], func(s string) bool { return s == word }) || slices.ContainsFunc(v.Benefits, func(b models.Benefit) bool { return models.Benefits.Zh(b) == word }) ||
		v.Wage.Negotiable && word == "面议"
	switch {
	case isLabel || stands(v.Title, word):
		return 100
	case stands(p.Employer.Name, word):
		return 40
	case stands(strings.Join(around, " "), word) || stands(v.Workplace.Address, word):
		return 30
	case isTrade && trade == meant:
		return 20
	case slices.ContainsFunc(append(printed, v.Skills...), func(s string) bool { return stands(s, word) }):
		return 10
	}
	return 0
}

type found struct {
	p         *models.Posting
	relevance int
}

// look is all that is found, in order: what has all that is wished, then for each wish that was given up what lacks it.
func look(made []models.Posting, q search.Query, said search.Interpreted) []found {
	all := layer(made, q, said)
	for _, lost := range said.Widened {
		if lost.Without == search.WishVillage {
			continue
		}
		lacking := layer(made, q, without(said, lost))
		if lost.Without == search.WishPlace {
			byNearness(lacking, made, said)
		}
		for _, f := range lacking {
			if !slices.ContainsFunc(all, func(before found) bool { return before.p == f.p }) {
				all = append(all, f)
			}
		}
	}
	if len(said.Widened) == 0 && (q.Sort == search.ByNewest || q.Sort == search.ByRelevance || q.Sort == "") && q.Enterprise == "" && len(said.Employers) == 0 {
		inTurns(all)
	}
	return all
}

func without(said search.Interpreted, lost search.Widening) search.Interpreted {
	said.Words = lost.Words
	switch lost.Without {
	case search.WishBenefits:
		said.Benefits = nil
	case search.WishPlace:
		said.Places = nil
	case search.WishWage:
		said.WageMin, said.WageMax = 0, 0
	case search.WishEmployer:
		said.Employers = nil
	}
	return said
}

// byNearness adds a point for each ring around the middle of the work in the places that a vacancy lies in, and orders anew.
func byNearness(list []found, made []models.Posting, said search.Interpreted) {
	n, lat, lon := 0.0, 0.0, 0.0
	for _, named := range said.Places { // what lies in two counts twice
		for i := range made {
			if p := made[i].Place; p != nil && isIn(&made[i], named) {
				n, lat, lon = n+1, lat+p.Lat, lon+p.Lon
			}
		}
	}
	for i, f := range list {
		for _, km := range []float64{3.7, 7.3, 13.3, 23, 37, 53, 83, 130, 210} {
			if n > 0 && f.p.Place != nil && models.DistanceKM(*f.p.Place, models.Point{Lat: lat / n, Lon: lon / n, Datum: f.p.Place.Datum}) <= km {
				list[i].relevance++
			}
		}
	}
	slices.SortFunc(list, func(a, b found) int { return cmp.Or(cmp.Compare(b.relevance, a.relevance), older(a, b)) })
}

func isIn(p *models.Posting, place search.Named) bool {
	return models.DivisionCode(place.Code).Contains(divisionOf(p)) || stands(p.Vacancy.Workplace.Address, strings.TrimRight(place.Name, "镇市村省乡"))
}

func layer(made []models.Posting, q search.Query, said search.Interpreted) []found {
	var out []found
	for i := range made {
		if f, ok := oneOf(&made[i], q, said); ok {
			f.relevance += preferred(f.p, said)
			out = append(out, f)
		}
	}
	slices.SortFunc(out, func(a, b found) int { return cmp.Or(rankOf(q)(a, b), older(a, b)) })
	return out
}

// preferred is what fits better among what fits.
func preferred(p *models.Posting, said search.Interpreted) (points int) {
	low, high, _ := p.Vacancy.Wage.Monthly()
	if said.WageMin+said.WageMax > 0 && low > 0 && low >= said.WageMin && (said.WageMax == 0 || high <= said.WageMax) {
		points += 40
	}
	if said.Education != "" && p.Vacancy.Education == said.Education {
		points += 40
	}
	if len(said.Shifts) > 1 && p.Vacancy.Shift == said.Shifts[0] {
		points += 40
	}
	return points
}

func older(a, b found) int {
	opened := func(f found) int64 {
		if f.p.Vacancy.OpenedAt == nil {
			return 0
		}
		return f.p.Vacancy.OpenedAt.UnixMilli()
	}
	return cmp.Or(cmp.Compare(opened(b), opened(a)), cmp.Compare(a.p.Vacancy.ID, b.p.Vacancy.ID))
}

func rankOf(q search.Query) func(a, b found) int {
	switch q.Sort {
	case search.ByNewest:
		return func(found, found) int { return 0 }
	case search.ByWage:
		return func(a, b found) int {
			_, x, _ := a.p.Vacancy.Wage.Monthly()
			_, y, _ := b.p.Vacancy.Wage.Monthly()
			return cmp.Compare(y, x)
		}
	case search.ByDistance:
		way := func(f found) float64 {
			if q.Near == nil || f.p.Place == nil {
				return math.Inf(1)
			}
			return models.DistanceKM(*q.Near, *f.p.Place)
		}
		return func(a, b found) int { return cmp.Compare(way(a), way(b)) }
	}
	return func(a, b found) int { return cmp.Compare(b.relevance, a.relevance) }
}

// inTurns lets three of every employer stand before the fourth of any.
func inTurns(list []found) {
	had, turn := map[string]int{}, map[*models.Posting]int{}
	for _, f := range list {
		turn[f.p] = had[f.p.Vacancy.EnterpriseID] / 3
		had[f.p.Vacancy.EnterpriseID]++
	}
	slices.SortStableFunc(list, func(a, b found) int { return cmp.Compare(turn[a.p], turn[b.p]) })
}

func oneOf(p *models.Posting, q search.Query, said search.Interpreted) (found, bool) {
	v, sum := &p.Vacancy, 0
	for _, w := range said.Words {
		n := weigh(p, w)
		if slices.ContainsFunc(said.Employers, func(e string) bool { return stands(e, w) }) {
			if n = 0; stands(p.Employer.Name, w) {
				n = 40
			}
		}
		if sum += n; n == 0 {
			return found{}, false
		}
	}
	low, high, paid := v.Wage.Monthly()
	least := max(q.WageMin, said.WageMin)
	asked := append(slices.Clone(q.Benefits), said.Benefits...)
	ok := (q.Employment == "" || v.EmploymentType == q.Employment) && (q.Shift == "" || v.Shift == q.Shift) &&
		(q.Enterprise == "" || v.EnterpriseID == q.Enterprise) && (q.Division == "" || q.Division.Contains(divisionOf(p))) &&
		(q.Occupation == "" || v.Occupation == q.Occupation || strings.HasPrefix(string(v.Occupation), string(q.Occupation)+"-")) &&
		(least == 0 || paid && high >= least) && (said.WageMax == 0 || paid && high > 0 && low <= said.WageMax) &&
		(said.PaidBy == "" || v.Wage.Unit == said.PaidBy) && (len(said.Shifts) == 0 || slices.Contains(said.Shifts, v.Shift)) &&
		(q.Since.IsZero() || v.OpenedAt != nil && !v.OpenedAt.Before(q.Since)) &&
		(q.RadiusKM == 0 || q.Near != nil && p.Place != nil && models.DistanceKM(*q.Near, *p.Place) <= q.RadiusKM) &&
		!slices.ContainsFunc(asked, func(b models.Benefit) bool { return !slices.Contains(v.Benefits, b) })
	for _, level := range []models.Education{q.Education, said.Education} {
		ok = ok && (level == "" || v.Education != "" && level.Meets(v.Education))
	}
	ok = ok && (said.Age == 0 || said.Age >= v.AgeMin && (v.AgeMax == 0 || said.Age <= v.AgeMax))
	inPlace := len(said.Places) == 0 || slices.ContainsFunc(said.Places, func(n search.Named) bool { return isIn(p, n) })
	return found{p, sum}, ok && inPlace
}

// manyPostings draws from few words, so that phrases nearly meet: grams that stand apart, Latin words that begin alike.
func manyPostings(t *rapid.T, from, n int) []models.Posting {
	out := make([]models.Posting, n)
	for i := range out {
		p := somePosting(t, from+i)
		v := &p.Vacancy
		word := rapid.SampledFrom([]string{"包装工", "包装、装工", "工装", "装工包装", "电工", "焊工", "c1", "c10", "驾照", "孟庄", "保安", "保洁", "清洁工", " ", "、", "班车", "食品", "C++"})
		v.Title = strings.TrimSpace("招" + strings.Join(rapid.SliceOfN(word, 1, 3).Draw(t, "title"), ""))
		v.Duties = strings.Join(rapid.SliceOfN(word, 0, 5).Draw(t, "duties"), "")
		v.Workplace.Address = rapid.SampledFrom([]string{"", "孟庄镇工业路", "食品城1号", "八千乡北街"}).Draw(t, "address")
		v.AgeMin, v.AgeMax = 18, rapid.SampledFrom([]int{0, 49, 50, 60}).Draw(t, "oldest")
		firm := rapid.IntRange(1, 4).Draw(t, "firm")
		v.EnterpriseID = fmt.Sprint("firm", firm)
		p.Employer.ID, p.Employer.Name = v.EnterpriseID, []string{"", "宏发食品有限公司", "新郑市宏达包装厂", "孟庄电工服务部", "保洁公司"}[firm]
		if rapid.Bool().Draw(t, "negotiable") {
			v.Wage = models.Wage{Negotiable: true}
		}
		out[i] = p
	}
	return out
}

func anyQuery(t *rapid.T) search.Query {
	q := someQuery(t)
	q.Text = strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"", "包装工", "包装", "工", "装工", "c1", "c10", "C1驾照", "电工", "焊工", "孟庄", "孟庄镇", "宏发", "食品", "保洁",
		"清洁工", "包吃住", "5000以上", "3000-6000", "4500", "25一小时", "不上夜班", "初中", "八千乡", "面议", "白班", "50岁", "k3", "c++", "没有这词", "包装工电工", "包装工", "装工包装工", "保按", "辛店"}), 0, 3).Draw(t, "text"), rapid.SampledFrom([]string{" ", "", "，"}).Draw(t, "between"))
	q.Occupation = rapid.SampledFrom([]models.OccupationCode{"", "", "", "6", "6-31", "6-31-01-03"}).Draw(t, "class")
	q.Employment = rapid.SampledFrom([]models.EmploymentType{"", "", "", models.FullTime}).Draw(t, "employed")
	q.Education = rapid.SampledFrom([]models.Education{"", "", "", models.EducationJunior, models.EducationAny}).Draw(t, "learned")
	q.Enterprise = rapid.SampledFrom([]string{"", "", "", "firm2"}).Draw(t, "enterprise")
	q.Since = rapid.SampledFrom([]time.Time{{}, {}, day.AddDate(0, 0, 1)}).Draw(t, "since")
	return q
}

// moved is an index that came about by edits, and what is in it.
type moved struct {
	x   *search.Index
	now map[string]models.Posting
	at  time.Time
}

func newMoved() *moved {
	return &moved{search.NewIndex(today, names), map[string]models.Posting{}, day}
}

// edit changes, adds, closes or compacts.
func (m *moved) edit(t *rapid.T) {
	m.at = m.at.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 1000, 200_000}).Draw(t, "later")) * time.Millisecond)
	changed := manyPostings(t, rapid.IntRange(0, 30).Draw(t, "from"), rapid.IntRange(0, 6).Draw(t, "changed"))
	for i := range changed {
		if rapid.IntRange(0, 5).Draw(t, "closes") == 0 {
			changed[i].Vacancy.Status = models.VacancyFilled
		}
	}
	var gone []string
	if rapid.Bool().Draw(t, "takes") {
		gone = []string{fmt.Sprint(40 + rapid.IntRange(0, 5).Draw(t, "gone"))}
	}
	m.x = m.x.With(m.at, entries(changed), gone)
	for _, p := range changed {
		delete(m.now, p.Vacancy.ID)
		if p.Vacancy.Status == models.VacancyOpen {
			m.now[p.Vacancy.ID] = p
		}
	}
	for _, id := range gone {
		delete(m.now, id)
	}
	if rapid.IntRange(0, 3).Draw(t, "compacts") == 0 {
		m.x = m.x.Compact()
	}
}

func (m *moved) postings() []models.Posting {
	out := make([]models.Posting, 0, len(m.now))
	for _, p := range m.now {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b models.Posting) int { return cmp.Compare(a.Vacancy.ID, b.Vacancy.ID) })
	return out
}

// TestAgainstTheOracle compares everything a search tells, page by page, after random edits: as small indexes are searched,
// and as large ones are.
func TestAgainstTheOracle(t *testing.T) {
	t.Run("few", againstTheOracle)
	t.Run("many hits of few documents", func(t *testing.T) {
		defer search.SetThresholds(0, 1)()
		againstTheOracle(t)
	})
}

func againstTheOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newMoved()
		for range rapid.IntRange(1, 8).Draw(t, "edits") {
			m.edit(t)
		}
		made := m.postings()
		if m.x.Len() != len(made) {
			t.Fatalf("%d vacancies, want %d", m.x.Len(), len(made))
		}
		for range 4 {
			q := anyQuery(t)
			first := run(t, m.x, q)
			want := look(made, q, first.Interpreted)
			compareAll(t, m.x, q, first, want)
		}
	})
}

func compareAll(t *rapid.T, x *search.Index, q search.Query, first search.Result, want []found) {
	places := 0
	for _, f := range want {
		places += f.p.Vacancy.Remaining()
	}
	if first.Total != len(want) || first.Headcount != places {
		t.Fatalf("%q %+v: %d with %d places, want %d with %d", q.Text, first.Interpreted, first.Total, first.Headcount, len(want), places)
	}
	for _, name := range search.FacetNames {
		counted := map[string]int{}
		for _, f := range want {
			for _, v := range states[name](f.p) {
				counted[v]++
			}
		}
		delete(counted, "")
		got := map[string]int{}
		for _, c := range first.Facets[name] {
			got[c.Value] = c.Count
		}
		if diff := gocmp.Diff(counted, got); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", name, diff)
		}
	}
	q.Limit = rapid.IntRange(1, 7).Draw(t, "limit")
	var all []string
	for {
		r := run(t, x, q)
		for _, h := range r.Hits {
			f := want[len(all)]
			all = append(all, h.ID)
			if h.ID != f.p.Vacancy.ID || h.Relevance != f.relevance || string(h.JSON) != h.ID+f.p.Vacancy.Title {
				t.Fatalf("%q %s %+v: hit %d is %s of %d with %q, want %s of %d", q.Text, q.Sort, first.Interpreted, len(all), h.ID, h.Relevance, h.JSON, f.p.Vacancy.ID, f.relevance)
			}
		}
		if q.Cursor = r.Next; q.Cursor == "" {
			break
		}
	}
	if len(all) != len(want) {
		t.Fatalf("%d on all pages, want %d", len(all), len(want))
	}
}
