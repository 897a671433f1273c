package search

import (
	"cmp"
	"slices"
	"sync"

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

// The bands of wages from the highest.
var wageBands = []wageBand{{800_000, "8000以上"}, {600_000, "6000-8000"}, {450_000, "4500-6000"}, {300_000, "3000-4500"}, {0, "3000以下"}}

// facets is what has to be counted for the facets that are asked for.
type facets struct {
	names          []string
	classes, towns bool
}

func facetsOf(names []string) facets {
	f := facets{names: slices.Compact(slices.Sorted(slices.Values(names)))}
	for _, n := range f.names {
		f.classes = f.classes || n == "occupation"
		f.towns = f.towns || n == "division"
	}
	return f
}

// unfold gives the facets that were asked for.
func (x *Index) unfold(t *tally, f *facets) map[string][]Count {
	out := make(map[string][]Count, len(f.names))
	for _, name := range f.names {
		switch name {
		case "division":
			out[name] = x.townCounts(t)
		case "occupation":
			out[name] = classCounts(t)
		default:
			out[name] = labelCounts(t, name)
		}
	}
	return out
}

func labelCounts(t *tally, facet string) []Count {
	from, to, _ := facetLabels(facet)
	out := make([]Count, 0, to-from)
	for l := from; l < to; l++ {
		if n := t.labels[l]; n > 0 {
			out = append(out, Count{labels[l].code, labels[l].name, int(n)})
		}
	}
	slices.SortFunc(out, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value)) })
	return out
}

// largest are the places of the largest counts from first on, at most maxCounts, the largest first and of equal ones the
// first. A province has thousands of towns, and only these are sorted.
func largest(counts []int32, first int) []int {
	var best [maxCounts]uint64 // a count, and how far its place is from the end
	n, least := 0, int32(0)
	for i := first; i < len(counts); i++ {
		if counts[i] <= least {
			continue
		}
		key := uint64(counts[i])<<32 | uint64(len(counts)-i)
		n = min(n+1, maxCounts)
		at := n - 1
		for ; at > 0 && best[at-1] < key; at-- {
			best[at] = best[at-1]
		}
		best[at] = key
		if n == maxCounts {
			least = int32(best[n-1] >> 32)
		}
	}
	out := make([]int, n)
	for i, key := range best[:n] {
		out[i] = len(counts) - int(uint32(key))
	}
	return out
}

// classNames are the middle classes by their numbers.
var classNames = sync.OnceValue(func() []Count {
	names := make([]Count, 1000)
	for n := range names {
		code := string([]byte{byte('0' + n/100), '-', byte('0' + n/10%10), byte('0' + n%10)})
		names[n] = Count{Value: code, Name: occupations.Name(code)}
	}
	return names
})

func classCounts(t *tally) []Count {
	best, names := largest(t.classes[:], 1), classNames()
	out := make([]Count, len(best))
	for i, class := range best {
		out[i] = names[class]
		out[i].Count = int(t.classes[class])
	}
	return out
}

func (x *Index) townCounts(t *tally) []Count {
	first := 0
	if len(x.towns) > 0 && x.towns[0] == "" {
		first = 1 // what is nowhere
	}
	best := largest(t.towns, first)
	out := make([]Count, len(best))
	for i, town := range best {
		out[i] = Count{x.towns[town], x.townNames[town], int(t.towns[town])}
	}
	return out
}
