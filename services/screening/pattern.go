package screening

import (
	"fmt"
	"regexp"
	"strings"
)

// firstKind is the code point that stands for kind 0 in a row of kinds. Every kind is two bytes there, so that half a byte
// offset is the number of a token.
const firstKind = 0x80

func (k kind) rune() rune { return firstKind + rune(k) }

// phrases are names for what patterns have in common. A phrase that begins with ^ is any one class but those it names.
var phrases = map[string]string{
	"in":     "^stop comma bracket",
	"thin":   "^stop comma bracket colon pause gap " + relations,
	"loose":  "^stop comma bracket colon " + relations,
	"edge":   "(stop|comma|pause|bracket|colon|gap)",
	"sep":    "(comma|pause|colon|bracket|slash|and)",
	"refuse": "((refuser|notake) want?)",
	"sex":    "(male|female)",
	// Where somebody comes from.
	"native": "((place|local|some) region? of? (nativeof|hukou|staff|job|worker)|other{1,3} region of? nativeof|farmer|hukou of? nativeof)",
	"area":   "((place|local|some) region?)",
	// What is paid, and by the what.
	"due":    "(deposit|fee|item)",
	"amount": "(yuansign? num ((dash|until) num)? (yuan|start)*)",
	"range":  "(dash|until)",
	"unit":   "(month|day|hour|yearunit|week)",
	"pay":    "(paymonth|headline|payhour|payday|payyear)",
	"figure": "(yuansign? <num> (range yuansign? <num>)? (yuan|start|plus)*)",
	// An age beside a sex, and a time of the day.
	"agepart": "(num|dash|until|years|below|above|measure|notover|colon)",
	"clock":   "(halfday? num (colon num clockpoint?|clockpoint num?)|halfday num)",
	"halfday": "(early|late)",
	"mix":     "^num stop comma bracket colon pause " + relations,
	"sharing": "^stop extra percent",
}

// relations are the classes that say what is asked, refused or offered; a pattern does not reach across one of another
// subject.
const relations = "only need want prefer exclude waive okay forbid none not free request notake welcome attr but"

var patternPart = regexp.MustCompile(`[a-z]+|\^[a-z ]+|\{\d+(?:,\d*)?\}|[()|?*+<>]`)

// compile turns a pattern over classes into an expression over sentences of classes. Between two classes there may be a
// gap; < and > mark what counts.
func (l *lexicon) compile(pattern string) (*regexp.Regexp, error) {
	var out strings.Builder
	if err := l.translate(&out, pattern); err != nil {
		return nil, fmt.Errorf("%q: %w", pattern, err)
	}
	return regexp.Compile(out.String())
}

func (l *lexicon) translate(out *strings.Builder, pattern string) error {
	for _, part := range patternPart.FindAllString(pattern, -1) {
		switch {
		case part == "(":
			out.WriteString("(?:")
		case part == "<":
			out.WriteString("(")
		case part == ">":
			out.WriteString(")")
		case part[0] >= 'a' && part[0] <= 'z' || part[0] == '^':
			if err := l.name(out, part); err != nil {
				return err
			}
		default:
			out.WriteString(part)
		}
	}
	return nil
}

// name writes one class, or the phrase of that name, in parentheses.
func (l *lexicon) name(out *strings.Builder, name string) error {
	phrase, ok := phrases[name]
	if name[0] == '^' {
		phrase, ok = name, true
	}
	switch {
	case ok && phrase[0] == '^':
		return l.anyBut(out, strings.Fields(phrase[1:]))
	case ok:
		out.WriteString("(?:")
		err := l.translate(out, phrase)
		out.WriteString(")")
		return err
	case l.members[name] != nil:
		out.WriteString("(?:[" + l.runes(name) + "]" + l.optionalGap(name) + ")")
		return nil
	}
	return fmt.Errorf("no class or phrase %s", name)
}

// runes are what stands for the kinds of a class in a row of kinds.
func (l *lexicon) runes(class string) string {
	var out strings.Builder
	for _, k := range l.members[class] {
		out.WriteRune(k.rune())
	}
	return out.String()
}

// optionalGap lets a gap follow a word, unless the gap itself is what the pattern asks for.
func (l *lexicon) optionalGap(name string) string {
	if name == "gap" {
		return ""
	}
	return l.runes("gap") + "?"
}

func (l *lexicon) anyBut(out *strings.Builder, names []string) error {
	out.WriteString("(?:[^")
	for _, name := range names {
		if l.members[name] == nil {
			return fmt.Errorf("no class %s", name)
		}
		out.WriteString(l.runes(name))
	}
	out.WriteString("]" + l.optionalGap("") + ")")
	return nil
}
