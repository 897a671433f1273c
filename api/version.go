package api

import (
	"regexp"
	"strconv"

	"konggang/models"
)

// Versioned carries the version that a change is made against.
type Versioned struct {
	IfMatch string `header:"If-Match" doc:"ETag of the version that you read"`
}

var etagVersion = regexp.MustCompile(`^"v(\d{1,9})(?:-[0-9a-f]+)?"$`)

// version reads If-Match: CodePreconditionMissing without one, CodeStale for a tag that names no version of ours.
func (v Versioned) version() (int, error) {
	if v.IfMatch == "" {
		return 0, models.Errorf(models.CodePreconditionMissing)
	}
	m := etagVersion.FindStringSubmatch(v.IfMatch)
	if m == nil {
		return 0, models.Errorf(models.CodeStale)
	}
	return strconv.Atoi(m[1])
}

func itoa(n int) string { return strconv.Itoa(n) }
