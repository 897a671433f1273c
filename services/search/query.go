// Package search finds vacancies by words and filters. It is pure: documents and a query in, hits and facets out.
package search

import (
	"slices"
	"strings"
	"time"
	"unicode"

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

// Query is what is looked for; zero fields do not narrow. WageMin is by the month; Near is needed for Radius (kilometres)
// and for the order by distance.
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
}

// terms are the words of a text, in the form in which documents are compared: width and letter case folded, split at
// spaces and punctuation.
func terms(text string) []string {
	words := strings.FieldsFunc(fold(text), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '+' && r != '#'
	})
	slices.Sort(words)
	return slices.Compact(words)
}

func fold(s string) string { return strings.ToLower(models.FoldWidth(s)) }
