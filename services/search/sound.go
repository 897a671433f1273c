package search

import (
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
)

// The Chinese characters that are read: the basic block of Unicode.
const firstHan, lastHan = 0x4E00, 0x9FFF

// syllables are the readings of the characters without tones, the commonest of each.
var syllables = sync.OnceValue(func() []string {
	out := make([]string, lastHan-firstHan+1)
	plain := strings.NewReplacer("ā", "a", "á", "a", "ǎ", "a", "à", "a", "ē", "e", "é", "e", "ě", "e", "è", "e", "ī", "i", "í", "i", "ǐ", "i", "ì", "i",
		"ō", "o", "ó", "o", "ǒ", "o", "ò", "o", "ū", "u", "ú", "u", "ǔ", "u", "ù", "u", "ü", "v", "ǖ", "v", "ǘ", "v", "ǚ", "v", "ǜ", "v",
		"ń", "n", "ň", "n", "ǹ", "n", "ḿ", "m", "m̀", "m", "ế", "e", "ề", "e", "ê", "e")
	for r, readings := range pinyin.PinyinDict {
		if r >= firstHan && r <= lastHan {
			first, _, _ := strings.Cut(readings, ",")
			out[r-firstHan] = plain.Replace(first)
		}
	}
	return out
})

// otherReadings puts in the place of characters that are read otherwise in a word one that is always read so.
var otherReadings = strings.NewReplacer("会计", "快计", "银行", "银航", "调料", "条料", "重庆", "虫庆", "长工", "常工", "长白班", "常白班", "长期", "常期")

func syllable(r rune) string {
	if r < firstHan || r > lastHan {
		return ""
	}
	return syllables()[r-firstHan]
}

// spelled is the pinyin of a folded text without tones or spaces; what is not Chinese stays.
func spelled(text string) string {
	var b strings.Builder
	for _, r := range otherReadings.Replace(text) {
		if s := syllable(r); s != "" {
			b.WriteString(s)
		} else if scriptOf(r) != divider {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// initials are the first letters of the pinyin of a folded text; what is not Chinese stays.
func initials(text string) string {
	var b strings.Builder
	for _, r := range otherReadings.Replace(text) {
		if s := syllable(r); s != "" {
			b.WriteByte(s[0])
		} else if scriptOf(r) != divider {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// blur makes alike what many speakers do not tell apart: zh and z, ch and c, sh and s, a final ng and n.
var blurring = strings.NewReplacer("zh", "z", "ch", "c", "sh", "s", "ng", "n")

func blur(pinyin string) string { return blurring.Replace(pinyin) }

// The initials of a word are indexed from two letters on, for one says nothing, up to what a gram holds.
const fewestInitials, mostInitials = 2, 7

func initialsGram(letters string) gram { return initialGram | pack(letters) }

// eachInitials gives for every start of a word in a folded text the initials from there on, one gram a length.
func eachInitials(text string, give func(gram)) {
	eachWordStart(text, func(rest string) {
		letters := ""
		for _, r := range otherReadings.Replace(rest) {
			s := syllable(r)
			if s == "" || len(letters) == mostInitials {
				return
			}
			if letters += s[:1]; len(letters) >= fewestInitials {
				give(initialsGram(letters))
			}
		}
	})
}

// eachWordStart gives what begins with a word in a folded text: at the start of each run of Chinese, and where a word of the
// dictionary begins or has just ended. 电子厂焊工 is two words, 电焊工 is one; 电子厂普工 stands in the dictionary and is two
// all the same.
func eachWordStart(text string, give func(rest string)) {
	start := true
	for i := 0; i < len(text); {
		size := knownWord(text[i:])
		if size > 0 {
			give(text[i:])
			if head := headOf(text[i : i+size]); head > 0 {
				give(text[i+head:])
			}
			i, start = i+size, true
			continue
		}
		r, n := firstRune(text[i:])
		if scriptOf(r) != han {
			start = true
		} else if start {
			give(text[i:])
			start = false
		}
		i += n
	}
}

// headOf is where in a word of the dictionary another begins that it ends with, after two characters or more; 0 when it is
// no such compound.
func headOf(word string) int {
	n := 0
	for at := range word {
		if n++; n <= 2 {
			continue
		}
		if rest := word[at:]; knownWord(rest) == len(rest) {
			return at
		}
	}
	return 0
}
