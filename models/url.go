package models

import (
	"net/url"
	"unicode/utf8"
)

// checkURL notes a text that is neither empty nor an absolute http(s) address of at most 500 characters.
func checkURL(p *Problems, field, s string) {
	if s == "" {
		return
	}
	u, err := url.Parse(s)
	if err != nil || utf8.RuneCountInString(s) > 500 || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		p.Add(field, CodeInvalidURL)
	}
}
