package search

import (
	"slices"
	"strings"
)

// column is one value a document, drawn from few: the values in order, which one each document has, and which documents
// have each.
type column struct {
	keys []string
	of   []uint16
	docs postings
}

func newColumn(values []string) column {
	c := column{keys: distinct(values), of: make([]uint16, len(values))}
	lists := make([][]uint16, len(c.keys))
	at := make(map[string]uint16, len(c.keys))
	for i, k := range c.keys {
		at[k] = uint16(i)
	}
	for d, v := range values {
		i := at[v]
		c.of[d] = i
		lists[i] = append(lists[i], uint16(d))
	}
	c.docs = newPostings(len(values), lists)
	return c
}

func distinct(values []string) []string {
	seen := make(map[string]bool, len(values)/4)
	for _, v := range values {
		seen[v] = true
	}
	keys := make([]string, 0, len(seen))
	for v := range seen {
		keys = append(keys, v)
	}
	slices.Sort(keys)
	return keys
}

func (c *column) value(d uint16) string { return c.keys[c.of[d]] }

// under is the stretch of the keys that begin with prefix.
func (c *column) under(prefix string) (from, to int) {
	from, _ = slices.BinarySearch(c.keys, prefix)
	to = from
	for to < len(c.keys) && strings.HasPrefix(c.keys[to], prefix) {
		to++
	}
	return from, to
}

// vocabulary is a column whose values are texts, or stand for one: titles, employers, addresses, occupations. A text is
// there once however many documents have it, so whether it holds a phrase is asked once as well.
type vocabulary struct {
	column
	texts []string // folded, by key
	terms terms
}

func newVocabulary(values []string, textOf func(key string) string) vocabulary {
	v := vocabulary{column: newColumn(values)}
	v.texts, v.terms = v.column.texts(textOf)
	return v
}

func (c *column) texts(of func(key string) string) ([]string, terms) {
	texts := make([]string, len(c.keys))
	for i, k := range c.keys {
		texts[i] = of(k)
	}
	return texts, newTerms(texts, eachGram)
}

// holding gives the texts that hold the phrase.
func (v *vocabulary) holding(p phrase, s *scratch, give func(i int)) {
	for _, i := range v.terms.common(p.grams, s) {
		if p.exact || p.in(v.texts[i]) {
			give(int(i))
		}
	}
}

// terms tells by gram which texts of a list have it.
type terms struct {
	grams []gram
	texts postings
}

func newTerms(texts []string, each func(string, func(gram))) terms {
	at := map[gram]int{}
	var grams []gram
	var lists [][]uint16
	for t, text := range texts {
		each(text, func(g gram) {
			i, known := at[g]
			if !known {
				i = len(lists)
				at[g] = i
				grams, lists = append(grams, g), append(lists, nil)
			}
			if l := lists[i]; len(l) == 0 || l[len(l)-1] != uint16(t) {
				lists[i] = append(l, uint16(t))
			}
		})
	}
	order := make([]int, len(grams))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if grams[a] < grams[b] {
			return -1
		}
		return 1
	})
	t := terms{grams: make([]gram, len(grams))}
	sorted := make([][]uint16, len(grams))
	for i, from := range order {
		t.grams[i], sorted[i] = grams[from], lists[from]
	}
	t.texts = newPostings(len(texts), sorted)
	return t
}

func (t *terms) find(g gram) (int, bool) { return slices.BinarySearch(t.grams, g) }

// common are the texts that have all the grams, good until scratch is asked again.
func (t *terms) common(grams []gram, s *scratch) []uint16 {
	lists := s.lists[:0]
	for _, g := range grams {
		i, ok := t.find(g)
		if !ok {
			return nil
		}
		lists = append(lists, i)
	}
	s.lists = lists
	if len(lists) == 0 {
		return nil
	}
	s.docs = t.texts.common(lists, s.docs)
	return s.docs
}

// commonIn are the texts of acc, n of them, that have all the grams, and maybe others that have them.
func (t *terms) commonIn(grams []gram, acc set, n int, s *scratch) []uint16 {
	least := len(acc) * 64
	for _, g := range grams {
		i, ok := t.find(g)
		if !ok {
			return nil
		}
		least = min(least, t.texts.len(i))
	}
	if n >= least || len(grams) == 0 {
		return t.common(grams, s)
	}
	docs := s.docs[:0]
	for d := acc.next(0); d >= 0; d = acc.next(d + 1) {
		docs = append(docs, uint16(d))
	}
	for _, g := range grams {
		i, _ := t.find(g)
		docs = t.texts.narrow(docs, i)
	}
	s.docs = docs
	return docs
}

// index is where a value stands among the keys.
func (c *column) index(key string) (int, bool) { return slices.BinarySearch(c.keys, key) }
