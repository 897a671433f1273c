package models

import (
	"regexp"
	"strings"
)

// hidden stands for the rest of a name.
const hidden = "**"

// MaskedName shows the first character of a name alone: 张** for 张三, 欧阳小妹 and 张·某 alike, so that neither the length of a
// name nor a compound surname narrows down who it is. Nothing stays nothing.
func MaskedName(name string) string {
	for _, first := range name {
		return string(first) + hidden
	}
	return ""
}

// numbers are runs of digits in any width that could be somebody's telephone or identity number, with what people write
// between them.
var numbers = regexp.MustCompile(`[0-9０-９](?:[ 　.·_-]*[0-9０-９]){6,}`)

// spaced finds a name however it is spaced.
func spaced(name string) *regexp.Regexp {
	var parts []string
	for _, r := range name {
		if r != ' ' {
			parts = append(parts, regexp.QuoteMeta(string(r)))
		}
	}
	return regexp.MustCompile(strings.Join(parts, `[ 　]*`))
}

// Redact takes the person out of a reason that others write: the name is masked, and so is every long number. What masking
// makes longer than MaxReason is cut.
func (s Seeker) Redact(text string) string {
	if s.Name != "" {
		text = spaced(s.Name).ReplaceAllLiteralString(text, MaskedName(s.Name))
	}
	short := []rune(numbers.ReplaceAllString(text, hidden))
	return string(short[:min(len(short), MaxReason)])
}
