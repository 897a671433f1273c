// Package screening tells what is unlawful or doubtful in the wording and the figures of an advert.
//
// A text is folded to one way of writing (fold.go), cut into the words of a lexicon (lexicon/, token.go, compose.go) and
// read sentence by sentence as a row of word classes. Each subject has a grammar of its own (gender.go, money.go …): steps that first
// take out what is lawful, then find what is not. A new word is a word in the lexicon, a new form a step.
package screening

import (
	"cmp"
	"slices"
	"sync"

	"konggang/models"
)

// Context is where and when an advert is judged.
type Context struct {
	Today models.Date
	Place models.DivisionCode
	Wages *MinimumWages
}

// topics are the grammars of all rules about free text.
var topics = []topic{
	gender, ethnicity, religion, marital, origin, hepatitis, disability, deposits, documentsKept, ages, wages, probation, hours, rebates,
}

// readers are the topics made ready once; a pattern that does not compile is a fault of the program.
var readers = sync.OnceValue(func() []reader {
	out := make([]reader, len(topics))
	for i, t := range topics {
		r, err := bundled().reader(t)
		if err != nil {
			panic("screening: " + t.rule + ": " + err.Error())
		}
		out[i] = r
	}
	return out
})

// Text judges free text. What the law requires to be stated is not looked for. Findings come by their place; Field is "".
func Text(text string, c Context) []models.Finding {
	return judge([]passage{{text: text}}, facts{context: c})
}

// passage is one text of an advert and the field that it stands in.
type passage struct {
	field, text string
}

// judge reads all passages of one advert, so that what one says counts in the others.
func judge(passages []passage, f facts) []models.Finding {
	f.words = bundled()
	scanned := make([][]token, len(passages))
	for i, p := range passages {
		signs := fold(p.text)
		scanned[i] = scan(signs, f.words)
		f.gather(signs, scanned[i])
	}
	var out []models.Finding
	for i, p := range passages {
		out = append(out, p.read(scanned[i], &f)...)
	}
	return out
}

func (p passage) read(tokens []token, f *facts) []models.Finding {
	var out []models.Finding
	runes := runeOffsets(p.text)
	for _, s := range sentences(tokens, f.words) {
		for _, r := range readers() {
			r.read(s, f, func(v verdict, from, to int) {
				from, to = s.trim(from, to, f.words)
				out = append(out, p.finding(r.rule, v, runes, s.tokens[from].from, s.tokens[to-1].to))
			})
		}
	}
	slices.SortStableFunc(out, func(a, b models.Finding) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// finding is a verdict with its words: rule and severity of the topic unless the verdict has its own.
func (p passage) finding(id string, v verdict, runes []int, from, to int) models.Finding {
	id = cmp.Or(v.rule, id)
	r := rules[id]
	return models.Finding{
		Rule: id, Severity: cmp.Or(v.severity, r.severity), Field: p.field, Excerpt: p.text[runes[from]:runes[to]], Start: from,
		Law: r.law, Code: r.code, Args: v.args,
	}
}

// runeOffsets are the bytes at which the runes of a text begin, and its end.
func runeOffsets(text string) []int {
	out := make([]int, 0, len(text)/2)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

// trim leaves marks and gaps at the ends of an excerpt off.
func (s sentence) trim(from, to int, l *lexicon) (int, int) {
	mark := func(t token) bool {
		return slices.ContainsFunc(edges, func(class string) bool { return l.is(t.kind, class) })
	}
	for from < to-1 && mark(s.tokens[from]) {
		from++
	}
	for to > from+1 && mark(s.tokens[to-1]) {
		to--
	}
	return from, to
}

var edges = []string{"gap", "comma", "stop", "pause", "colon", "bracket"}
