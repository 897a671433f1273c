package audit_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/audit"
)

const (
	county  models.DivisionCode = "410184000000"
	town    models.DivisionCode = "410184102000"
	village models.DivisionCode = "410184102201"
	other   models.DivisionCode = "410184107000"
	abroad  models.DivisionCode = "410122000000"
)

func office(d models.DivisionCode) models.Actor {
	return models.Actor{AccountID: "o", Role: models.RoleOffice, Division: d, Origin: "192.0.2.1", RequestID: "r"}
}

// record keeps an entry about each division, named by it.
func record(t *testing.T, s *store.Store, divisions ...models.DivisionCode) {
	t.Helper()
	for _, d := range divisions {
		if err := s.Record(t.Context(), office(county).Did("draft", models.ObjectEdition, string(d), d)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnOfficeSeesItsDivision shows nothing of a neighbour, nothing of what is wider, and nothing of the whole program.
func TestAnOfficeSeesItsDivision(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		service := audit.Service{Store: s}
		record(t, s, county, town, village, other, abroad, "")
		for _, c := range []struct {
			name  string
			actor models.Actor
			in    models.DivisionCode
			want  string // the divisions told, or the code of the refusal
		}{
			{"the county", office(county), "", "410184107000 410184102201 410184102000 410184000000"},
			{"a town of the county", office(county), town, "410184102201 410184102000"},
			{"the town", office(town), "", "410184102201 410184102000"},
			{"a village of the town", office(town), village, "410184102201"},
			{"another town", office(other), "", "410184107000"},
			{"the county, by a town", office(town), county, "forbidden"},
			{"a neighbour", office(town), other, "forbidden"},
			{"another county", office(county), abroad, "forbidden"},
			{"an office of nowhere", office(""), "", "forbidden"},
			{"the village", models.Actor{Role: models.RoleVillage, Division: village}, "", "forbidden"},
			{"a device", models.Actor{Role: models.RoleDevice, Division: village}, village, "forbidden"},
			{"the program", models.System("serve"), "", "forbidden"},
			{"nobody", models.Anonymous, county, "forbidden"},
		} {
			list, err := service.List(t.Context(), c.actor, models.AuditFilter{Within: c.in}, models.Page{Limit: 10})
			got := []string{}
			for _, e := range list.Items {
				got = append(got, e.ObjectID)
				if e.Seq == 0 {
					t.Errorf("%s: %s has no place", c.name, e.ObjectID)
				}
			}
			if err != nil {
				got = append(got, string(models.CodeOf(err)))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%s: %v (%v), want %s", c.name, got, err, c.want)
			}
		}
	})
}

func TestARangeThatEndsBeforeItBegins(t *testing.T) {
	service := audit.Service{Store: storetest.SQLite(t)}
	f := models.AuditFilter{Since: storetest.Start, Until: storetest.Start.Add(-time.Second)}
	if _, err := service.List(t.Context(), office(county), f, models.Page{Limit: 1}); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("%v", err)
	}
	f.Until = f.Since
	if _, err := service.List(t.Context(), office(county), f, models.Page{Limit: 1}); err != nil {
		t.Errorf("an empty range: %v", err)
	}
}

func TestVerifySequencesFirst(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		service := audit.Service{Store: s}
		record(t, s, county, town)
		check, err := service.Verify(t.Context(), nil, nil)
		if err != nil || check.Entries != 2 || check.Pending != 0 || check.Head.Seq != 2 || len(check.Faults) > 0 {
			t.Errorf("%+v, %v", check, err)
		}
		if head, err := service.Head(t.Context()); err != nil || head != check.Head {
			t.Errorf("%v, %v", head, err)
		}
		check, err = service.Verify(t.Context(), []models.AuditHead{{Seq: 3, Link: check.Head.Link}}, nil)
		if want := []models.AuditFault{{Seq: 3, What: models.AuditCut}}; err != nil || !slices.Equal(check.Faults, want) {
			t.Errorf("%+v, %v", check, err)
		}
	})
}

// TestWatchTellsTheHead at first, after an hour if it moved, and at the end.
func TestWatchTellsTheHead(t *testing.T) {
	s := storetest.SQLite(t)
	now := storetest.Start
	var told []int64
	w := audit.Watch{Service: audit.Service{Store: s}, Now: func() time.Time { return now }, Tell: func(h models.AuditHead) { told = append(told, h.Seq) }}
	for _, c := range []struct {
		after  time.Duration
		record bool
		want   []int64
	}{
		{0, true, []int64{1}},
		{time.Second, true, []int64{1}},
		{audit.TellEvery - 2*time.Second, false, []int64{1}},
		{time.Second, false, []int64{1, 2}},
		{2 * audit.TellEvery, false, []int64{1, 2}},
		{time.Second, true, []int64{1, 2, 3}},
	} {
		now = now.Add(c.after)
		if c.record {
			record(t, s, county)
		}
		if err := w.Look(t.Context()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, told); diff != "" {
			t.Fatalf("after %v\n%s", c.after, diff)
		}
	}
	record(t, s, county)
	if err := w.End(t.Context()); err != nil || told[len(told)-1] != 4 {
		t.Errorf("%v, %v", told, err)
	}
}

// TestWatchTellsOfAnEmptyChain once, and not again until it grows.
func TestWatchTellsOfAnEmptyChain(t *testing.T) {
	s := storetest.SQLite(t)
	told := 0
	w := audit.Watch{Service: audit.Service{Store: s}, Now: func() time.Time { return storetest.Start }, Tell: func(models.AuditHead) { told++ }}
	for range 3 {
		if err := w.Look(t.Context()); err != nil || told != 1 {
			t.Errorf("told %d times, %v", told, err)
		}
	}
}

// TestWhatFailsIsTold gives the failures of the database to whoever asks.
func TestWhatFailsIsTold(t *testing.T) {
	s := storetest.SQLite(t)
	service := audit.Service{Store: s}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	w := audit.Watch{Service: service, Now: time.Now, Tell: func(models.AuditHead) { t.Error("a head is told") }}
	_, listed := service.List(t.Context(), office(county), models.AuditFilter{}, models.Page{Limit: 1})
	_, verified := service.Verify(t.Context(), nil, nil)
	for _, err := range []error{listed, verified, w.Look(t.Context()), w.End(t.Context())} {
		if err == nil {
			t.Errorf("%v", err)
		}
	}
}
