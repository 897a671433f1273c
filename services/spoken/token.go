package spoken

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind int

const (
	digitRun kind = iota
	latinRun
	single // one Han character, one sign or one blank
)

// token is a run of digits, a run of Latin letters, or any other single rune.
type token struct {
	kind   kind
	text   string
	start  int // in bytes of the folded line
	origin int // in bytes of the written line
}

// line is one written line with its tokens; it never changes once scanned.
type line struct {
	written, folded string
	tokens          []token
}

// place is a position between two tokens of a line.
type place struct {
	*line
	at int
}

func scan(written string) place {
	l := &line{written: written}
	var folded strings.Builder
	for _, g := range fold(written) {
		k := kindOf(g.text)
		if last := len(l.tokens) - 1; last < 0 || k == single || l.tokens[last].kind != k {
			l.tokens = append(l.tokens, token{kind: k, start: folded.Len(), origin: g.origin})
		}
		folded.WriteString(g.text)
	}
	l.folded = folded.String()
	for end, i := len(l.folded), len(l.tokens)-1; i >= 0; i-- {
		l.tokens[i].text = l.folded[l.tokens[i].start:end]
		end = l.tokens[i].start
	}
	return place{line: l}
}

func kindOf(text string) kind {
	switch c := text[0]; {
	case c >= '0' && c <= '9':
		return digitRun
	case c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z':
		return latinRun
	}
	return single
}

func (p place) end() bool { return p.at >= len(p.tokens) }

func (p place) token() token {
	if p.end() {
		return token{kind: single, start: len(p.folded), origin: len(p.written)}
	}
	return p.tokens[p.at]
}

func (p place) step(n int) place { return place{p.line, p.at + n} }

func (p place) rest() string { return p.folded[p.token().start:] }

// digits reads one run of between low and high digits.
func (p place) digits(low, high int) (string, place, bool) {
	t := p.token()
	if t.kind != digitRun || len(t.text) < low || len(t.text) > high {
		return "", p, false
	}
	return t.text, p.step(1), true
}

// skip reads the first of the words that stands here, whole tokens only,
// whatever the case of its letters.
func (p place) skip(words ...string) (string, place, bool) {
	rest := p.rest()
	for _, w := range words {
		if len(rest) < len(w) || rest[0]|0x20 != w[0]|0x20 || !strings.EqualFold(rest[:len(w)], w) {
			continue
		}
		if next, ok := p.after(len(w)); ok {
			return w, next, true
		}
	}
	return "", p, false
}

// after finds the place the given number of bytes further on, if a token
// begins there.
func (p place) after(bytes int) (place, bool) {
	goal := p.token().start + bytes
	next := p
	for !next.end() && next.token().start < goal {
		next = next.step(1)
	}
	return next, next.token().start == goal
}

func (p place) sees(words ...string) bool {
	_, _, ok := p.skip(words...)
	return ok
}

// blank skips a blank, which people set between a number and its unit.
func (p place) blank() place {
	if p.sees(" ") {
		return p.step(1)
	}
	return p
}

func (p place) seesDigit() bool { return !p.end() && p.token().kind == digitRun }

// seesHan tells whether a Chinese character follows.
func (p place) seesHan() bool {
	r, _ := utf8.DecodeRuneInString(p.token().text)
	return unicode.Is(unicode.Han, r)
}

// before is what stands in front, without the blank and colon at its end.
func (p place) before() string {
	front := strings.TrimSuffix(p.folded[:p.token().start], " ")
	front = strings.TrimSuffix(strings.TrimSuffix(front, ":"), "：")
	return strings.TrimSuffix(front, " ")
}

// near is the end of what stands in front, as far as a listener connects it.
func (p place) near() string {
	const bytes = 60
	front := p.folded[:p.token().start]
	return front[max(0, len(front)-bytes):]
}

// follows tells whether one of the words stands directly in front.
func (p place) follows(words ...string) bool {
	before := p.before()
	for _, w := range words {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return false
}

// afterHan tells whether a Chinese character stands directly in front.
func (p place) afterHan() bool {
	r, _ := utf8.DecodeLastRuneInString(p.folded[:p.token().start])
	return unicode.Is(unicode.Han, r)
}

// opens tells whether a clause begins here.
func (p place) opens() bool {
	r, size := utf8.DecodeLastRuneInString(strings.TrimRight(p.folded[:p.token().start], " "))
	return size == 0 || unicode.IsPunct(r) || strings.ContainsRune("~|→", r)
}

// closes tells whether a clause ends here.
func (p place) closes() bool {
	r, size := utf8.DecodeRuneInString(p.rest())
	return size == 0 || r == ' ' || strings.ContainsRune("，。、；：！？·,;!?:）)】]」", r)
}

// foreign tells a token that is neither Chinese nor blank nor Chinese
// punctuation.
func (p place) foreign() bool {
	return !p.end() && !p.seesHan() && !p.sees(strings.Split(" ，。、；：！？（）【】", "")...)
}

// unreadable reports the whole run of signs, digits and letters around here,
// as it was written.
func (p place) unreadable() *Unreadable {
	first, next := p, p.step(1)
	for first.at > 0 && first.step(-1).foreign() {
		first = first.step(-1)
	}
	for next.foreign() {
		next = next.step(1)
	}
	from := first.token().origin
	return &Unreadable{Excerpt: p.written[from:next.token().origin], Offset: from}
}
