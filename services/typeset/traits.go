package typeset

import (
	"strings"
	"sync"
	"unicode"
)

// traits is all that the setting of lines asks of a character. Every character of a sheet is asked about many times, so the
// answers for the usual ones stand in a table.
type traits uint16

const (
	// cleaned: Clean surely keeps the character as it is.
	cleaned     traits = 1 << iota
	closing            // in closingHalf
	opening            // in openingHalf
	notFirst           // in neverFirst
	notLast            // in neverLast
	combines           // a mark that belongs to the character before it
	joinsDigits        // as commas do within numbers and dashes between them
	digit
	narrow
)

// tabled is the end of the characters in the table: past the Basic Multilingual Plane they are rare.
const tabled = 0x10000

type traitTable [tabled]traits

// allTraits makes the table at the first use.
var allTraits = sync.OnceValue(func() *traitTable {
	var t traitTable
	for r := range rune(tabled) {
		t[r] = judge(r)
	}
	return &t
})

func (t *traitTable) of(r rune) traits {
	if r < 0 || r >= tabled {
		return judge(r)
	}
	return t[r]
}

// has tells whether t has one of the others.
func (t traits) has(others traits) bool { return t&others != 0 }

func judge(r rune) traits {
	var t traits
	for _, j := range []struct {
		is    bool
		trait traits
	}{
		{cleanRune(r) == r && r != unicode.ReplacementChar, cleaned},
		{strings.ContainsRune(closingHalf, r), closing},
		{strings.ContainsRune(openingHalf, r), opening},
		{strings.ContainsRune(neverFirst, r), notFirst},
		{strings.ContainsRune(neverLast, r), notLast},
		{unicode.Is(unicode.M, r), combines},
		{strings.ContainsRune(",;—～－–", r), joinsDigits},
		{isDigit(r), digit},
		{isNarrow(r), narrow},
	} {
		if j.is {
			t |= j.trait
		}
	}
	return t
}
