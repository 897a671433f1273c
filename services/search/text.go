package search

import (
	"hash/maphash"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"konggang/models"
)

// fold is the form in which texts are compared: width and letter case play no part.
func fold(s string) string { return strings.ToLower(models.FoldWidth(s)) }

// script is what a character belongs to: Chinese is read character by character, other letters and digits as whole words,
// the rest divides.
type script uint8

const (
	divider script = iota
	han
	latin
)

func scriptOf(r rune) script {
	switch {
	case r >= 0x4E00 && r <= 0x9FFF:
		return han
	case r < utf8.RuneSelf:
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' {
			return latin
		}
		return divider
	case unicode.Is(unicode.Han, r):
		return han
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return latin
	}
	return divider
}

// sharpens tells whether a sign belongs to the letters before it: C++, C#.
func sharpens(r rune) bool { return r == '+' || r == '#' }

// run is a stretch of one script in a folded text.
type run struct {
	script script
	text   string
}

// nextRun cuts the first run from a text and gives what is left; a run of dividers is left out. False at the end.
func nextRun(text string) (r run, rest string, ok bool) {
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		s := scriptOf(c)
		if s == divider {
			i += size
			continue
		}
		end := endOfRun(text, i+size, s)
		return run{s, text[i:end]}, text[end:], true
	}
	return run{}, "", false
}

func endOfRun(text string, at int, s script) int {
	last := rune(0)
	for at < len(text) {
		c, size := utf8.DecodeRuneInString(text[at:])
		if scriptOf(c) != s {
			break
		}
		last, at = c, at+size
	}
	if s != latin || unicode.IsDigit(last) {
		return at
	}
	for at < len(text) && sharpens(rune(text[at])) {
		at++
	}
	return at
}

// gram is the unit that texts are indexed by: one or two neighbouring Chinese characters, or a Latin word.
type gram uint64

const (
	latinGram   gram = 1 << 63
	longGram    gram = 1 << 62
	initialGram gram = 1 << 61
	packed           = 7 // bytes of a Latin word that fit a gram
)

// hanGram is of two characters, or of one when the second is 0.
func hanGram(a, b rune) gram { return gram(a)<<21 | gram(b) }

var seed = maphash.MakeSeed()

// wordGram is of a Latin word: the word itself when it is short, else a hash, so that what has it is still to be verified.
func wordGram(word string) gram {
	if len(word) > packed {
		return latinGram | longGram | gram(maphash.String(seed, word))>>2
	}
	return latinGram | pack(word)
}

func pack(s string) gram {
	g := gram(0)
	for i := range len(s) {
		g = g<<8 | gram(s[i])
	}
	return g
}

// eachGram gives every gram of a folded text, some more than once.
func eachGram(text string, give func(gram)) {
	for {
		r, rest, ok := nextRun(text)
		if !ok {
			return
		}
		if r.script == latin {
			give(wordGram(r.text))
		} else {
			last := rune(0)
			for _, c := range r.text {
				give(hanGram(c, 0))
				if last != 0 {
					give(hanGram(last, c))
				}
				last = c
			}
		}
		text = rest
	}
}

// phrase is a folded text that is looked for as it stands, with the grams that everything that has it has.
type phrase struct {
	text  string
	grams []gram
	exact bool // whether what has the grams is sure to have the text
}

func phraseOf(text string) phrase {
	p := phrase{text: text}
	for rest := text; ; {
		r, left, ok := nextRun(rest)
		if !ok {
			break
		}
		if r.script == latin {
			p.grams = append(p.grams, wordGram(r.text))
		} else {
			p.grams = append(p.grams, runGrams(r.text)...)
		}
		rest = left
	}
	p.exact = len(p.grams) == 1 && p.grams[0]&longGram == 0
	return p
}

func runGrams(text string) []gram {
	chars := []rune(text)
	if len(chars) == 1 {
		return []gram{hanGram(chars[0], 0)}
	}
	out := make([]gram, 0, len(chars)-1)
	for i := range len(chars) - 1 {
		out = append(out, hanGram(chars[i], chars[i+1]))
	}
	return out
}

// in tells whether a folded text has the phrase. A Latin word counts as a whole: C1 is not in C10, C is not in C++. What is
// looked for leaves the first byte out, for nearly all Chinese characters begin with the same few.
func (p phrase) in(text string) bool {
	if len(p.text) == 0 || len(text) < len(p.text) {
		return len(p.text) == 0
	}
	for from := 1; ; {
		at := strings.Index(text[from:], p.text[1:])
		if at < 0 {
			return false
		}
		at += from - 1
		if text[at] == p.text[0] && apart(text[:at], p.text) && whole(p.text, text[at+len(p.text):]) {
			return true
		}
		if from = at + 2; from > len(text) {
			return false
		}
	}
}

// apart tells whether a word begins after before, and does not go on from it.
func apart(before, word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	last, _ := utf8.DecodeLastRuneInString(before)
	return before == "" || scriptOf(first) != latin || scriptOf(last) != latin
}

// whole tells whether a word ends before after.
func whole(word, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	if after == "" || scriptOf(last) != latin {
		return true
	}
	next, _ := utf8.DecodeRuneInString(after)
	return scriptOf(next) != latin && (!sharpens(next) || unicode.IsDigit(last))
}

// wordsOf are the words of a folded text, sorted, once each: what stands between dividers.
func wordsOf(text string) []string {
	var out []string
	from := -1
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		switch inside := scriptOf(c) != divider || from >= 0 && sharpens(c) && sharpenable(text[from:i]); {
		case inside && from < 0:
			from = i
		case !inside && from >= 0:
			out, from = append(out, text[from:i]), -1
		}
		i += size
	}
	if from >= 0 {
		out = append(out, text[from:])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func sharpenable(word string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	return sharpens(last) || scriptOf(last) == latin && !unicode.IsDigit(last)
}
