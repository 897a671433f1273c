package search

import (
	"cmp"
	"slices"

	"konggang/models"
	"konggang/services/occupations"
)

// Count is one value of a facet: how many vacancies have it.
type Count struct {
	Value string
	Name  string
	Count int
}

// maxCounts bounds a facet; the rest is left off from the rarest.
const maxCounts = 50

// FacetNames are the facets of the contract.
var FacetNames = []string{"division", "occupation", "wage", "benefit", "education", "employment_type", "shift", "enterprise_kind"}

// wageBands are the lower ends of the bands of the wage facet, yuan by the month.
var wageBands = []struct {
	from models.Fen
	name string
}{{800_000, "8000以上"}, {600_000, "6000-8000"}, {450_000, "4500-6000"}, {300_000, "3000-4500"}, {0, "3000以下"}}

func (x *Index) facets(names []string, hits []Hit) map[string][]Count {
	out := map[string][]Count{}
	for _, name := range names {
		counts := map[string]*Count{}
		for _, h := range hits {
			for _, v := range x.values(name, h.Posting) {
				if counts[v.Value] == nil {
					counts[v.Value] = &v
				}
				counts[v.Value].Count++
			}
		}
		list := make([]Count, 0, len(counts))
		for _, c := range counts {
			list = append(list, *c)
		}
		slices.SortFunc(list, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value)) })
		out[name] = list[:min(len(list), maxCounts)]
	}
	return out
}

// values are what a vacancy counts for in a facet; what it does not state counts nowhere.
func (x *Index) values(facet string, p *models.Posting) []Count {
	v := &p.Vacancy
	switch facet {
	case "division":
		return x.town(p)
	case "occupation":
		if len(v.Occupation) >= 4 {
			class := string(v.Occupation[:4])
			return one(class, occupations.Name(class))
		}
	case "wage":
		if _, high, ok := v.Wage.Monthly(); ok {
			for _, b := range wageBands {
				if high >= b.from {
					return one(b.from.Yuan(), b.name)
				}
			}
		}
	case "benefit":
		var out []Count
		for _, b := range models.Benefits { // by the vocabulary, for an advert may name one twice
			if slices.Contains(v.Benefits, b.Code) {
				out = append(out, one(string(b.Code), b.Zh)...)
			}
		}
		return out
	case "education":
		return one(string(v.Education), models.Educations.Zh(v.Education))
	case "employment_type":
		return one(string(v.EmploymentType), models.EmploymentTypes.Zh(v.EmploymentType))
	case "shift":
		return one(string(v.Shift), models.Shifts.Zh(v.Shift))
	case "enterprise_kind":
		return one(string(p.Employer.Kind), models.EnterpriseKinds.Zh(p.Employer.Kind))
	}
	return nil
}

// town is the town of the workplace, or the wider division where that is all that is known.
func (x *Index) town(p *models.Posting) []Count {
	d := p.Vacancy.Workplace.Division
	if d == "" {
		d = p.Employer.Division
	}
	if t := d.Town(); t != "" {
		d = t
	}
	return one(string(d), x.names[d])
}

func one(value, name string) []Count {
	if value == "" {
		return nil
	}
	return []Count{{Value: value, Name: name}}
}
