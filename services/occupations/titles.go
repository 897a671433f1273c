package occupations

import (
	"iter"
	"maps"
	"slices"
)

// Titles are all names and synonyms that are known with the codes they mean, in the order of the titles. They are in the
// form in which titles are compared: small letters, half width, no spaces.
func Titles() iter.Seq2[string, string] {
	return func(yield func(title, code string) bool) {
		for _, t := range slices.Sorted(maps.Keys(bundled().titles)) {
			if !yield(t, bundled().titles[t]) {
				return
			}
		}
	}
}

// Exact is the code that a title means as a whole; false when it is no name and no synonym.
func Exact(title string) (code string, ok bool) {
	code, ok = bundled().titles[fold(title)]
	return code, ok
}
