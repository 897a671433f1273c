package search

import (
	"slices"

	"konggang/models"
)

// label is a closed value of a vacancy. Where it has a word, vacancies are found by it as if it were written in their text;
// all can be counted and narrowed by.
type label struct {
	word       string
	code, name string // of the facet's value
	on         func(r *record) bool
}

// The labels: shifts, employment, benefits, 面议, schooling, kinds of employers, bands of wages, what wages are paid by.
var labels = makeLabels()

// Where the labels of a vocabulary begin.
var (
	employmentLabels = len(models.Shifts)
	benefitLabels    = employmentLabels + len(models.EmploymentTypes)
	schoolingLabels  = benefitLabels + len(models.Benefits) + 1
	kindLabels       = schoolingLabels + len(models.Educations)
	bandLabels       = kindLabels + len(models.EnterpriseKinds)
	unitLabels       = bandLabels + len(wageBands)
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
	for _, t := range models.WageUnits {
		out = append(out, label{word: unitWords[t.Code], on: func(r *record) bool { return r.unit == t.Code }})
	}
	return out
}

// unitWords are what people call wages by what they are paid by. Nearly all are paid by the month, which nobody asks for.
var unitWords = map[models.WageUnit]string{models.PerPiece: "计件", models.PerYear: "年薪", models.PerDay: "日薪", models.PerHour: "时薪"}

// formWords are forms of work by the words that are no title of a vacancy that is offered so.
var formWords = map[string][]string{
	"小时工": {"兼职", "时薪"}, "钟点工": {"兼职", "时薪"}, "零工": {"临时工", "季节工", "兼职"}, "零活": {"临时工", "季节工", "兼职"}, "短期工": {"临时工", "季节工"}, "日结工": {"临时工", "日薪"},
	"暑假工": {"兼职", "季节工", "临时工"}, "寒假工": {"兼职", "季节工", "临时工"}, "学生工": {"兼职", "季节工", "临时工"}, "假期工": {"兼职", "季节工", "临时工"}, "短工": {"临时工", "季节工"},
}

// formsOf are the labels of the forms of work that a word means.
func formsOf(text string) (out []int) {
	for _, form := range formWords[text] {
		out = append(out, slices.IndexFunc(labels, func(l label) bool { return l.word == form }))
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
		return bandLabels, unitLabels, true
	}
	return 0, 0, false
}
