package store_test

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

const noID = "00000000-0000-7000-8000-000000000000"

func TestWhatIsNotThere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		for name, read := range map[string]func() error{
			"division":               func() error { _, err := s.Division(ctx, "410000000000"); return err },
			"enterprise":             func() error { _, err := s.Enterprise(ctx, noID); return err },
			"credit code":            func() error { _, err := s.EnterpriseByCreditCode(ctx, "91350100M000100Y43"); return err },
			"name":                   func() error { _, err := s.EnterpriseByName(ctx, "宏发", ""); return err },
			"vacancy":                func() error { _, err := s.Vacancy(ctx, noID); return err },
			"posting":                func() error { _, err := s.Posting(ctx, noID); return err },
			"external id":            func() error { _, err := s.VacancyByExternalID(ctx, noID, "1"); return err },
			"place":                  func() error { _, err := s.VacancyByPlace(ctx, noID, "焊工", models.Workplace{}); return err },
			"seeker":                 func() error { _, err := s.Seeker(ctx, noID); return err },
			"person":                 func() error { _, err := s.SeekerByPhone(ctx, "15400000000", "张三"); return err },
			"deleting":               func() error { return s.DeleteSeeker(ctx, noID) },
			"edition":                func() error { _, err := s.Edition(ctx, noID); return err },
			"last issued":            func() error { _, err := s.LastIssued(ctx, "410184102201"); return err },
			"token":                  func() error { _, _, err := s.AccountByTokenHash(ctx, "h", at(1)); return err },
			"operation":              func() error { _, err := s.Operation(ctx, noID); return err },
			"key":                    func() error { return s.CompleteKey(ctx, models.KeyClaim{Caller: "c", Key: "k"}) },
			"updating an enterprise": func() error { return s.UpdateEnterprise(ctx, &models.Enterprise{ID: noID, Version: 1}) },
			"updating a vacancy":     func() error { return s.UpdateVacancy(ctx, &models.Vacancy{ID: noID, Version: 1}) },
			"updating a seeker":      func() error { return s.UpdateSeeker(ctx, &models.Seeker{ID: noID, Version: 1}) },
			"updating an edition":    func() error { return s.UpdateEdition(ctx, &models.Edition{ID: noID, Version: 1}) },
			"schedule":               func() error { _, err := s.Schedule(ctx, noID); return err },
			"moving a schedule on":   func() error { return s.UpdateSchedule(ctx, &models.Schedule{ID: noID, Version: 1}) },
			"deleting a schedule":    func() error { return s.DeleteSchedule(ctx, noID) },
			"claiming an operation":  func() error { _, err := s.ClaimOperation(ctx, noID, at(1), at(2)); return err },
		} {
			if code := models.CodeOf(read()); code != models.CodeNotFound {
				t.Errorf("%s: code %q, want not_found", name, code)
			}
		}
	})
}

func TestDuplicatesAndReferences(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		e, other := fullEnterprise(), fullEnterprise()
		must(t, s.CreateEnterprise(ctx, &e))
		fails(t, s.CreateEnterprise(ctx, &other), models.CodeDuplicate)
		if other.ID != "" {
			t.Error("an enterprise that was not kept got an id")
		}
		other.CreditCode = ""
		must(t, s.CreateEnterprise(ctx, &other))
		other.CreditCode = e.CreditCode
		fails(t, s.UpdateEnterprise(ctx, &other), models.CodeDuplicate)
		if other.Version != 1 {
			t.Error("an update that was not kept raised the version")
		}

		v := fullVacancy(e.ID)
		must(t, s.CreateVacancy(ctx, &v))
		fails(t, s.CreateVacancy(ctx, pointer(fullVacancy(e.ID))), models.CodeDuplicate)
		must(t, s.CreateVacancy(ctx, pointer(fullVacancy(other.ID))))
		fails(t, s.CreateVacancy(ctx, pointer(fullVacancy(noID))), models.CodeConflict)

		k := fullSeeker()
		must(t, s.CreateSeeker(ctx, &k))
		fails(t, s.CreateSeeker(ctx, pointer(fullSeeker())), models.CodeDuplicate)
		namesake := fullSeeker()
		namesake.Phone = "15400000002"
		must(t, s.CreateSeeker(ctx, &namesake))
		namesake.Phone = k.Phone
		fails(t, s.UpdateSeeker(ctx, &namesake), models.CodeDuplicate)

		var a models.Account
		must(t, s.CreateAccount(ctx, &a))
		must(t, s.CreateToken(ctx, &models.Token{AccountID: a.ID, Hash: "h", ExpiresAt: at(1)}))
		fails(t, s.CreateToken(ctx, &models.Token{AccountID: a.ID, Hash: "h", ExpiresAt: at(1)}), models.CodeDuplicate)
		fails(t, s.CreateToken(ctx, &models.Token{AccountID: noID, Hash: "i", ExpiresAt: at(1)}), models.CodeConflict)
	})
}

func TestStaleVersions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		edition := fullEdition(t, s)
		must(t, s.CreateEdition(ctx, &edition))
		enterprise := given(s.Enterprise(ctx, edition.Items[0].Vacancy.EnterpriseID))
		vacancy, seeker := given(s.Vacancy(ctx, edition.Items[0].VacancyID)), fullSeeker()
		must(t, s.CreateSeeker(ctx, &seeker))
		for name, update := range map[string]func() error{
			"enterprise": func() error { return s.UpdateEnterprise(ctx, pointer(enterprise)) },
			"vacancy":    func() error { return s.UpdateVacancy(ctx, pointer(vacancy)) },
			"seeker":     func() error { return s.UpdateSeeker(ctx, pointer(seeker)) },
			"edition":    func() error { return s.UpdateEdition(ctx, pointer(edition)) },
		} {
			t.Run(name, func(t *testing.T) {
				won := 0
				for _, err := range atOnce(5, func(int) error { return update() }) {
					if err == nil {
						won++
						continue
					}
					fails(t, err, models.CodeStale)
				}
				if won != 1 {
					t.Errorf("%d of 5 updates of one version were kept", won)
				}
			})
		}
	})
}

// MariaDB's default collation takes 𠙶 for 𠮷 and ABC for abc; a name is what was written.
func TestTextsAreWhatWasWritten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		for _, name := range []string{"𠙶记", "𠮷记", "ABC厂", "abc厂", "Ａ厂", "A厂", "é厂", "e厂"} {
			e := models.Enterprise{Name: name, Division: "410184102000"}
			must(t, s.CreateEnterprise(ctx, &e))
			if got := given(s.EnterpriseByName(ctx, name, "")); got.ID != e.ID {
				t.Errorf("%s was taken for %s", name, got.Name)
			}
			if got := given(s.Enterprises(ctx, models.EnterpriseFilter{Name: name}, models.Page{Limit: 10})); got.Total != 1 {
				t.Errorf("%s is in %d names", name, got.Total)
			}
		}
	})
}

func TestNothingKeptIsInErrorsOrLogs(t *testing.T) {
	for _, e := range storetest.Engines {
		t.Run(e.Name, func(t *testing.T) {
			var log bytes.Buffer
			config := e.Config(t)
			config.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
			s := storetest.Open(t, config)
			secret := models.Enterprise{Name: "秘密单位", CreditCode: "91350100M000100Y43", Division: "410184102201"}
			must(t, s.CreateEnterprise(t.Context(), &secret))
			err := s.CreateEnterprise(t.Context(), &models.Enterprise{Name: "秘密单位", CreditCode: secret.CreditCode})
			fails(t, err, models.CodeDuplicate)
			must(t, s.Close())
			lost := s.CreateEnterprise(t.Context(), &secret)
			if lost == nil {
				t.Fatal("a closed store kept something")
			}
			for _, text := range []string{log.String(), err.Error(), lost.Error()} {
				if strings.Contains(text, "秘密") || strings.Contains(text, string(secret.CreditCode)) {
					t.Errorf("a kept value is in %q", text)
				}
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	ctx, keys := t.Context(), storetest.Keyring(t, store.NewKeyring())
	dir := t.TempDir()
	broken := filepath.Join(dir, "broken.db")
	must(t, os.WriteFile(broken, bytes.Repeat([]byte("this is no database "), 500), 0o600))
	for _, c := range []struct {
		name   string
		config store.Config
		want   models.Code
	}{
		{"an unknown driver", store.Config{Driver: "oracle", DSN: "x", Keys: keys}, models.CodeInternal},
		{"no keys", store.Config{Driver: "sqlite", DSN: filepath.Join(dir, "a.db")}, models.CodeInternal},
		{"no file", store.Config{Driver: "sqlite", Keys: keys}, models.CodeInternal},
		{"memory", store.Config{Driver: "sqlite", DSN: ":memory:", Keys: keys}, models.CodeInternal},
		{"a missing folder", store.Config{Driver: "sqlite", DSN: filepath.Join(dir, "none", "a.db"), Keys: keys}, models.CodeUnavailable},
		{"a folder", store.Config{Driver: "sqlite", DSN: dir, Keys: keys}, models.CodeUnavailable},
		{"another file", store.Config{Driver: "sqlite", DSN: broken, Keys: keys}, models.CodeUnavailable},
		{"an unreadable DSN", store.Config{Driver: "mysql", DSN: "mysql://user:secret@host/db", Keys: keys}, models.CodeInternal},
		{"nobody listening", store.Config{Driver: "mysql", DSN: "root:secret@tcp(127.0.0.1:1)/x", Keys: keys}, models.CodeUnavailable},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := store.Open(ctx, c.config)
			fails(t, err, c.want)
			if strings.Contains(err.Error(), "secret@") {
				t.Errorf("the password is in %q", err)
			}
		})
	}
}

func TestAnyFileNameWorks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "100% 空岗?mode=ro#1&x.db")
	s := storetest.Open(t, store.Config{Driver: "sqlite", DSN: path, Keys: storetest.Keyring(t, store.NewKeyring())})
	must(t, s.Ping(t.Context()))
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}
