package cells

import (
	"net/url"
	"regexp"
	"strings"

	"konggang/models"
)

var occupation = regexp.MustCompile(`^\d(?:-\d{2}){0,3}$`)

// Occupation reads a code of the occupation classification, 6-31-01-03, or a wider class of it.
func Occupation(s string) (models.OccupationCode, bool) {
	t := foldRange(s)
	return models.OccupationCode(t), occupation.MatchString(t)
}

// Address reads an absolute http(s) address.
func Address(s string) (string, bool) {
	t := strings.TrimSpace(s)
	u, err := url.Parse(t)
	return t, err == nil && len(t) <= 500 && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
