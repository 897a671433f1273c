// Package occupations knows the occupation classification (职业分类大典, 2022) and which of its occupations a job title in
// the wild means. Codes are written 6-31-01-03: major, middle, minor class, occupation. The bundled tree lacks the major
// classes 1, 7 and 8, which no village noticeboard needs.
package occupations

import (
	"strings"
	"unicode/utf8"

	"konggang/models"
)

// Levels is how deep the classification is: 大类, 中类, 小类, 细类.
const Levels = 4

// Occupation is one class of the tree; Parent is "" for a major class, Level is 1 to Levels.
type Occupation struct {
	Code   string
	Name   string
	Parent string
	Level  int
}

// Find is the code of the occupation that a job title means. The whole title wins if it is a name or a synonym;
// otherwise the longest one inside it, and of two equally long the later, because in Chinese the head comes last:
// 仓库保洁员 is a cleaner. False when nothing in the title is known.
func Find(title string) (code string, ok bool) {
	t, words := []rune(fold(title)), bundled().titles
	for size := min(len(t), bundled().longest); size > 0; size-- {
		for from := len(t) - size; from >= 0; from-- {
			if code, ok = words[string(t[from:from+size])]; ok {
				return code, true
			}
		}
	}
	return "", false
}

// fold makes spellings of one title equal: letter case, full width, spaces.
func fold(title string) string {
	return strings.ToLower(strings.Join(strings.Fields(models.FoldWidth(title)), ""))
}

// Name is the Chinese name of a class of any level, "" for a code that is not in the tree.
func Name(code string) string { return bundled().byCode[code].Name }

// Lookup is the class with the code; false for a code that is not in the tree.
func Lookup(code string) (Occupation, bool) {
	o, ok := bundled().byCode[code]
	return o, ok
}

// Ancestors are the codes of the classes that hold code, the widest first; empty for a major class or an unknown code.
func Ancestors(code string) []string {
	var up []string
	for o := bundled().byCode[code]; o.Parent != ""; o = bundled().byCode[o.Parent] {
		up = append([]string{o.Parent}, up...)
	}
	return up
}

// Kinship is how near two codes are: the number of leading levels that they share, 0 when even the major class differs,
// Levels for one occupation; or, where the bundled list of related classes says more, what it says. It reads the codes
// alone, so that it also serves classes that are not in the bundled tree.
func Kinship(a, b string) int {
	shared := sharedLevels(a, b)
	if shared < Levels-1 {
		shared = max(shared, related(a, b))
	}
	return shared
}

// related is what the bundled list says of two codes, 0 when nothing. Of most classes it says nothing at all.
func related(a, b string) int {
	if near := bundled().related[minor(a)]; near != nil {
		return near[minor(b)]
	}
	return 0
}

// sharedLevels counts the levels that begin both codes.
func sharedLevels(a, b string) int {
	shared := 0
	for i := 0; ; i++ {
		aEnds, bEnds := i >= len(a) || a[i] == '-', i >= len(b) || b[i] == '-'
		switch {
		case aEnds != bEnds || !aEnds && a[i] != b[i]:
			return shared
		case !aEnds:
			continue
		case i == 0 || a[i-1] == '-': // a level without a name
			return shared
		}
		shared++
		if i >= len(a) || i >= len(b) {
			return shared
		}
	}
}

// minorLength is the length of a minor class's code, 6-31-05.
const minorLength = 7

// minor is the minor class of a code, "" for a wider class.
func minor(code string) string {
	if len(code) < minorLength {
		return ""
	}
	return code[:minorLength]
}

func longestOf(titles map[string]string) int {
	most := 0
	for t := range titles {
		most = max(most, utf8.RuneCountInString(t))
	}
	return most
}
