package screening

import (
	_ "embed" // the themes are part of the program
	"strings"
	"sync"
)

//go:embed themes.txt
var themeFile string

// facts are what an advert says somewhere and every rule may need: they are gathered before any sentence is judged.
type facts struct {
	context    Context
	words      *lexicon
	food       bool
	restricted bool
	partTime   bool
	rests      bool
	contract   float64 // months, 0 when no term is stated
	hours      float64 // a day, 0 when none are stated
}

var themes = sync.OnceValue(func() *lexicon {
	l := newLexicon()
	if err := l.read(themeFile); err != nil {
		panic("screening: themes.txt: " + err.Error())
	}
	return l
})

// gather adds what one text of the advert says.
func (f *facts) gather(signs []sign, tokens []token) {
	f.gatherThemes(signs)
	for i, t := range tokens {
		switch {
		case f.words.is(t.kind, "contract"):
			f.contract = max(f.contract, f.term(tokens[i+1:min(i+6, len(tokens))]), f.termAhead(tokens[max(0, i-4):i]))
		case f.words.is(t.kind, "hour"):
			f.hours = max(f.hours, f.dayHours(tokens, i))
			f.partTime = f.partTime || f.shortDay(tokens, i)
		}
	}
}

func (f *facts) gatherThemes(signs []sign) {
	l := themes()
	for i := range signs {
		found, _ := l.longest(signs, i)
		f.food = f.food || l.is(found, "food")
		f.partTime = f.partTime || l.is(found, "parttime")
		f.rests = f.rests || l.is(found, "rests") && !denied(signs, i)
		f.restricted = f.restricted || l.is(found, "restricted") && !denied(signs, i)
	}
}

// denialReach is how many signs a denial reaches over a list: 绝不安排喷漆和冷库.
const denialReach = 12

// denied tells whether the few signs before i say that there is none of it: 不涉及有毒有害.
func denied(signs []sign, i int) bool {
	for n := i - 1; n >= max(0, i-denialReach); n-- {
		switch {
		case strings.ContainsRune("不无非没禁免", signs[n].r):
			return true
		case splitting(signs[n].r) && signs[n].r != pauseMark:
			return false
		}
	}
	return false
}

// term is the length of a contract in months that the tokens behind the word state, 0 when they state none.
func (f *facts) term(behind []token) float64 {
	for i, t := range behind {
		switch is := func(class string) bool { return f.words.is(t.kind, class) }; {
		case is("yearunit"):
			return 12 * f.before(behind, i)
		case is("month"):
			return f.before(behind, i)
		case is("trial"), is("comma"):
			return 0
		}
	}
	return 0
}

// termAhead is the length that stands right before the word: 两年合同, 三年期的劳动合同, 一年一签合同.
func (f *facts) termAhead(ahead []token) float64 {
	for i := len(ahead) - 1; i >= 0; i-- {
		switch is := func(class string) bool { return f.words.is(ahead[i].kind, class) }; {
		case is("yearunit"), is("month"):
			return f.term(ahead[max(0, i-1) : i+1])
		case !is("of") && !is("gap") && !is("other") && !(is("num") && ahead[i].value == 1):
			return 0
		}
	}
	return 0
}

// before is the figure in front of a unit, 1 when the unit stands alone as 一年 does.
func (f *facts) before(tokens []token, i int) float64 {
	if i > 0 && f.words.is(tokens[i-1].kind, "num") {
		return tokens[i-1].value
	}
	return 1
}

// longestShortDay is the hours a day up to which work counts as 非全日制 (劳动合同法 art. 68).
const longestShortDay = 4

// shortDay tells whether token i ends the few hours a day of part-time work: 每天两小时, 饭点来两小时.
func (f *facts) shortDay(tokens []token, i int) bool {
	if i == 0 || !f.words.is(tokens[i-1].kind, "num") || tokens[i-1].value <= 1 || tokens[i-1].value > longestShortDay {
		return false
	}
	ahead := tokens[max(0, i-4) : i-1]
	beside := f.words.any(ahead, "rest") || f.words.any(ahead, "overtime")
	return !beside && (f.words.any(ahead, "day") || f.words.any(ahead, "peak"))
}

// dayHours is the hours of a working day that end at token i, 0 when the figure is none.
func (f *facts) dayHours(tokens []token, i int) float64 {
	if i == 0 || !f.words.is(tokens[i-1].kind, "num") {
		return 0
	}
	if h := tokens[i-1].value; h >= 4 && h <= 16 {
		return h
	}
	return 0
}
