package search

import "konggang/models"

// label is a closed value of a vacancy. Where it has a word, vacancies are found by it as if it were written in their text;
// all can be counted and narrowed by.
type label struct {
	word       string
	code, name string // of the facet's value
	on         func(r *record) bool
}

// The labels: shifts, employment, benefits, 面议, schooling, kinds of employers, bands of wages.
var labels = makeLabels()

// Where the labels of a vocabulary begin.
var (
	employmentLabels = len(models.Shifts)
	benefitLabels    = employmentLabels + len(models.EmploymentTypes)
	schoolingLabels  = benefitLabels + len(models.Benefits) + 1
	kindLabels       = schoolingLabels + len(models.Educations)
	bandLabels       = kindLabels + len(models.EnterpriseKinds)
)

// maxLabels bounds their number.
const maxLabels = 64

func makeLabels() []label {
	out := labelsOf(models.Shifts, true, func(r *record) uint8 { return r.stated.shift })
	out = append(out, labelsOf(models.EmploymentTypes, true, func(r *record) uint8 { return r.stated.employment })...)
	for i, t := range models.Benefits {
		out = append(out, label{t.Zh, string(t.Code), t.Zh, func(r *record) bool { return r.benefits>>i&1 == 1 }})
	}
	out = append(out, label{word: "面议", on: func(r *record) bool { return r.benefits&negotiable != 0 }})
	out = append(out, labelsOf(models.Educations, false, func(r *record) uint8 { return r.stated.education })...)
	out = append(out, labelsOf(models.EnterpriseKinds, false, func(r *record) uint8 { return r.stated.kind })...)
	for i, b := range wageBands {
		out = append(out, label{"", b.from.Yuan(), b.name, func(r *record) bool { return r.stated.band == uint8(i+1) }})
	}
	return out
}

func labelsOf[T ~string](v models.Vocabulary[T], spoken bool, of func(r *record) uint8) []label {
	var out []label
	for i, t := range v {
		l := label{code: string(t.Code), name: t.Zh, on: func(r *record) bool { return of(r) == uint8(i+1) }}
		if spoken {
			l.word = t.Zh
		}
		out = append(out, l)
	}
	return out
}

// facetLabels is where the labels of a facet begin and end; false for a facet that has none.
func facetLabels(facet string) (from, to int, ok bool) {
	switch facet {
	case "shift":
		return 0, employmentLabels, true
	case "employment_type":
		return employmentLabels, benefitLabels, true
	case "benefit":
		return benefitLabels, benefitLabels + len(models.Benefits), true
	case "education":
		return schoolingLabels, kindLabels, true
	case "enterprise_kind":
		return kindLabels, bandLabels, true
	case "wage":
		return bandLabels, len(labels), true
	}
	return 0, 0, false
}
