package search

import (
	"cmp"
	"math/bits"
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

// wageBand is a band of the wage facet: its lower end by the month.
type wageBand struct {
	from models.Fen
	name string
}

var wageBands = []wageBand{{800_000, "8000以上"}, {600_000, "6000-8000"}, {450_000, "4500-6000"}, {300_000, "3000-4500"}, {0, "3000以下"}}

// scan counts what acc has of a part, in one pass. Only what the facets need is counted.
func (t *tally) scan(p *part, acc set, facets *facets) {
	for i, w := range acc {
		t.total += int32(bits.OnesCount64(w))
		for ; w != 0; w &= w - 1 {
			d := i*64 + bits.TrailingZeros64(w)
			t.headcount += int64(p.remaining[d])
			if facets.demands {
				t.demands[p.demands[d]&127]++
			}
			if facets.offers {
				t.offers[p.offers[d]]++
			}
			if facets.benefits {
				b := p.benefits[d]
				t.benefits[0][b&127]++
				t.benefits[1][b>>7&127]++
			}
			if facets.classes {
				t.classes[p.class[d]]++
			}
			if facets.towns {
				t.towns[p.townAt[p.townOf[d]]]++
			}
		}
	}
}

// add counts all of a part that is live.
func (t *tally) add(p *part) {
	t.total += p.all.total
	t.headcount += p.all.headcount
	addAll(t.demands[:], p.all.demands[:])
	addAll(t.offers[:], p.all.offers[:])
	addAll(t.benefits[0][:], p.all.benefits[0][:])
	addAll(t.benefits[1][:], p.all.benefits[1][:])
	addAll(t.classes[:], p.all.classes[:])
	for i, n := range p.all.towns {
		t.towns[p.townAt[i]] += n
	}
}

func addAll(to, from []int32) {
	for i, n := range from {
		to[i] += n
	}
}

// facets is what has to be counted for the facets that are asked for.
type facets struct {
	names                                     []string
	demands, offers, benefits, classes, towns bool
}

func facetsOf(names []string) *facets {
	f := &facets{names: names}
	for _, n := range names {
		switch n {
		case "education", "shift":
			f.demands = true
		case "employment_type", "enterprise_kind", "wage":
			f.offers = true
		case "benefit":
			f.benefits = true
		case "occupation":
			f.classes = true
		case "division":
			f.towns = true
		}
	}
	return f
}

// counts unfolds the facets that were asked for.
func (x *Index) counts(t *tally, f *facets) map[string][]Count {
	out := make(map[string][]Count, len(f.names))
	for _, name := range f.names {
		list := x.values(t, name)
		slices.SortFunc(list, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value)) })
		list = list[:min(len(list), maxCounts)]
		for i := range list {
			if name == "occupation" {
				list[i].Name = occupations.Name(list[i].Value)
			}
		}
		out[name] = list
	}
	return out
}

func (x *Index) values(t *tally, facet string) []Count {
	switch facet {
	case "division":
		return x.townCounts(t)
	case "occupation":
		return classCounts(t)
	case "wage":
		return wageCounts(t)
	case "benefit":
		return benefitCounts(t)
	case "education":
		return termCounts(models.Educations, t.demands[:], func(i int) int { return i / shifts })
	case "shift":
		return termCounts(models.Shifts, t.demands[:], func(i int) int { return i % shifts })
	case "employment_type":
		return termCounts(models.EmploymentTypes, t.offers[:], func(i int) int { return i / (kinds * bands) })
	case "enterprise_kind":
		return termCounts(models.EnterpriseKinds, t.offers[:], func(i int) int { return i / bands % kinds })
	}
	return []Count{}
}

// termCounts unfolds one value of bytes that hold several.
func termCounts[T ~string](v models.Vocabulary[T], folded []int32, value func(i int) int) []Count {
	var sums [16]int
	for i, n := range folded {
		if n != 0 {
			sums[value(i)] += int(n)
		}
	}
	out := make([]Count, 0, len(v))
	for i, term := range v {
		if n := sums[i+1]; n > 0 {
			out = append(out, Count{string(term.Code), term.Zh, n})
		}
	}
	return out
}

func wageCounts(t *tally) []Count {
	var sums [bands]int
	for i, n := range t.offers {
		sums[i%bands] += int(n)
	}
	out := make([]Count, 0, bands)
	for i, b := range wageBands {
		if n := sums[i+1]; n > 0 {
			out = append(out, Count{b.from.Yuan(), b.name, n})
		}
	}
	return out
}

func benefitCounts(t *tally) []Count {
	var sums [14]int
	for half, folded := range t.benefits {
		for i, n := range folded {
			for b := i; n != 0 && b != 0; b &= b - 1 {
				sums[half*7+bits.TrailingZeros(uint(b))] += int(n)
			}
		}
	}
	out := make([]Count, 0, len(sums))
	for i, term := range models.Benefits {
		if sums[i] > 0 {
			out = append(out, Count{string(term.Code), term.Zh, sums[i]})
		}
	}
	return out
}

func classCounts(t *tally) []Count {
	out := make([]Count, 0, maxCounts)
	for class, n := range t.classes {
		if class > 0 && n > 0 {
			out = append(out, Count{Value: classCode(class), Count: int(n)})
		}
	}
	return out
}

func classCode(n int) string {
	return string([]byte{byte('0' + n/100), '-', byte('0' + n/10%10), byte('0' + n%10)})
}

// townCounts finds the names only of those that are kept: a province has thousands of towns.
func (x *Index) townCounts(t *tally) []Count {
	out := make([]Count, 0, 2*maxCounts)
	for i, n := range t.towns {
		if n > 0 && x.towns[i] != "" {
			out = append(out, Count{Value: x.towns[i], Count: int(n)})
		}
	}
	slices.SortFunc(out, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value)) })
	out = out[:min(len(out), maxCounts)]
	for i := range out {
		out[i].Name = x.places.names[models.DivisionCode(out[i].Value)]
	}
	return out
}
