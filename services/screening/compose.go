package screening

// compounds are words of several words, in any of their forms: 别 and 报名 make one refusal, 就甭 and 惦记 another.
var compounds = []struct{ head, tail, class string }{
	{"dont", "apply", "exclude"},
}

// compose joins tokens that make a compound, also across a gap.
func compose(tokens []token, l *lexicon) []token {
	out := tokens[:0]
	for i := 0; i < len(tokens); i++ {
		class, last := l.compound(tokens, i)
		if class == "" {
			out = append(out, tokens[i])
			continue
		}
		out = append(out, token{kind: l.only(class), from: tokens[i].from, to: tokens[last].to})
		i = last
	}
	return out
}

// compound is the class of the compound that begins at token i, and its last token; the class is "" when none begins.
func (l *lexicon) compound(tokens []token, i int) (class string, last int) {
	last = i + 1
	if last < len(tokens) && l.is(tokens[last].kind, "gap") {
		last++
	}
	if last >= len(tokens) {
		return "", i
	}
	for _, c := range compounds {
		if l.is(tokens[i].kind, c.head) && l.is(tokens[last].kind, c.tail) {
			return c.class, l.ended(tokens, last)
		}
	}
	return "", i
}

// ended is the last token of a compound with the particle behind it, if there is one: 别来了, 别来吧.
func (l *lexicon) ended(tokens []token, last int) int {
	if last+1 < len(tokens) && l.is(tokens[last+1].kind, "particle") {
		return last + 1
	}
	return last
}
