package api

import (
	"context"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/search"
)

// SearchInput is what vacancies can be looked for by.
type SearchInput struct {
	Q              string   `query:"q" maxLength:"100"`
	Division       string   `query:"division" maxLength:"12"`
	Near           string   `query:"near" maxLength:"50" doc:"lat,lon"`
	Datum          string   `query:"datum" enum:"gcj02,wgs84" default:"gcj02"`
	RadiusKM       float64  `query:"radius_km" minimum:"0" maximum:"5000"`
	Occupation     string   `query:"occupation" maxLength:"20"`
	WageMin        float64  `query:"wage_min" minimum:"0" maximum:"10000000"`
	Education      string   `query:"education" enum:"any,10,20,30,40,60,70,80,90"`
	EmploymentType string   `query:"employment_type" enum:"full_time,part_time,casual,seasonal,apprentice,dispatch"`
	Shift          string   `query:"shift" enum:"day,night,two_shift,three_shift,flexible"`
	Benefit        []string `query:"benefit,explode" maxItems:"14"`
	Enterprise     string   `query:"enterprise" maxLength:"64"`
	Since          string   `query:"since" maxLength:"10" doc:"Opened on or after this day"`
	Sort           string   `query:"sort" enum:"relevance,newest,wage,distance"`
}

// query reads the filters; days begin in the zone. Every wrong one is named.
func (in SearchInput) query(zone *time.Location) (search.Query, error) {
	var p models.Problems
	q := search.Query{Text: in.Q, Division: divisionOf(&p, "division", in.Division), RadiusKM: in.RadiusKM,
		Occupation: models.OccupationCode(in.Occupation), WageMin: models.Fen(in.WageMin*100 + 0.5), Education: models.Education(in.Education),
		Employment: models.EmploymentType(in.EmploymentType), Shift: models.Shift(in.Shift), Enterprise: in.Enterprise,
		Near: nearOf(&p, in.Near, in.Datum), Sort: search.Sort(in.Sort)}
	for _, b := range in.Benefit {
		if !models.Benefits.Has(models.Benefit(b)) {
			p.Add("benefit", models.CodeUnknownValue, strings.Join(models.Benefits.Words(), " "))
			break
		}
		q.Benefits = append(q.Benefits, models.Benefit(b))
	}
	if in.Since != "" {
		_, err := models.ParseDate(in.Since)
		p.AddErr("since", err)
		q.Since, _ = time.ParseInLocation(time.DateOnly, in.Since, zone)
	}
	if q.Near == nil && (in.RadiusKM > 0 || q.Sort == search.ByDistance) && in.Near == "" {
		p.Add("near", models.CodeRequired)
	}
	if math.IsNaN(in.WageMin) {
		p.Add("wage_min", models.CodeWrongType, "number")
	}
	if math.IsNaN(in.RadiusKM) {
		p.Add("radius_km", models.CodeWrongType, "number")
	}
	if q.Sort == "" {
		q.Sort = search.ByRelevance
		if strings.TrimSpace(in.Q) == "" {
			q.Sort = search.ByNewest
		}
	}
	return q, p.Err()
}

func nearOf(p *models.Problems, near, datum string) *models.Point {
	if near == "" {
		return nil
	}
	lat, lon, ok := strings.Cut(near, ",")
	la, errLat := strconv.ParseFloat(strings.TrimSpace(lat), 64)
	lo, errLon := strconv.ParseFloat(strings.TrimSpace(lon), 64)
	point := models.Point{Lat: la, Lon: lo, Datum: models.Datum(datum)}
	if !ok || errLat != nil || errLon != nil || point.Validate() != nil {
		p.Add("near", models.CodeInvalidPoint)
		return nil
	}
	return &point
}

// VacancyList is a part of the vacancies found.
type VacancyList struct {
	Items          []Vacancy          `json:"items"`
	NextCursor     string             `json:"next_cursor"`
	Total          int                `json:"total"`
	TotalHeadcount int                `json:"total_headcount" doc:"Free places in all that was found"`
	Interpreted    *Interpreted       `json:"interpreted,omitempty" doc:"What q was understood as"`
	Facets         map[string][]Facet `json:"facets,omitempty"`

	// prepared stands for Items where it is set, and then counted stands for Facets.
	prepared []preparedItem
	counted  map[string][]search.Count
}

// Interpreted is what q was understood as.
type Interpreted struct {
	Words       []string     `json:"words"`
	Places      []Named      `json:"places,omitempty"`
	Employers   []string     `json:"employers,omitempty"`
	Occupations []Named      `json:"occupations,omitempty" doc:"Occupations whose other titles are found as well"`
	WageMin     float64      `json:"wage_min,omitempty" doc:"Yuan by the month"`
	WageMax     float64      `json:"wage_max,omitempty" doc:"Yuan by the month"`
	PaidBy      string       `json:"paid_by,omitempty" doc:"The unit that the wage was said by, where vacancies are paid so"`
	Benefits    []string     `json:"benefits,omitempty"`
	Shifts      []string     `json:"shifts,omitempty" doc:"Those that will do"`
	Education   string       `json:"education,omitempty"`
	Age         int          `json:"age,omitempty" doc:"Years; vacancies that take somebody of this age"`
	Corrected   []Correction `json:"corrected,omitempty" doc:"Words that nothing is found for, and what was looked for instead"`
	Widened     []string     `json:"widened,omitempty" enum:"village,benefits,place,wage,employer,words" doc:"What the last hits lack, because few have all that was asked; they stand behind those that have it"`
}

// Named is a code with its name; a place that has no code any more has its name alone.
type Named struct {
	Code string `json:"code,omitempty"`
	Name string `json:"name"`
}

// Correction is a word as it was typed and as it was understood.
type Correction struct {
	From string `json:"from"`
	To   string `json:"to"`
}

// Facet is how many of the vacancies found have a value.
type Facet struct {
	Value string `json:"value"`
	Name  string `json:"name,omitempty"`
	Count int    `json:"count"`
}

type vacancyListed struct{ Body VacancyList }

type listVacanciesInput struct {
	SearchInput
	Facets []string `query:"facets,explode" maxItems:"8" doc:"Names, repeated or divided by commas"`
	Status string   `query:"status" enum:"draft,submitted,open,paused,filled,expired,withdrawn,rejected" doc:"An enterprise's own, an office's queue"`
	Paged
}

func (s *server) searchRoutes() {
	handle(s, call{id: "search-vacancies", method: http.MethodGet, path: "/vacancies", summary: "Find open vacancies", tag: "vacancies", before: huma.Middlewares{s.quickList}}, s.listVacancies)
	handle(s, call{id: "list-vacancy-suggestions", method: http.MethodGet, path: "/vacancies/suggestions", summary: "Titles, employers and places that begin alike", tag: "vacancies"}, s.suggest)
}

func (s *server) listVacancies(ctx context.Context, in *listVacanciesInput) (*vacancyListed, error) {
	q, err := in.query(s.Calendar.Zone)
	if err != nil {
		return nil, err
	}
	facets := strings.FieldsFunc(strings.Join(in.Facets, ","), func(r rune) bool { return r == ',' })
	for _, f := range facets {
		if !slices.Contains(search.FacetNames, f) {
			return nil, models.FieldErrorf("facets", models.CodeUnknownValue, strings.Join(search.FacetNames, " "))
		}
	}
	if in.Status != "" {
		return s.listKept(ctx, in, q)
	}
	q.Facets, q.Limit, q.Cursor = facets, in.Limit, in.Cursor
	view, err := s.Market.Current(ctx)
	if err != nil {
		return nil, err
	}
	found, err := view.Search.Run(q)
	if err != nil {
		return nil, err
	}
	out := VacancyList{NextCursor: found.Next, Total: found.Total, TotalHeadcount: found.Headcount, Interpreted: interpretedAs(found.Interpreted)}
	if r := requestOf(ctx); access.Keeper(r.actor) {
		out.Facets = facetsOf(found.Facets)
		out.Items, err = s.itemsFor(ctx, r, found.Hits)
	} else {
		out.prepared, out.counted = preparedItems(found.Hits), found.Facets
	}
	return &vacancyListed{out}, err
}

func facetsOf(counted map[string][]search.Count) map[string][]Facet {
	out := map[string][]Facet{}
	for name, counts := range counted {
		out[name] = make([]Facet, len(counts))
		for i, c := range counts {
			out[name][i] = Facet(c)
		}
	}
	return out
}

// itemsFor are the vacancies as somebody sees them who may keep some of them.
func (s *server) itemsFor(ctx context.Context, r *request, hits []search.Hit) ([]Vacancy, error) {
	postings, hits, err := s.Market.Postings(ctx, hits)
	out := make([]Vacancy, len(postings))
	for i, p := range postings {
		out[i] = vacancyOf(r, p)
		out[i].DistanceKM = distanceOf(hits[i])
	}
	return out, err
}

// preparedItems are the vacancies as everybody else sees them.
func preparedItems(hits []search.Hit) []preparedItem {
	out := make([]preparedItem, len(hits))
	for i, h := range hits {
		out[i] = preparedItem{h.JSON, distanceOf(h)}
	}
	return out
}

func distanceOf(h search.Hit) *float64 {
	if h.DistanceKM == nil {
		return nil
	}
	return kilometres(*h.DistanceKM)
}

func interpretedAs(said search.Interpreted) *Interpreted {
	out := &Interpreted{Words: append([]string{}, said.Words...), Employers: said.Employers, WageMin: float64(said.WageMin) / 100,
		WageMax: float64(said.WageMax) / 100, PaidBy: string(said.PaidBy), Education: string(said.Education), Age: said.Age}
	for _, p := range said.Places {
		out.Places = append(out.Places, Named(p))
	}
	for _, o := range said.Occupations {
		out.Occupations = append(out.Occupations, Named(o))
	}
	for _, b := range said.Benefits {
		out.Benefits = append(out.Benefits, string(b))
	}
	for _, s := range said.Shifts {
		out.Shifts = append(out.Shifts, string(s))
	}
	for _, c := range said.Corrected {
		out.Corrected = append(out.Corrected, Correction(c))
	}
	for _, w := range said.Widened {
		out.Widened = append(out.Widened, w.Without)
	}
	out.Widened = slices.Compact(out.Widened)
	return out
}

// keptOnly refuses what the list of kept vacancies cannot narrow or order by, rather than answer as if it had.
func (in listVacanciesInput) keptOnly() error {
	var p models.Problems
	for _, f := range []struct {
		name  string
		given bool
	}{
		{"q", in.Q != ""}, {"near", in.Near != ""}, {"occupation", in.Occupation != ""}, {"wage_min", in.WageMin != 0},
		{"education", in.Education != ""}, {"employment_type", in.EmploymentType != ""}, {"shift", in.Shift != ""},
		{"benefit", len(in.Benefit) > 0}, {"since", in.Since != ""}, {"sort", in.Sort != ""}, {"facets", len(in.Facets) > 0},
	} {
		if f.given {
			p.Add(f.name, models.CodeNotCombinable, "status")
		}
	}
	return p.Err()
}

// listKept is the list of an enterprise's or an office's own vacancies in one state.
func (s *server) listKept(ctx context.Context, in *listVacanciesInput, q search.Query) (*vacancyListed, error) {
	r := requestOf(ctx)
	if err := in.keptOnly(); err != nil {
		return nil, err
	}
	l, err := s.Vacancies.List(ctx, r.actor, models.VacancyFilter{Status: models.VacancyStatus(in.Status), Within: q.Division, EnterpriseID: q.Enterprise}, in.page())
	if err != nil {
		return nil, err
	}
	out := VacancyList{Items: make([]Vacancy, len(l.Items)), NextCursor: l.Next, Total: l.Total, TotalHeadcount: l.Headcount}
	for i, p := range l.Items {
		out.Items[i] = vacancyOf(r, p)
		out.Items[i].Reports = reportCounts(l.Reports[p.Vacancy.ID])
	}
	return &vacancyListed{out}, nil
}

// Suggestion is one completion.
type Suggestion struct {
	Kind string `json:"kind" enum:"title,employer,place"`
	Text string `json:"text"`
}

// SuggestionList is the completions, the most used first.
type SuggestionList struct {
	Items []Suggestion `json:"items"`
}

func (s *server) suggest(ctx context.Context, in *struct {
	Q     string `query:"q" minLength:"1" maxLength:"50" required:"true"`
	Limit int    `query:"limit" minimum:"1" maximum:"20" default:"10"`
}) (*struct{ Body SuggestionList }, error) {
	view, err := s.Market.Current(ctx)
	if err != nil {
		return nil, err
	}
	out := SuggestionList{Items: []Suggestion{}}
	for _, x := range view.Search.Suggest(in.Q, in.Limit) {
		out.Items = append(out.Items, Suggestion{x.Kind, x.Text})
	}
	return &struct{ Body SuggestionList }{out}, nil
}
