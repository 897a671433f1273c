package search

import (
	"time"

	"konggang/models"
)

// Sort is the order of the hits.
type Sort string

// The orders of the contract.
const (
	ByRelevance Sort = "relevance"
	ByNewest    Sort = "newest"
	ByWage      Sort = "wage"
	ByDistance  Sort = "distance"
)

// Query is what is looked for; zero fields do not narrow. WageMin is by the month; Near is needed for RadiusKM (kilometres)
// and for the order by distance. Limit is how many hits a page has (0: the default of lists), Cursor where it begins: the
// Next of the page before, "" for the first.
type Query struct {
	Text       string
	Division   models.DivisionCode
	Near       *models.Point
	RadiusKM   float64
	Occupation models.OccupationCode
	WageMin    models.Fen
	Education  models.Education
	Employment models.EmploymentType
	Shift      models.Shift
	Benefits   []models.Benefit
	Enterprise string
	Since      time.Time
	Sort       Sort
	Facets     []string
	Limit      int
	Cursor     string
}

// Hit is one vacancy that was found, with what was prepared for it. DistanceKM is from the query's point, nil without one
// or where the place is unknown.
type Hit struct {
	ID         string
	JSON       []byte
	Relevance  int
	DistanceKM *float64
}

// Result is one page of what was found, in order, with the number and the free places of all that was found and the facets
// that were asked for. Next is the cursor of the next page, "" at the end.
type Result struct {
	Hits        []Hit
	Total       int
	Headcount   int
	Facets      map[string][]Count
	Interpreted Interpreted
	Next        string
}

// Interpreted is what the text of a query was understood as. Words are what is looked for as it stands; the rest was taken
// out of the text. WageMin and WageMax are by the month; PaidBy is the unit that was said, Shifts are those that will do, the
// one that was said first. Where fewer hits than people look at have all of it, more come behind, and Widened says what they
// lack, the easiest to give up first.
type Interpreted struct {
	Words            []string
	Places           []Named
	Employers        []string
	Occupations      []Named
	WageMin, WageMax models.Fen
	PaidBy           models.WageUnit
	Benefits         []models.Benefit
	Shifts           []models.Shift
	Education        models.Education
	Age              int // years, 0 for none
	Corrected        []Correction
	Widened          []Widening
}

// Widening is a wish that some hits lack, Wish…, and the words that they have all the same.
type Widening struct {
	Without string
	Words   []string
}

// Named is a code and what it is called. A place that has no code any more (八千乡) has its name alone.
type Named struct{ Code, Name string }

// Correction is a word that nothing is found for, and what was looked for in its place.
type Correction struct{ From, To string }
