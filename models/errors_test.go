package models_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
)

func TestCodeOf(t *testing.T) {
	stale := models.Errorf(models.CodeStale)
	for _, c := range []struct {
		err  error
		want models.Code
	}{
		{nil, ""},
		{stale, models.CodeStale},
		{fmt.Errorf("keep the vacancy: %w", stale), models.CodeStale},
		{errors.Join(io.EOF, stale), models.CodeStale},
		{&models.Error{Code: models.CodeUnavailable, Cause: stale}, models.CodeUnavailable},
		{io.EOF, models.CodeInternal},
	} {
		if got := models.CodeOf(c.err); got != c.want {
			t.Errorf("CodeOf(%v) = %q, want %q", c.err, got, c.want)
		}
	}
}

func TestErrorKeepsItsCause(t *testing.T) {
	err := &models.Error{Code: models.CodeUnavailable, Cause: io.EOF}
	if !errors.Is(err, io.EOF) || err.Error() != "unavailable: EOF" {
		t.Errorf("%v", err)
	}
	if bare := models.Errorf(models.CodeNotFound); bare.Unwrap() != nil || bare.Error() != "not_found" {
		t.Errorf("%v", bare)
	}
}

// What goes to a log names fields and codes but no argument, which may come from what was submitted.
func TestErrorTextHoldsNoArguments(t *testing.T) {
	err := &models.Error{Code: models.CodeInvalid, Args: []any{"secret"}, Fields: []models.FieldError{
		{Field: "phone", Code: models.CodeInvalidPhone, Args: []any{"13800001111"}}, {Field: "name", Code: models.CodeRequired},
	}}
	if got := err.Error(); got != "invalid; phone: invalid_phone; name: required" {
		t.Error(got)
	}
}

func TestErrorf(t *testing.T) {
	if diff := cmp.Diff(&models.Error{Code: models.CodeTooLarge, Args: []any{50, "MB"}}, models.Errorf(models.CodeTooLarge, 50, "MB")); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	want := &models.Error{Code: models.CodeInvalid, Fields: []models.FieldError{{Field: "limit", Code: models.CodeOutOfRange, Args: []any{1, 100}}}}
	if diff := cmp.Diff(want, models.FieldErrorf("limit", models.CodeOutOfRange, 1, 100)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestProblemsNest(t *testing.T) {
	var inner, outer models.Problems
	if inner.Err() != nil {
		t.Fatal("an error although nothing was noted")
	}
	inner.Add("datum", models.CodeUnknownValue, "gcj02 wgs84")
	inner.Add("", models.CodeInvalidPoint)
	outer.AddErr("name", nil)
	outer.AddErr("point", fmt.Errorf("wrapped: %w", inner.Err()))
	outer.AddErr("village", models.Errorf(models.CodeUnknownDivision, "410184107222"))
	outer.AddErr("file", io.ErrUnexpectedEOF)
	want := &models.Error{Code: models.CodeInvalid, Fields: []models.FieldError{
		{Field: "point.datum", Code: models.CodeUnknownValue, Args: []any{"gcj02 wgs84"}},
		{Field: "point", Code: models.CodeInvalidPoint},
		{Field: "village", Code: models.CodeUnknownDivision, Args: []any{"410184107222"}},
		{Field: "file", Code: models.CodeInvalid},
	}}
	if diff := cmp.Diff(error(want), outer.Err()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
