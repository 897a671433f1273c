// Package engines is all that the benchmarks know of the product's engines: what they call is called here and nowhere else.
package engines

import (
	"cmp"
	"encoding/json"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"konggang/models"
	"konggang/scripts/bench/brute"
	"konggang/scripts/bench/province"
	"konggang/services/matching"
	"konggang/services/occupations"
	"konggang/services/search"
)

// Measure is how the engine takes distances: along the ground.
var Measure = brute.Measure{
	Apart: func(a, b models.Point) int { return int(math.Round(models.DistanceKM(a, b) * 1000)) },
	Reach: func(metres int) int { return metres },
}

// Match is one vacancy for a person.
type Match struct {
	ID    string
	Score int
}

// Market is the vacancies, and the people where the engine keeps them.
type Market struct {
	postings map[string]models.Posting
	homes    iter.Seq[province.Home]
	build    func() *matching.Market
}

// NewMarket is empty.
func NewMarket() Market {
	return newMarket(map[string]models.Posting{}, func(func(province.Home) bool) {})
}

func newMarket(postings map[string]models.Posting, homes iter.Seq[province.Home]) Market {
	return Market{postings, homes, sync.OnceValue(func() *matching.Market {
		return matching.NewMarket(slices.Collect(maps.Values(postings)), province.Day, matching.DefaultRules())
	})}
}

// With is the market after changes. It shares what it can, so m may not be changed any more.
func (m Market) With(changed []models.Posting) Market {
	for _, p := range changed {
		m.postings[p.Vacancy.ID] = p
	}
	return newMarket(m.postings, m.homes)
}

// Ready is the number of live vacancies, once all is made that answers need.
func (m Market) Ready() int { return m.build().Len() }

// Top is the k best vacancies for a seeker.
func (m Market) Top(s models.Seeker, home province.Place, k int) []Match {
	var out []Match
	for _, x := range m.build().Top(matching.Person{Seeker: s, Place: home.Point(), Precision: home.Precision}, k) {
		out = append(out, Match{x.Posting.Vacancy.ID, x.Score})
	}
	return out
}

// Settle registers the seekers of the homes.
func (m Market) Settle(homes iter.Seq[province.Home]) Market {
	m.homes = homes
	return m
}

// Batch works out the k best of every registered seeker and each village's list of so many lines, and tells of every village.
func (m Market) Batch(k, lines int, each func(seekers int, list []string)) {
	market := m.build()
	for h := range m.homes {
		votes := map[string]int{}
		for _, s := range h.Seekers {
			for _, x := range market.Top(matching.Person{Seeker: s, Place: h.Place.Point(), Precision: h.Place.Precision}, k) {
				votes[x.Posting.Vacancy.ID] += x.Score
			}
		}
		each(len(h.Seekers), mostVotes(votes, lines))
	}
}

// mostVotes is the list of a village by the points that vacancies have in its people's lists.
func mostVotes(votes map[string]int, lines int) []string {
	list := slices.SortedFunc(maps.Keys(votes), func(a, b string) int {
		return cmp.Or(cmp.Compare(votes[b], votes[a]), strings.Compare(a, b))
	})
	return list[:min(lines, len(list))]
}

// KeepsPeople tells whether the market keeps seekers of its own, so that their memory can be measured.
const KeepsPeople = false

// AllocatesProvince tells whether the lists of a whole province fit into memory.
const AllocatesProvince = false

// Allocate makes the lists of the villages for the registered seekers and gives the number of lines.
func (m Market) Allocate(places []province.Place) int {
	var villages []matching.Village
	for _, p := range places {
		villages = append(villages, matching.Village{Code: p.Code, Place: p.Point(), Precision: p.Precision})
	}
	var seekers []models.Seeker
	for h := range m.homes {
		seekers = append(seekers, h.Seekers...)
	}
	n := 0
	for _, l := range m.build().Allocate(villages, seekers, nil, matching.DefaultOptions()).Lists {
		n += len(l.Lines)
	}
	return n
}

// Index is the vacancies as they are searched.
type Index struct {
	postings map[string]models.Posting
	names    map[models.DivisionCode]string
	build    func() *search.Index
}

// NewIndex is empty; names are what every division is called.
func NewIndex(names map[models.DivisionCode]string) Index {
	return newIndex(map[string]models.Posting{}, names)
}

func newIndex(postings map[string]models.Posting, names map[models.DivisionCode]string) Index {
	return Index{postings, names, sync.OnceValue(func() *search.Index {
		return search.NewIndex(slices.Collect(maps.Values(postings)), names)
	})}
}

// With is the index after changes. It shares what it can, so x may not be changed any more.
func (x Index) With(changed []models.Posting) Index {
	for _, p := range changed {
		x.postings[p.Vacancy.ID] = p
	}
	return newIndex(x.postings, x.names)
}

// Ready makes all that answers need.
func (x Index) Ready() { x.build() }

// Found is what a query found: how many in all, and the ids of the first page.
type Found struct {
	Total int
	IDs   []string
}

// Run asks the index.
func (x Index) Run(q province.Query) Found {
	r := x.build().Run(QueryOf(q))
	f := Found{Total: len(r.Hits)}
	for _, h := range r.Hits[:min(province.PageSize, len(r.Hits))] {
		f.IDs = append(f.IDs, h.Posting.Vacancy.ID)
	}
	return f
}

// QueryOf is a query of the mix as the product asks it.
func QueryOf(q province.Query) search.Query {
	out := search.Query{
		Text: q.Text, Division: q.Division, Occupation: q.Occupation, WageMin: models.Fen(q.WageMin) * 100, Education: q.Education, Shift: q.Shift,
		Near: q.Near, RadiusKM: q.RadiusKM, Facets: province.Facets, Sort: search.ByRelevance,
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
const JSONKept = false

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
