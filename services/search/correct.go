package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// shortestTypo is how many characters a word must have to be taken for another with one of them wrong.
const shortestTypo = 3

// shortestSpelled is how many letters are taken for the full pinyin of a word.
const shortestSpelled = 4

// tried bounds how many words are looked for in the place of one that is found nowhere.
const tried = 16

// corrected is the word that is meant by one that is found nowhere: one that sounds alike, else one that differs by one
// character wrong, missing, too many or out of its place. Of several, the one that most is found for.
func (m *moment) corrected(text string) (word, bool) {
	for _, alike := range byChanges(text, m.homophones(text)) {
		if w, ok := m.mostFound(alike); ok {
			return w, true
		}
	}
	if w, ok := m.mostFound(alikeToTheEye(text)); ok {
		return w, true
	}
	if utf8.RuneCountInString(text) < shortestTypo {
		return word{}, false
	}
	return m.mostFound(m.neighbours(text))
}

// homophones are the known words of as many characters that sound like a Chinese word.
func (m *moment) homophones(text string) []string {
	c, _ := firstRune(text)
	if scriptOf(c) != han {
		return nil
	}
	n := utf8.RuneCountInString(text)
	return slices.DeleteFunc(m.heard(spelled(text), true), func(s string) bool { return utf8.RuneCountInString(s) != n })
}

// byChanges puts words of as many characters together that differ from a text in as many of them, the fewest first.
func byChanges(text string, words []string) [][]string {
	typed := []rune(text)
	out := make([][]string, len(typed)+1)
	for _, w := range words {
		n := 0
		for i, c := range []rune(w) {
			if c != typed[i] {
				n++
			}
		}
		out[n] = append(out[n], w)
	}
	return out
}

// beginning is what of a text has exactly the sound, "" when a character is cut: feng is no beginning of 缝纫工 by fen.
func beginning(text, sound string, blurred bool) string {
	of := spelled
	if blurred {
		of = blurredly
	}
	for i := range text {
		if i > 0 && of(text[:i]) == sound {
			return text[:i]
		}
	}
	if of(text) == sound {
		return text
	}
	return ""
}

// heard are the known words, and what known words begin with, that have a pinyin; blurred, those that many speakers would not tell from it.
func (m *moment) heard(sound string, blurred bool) []string {
	d, pl := dictionary(), m.places
	var out []string
	add := func(list []heard, texts []string) {
		for _, h := range heardFrom(list, sound) {
			if s := beginning(texts[h.i], sound, blurred); s != "" {
				out = append(out, s)
			}
		}
	}
	if blurred {
		sound = blur(sound)
		add(d.blurred, d.titles)
		add(pl.blurred, pl.written)
	} else {
		add(d.spelled, d.titles)
		add(pl.spelled, pl.written)
	}
	for i := range m.parts {
		p := &m.parts[i]
		sounds := &p.spoken
		if blurred {
			sounds = &p.blurred
		}
		add(sounds.titles, p.titles.texts)
		add(sounds.firms, p.cores)
	}
	return unique(out)
}

// mostFound is the candidate that most titles have; where none has any, the one that is found most. Of those found equally, the
// first; false when none is found.
func (m *moment) mostFound(candidates []string) (best word, ok bool) {
	titles, most := 0, 0
	for _, c := range candidates[:min(len(candidates), tried)] {
		w := newWord(c)
		m.find(&w)
		t, n := m.count(&w)
		if n > 0 && (t > titles || t == titles && n > most) {
			best, titles, most, ok = w, t, n, true
		}
	}
	return best, ok
}

// count is how much a word is found in, in titles and at all, running text left out.
func (m *moment) count(w *word) (titles, all int) {
	for i := range m.parts {
		acc := m.copy(m.there[i])
		m.settle(&w.spots[i], &m.parts[i], acc, false)
		w.spots[i].narrow(acc)
		all += acc.count()
		acc.and(w.spots[i].in[byTitle])
		titles += acc.count()
	}
	return titles, all
}

// neighbours are the known words that one edit makes of the text. Numbers are never mistaken for each other.
func (m *moment) neighbours(text string) []string {
	c, _ := firstRune(text)
	if scriptOf(c) == latin {
		return m.latinNeighbours(text)
	}
	var out []string
	add := func(list []string) {
		for _, s := range list {
			if oneEdit(text, s) {
				out = append(out, s)
			}
		}
	}
	add(dictionary().titles)
	add(m.places.written)
	for i := range m.parts {
		add(m.parts[i].titles.texts)
		add(m.parts[i].cores)
	}
	return unique(out)
}

func (m *moment) latinNeighbours(text string) []string {
	if strings.ContainsAny(text, "0123456789") {
		return nil
	}
	var out []string
	for i := range m.parts {
		v := &m.parts[i].titles.terms
		from, _ := v.find(latinGram)
		for _, g := range v.grams[from:] {
			if s := unpack(g); s != "" && !strings.ContainsAny(s, "0123456789") && oneEdit(text, s) {
				out = append(out, s)
			}
		}
	}
	return unique(out)
}

// unpack is the Latin word of a gram, "" of one that is too long.
func unpack(g gram) string {
	if g&latinGram == 0 || g&longGram != 0 {
		return ""
	}
	var b [packed]byte
	at := packed
	for g &^= latinGram; g > 0; g >>= 8 {
		at--
		b[at] = byte(g)
	}
	return string(b[at:])
}

// oneEdit tells whether one character wrong, missing, too many or out of its place is all that two texts differ by.
func oneEdit(a, b string) bool {
	if a == b || len(a) > len(b)+utf8.UTFMax || len(b) > len(a)+utf8.UTFMax {
		return false
	}
	same := commonPrefix(a, b)
	a, b = a[same:], b[same:]
	x, m := utf8.DecodeRuneInString(a)
	y, n := utf8.DecodeRuneInString(b)
	if a[m:] == b[n:] || a[m:] == b || a == b[n:] {
		return true
	}
	x2, m2 := utf8.DecodeRuneInString(a[m:])
	y2, n2 := utf8.DecodeRuneInString(b[n:])
	return x == y2 && y == x2 && a[m+m2:] == b[n+n2:]
}

// commonPrefix is how many bytes two texts begin with alike, whole characters only.
func commonPrefix(a, b string) int {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	inside := func(s string) bool { return i < len(s) && !utf8.RuneStart(s[i]) }
	for i > 0 && (inside(a) || inside(b)) {
		i--
	}
	return i
}

// unspell reads Latin words that stand in no title as the full pinyin of one known word, together where they are several:
// puton gong.
func (m *moment) unspell(words []string, p *plan) []string {
	var out []string
	for len(words) > 0 {
		n := 0
		for n < len(words) && m.spellable(words[n]) {
			n++
		}
		if meant, used := m.meant(words[:n]); used > 0 {
			p.said.Corrected = append(p.said.Corrected, Correction{strings.Join(words[:used], " "), meant})
			out, words = append(out, meant), words[used:]
			continue
		}
		out, words = append(out, words[0]), words[1:]
	}
	return out
}

func (m *moment) spellable(text string) bool {
	if strings.Trim(text, "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	w := newWord(text)
	m.find(&w)
	return !m.inTitles(&w)
}

// meant is the word that the longest row of Latin words spells, and how many they are; 0 when they spell none.
func (m *moment) meant(words []string) (string, int) {
	for n := len(words); n > 0; n-- {
		letters := strings.Join(words[:n], "")
		if len(letters) < shortestSpelled {
			continue
		}
		for _, blurred := range []bool{false, true} {
			if w, ok := m.mostFound(m.heard(letters, blurred)); ok {
				return w.text, n
			}
		}
		if w, ok := m.mostFound(m.almostHeard(letters)); ok {
			return w.text, n
		}
	}
	return "", 0
}

// almostHeard are the job titles whose pinyin one edit makes of the letters.
func (m *moment) almostHeard(letters string) []string {
	if len(letters) < shortestSpelled+2 {
		return nil
	}
	d := dictionary()
	var out []string
	for _, h := range d.spelled {
		if oneEdit(letters, h.sound) {
			out = append(out, d.titles[h.i])
		}
	}
	return unique(out)
}
