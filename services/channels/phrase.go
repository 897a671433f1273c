package channels

import "strings"

// Joined puts a mark between the texts that say something.
func Joined(mark string, texts ...string) string {
	var kept []string
	for _, text := range texts {
		if text = strings.TrimSpace(text); text != "" {
			kept = append(kept, text)
		}
	}
	return strings.Join(kept, mark)
}

// Led puts a lead before a text that says something: 电话：154….
func Led(lead, text string) string {
	if text == "" {
		return ""
	}
	return lead + text
}
