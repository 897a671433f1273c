package search

import (
	"cmp"
	"slices"
	"strings"

	"konggang/models"
)

// Suggestion is a completion of what somebody types: a title, an employer or a place.
type Suggestion struct {
	Kind string
	Text string
}

// fewestTyped is how many letters are taken for the beginning of pinyin.
const fewestTyped = 2

// completion is what is known of a suggestion: how near it is to what was typed, and how many vacancies it is for.
type completion struct {
	Suggestion
	distance, uses int
}

// How near a suggestion is: it begins with what was typed, or its sound does, or it has it somewhere.
const (
	beginsSo = iota
	soundsSo
	hasIt
)

// Suggest gives the titles, employers and places of vacancies that hold the text, or whose pinyin, whole or by initials,
// begins with it: the nearest first, then what is used most.
func (x *Index) Suggest(text string, limit int) []Suggestion {
	typed := strings.Join(strings.Fields(fold(text)), " ")
	if typed == "" || limit <= 0 {
		return nil
	}
	s := borrow()
	defer s.giveBack()
	c := completer{moment: x.momentOf(nil, s), typed: typed, phrase: phraseOf(typed), found: map[Suggestion]completion{}}
	c.collect()
	out := make([]Suggestion, 0, limit)
	for _, f := range c.best(limit) {
		out = append(out, f.Suggestion)
	}
	return out
}

// best are the first completions; of the many that a short text has, most are never sorted.
func (c *completer) best(limit int) []completion {
	list := make([]completion, 0, limit+1)
	for _, f := range c.found {
		if len(list) == limit && f.compare(&list[limit-1]) >= 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(list, f, func(a, b completion) int { return a.compare(&b) })
		list = slices.Insert(list, at, f)
		list = list[:min(len(list), limit)]
	}
	return list
}

func (a *completion) compare(b *completion) int {
	return cmp.Or(cmp.Compare(a.distance, b.distance), cmp.Compare(b.uses, a.uses), strings.Compare(a.Kind, b.Kind), strings.Compare(a.Text, b.Text))
}

type completer struct {
	*moment
	typed  string
	phrase phrase
	found  map[Suggestion]completion
}

func (c *completer) collect() {
	letters := strings.ReplaceAll(c.typed, " ", "")
	r, _ := firstRune(letters)
	heard := len(letters) >= fewestTyped && scriptOf(r) == latin
	for i := range c.parts {
		p := &c.parts[i]
		c.fromTexts(i, "title", &p.titles)
		c.fromTexts(i, "employer", &p.employers)
		if heard {
			c.fromSounds(i, "title", &p.titles, letters, p.letters.titles, p.spoken.titles)
			c.fromSounds(i, "employer", &p.employers, letters, p.letters.firms, p.spoken.firms)
		}
		c.placesWith(p)
	}
	if heard {
		c.placesHeard(letters)
	}
}

func (c *completer) fromTexts(i int, kind string, v *vocabulary) {
	v.holding(c.phrase, c.scratch, func(t int) {
		near := hasIt
		if strings.HasPrefix(v.texts[t], c.typed) {
			near = beginsSo
		}
		c.add(Suggestion{kind, shown(v.keys[t])}, near, v.docs.live(c.there[i], t))
	})
}

// shown is how a key of titles or employers is written.
func shown(key string) string {
	if strings.Contains(key, zero) {
		return partOf(key, 1)
	}
	return key
}

func (c *completer) fromSounds(i int, kind string, v *vocabulary, letters string, lists ...[]heard) {
	seen := map[int]bool{}
	for _, list := range lists {
		for _, h := range heardFrom(list, letters) {
			if !seen[h.i] {
				seen[h.i] = true
				c.add(Suggestion{kind, shown(v.keys[h.i])}, soundsSo, v.docs.live(c.there[i], h.i))
			}
		}
	}
}

// heardFrom are the texts whose sound begins with letters.
func heardFrom(list []heard, letters string) []heard {
	from, _ := slices.BinarySearchFunc(list, letters, func(h heard, s string) int { return cmp.Compare(h.sound, s) })
	to := from
	for to < len(list) && strings.HasPrefix(list[to].sound, letters) {
		to++
	}
	return list[from:to]
}

// add counts the uses of a suggestion over the parts; what nothing uses any more is none.
func (c *completer) add(s Suggestion, near, uses int) {
	if uses == 0 || s.Text == "" {
		return
	}
	was, known := c.found[s]
	if !known {
		was = completion{Suggestion: s, distance: near}
	}
	was.distance = min(was.distance, near)
	was.uses += uses
	c.found[s] = was
}

// placesWith adds the divisions of a part, and those around them, whose own names have what was typed.
func (c *completer) placesWith(p *part) {
	names := c.places.names
	p.divisions.holding(c.phrase, c.scratch, func(i int) {
		uses := p.divisions.docs.live(p.live, i)
		for at := models.DivisionCode(p.divisions.keys[i]); at != ""; at = at.Parent() {
			if name := fold(names[at]); c.phrase.in(name) {
				near := hasIt
				if strings.HasPrefix(name, c.typed) {
					near = beginsSo
				}
				c.add(Suggestion{"place", names[at]}, near, uses)
			}
		}
	})
}

func (c *completer) placesHeard(letters string) {
	pl := c.places
	codes := map[models.DivisionCode]bool{}
	for _, list := range [][]heard{pl.initial, pl.spelled} {
		for _, h := range heardFrom(list, letters) {
			for _, code := range pl.byName[pl.written[h.i]] {
				codes[code] = true
			}
		}
	}
	for code := range codes {
		c.add(Suggestion{"place", pl.names[code]}, soundsSo, c.inside(code))
	}
}

func (c *completer) inside(code models.DivisionCode) int {
	n := 0
	for i := range c.parts {
		p := &c.parts[i]
		from, to := p.divisions.under(code.Prefix())
		for d := from; d < to; d++ {
			n += p.divisions.docs.live(p.live, d)
		}
	}
	return n
}
