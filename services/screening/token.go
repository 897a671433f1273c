package screening

// token is a word, a figure or a mark with its kind and the runes of the written text that it covers. Value is what a
// figure says.
type token struct {
	kind     kind
	value    float64
	from, to int
}

// scan cuts folded text into the longest words that the lexicon has, figures and marks; what is left stands character by
// character.
func scan(signs []sign, l *lexicon) []token {
	tokens := make([]token, 0, len(signs))
	for i := 0; i < len(signs); {
		t, next := l.token(signs, i)
		t.from, t.to = signs[i].from, signs[next-1].to
		tokens = append(tokens, t)
		i = next
	}
	return compose(tokens, l)
}

func (l *lexicon) token(signs []sign, i int) (token, int) {
	word, end := l.longest(signs, i)
	value, behind := withHalf(signs, i)
	switch {
	case behind > max(end, i):
		return token{kind: l.only("num"), value: value}, behind
	case end > i:
		return token{kind: word}, end
	case latin(signs[i].r):
		return token{kind: l.only("latin")}, latinRun(signs, i)
	case digit(signs[i].r):
		return token{kind: l.only("other")}, digitRun(signs, i)
	}
	if name, ok := markNames[signs[i].r]; ok {
		return token{kind: l.only(name)}, i + 1
	}
	return token{kind: l.only("other")}, i + 1
}

var markNames = map[rune]string{
	gapMark: "gap", commaMark: "comma", pauseMark: "pause", stopMark: "stop", colonMark: "colon", bracketMark: "bracket",
	dashMark: "dash", slashMark: "slash", '+': "plus", '=': "equal", '%': "percent",
}

func latinRun(signs []sign, i int) int {
	for i < len(signs) && latin(signs[i].r) {
		i++
	}
	return i
}

func digitRun(signs []sign, i int) int {
	for i < len(signs) && digit(signs[i].r) {
		i++
	}
	return i
}

// only is the kind of what has this one class.
func (l *lexicon) only(class string) kind { return l.kinds[class] }
