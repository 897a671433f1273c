package importing_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/importing"
)

// keeping is a row that keeps a division and then ends as it is told.
func keeping(s *store.Store, number int, code models.DivisionCode, end error) importing.Row {
	return importing.Row{Number: number, Place: func(ctx context.Context) (importing.Result, error) {
		d := models.Division{Code: code, Name: "某村", Precision: models.PrecisionTown}
		if err := s.SaveDivisions(ctx, []models.Division{d}); err != nil {
			return importing.Result{}, err
		}
		return importing.Result{Status: importing.Created, ID: string(code)}, end
	}}
}

func table(rows ...importing.Row) importing.Table {
	headers := map[string]string{"name": "姓名", "village": "村"}
	return importing.Table{Rows: rows, Key: "name", Column: func(field string) string { return headers[field] }}
}

func TestOneBadRowStopsNoOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		unread := importing.Row{Number: 2, Errors: []models.FieldError{{Field: "电话", Code: models.CodeRequired}}, Place: func(context.Context) (importing.Result, error) {
			t.Error("a row with errors is brought in")
			return importing.Result{}, nil
		}}
		var heard []int
		report, err := importing.Run(t.Context(), s, table(
			unread,
			keeping(s, 3, "410184102201", nil),
			keeping(s, 4, "410184102202", models.FieldErrorf("village", models.CodeUnknownDivision)),
			keeping(s, 5, "410184102203", models.Errorf(models.CodeForbidden)),
			keeping(s, 7, "410184102204", nil),
		), importing.Options{Progress: func(done, total int) { heard = append(heard, done, total) }})
		if err != nil {
			t.Fatal(err)
		}
		want := importing.Report{Rows: 5, Created: 2, Rejected: 3, Results: []importing.Result{
			{Row: 2, Status: importing.Rejected, Errors: unread.Errors},
			{Row: 3, Status: importing.Created, ID: "410184102201"},
			{Row: 4, Status: importing.Rejected, Errors: []models.FieldError{{Field: "村", Code: models.CodeUnknownDivision}}},
			{Row: 5, Status: importing.Rejected, Errors: []models.FieldError{{Field: "姓名", Code: models.CodeForbidden}}},
			{Row: 7, Status: importing.Created, ID: "410184102204"},
		}}
		if diff := cmp.Diff(want, report); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		if diff := cmp.Diff([]int{1, 5, 2, 5, 3, 5, 4, 5, 5, 5}, heard); diff != "" {
			t.Error(diff)
		}
		if n, err := s.CountDivisions(t.Context()); n != 2 || err != nil {
			t.Errorf("%d rows are kept, want 2: a refused row leaves nothing (%v)", n, err)
		}
	})
}

func TestDryRunKeepsNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		report, err := importing.Run(t.Context(), s, table(keeping(s, 2, "410184102201", nil), keeping(s, 3, "410184102202", models.Errorf(models.CodeForbidden))),
			importing.Options{DryRun: true})
		if err != nil || report.Created != 1 || report.Rejected != 1 {
			t.Errorf("%+v, %v", report, err)
		}
		if n, err := s.CountDivisions(t.Context()); n != 0 || err != nil {
			t.Errorf("%d rows are kept (%v)", n, err)
		}
	})
}

func TestFailureOfTheDatabaseEndsTheRun(t *testing.T) {
	s := storetest.SQLite(t)
	for _, failure := range []error{models.Errorf(models.CodeUnavailable), errors.New("the disk is full")} {
		report, err := importing.Run(t.Context(), s, table(
			keeping(s, 2, "410184102201", nil), keeping(s, 3, "410184102202", failure), keeping(s, 4, "410184102203", nil),
		), importing.Options{})
		if !errors.Is(err, failure) {
			t.Errorf("got %v, want %v", err, failure)
		}
		if report.Rows != 1 || report.Created != 1 {
			t.Errorf("what stands before the failure is not accounted for: %+v", report)
		}
	}
	if n, err := s.CountDivisions(t.Context()); n != 1 || err != nil {
		t.Errorf("%d rows are kept, want the first (%v)", n, err)
	}
}

// Somebody else can keep the same between the look and the writing. The second look finds it.
func TestARowIsTriedAgainWhenSomebodyElseWasQuicker(t *testing.T) {
	s := storetest.SQLite(t)
	for _, c := range []struct {
		code models.Code
		want importing.Status
	}{
		{models.CodeDuplicate, importing.Unchanged}, {models.CodeStale, importing.Unchanged}, {models.CodeForbidden, importing.Rejected},
	} {
		looks := 0
		row := importing.Row{Number: 2, Place: func(context.Context) (importing.Result, error) {
			if looks++; looks == 1 {
				return importing.Result{}, models.Errorf(c.code)
			}
			return importing.Result{Status: importing.Unchanged}, nil
		}}
		report, err := importing.Run(t.Context(), s, table(row), importing.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := report.Results[0].Status; got != c.want {
			t.Errorf("%s: got %s, want %s", c.code, got, c.want)
		}
	}
}

func TestReaches(t *testing.T) {
	office := models.Actor{Role: models.RoleOffice, Division: "410184000000"}
	for _, c := range []struct {
		by   importing.By
		want bool
	}{
		{importing.By{Actor: office}, true},
		{importing.By{Actor: models.Actor{Role: models.RoleOffice, Division: "410185000000"}}, false},
		{importing.By{Actor: models.Actor{Role: models.RoleVillage, Division: "410184102201"}}, false},
		{importing.By{Home: "410184000000"}, false},
		{importing.By{Anywhere: true}, true},
		{importing.CommandLine(""), true},
	} {
		if got := c.by.Reaches("410184102201"); got != c.want {
			t.Errorf("%+v: got %t", c.by, got)
		}
	}
}
