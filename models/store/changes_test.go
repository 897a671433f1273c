package store_test

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// told are the objects of the changes that have no place yet, and takes them for told.
func told(t *testing.T, s *store.Store) []string {
	t.Helper()
	before := given(s.LastChange(t.Context()))
	given(s.SequenceChanges(t.Context()))
	return objects(given(s.ChangesAfter(t.Context(), before, 1000)))
}

func objects(changed []models.Change) []string {
	var out []string
	for _, c := range changed {
		out = append(out, string(c.Kind)+" "+c.ID)
	}
	slices.Sort(out)
	return out
}

// state is the content of every row of the tables whose changes are told, but for what is sealed.
func state(t *testing.T, db *sql.DB) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, query := range []string{
		"SELECT CONCAT('vacancy ', id, '=', version, status) FROM vacancies", "SELECT CONCAT('enterprise ', id, '=', version, status) FROM enterprises",
		"SELECT CONCAT('division ', code, '=', version, name) FROM divisions", "SELECT CONCAT('seeker ', id, '=', version, consents) FROM seekers",
	} {
		for _, row := range column(t, db, query) {
			object, content, _ := strings.Cut(row, "=")
			out[object] = content
		}
	}
	return out
}

// moved are the objects that differ between two states.
func moved(before, after map[string]string) []string {
	all := maps.Clone(before)
	maps.Copy(all, after)
	var out []string
	for object := range all {
		if before[object] != after[object] {
			out = append(out, object)
		}
	}
	slices.Sort(out)
	return out
}

// TestEveryWriteIsTold does whatever the store can do to the four tables, and holds what it tells against what the tables say.
func TestEveryWriteIsTold(t *testing.T) {
	storetest.EachRaw(t, func(t *testing.T, s *store.Store, db *sql.DB) {
		e, k := fullEnterprise(), fullSeeker()
		var v models.Vacancy
		for _, deed := range []struct {
			name  string
			tells int
			do    func(ctx context.Context) error
		}{
			{"SaveDivisions", 2, func(ctx context.Context) error {
				return s.SaveDivisions(ctx, []models.Division{{Code: kouzhang, Name: "口张村"}, {Code: "410184102202", Name: "邻村"}})
			}},
			{"SaveDivisions again", 1, func(ctx context.Context) error {
				return s.SaveDivisions(ctx, []models.Division{{Code: kouzhang, Name: "口张村委会"}})
			}},
			{"CreateEnterprise", 1, func(ctx context.Context) error { return s.CreateEnterprise(ctx, &e) }},
			{"UpdateEnterprise", 1, func(ctx context.Context) error { return s.UpdateEnterprise(ctx, &e) }},
			{"CreateVacancy", 1, func(ctx context.Context) error {
				v = fullVacancy(e.ID)
				return s.CreateVacancy(ctx, &v)
			}},
			{"UpdateVacancy", 1, func(ctx context.Context) error { return s.UpdateVacancy(ctx, &v) }},
			{"CreateSeeker", 1, func(ctx context.Context) error { return s.CreateSeeker(ctx, &k) }},
			{"UpdateSeeker", 1, func(ctx context.Context) error {
				k.Consents = nil
				return s.UpdateSeeker(ctx, &k)
			}},
			{"AddConsents", 0, func(ctx context.Context) error {
				return s.AddConsents(ctx, k.ID, models.ConsentChanges(nil, fullSeeker().Consents, system, at(3)))
			}},
			{"holding", 0, func(ctx context.Context) error {
				return s.Atomically(ctx, func(ctx context.Context) error {
					_, posting := s.HoldPosting(ctx, v.ID)
					_, enterprise := s.HoldEnterprise(ctx, e.ID)
					_, seeker := s.LockSeeker(ctx, k.ID)
					return errors.Join(posting, enterprise, seeker)
				})
			}},
			{"all in one", 4, func(ctx context.Context) error {
				return s.Atomically(ctx, func(ctx context.Context) error {
					return errors.Join(s.UpdateVacancy(ctx, &v), s.UpdateVacancy(ctx, &v), s.UpdateEnterprise(ctx, &e), s.UpdateSeeker(ctx, &k),
						s.SaveDivisions(ctx, []models.Division{{Code: kouzhang, Name: "口张"}}))
				})
			}},
			{"DeleteSeeker", 1, func(ctx context.Context) error { return s.DeleteSeeker(ctx, k.ID) }},
		} {
			before := state(t, db)
			must(t, deed.do(t.Context()))
			want, got := moved(before, state(t, db)), told(t, s)
			if diff := cmp.Diff(want, got); diff != "" || len(want) != deed.tells {
				t.Errorf("%s changed %v (-changed +told):\n%s", deed.name, want, diff)
			}
		}
	})
}

// TestCommitsAreHeard tells of a commit once, when it can be read and before its writer goes on.
func TestCommitsAreHeard(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, regret := t.Context(), errors.New("changed my mind")
		var heard [][]string
		s.OnCommit(func(ctx context.Context, changed []models.Change) {
			heard = append(heard, objects(changed))
			if ctx.Err() != nil {
				t.Error("the context has ended")
			}
			for _, c := range changed {
				if !exists(ctx, s, c.ID) || c.Seq != 0 || c.At.IsZero() {
					t.Errorf("%+v cannot be read yet", c)
				}
			}
		})
		heeds := func(name string, want ...[]string) {
			t.Helper()
			if diff := cmp.Diff(want, heard); diff != "" {
				t.Errorf("%s (-want +heard):\n%s", name, diff)
			}
			heard = nil
		}
		e := models.Enterprise{Name: "宏发食品"}
		must(t, s.CreateEnterprise(ctx, &e))
		one := []string{"enterprise " + e.ID}
		heeds("a write of its own", one)

		must(t, s.Atomically(ctx, func(ctx context.Context) error {
			must(t, s.UpdateEnterprise(ctx, &e))
			must(t, s.Atomically(ctx, func(ctx context.Context) error { return s.UpdateEnterprise(ctx, &e) }))
			heeds("in the middle")
			return nil
		}))
		heeds("two writes in one", one)

		err := s.Atomically(ctx, func(ctx context.Context) error {
			return errors.Join(s.UpdateEnterprise(ctx, &models.Enterprise{ID: e.ID, Version: e.Version}), regret)
		})
		if !errors.Is(err, regret) {
			t.Error(err)
		}
		heeds("taken back")
		if got := told(t, s); !cmp.Equal(got, append(one, one...)) {
			t.Errorf("the feed tells %v", got)
		}

		runs := 0
		must(t, s.Atomically(ctx, func(ctx context.Context) error {
			next := e
			must(t, s.UpdateEnterprise(ctx, &next))
			if runs++; runs < 3 {
				return store.Transient()
			}
			return nil
		}))
		heeds("tried three times", one)
		if got := told(t, s); !cmp.Equal(got, one) {
			t.Errorf("the feed tells %v", got)
		}

		must(t, s.Record(ctx, clerk.Did("create", models.ObjectEnterprise, e.ID, kouzhang)))
		heeds("nothing to tell")
	})
}

// TestACommitIsHeardThoughItsWriterLeft ends the caller's context right after the last write.
func TestACommitIsHeardThoughItsWriterLeft(t *testing.T) {
	s := storetest.SQLite(t)
	ctx, leave := context.WithCancel(t.Context())
	heard := 0
	s.OnCommit(func(ctx context.Context, changed []models.Change) {
		heard += len(changed)
		leave()
		if !exists(ctx, s, changed[0].ID) {
			t.Error("what was committed cannot be read")
		}
	})
	e := models.Enterprise{Name: "宏发食品"}
	must(t, s.CreateEnterprise(ctx, &e))
	if heard != 1 {
		t.Errorf("heard %d", heard)
	}
}
