package screening

// sentence is the tokens between two stops, with the stops, or an imagined one at the ends of the text.
type sentence struct {
	tokens []token
	words  map[kind]bool
}

// sentences cuts tokens at the stops.
func sentences(tokens []token, l *lexicon) []sentence {
	stop := l.only("stop")
	var out []sentence
	begin := 0
	for i := 0; i <= len(tokens); i++ {
		if i < len(tokens) && tokens[i].kind != stop {
			continue
		}
		if i > begin {
			out = append(out, framed(tokens[begin:i], stop))
		}
		begin = i + 1
	}
	return out
}

func framed(tokens []token, stop kind) sentence {
	s := sentence{make([]token, 0, len(tokens)+2), map[kind]bool{}}
	s.tokens = append(s.tokens, token{kind: stop, from: tokens[0].from, to: tokens[0].from})
	s.tokens = append(s.tokens, tokens...)
	last := tokens[len(tokens)-1].to
	s.tokens = append(s.tokens, token{kind: stop, from: last, to: last})
	for _, t := range tokens {
		s.words[t.kind] = true
	}
	return s
}

func (s sentence) speaksOf(kinds map[kind]bool) bool {
	for k := range kinds {
		if s.words[k] {
			return true
		}
	}
	return false
}

// row is the sentence as patterns read it: what stands for the kind of each token.
func (s sentence) row() []byte {
	out := make([]byte, 0, 2*len(s.tokens))
	for _, t := range s.tokens {
		out = append(out, string(t.kind.rune())...)
	}
	return out
}
