package main

import (
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/lang/cjk"
	"github.com/blevesearch/bleve/v2/geo"
	"github.com/blevesearch/bleve/v2/mapping"

	"konggang/models"
	"konggang/services/occupations"
)

func keywords() *mapping.FieldMapping {
	f := bleve.NewKeywordFieldMapping()
	f.Store, f.IncludeInAll, f.IncludeTermVectors = false, false, false
	return f
}

func text() *mapping.FieldMapping {
	f := bleve.NewTextFieldMapping()
	f.Analyzer, f.Store, f.IncludeInAll, f.IncludeTermVectors, f.DocValues = cjk.AnalyzerName, false, false, false, false
	return f
}

func numbers() *mapping.FieldMapping {
	f := bleve.NewNumericFieldMapping()
	f.Store, f.IncludeInAll = false, false
	return f
}

// newMapping is what is indexed, and nothing more.
func newMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	m.DefaultAnalyzer = cjk.AnalyzerName
	d := bleve.NewDocumentStaticMapping()
	for _, name := range []string{"title", "words"} {
		d.AddFieldMappingsAt(name, text())
	}
	for _, name := range []string{"within", "town", "classes", "class", "education", "shift", "benefit"} {
		d.AddFieldMappingsAt(name, keywords())
	}
	for _, name := range []string{"high", "opened"} {
		d.AddFieldMappingsAt(name, numbers())
	}
	place := bleve.NewGeoPointFieldMapping()
	place.Store, place.IncludeInAll = false, false
	d.AddFieldMappingsAt("place", place)
	m.DefaultMapping = d
	return m
}

// document is a vacancy as bleve is given it.
type document struct {
	Title     string    `json:"title"`
	Words     string    `json:"words"`
	Within    []string  `json:"within"`
	Town      string    `json:"town"`
	Classes   []string  `json:"classes"`
	Class     string    `json:"class"`
	Education []string  `json:"education"`
	Shift     string    `json:"shift"`
	Benefit   []string  `json:"benefit"`
	High      *float64  `json:"high"`
	Opened    float64   `json:"opened"`
	Place     geo.Point `json:"place"`
}

func documentOf(p models.Posting, names map[models.DivisionCode]string) document {
	v := p.Vacancy
	d := document{Title: v.Title, Shift: string(v.Shift), Opened: float64(v.OpenedAt.Unix()), Place: geo.Point{Lon: p.Place.Lon, Lat: p.Place.Lat}}
	words := []string{v.Title, p.Employer.Name, v.Workplace.Address, v.Number, v.Duties, v.BenefitsNote, models.Shifts.Zh(v.Shift),
		models.EmploymentTypes.Zh(v.EmploymentType), occupations.Name(string(v.Occupation)), v.Wage.Text()}
	words = append(append(words, v.Skills...), v.Certificates...)
	for _, b := range v.Benefits {
		words, d.Benefit = append(words, models.Benefits.Zh(b)), append(d.Benefit, string(b))
	}
	for at := v.Workplace.Division; at != ""; at = at.Parent() {
		words, d.Within = append(words, names[at]), append(d.Within, string(at))
	}
	d.Words = strings.Join(words, " ")
	d.Town = d.Within[0]
	if town := v.Workplace.Division.Town(); town != "" {
		d.Town = string(town)
	}
	if v.Occupation != "" {
		d.Classes = append(occupations.Ancestors(string(v.Occupation)), string(v.Occupation))
		d.Class = string(v.Occupation[:4])
	}
	for _, level := range models.Educations { // those who may apply
		if v.Education != "" && level.Code.Meets(v.Education) {
			d.Education = append(d.Education, string(level.Code))
		}
	}
	if _, high, ok := v.Wage.Monthly(); ok {
		yuan := float64(high) / 100
		d.High = &yuan
	}
	return d
}
