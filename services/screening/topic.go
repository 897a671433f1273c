package screening

import (
	"regexp"
	"slices"
	"strings"

	"konggang/models"
)

// verdict is what a step says of a match. Rule and severity are the topic's own unless they are stated.
type verdict struct {
	rule     string
	severity models.Severity
	args     []string
}

// step is one line of a topic's grammar. A step that clears finds what is lawful; the others find what is not. What a
// step has read, no later step reads again.
type step struct {
	pattern string
	clears  bool
	judge   func(m match) []verdict
}

// lawful reads what is allowed, or not the worker's business, before the findings below it can take it for a demand.
func lawful(pattern string) step { return step{pattern: pattern, clears: true} }

// find reads what the topic's rule is against.
func find(pattern string) step { return step{pattern: pattern} }

// weigh reads what only its figures or the rest of the advert can decide.
func weigh(pattern string, judge func(m match) []verdict) step {
	return step{pattern: pattern, judge: judge}
}

// topic is the grammar of one subject: the classes that it is about, and its steps, tried from the top.
type topic struct {
	rule  string
	about string
	steps []step
	// quotes tells that the topic's words can be quoted without a demand.
	quotes bool
}

// reader is a topic ready to read sentences.
type reader struct {
	rule  string
	about map[kind]bool
	steps []compiled
}

type compiled struct {
	step
	expression *regexp.Regexp
}

func (l *lexicon) reader(t topic) (reader, error) {
	r := reader{rule: t.rule, about: map[kind]bool{}}
	for _, name := range strings.Fields(t.about) {
		for _, k := range l.members[name] {
			r.about[k] = true
		}
	}
	for _, s := range slices.Concat(t.quoted(), t.steps) {
		e, err := l.compile(s.pattern)
		if err != nil {
			return r, err
		}
		r.steps = append(r.steps, compiled{s, e})
	}
	return r, nil
}

// match is what one step has read: tokens of a sentence, the marked ones, and what the advert says elsewhere.
type match struct {
	tokens []token
	spots  []int
	facts  *facts
}

// has tells whether the marked part n, from 1, is there.
func (m match) has(n int) bool { return m.spots[2*n] >= 0 }

// value is the figure in the marked part n.
func (m match) value(n int) float64 { return m.tokens[m.spots[2*n]].value }

// is tells whether the first token of the marked part n is of a class.
func (m match) is(n int, class string) bool {
	return m.facts.words.is(m.tokens[m.spots[2*n]].kind, class)
}

// spans tells whether the match holds a word of the class.
func (m match) spans(class string) bool {
	return m.facts.words.any(m.tokens[m.spots[0]:m.spots[1]], class)
}

func (l *lexicon) any(tokens []token, class string) bool {
	return slices.ContainsFunc(tokens, func(t token) bool { return l.is(t.kind, class) })
}

// read tells what the topic finds in a sentence, whose first and last tokens are stops.
func (r reader) read(s sentence, f *facts, report func(v verdict, from, to int)) {
	if !s.speaksOf(r.about) {
		return
	}
	row := s.row()
	for _, c := range r.steps {
		for at := 0; at < len(row); {
			found := c.expression.FindSubmatchIndex(row[at:])
			if found == nil {
				break
			}
			m := match{tokens: s.tokens, spots: tokenSpots(found, at), facts: f}
			at = 2 * max(m.spots[0]+1, m.spots[1]-1) // the mark at its end may begin the next match
			if c.settle(m, report) {
				r.strike(row, m)
				at = 2*m.spots[0] + 2
			}
		}
	}
}

// settle reports what a match means, and tells whether it meant anything.
func (c compiled) settle(m match, report func(v verdict, from, to int)) bool {
	if c.clears {
		return true
	}
	verdicts := []verdict{{}}
	if c.judge != nil {
		verdicts = c.judge(m)
	}
	for _, v := range verdicts {
		report(v, m.spots[0], m.spots[1])
	}
	return verdicts != nil
}

// strike takes the topic's words in a match out of the sentence.
func (r reader) strike(row []byte, m match) {
	for i := m.spots[0]; i < m.spots[1]; i++ {
		if r.about[m.tokens[i].kind] {
			copy(row[2*i:], string(struck.rune()))
		}
	}
}

// struck is the kind of a word that has been read: an unknown one, the first of the mark classes.
const struck kind = 1

func tokenSpots(found []int, at int) []int {
	spots := make([]int, len(found))
	for i, offset := range found {
		spots[i] = -1
		if offset >= 0 {
			spots[i] = (offset + at) / 2
		}
	}
	return spots
}
