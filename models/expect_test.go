package models_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
)

var noon = time.Date(2025, 3, 1, 12, 0, 0, 0, time.UTC)

// problemsIn writes what is wrong as "field code" lines, "" for no error; an error without fields shows its code alone.
func problemsIn(err error) string {
	var e *models.Error
	switch {
	case err == nil:
		return ""
	case !errors.As(err, &e):
		return "not a domain error: " + err.Error()
	case len(e.Fields) == 0:
		return string(e.Code)
	}
	var lines []string
	for _, f := range e.Fields {
		lines = append(lines, f.Field+" "+string(f.Code))
	}
	return strings.Join(lines, "\n")
}

// ruleCase is one rule of a Validate: what to spoil in a good entity and the problems that must be named then.
type ruleCase[T any] struct {
	name  string
	spoil func(*T)
	want  string
}

// checkRules spoils a fresh good entity once for every case.
func checkRules[T any](t *testing.T, good func() T, validate func(T) error, cases []ruleCase[T]) {
	t.Helper()
	if err := validate(good()); err != nil {
		t.Fatalf("the good one has problems: %v", err)
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			entity := good()
			c.spoil(&entity)
			err := validate(entity)
			if diff := cmp.Diff(c.want, problemsIn(err)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if err != nil && models.CodeOf(err) != models.CodeInvalid {
				t.Errorf("code %q, want invalid", models.CodeOf(err))
			}
		})
	}
}

// repeat is n copies of one value, for limits of lists.
func repeat[T any](n int, value T) []T {
	out := make([]T, n)
	for i := range out {
		out[i] = value
	}
	return out
}

func fen(yuan float64) *models.Fen {
	f := models.Fen(yuan * 100)
	return &f
}
