// Package engines is all that the benchmarks know of the product's engines: what they call is called here and nowhere else.
package engines

import (
	"cmp"
	"encoding/json"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"konggang/models"
	"konggang/scripts/bench/brute"
	"konggang/scripts/bench/province"
	"konggang/services/matching"
	"konggang/services/occupations"
	"konggang/services/search"
)

// earth is the radius of the sphere in decimetres.
const earth = 63_710_000

// Measure is how the engine takes distances: straight through the earth between points that are whole decimetres in space.
var Measure = brute.Measure{Apart: apart, Reach: reach}

func apart(a, b models.Point) int {
	x, y := space(a), space(b)
	square := 0
	for i := range x {
		square += (x[i] - y[i]) * (x[i] - y[i])
	}
	root := int(math.Sqrt(float64(square)))
	if root*root > square {
		root--
	}
	return (root + 5) / 10
}

func space(p models.Point) [3]int {
	g := p.GCJ()
	lat, lon := g.Lat*math.Pi/180, g.Lon*math.Pi/180
	whole := func(x float64) int { return int(math.Floor(x*earth + 0.5)) }
	return [3]int{whole(math.Cos(lat) * math.Cos(lon)), whole(math.Cos(lat) * math.Sin(lon)), whole(math.Sin(lat))}
}

// reach is how far straight through the earth somebody goes who goes so many metres along the ground.
func reach(metres int) int {
	straight := math.Floor(2*math.Sin(float64(metres)*10/(2*earth))*earth + 0.5)
	return (int(straight) + 5) / 10
}

// Match is one vacancy for a person.
type Match struct {
	ID    string
	Score int
}

// Market is the vacancies, and the people that were settled in it.
type Market struct{ m *matching.Market }

// NewMarket is empty.
func NewMarket() Market { return Market{matching.NewMarket(province.Day, matching.DefaultRules())} }

// With is the market after changes.
func (m Market) With(changed []models.Posting) Market { return Market{m.m.With(changed, nil)} }

// Ready is the number of live vacancies.
func (m Market) Ready() int { return m.m.Len() }

// Top is the k best vacancies for a seeker.
func (m Market) Top(s models.Seeker, home province.Place, k int) []Match {
	var out []Match
	for _, x := range m.m.Top(personOf(s, home), k) {
		out = append(out, Match{x.VacancyID, x.Score})
	}
	return out
}

func personOf(s models.Seeker, home province.Place) matching.Person {
	return matching.Person{Seeker: s, Place: home.Point(), Precision: home.Precision}
}

// settled is how many seekers are registered at once.
const settled = 10_000

// Settle registers the seekers of the homes.
func (m Market) Settle(homes iter.Seq[province.Home]) Market {
	var people []matching.Person
	for h := range homes {
		for _, s := range h.Seekers {
			people = append(people, personOf(s, h.Place))
		}
		if len(people) >= settled {
			m.m, people = m.m.WithPeople(people, nil), people[:0]
		}
	}
	return Market{m.m.WithPeople(people, nil)}
}

// Batch works out the k best of every registered seeker and each village's list of so many lines, and tells of every village.
func (m Market) Batch(k, lines int, each func(seekers int, list []string)) {
	m.m.Batch(k, func(_ models.DivisionCode, best []matching.Best) {
		votes := map[string]int{}
		for _, b := range best {
			for _, v := range b.Vacancies {
				votes[v.VacancyID] += v.Score
			}
		}
		each(len(best), mostVotes(votes, lines))
	})
}

// mostVotes is the list of a village by the points that vacancies have in its people's lists.
func mostVotes(votes map[string]int, lines int) []string {
	type line struct {
		id    string
		votes int
	}
	var all []line
	for id, n := range votes {
		all = append(all, line{id, n})
	}
	slices.SortFunc(all, func(a, b line) int { return cmp.Or(cmp.Compare(b.votes, a.votes), strings.Compare(a.id, b.id)) })
	list := make([]string, min(lines, len(all)))
	for i := range list {
		list[i] = all[i].id
	}
	return list
}

// KeepsPeople tells whether the market keeps seekers of its own, so that their memory can be measured.
const KeepsPeople = true

// Allocate makes the lists of the villages for the registered seekers and gives the number of lines.
func (m Market) Allocate(places []province.Place) int {
	var villages []matching.Village
	for _, p := range places {
		villages = append(villages, matching.Village{Code: p.Code, Place: p.Point(), Precision: p.Precision})
	}
	n := 0
	for _, l := range m.m.Allocate(villages, nil, matching.DefaultOptions()).Lists {
		n += len(l.Lines)
	}
	return n
}

// Index is the vacancies as they are searched.
type Index struct{ x *search.Index }

// NewIndex is empty; names are what every division is called.
func NewIndex(names map[models.DivisionCode]string) Index {
	return Index{search.NewIndex(province.Day, names)}
}

// With is the index after changes.
func (x Index) With(changed []models.Posting) Index {
	entries := make([]search.Entry, len(changed))
	for i, p := range changed {
		entries[i] = search.Entry{Posting: p, JSON: JSON(p)}
	}
	return Index{x.x.With(province.Day.Time().Add(9*time.Hour), entries, nil)}
}

// Ready makes all that answers need.
func (x *Index) Ready() { x.x = x.x.Compact() }

// Found is what a query found: how many in all, and the ids of the first page.
type Found struct {
	Total int
	IDs   []string
}

// Run asks the index. No query of the mix has a cursor, so none is refused.
func (x Index) Run(q province.Query) Found {
	r, err := x.x.Run(QueryOf(q))
	if err != nil {
		panic(err)
	}
	f := Found{Total: r.Total}
	for _, h := range r.Hits {
		f.IDs = append(f.IDs, h.ID)
	}
	return f
}

// QueryOf is a query of the mix as the product asks it.
func QueryOf(q province.Query) search.Query {
	out := search.Query{
		Text: q.Text, Division: q.Division, Occupation: q.Occupation, WageMin: models.Fen(q.WageMin) * 100, Education: q.Education, Shift: q.Shift,
		Near: q.Near, RadiusKM: q.RadiusKM, Facets: province.Facets, Sort: search.ByRelevance, Limit: province.PageSize,
	}
	if q.Benefit != "" {
		out.Benefits = []models.Benefit{q.Benefit}
	}
	if q.Newest || q.Text == "" {
		out.Sort = search.ByNewest
	}
	return out
}

// JSON is the prepared wire form that an index is given with a posting.
func JSON(p models.Posting) []byte {
	out, err := json.Marshal(p.Vacancy)
	if err != nil {
		panic(err) // a vacancy of our own making
	}
	return out
}

// JSONKept tells whether the index keeps the prepared form, whose bytes then do not count as its own.
const JSONKept = true

// TextBytes is the size of the text in which a vacancy is searched: what every index has to keep.
func TextBytes(p models.Posting, names map[models.DivisionCode]string) int {
	v := p.Vacancy
	words := append([]string{v.Title, p.Employer.Name, v.Workplace.Address, v.Number, v.Duties, v.BenefitsNote, models.Shifts.Zh(v.Shift),
		models.EmploymentTypes.Zh(v.EmploymentType), occupations.Name(string(v.Occupation)), v.Wage.Text()}, v.Skills...)
	words = append(words, v.Certificates...)
	for _, b := range v.Benefits {
		words = append(words, models.Benefits.Zh(b))
	}
	for at := v.Workplace.Division; at != ""; at = at.Parent() {
		words = append(words, names[at])
	}
	return len(strings.Join(words, " "))
}
