package accounts_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/accounts"
	"konggang/services/passwords"
)

const (
	county   = models.DivisionCode("410184000000")
	town     = models.DivisionCode("410184102000")
	far      = models.DivisionCode("410185102201")
	nowhere  = models.DivisionCode("410184102299")
	noID     = "01900000-0000-7000-8000-000000000000"
	noHolder = "seeker not_found"
)

var office = models.Actor{Role: models.RoleOffice, Division: county}

// clock is a calendar that stands still until it is moved.
type clock struct{ now time.Time }

func (c *clock) service(s accounts.Store) accounts.Service {
	return accounts.Service{Store: s, Calendar: models.Calendar{Now: func() time.Time { return c.now }, Zone: time.UTC}, Passwords: hasher}
}

// hasher is one for all tests, since it bounds the work of all.
var hasher = passwords.NewHasher(2, 100)

// world is a store with a village, an employer and a seeker in the office's county, and the same in another.
type world struct {
	*store.Store
	clock              clock
	employer, stranger string
	seeker, outsider   string
}

func newWorld(t *testing.T, s *store.Store) *world {
	t.Helper()
	b := storetest.Build(t, s)
	b.Village(county, "新郑市")
	b.Village(town, "辛店镇")
	b.Village(storetest.Village, "口张村")
	b.Village(far, "远村")
	return &world{
		Store: s, clock: clock{storetest.Start},
		employer: b.Enterprise("宏发食品厂").ID, stranger: b.Enterprise("远方厂", func(e *models.Enterprise) { e.Division = far }).ID,
		seeker: b.Seeker("张三").ID, outsider: b.Seeker("李四", func(k *models.Seeker) { k.Village = far }).ID,
	}
}

// problem writes an error as its code, or as the first field it names and what is wrong with it.
func problem(err error) string {
	var e *models.Error
	if !errors.As(err, &e) || len(e.Fields) == 0 {
		return string(models.CodeOf(err))
	}
	return e.Fields[0].Field + " " + string(e.Fields[0].Code)
}

func TestCreateBindsEveryRole(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s)
		for _, c := range []struct {
			name    string
			account models.Account
			want    string
		}{
			{"an office of a county", models.Account{Role: models.RoleOffice, Division: county}, ""},
			{"an office of a town", models.Account{Role: models.RoleOffice, Division: town}, ""},
			{"an office of a village", models.Account{Role: models.RoleOffice, Division: storetest.Village}, "division invalid_division"},
			{"an office of nothing", models.Account{Role: models.RoleOffice}, "division required"},
			{"an office of an unknown town", models.Account{Role: models.RoleOffice, Division: "410184199000"}, "division unknown_division"},
			{"a village", models.Account{Role: models.RoleVillage, Division: storetest.Village}, ""},
			{"a village that is a town", models.Account{Role: models.RoleVillage, Division: town}, "division not_village"},
			{"an unknown village", models.Account{Role: models.RoleVillage, Division: nowhere}, "division unknown_division"},
			{"a device", models.Account{Role: models.RoleDevice, Division: storetest.Village}, ""},
			{"an enterprise", models.Account{Role: models.RoleEnterprise, EnterpriseID: w.employer}, ""},
			{"an enterprise of none", models.Account{Role: models.RoleEnterprise}, "enterprise required"},
			{"an unknown enterprise", models.Account{Role: models.RoleEnterprise, EnterpriseID: noID}, "enterprise unknown_enterprise"},
			{"a seeker", models.Account{Role: models.RoleSeeker, SeekerID: w.seeker}, ""},
			{"an unknown seeker", models.Account{Role: models.RoleSeeker, SeekerID: noID}, noHolder},
			{"no role", models.Account{}, "role unknown_value"},
			{"the role of those without an account", models.Account{Role: models.RoleAnonymous}, "role unknown_value"},
		} {
			t.Run(c.name, func(t *testing.T) {
				service := w.clock.service(s)
				account, token, err := service.Create(t.Context(), models.System("test"), c.account)
				if got := problem(err); got != c.want {
					t.Fatalf("got %q, want %q", got, c.want)
				}
				if err != nil {
					if token != "" {
						t.Error("a token was given all the same")
					}
					return
				}
				actor, err := service.Authenticate(t.Context(), token)
				if err != nil {
					t.Fatal(err)
				}
				if actor.TokenID == "" {
					t.Error("the token's id is not told")
				}
				if diff := cmp.Diff(account.Actor(), actor, cmpopts.IgnoreFields(models.Actor{}, "TokenID")); diff != "" {
					t.Error(diff)
				}
			})
		}
	})
}

func TestTokenIsGivenOnceAndKeptAsItsHash(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s)
		account := models.Account{Role: models.RoleOffice, Division: county}
		_, first, err := w.clock.service(s).Create(t.Context(), models.System("test"), account)
		if err != nil {
			t.Fatal(err)
		}
		_, second, err := w.clock.service(s).Create(t.Context(), models.System("test"), account)
		if err != nil {
			t.Fatal(err)
		}
		if first == second {
			t.Error("two accounts have one token")
		}
		if !regexp.MustCompile(`^kg_[A-Z2-7]{26,}$`).MatchString(first) {
			t.Error("a token must be kg_ and at least 128 bits in base 32")
		}
		if _, kept, err := s.AccountByTokenHash(t.Context(), hashOf(first), w.clock.now); err != nil || kept.ExpiresAt.Sub(w.clock.now) != accounts.TokenLife {
			t.Errorf("the hash is not kept for a token's life: %v %v", kept.ExpiresAt, err)
		}
		if _, _, err := s.AccountByTokenHash(t.Context(), first, w.clock.now); models.CodeOf(err) != models.CodeNotFound {
			t.Error("the token itself is kept")
		}
	})
}

func hashOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func TestAuthenticateRefusesWhatIsNoLivingToken(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s)
		_, token, err := w.clock.service(s).Create(t.Context(), models.System("test"), models.Account{Role: models.RoleOffice, Division: county})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name  string
			token string
			after time.Duration
			want  models.Code
		}{
			{"at once", token, 0, ""},
			{"in its last second", token, accounts.TokenLife - time.Second, ""},
			{"at its end", token, accounts.TokenLife, models.CodeUnauthenticated},
			{"after its end", token, accounts.TokenLife + time.Hour, models.CodeUnauthenticated},
			{"none", "", 0, models.CodeUnauthenticated},
			{"the prefix alone", accounts.TokenPrefix, 0, models.CodeUnauthenticated},
			{"without its prefix", token[len(accounts.TokenPrefix):], 0, models.CodeUnauthenticated},
			{"its hash", accounts.TokenPrefix + hashOf(token), 0, models.CodeUnauthenticated},
			{"with a letter more", token + "A", 0, models.CodeUnauthenticated},
			{"unknown", accounts.TokenPrefix + "AAAAAAAAAAAAAAAAAAAAAAAAAA", 0, models.CodeUnauthenticated},
		} {
			t.Run(c.name, func(t *testing.T) {
				later := clock{w.clock.now.Add(c.after)}
				actor, err := later.service(s).Authenticate(t.Context(), c.token)
				if models.CodeOf(err) != c.want {
					t.Fatalf("got %v, want %q", err, c.want)
				}
				if err != nil && actor != models.Anonymous {
					t.Errorf("acts as %v", actor)
				}
			})
		}
	})
}

func TestUseIsNotedAtMostOnceAMinute(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s)
		_, token, err := w.clock.service(s).Create(t.Context(), models.System("test"), models.Account{Role: models.RoleOffice, Division: county})
		if err != nil {
			t.Fatal(err)
		}
		start := w.clock.now
		for _, c := range []struct{ at, noted time.Duration }{
			{0, 0}, {time.Second, 0}, {time.Minute, 0}, {61 * time.Second, 61 * time.Second}, {2 * time.Minute, 61 * time.Second},
			{time.Hour, time.Hour},
		} {
			w.clock.now = start.Add(c.at)
			if _, err := w.clock.service(s).Authenticate(t.Context(), token); err != nil {
				t.Fatal(err)
			}
			_, kept, err := s.AccountByTokenHash(t.Context(), hashOf(token), w.clock.now)
			if err != nil || kept.LastUsedAt == nil {
				t.Fatalf("at %v no use is noted: %v", c.at, err)
			}
			if got := kept.LastUsedAt.Sub(start); got != c.noted {
				t.Errorf("at %v the last use is %v, want %v", c.at, got, c.noted)
			}
		}
	})
}

func TestCreateWithinKeepsToTheOfficesDivision(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s)
		for _, c := range []struct {
			name    string
			account models.Account
			want    string
		}{
			{"a town's office", models.Account{Role: models.RoleOffice, Division: town}, ""},
			{"the village", models.Account{Role: models.RoleVillage, Division: storetest.Village}, ""},
			{"an employer", models.Account{Role: models.RoleEnterprise, EnterpriseID: w.employer}, ""},
			{"a seeker", models.Account{Role: models.RoleSeeker, SeekerID: w.seeker}, ""},
			{"a village of its own that is not there", models.Account{Role: models.RoleVillage, Division: nowhere}, "division unknown_division"},
			{"a wider office", models.Account{Role: models.RoleOffice, Division: "410100000000"}, "forbidden"},
			{"a foreign village", models.Account{Role: models.RoleVillage, Division: far}, "forbidden"},
			{"a foreign village that is not there", models.Account{Role: models.RoleVillage, Division: "410185102299"}, "forbidden"},
			{"a foreign employer", models.Account{Role: models.RoleEnterprise, EnterpriseID: w.stranger}, "forbidden"},
			{"an employer that is not there", models.Account{Role: models.RoleEnterprise, EnterpriseID: noID}, "forbidden"},
			{"a foreign seeker", models.Account{Role: models.RoleSeeker, SeekerID: w.outsider}, "forbidden"},
			{"a seeker that is not there", models.Account{Role: models.RoleSeeker, SeekerID: noID}, "forbidden"},
			// A division of its own does not open the door to somebody else's enterprise or seeker.
			{"a foreign employer under its own name", models.Account{Role: models.RoleEnterprise, EnterpriseID: w.stranger, Division: town}, "forbidden"},
			{"a foreign seeker under its own name", models.Account{Role: models.RoleSeeker, SeekerID: w.outsider, Division: town}, "forbidden"},
			{"an enterprise without one, by phone", models.Account{Role: models.RoleEnterprise, Phone: "15400009999", Division: town}, "enterprise required"},
			{"nobody", models.Account{}, "role unknown_value"},
		} {
			t.Run(c.name, func(t *testing.T) {
				_, token, err := w.clock.service(s).CreateWithin(t.Context(), office, c.account)
				if got := problem(err); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
				if (token == "") != (err != nil || c.account.Role == models.RoleSeeker) {
					t.Error("a token comes exactly with success, and never for a person who looks for work")
				}
			})
		}
		for _, a := range []models.Actor{models.Anonymous, {Role: models.RoleVillage, Division: storetest.Village}, {Role: models.RoleEnterprise, EnterpriseID: w.employer}} {
			_, _, err := w.clock.service(s).CreateWithin(t.Context(), a, models.Account{Role: models.RoleEnterprise, EnterpriseID: w.employer})
			if models.CodeOf(err) != models.CodeForbidden {
				t.Errorf("%s may invite: %v", a.Role, err)
			}
		}
	})
}
