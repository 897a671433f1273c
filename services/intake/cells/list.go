package cells

import (
	"slices"
	"strings"
	"unicode/utf8"

	"konggang/models"
)

const listSeparators = "、,，;；/|\n\r\t"

// List splits a cell at 、 , ; / | and line ends into clean entries without repeats. An entry in double quotes may hold
// separators: "C/C++"、焊工.
func List(s string) []string {
	var out []string
	for s != "" {
		entry, rest := cutEntry(strings.TrimLeft(s, " 　"))
		if entry = models.CleanText(entry); entry != "" && !slices.Contains(out, entry) {
			out = append(out, entry)
		}
		s = rest
	}
	return out
}

func cutEntry(s string) (entry, rest string) {
	if quoted, after, ok := cutQuoted(s); ok {
		return quoted, after
	}
	if i := strings.IndexAny(s, listSeparators); i >= 0 {
		_, size := utf8.DecodeRuneInString(s[i:])
		return s[:i], s[i+size:]
	}
	return s, ""
}

// cutQuoted takes a quoted entry off s; a quote that is not closed before a separator is an ordinary character.
func cutQuoted(s string) (entry, rest string, ok bool) {
	if !strings.HasPrefix(s, `"`) {
		return "", "", false
	}
	body := strings.ReplaceAll(s[1:], `""`, "\x00\x00")
	end := strings.IndexByte(body, '"')
	if end < 0 {
		return "", "", false
	}
	rest = strings.TrimLeft(s[end+2:], " 　")
	if rest != "" && strings.IndexAny(rest, listSeparators) != 0 {
		return "", "", false
	}
	_, size := utf8.DecodeRuneInString(rest)
	return strings.ReplaceAll(body[:end], "\x00\x00", `"`), rest[size:], true
}

// JoinList writes entries so that List reads them back.
func JoinList(entries []string) string {
	out := make([]string, len(entries))
	for i, e := range entries {
		if strings.ContainsAny(e, listSeparators+`"`) {
			e = `"` + strings.ReplaceAll(e, `"`, `""`) + `"`
		}
		out[i] = e
	}
	return strings.Join(out, "、")
}
