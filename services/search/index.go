package search

import (
	"strings"

	"konggang/models"
	"konggang/services/occupations"
)

// document is one vacancy in the form in which it is compared.
type document struct {
	posting  *models.Posting
	title    string
	employer string
	place    string
	rest     string
	division models.DivisionCode
	wage     models.Fen
	waged    bool
}

// Index is the open vacancies of one moment, ready to be searched. It is immutable.
type Index struct {
	documents []document
	names     map[models.DivisionCode]string
}

// NewIndex takes in the postings; names are what the divisions in question are called.
func NewIndex(postings []models.Posting, names map[models.DivisionCode]string) *Index {
	x := &Index{names: names, documents: make([]document, len(postings))}
	for i := range postings {
		x.documents[i] = x.document(&postings[i])
	}
	return x
}

func (x *Index) document(p *models.Posting) document {
	v := p.Vacancy
	d := document{posting: p, title: fold(v.Title), employer: fold(p.Employer.Name), division: v.Workplace.Division}
	if d.division == "" {
		d.division = p.Employer.Division
	}
	place := []string{v.Workplace.Address}
	for at := d.division; at != ""; at = at.Parent() {
		place = append(place, x.names[at])
	}
	d.place = fold(strings.Join(place, " "))
	rest := []string{v.Number, v.Duties, v.BenefitsNote, models.Shifts.Zh(v.Shift), models.EmploymentTypes.Zh(v.EmploymentType),
		occupations.Name(string(v.Occupation)), v.Wage.Text()}
	rest = append(append(rest, v.Skills...), v.Certificates...)
	for _, b := range v.Benefits {
		rest = append(rest, models.Benefits.Zh(b))
	}
	d.rest = fold(strings.Join(rest, " "))
	_, d.wage, d.waged = v.Wage.Monthly()
	return d
}

// The weight of a word by where it is found: a title says most, an employer or a place that is named is meant, the rest
// only mentions it.
const (
	inTitle    = 100
	inEmployer = 40
	inPlace    = 30
	inRest     = 10
)

// relevance is the sum over the words of the best place where each is found; false when one is found nowhere.
func (d document) relevance(words []string) (int, bool) {
	sum := 0
	for _, w := range words {
		switch {
		case strings.Contains(d.title, w):
			sum += inTitle
		case strings.Contains(d.employer, w):
			sum += inEmployer
		case strings.Contains(d.place, w):
			sum += inPlace
		case strings.Contains(d.rest, w):
			sum += inRest
		default:
			return 0, false
		}
	}
	return sum, true
}
