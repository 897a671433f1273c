package store_test

import (
	"context"
	"database/sql"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// TestOnePersonACounty keeps the same phone and name once in each county, under whichever key it was indexed.
func TestOnePersonACounty(t *testing.T) {
	for _, e := range storetest.Engines {
		t.Run(e.Name, func(t *testing.T) {
			ctx, c := t.Context(), e.Config(t)
			c.Keys = storetest.Keyring(t, ringEntry("old", 1))
			in := func(village models.DivisionCode) *models.Seeker {
				k := fullSeeker()
				k.Village = village
				return &k
			}
			must(t, storetest.Open(t, c).CreateSeeker(ctx, in(kouzhang)))
			c.Keys = storetest.Keyring(t, ringEntry("new", 2)+","+ringEntry("old", 1))
			s := storetest.Open(t, c)
			fails(t, s.CreateSeeker(ctx, in(elsewhere)), models.CodeDuplicate) // another town of the county
			abroad := in("410122100201")
			must(t, s.CreateSeeker(ctx, abroad))
			fails(t, s.CreateSeeker(ctx, in("410122100202")), models.CodeDuplicate)
			found := given(s.SeekersByPhone(ctx, abroad.Phone, abroad.Name))
			if len(found) != 2 || found[0].Village != kouzhang || found[1].ID != abroad.ID {
				t.Errorf("%d are found", len(found))
			}
			abroad.Village = kouzhang
			fails(t, s.UpdateSeeker(ctx, abroad), models.CodeDuplicate)
			if byID := given(s.SeekersByID(ctx, []string{abroad.ID, noID})); len(byID) != 1 || byID[abroad.ID].Name != abroad.Name {
				t.Errorf("by id: %d", len(byID))
			}
		})
	}
}

// TestOldSeekersGetTheirCounty migrates a database with people in it.
func TestOldSeekersGetTheirCounty(t *testing.T) {
	for _, e := range storetest.Engines {
		t.Run(e.Name, func(t *testing.T) {
			ctx, c := t.Context(), e.Config(t)
			s := given(store.Open(ctx, c))
			defer func() { must(t, s.Close()) }()
			must(t, s.MigrateTo(ctx, 1))
			db := storetest.Raw(t, c)
			old := func(id string, village models.DivisionCode, consents string) {
				_, err := db.ExecContext(ctx, `INSERT INTO seekers (id, version, created_at, updated_at, name, name_index, phone, phone_index, village, birth_year,
					education, wanted, occupations, skills, certificates, wage_min, max_distance_km, shifts, needs, available_from, consents, matching, status)
					VALUES (?, 7, '2025-03-01 01:00:00', '2025-03-01 01:00:00', 'n', ?, 'p', 'p', ?, 0, '', '[]', '[]', '[]', '[]', 0, 0, '[]', '[]', '', ?, FALSE, 'looking')`,
					id, id, village, consents)
				must(t, err)
			}
			old("1", kouzhang, `[{"scope":"matching","given_at":"2025-03-01T00:00:00Z","witnessed_by":"AA=="},{"scope":"share_with_employer","given_at":"2025-03-01T00:00:00Z","witnessed_by":"AA=="}]`)
			old("2", "", `[{"scope":"matching","given_at":"2025-03-01T00:00:00Z","witnessed_by":"AA=="}]`)
			must(t, s.Migrate(ctx))
			for id, want := range map[string]struct {
				county  string
				sharing bool
			}{"1": {"410184000000", true}, "2": {"", false}} {
				var county sql.NullString
				var sharing bool
				var version int
				must(t, db.QueryRowContext(ctx, "SELECT county, sharing, version FROM seekers WHERE id = ?", id).Scan(&county, &sharing, &version))
				if county.String != want.county || sharing != want.sharing || version != 7 {
					t.Errorf("%s: county %q, sharing %v, version %d", id, county.String, sharing, version)
				}
			}
		})
	}
}

// TestLockedSeekerIsTheNewest changes one person at once in many transactions: none is lost.
func TestLockedSeekerIsTheNewest(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		k := fullSeeker()
		must(t, s.CreateSeeker(t.Context(), &k))
		for _, err := range atOnce(6, func(int) error { return s.Atomically(t.Context(), wish(s, k.ID)) }) {
			must(t, err)
		}
		if got := given(s.Seeker(t.Context(), k.ID)); got.WageMin != k.WageMin+6 {
			t.Errorf("%d of 6 changes are kept", got.WageMin-k.WageMin)
		}
		_, err := s.LockSeeker(t.Context(), noID)
		fails(t, err, models.CodeNotFound)
	})
}

// wish raises what a person expects by a fen, under the lock.
func wish(s *store.Store, id string) func(context.Context) error {
	return func(ctx context.Context) error {
		k, err := s.LockSeeker(ctx, id)
		if err != nil {
			return err
		}
		k.WageMin++
		return s.UpdateSeeker(ctx, &k)
	}
}
