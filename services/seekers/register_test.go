package seekers_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// signedUp is an account that somebody made by themself with a proven phone.
func signedUp(b *storetest.Builder, phone models.Phone) models.Actor {
	return b.Account(models.Account{Role: models.RoleSeeker, Phone: phone}, "hash of "+string(phone)).Actor()
}

// deeds are the actions of the audit about a person, the oldest first, with what they were done to and why.
func deeds(t *testing.T, s *store.Store, id string) []string {
	t.Helper()
	list, err := s.AuditEntries(t.Context(), models.AuditFilter{ObjectID: id}, models.Page{Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list.Items {
		out = append(out, strings.TrimSpace(e.Action+" "+strings.Join(e.Details, ",")+" "+e.Reason))
	}
	slices.Reverse(out)
	return out
}

// ledger writes the entries of a person: what happened to which scope, seen by whom.
func ledger(t *testing.T, s *store.Store, id string) []string {
	t.Helper()
	entries, err := s.ConsentLedger(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSpace(string(e.Kind)+" "+string(e.Scope)+" "+e.Witness))
		if (e.Kind == models.ConsentGiven) != (e.Words != "") || e.At.IsZero() || e.RecordedAt.IsZero() || e.Role == "" {
			t.Errorf("entry %+v", e)
		}
	}
	return out
}

func same(t *testing.T, want, got []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestSomebodyWhoSignedUpRegistersThemself(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		me := signedUp(b, "15400009999")
		for _, c := range []struct {
			name   string
			change func(*models.Seeker)
			want   string
		}{
			{"with another's phone", func(k *models.Seeker) { k.Phone = "15400009998" }, "phone unproven_phone"},
			{"without consent", func(k *models.Seeker) { k.Consents = nil }, "consent consent_required"},
			{"in no village", func(k *models.Seeker) { k.Village = "" }, "village required"},
			{"without a name", func(k *models.Seeker) { k.Name = "" }, "name required"},
			{"before no witness, with the phone left out", func(k *models.Seeker) { k.Phone, k.Consents[0].WitnessedBy = "", "" }, ""},
			{"twice", func(*models.Seeker) {}, "conflict"},
		} {
			k := person()
			c.change(&k)
			if _, err := service(s).Register(t.Context(), me, k); problem(err) != c.want {
				t.Errorf("%s: got %q, want %q", c.name, problem(err), c.want)
			}
		}
		k := known(t, s, "张三", "15400009999")
		account, err := s.Account(t.Context(), me.AccountID)
		if err != nil || account.SeekerID != k.ID {
			t.Errorf("the account is bound to %q: %v", account.SeekerID, err)
		}
		same(t, []string{"register", "bind"}, deeds(t, s, k.ID))
		same(t, []string{"given matching"}, ledger(t, s, k.ID))
	})
}

func TestSomebodyIsBoundToTheRecordThatIsThere(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		at := func(phone models.Phone, village models.DivisionCode) models.Seeker {
			return b.Seeker("张三", func(k *models.Seeker) { k.Phone, k.Village, k.WageMin = phone, village, 4321 })
		}
		one := at("15400000031", neighbour)
		here, there := at("15400000032", storetest.Village), at("15400000032", far)
		for _, c := range []struct {
			name    string
			phone   models.Phone
			village models.DivisionCode
			want    string
		}{
			{"another village of the county", "15400000031", storetest.Village, one.ID},
			{"the county, of two", "15400000032", far, there.ID},
		} {
			k := models.Seeker{Name: " 张三 ", Village: c.village, WageMin: 1}
			got, err := service(s).Register(t.Context(), signedUp(b, c.phone), k)
			if err != nil || got.ID != c.want || got.WageMin != 4321 || got.Version != 1 {
				t.Errorf("%s: %+v, %v", c.name, got, err)
			}
		}
		same(t, []string{"bind"}, deeds(t, s, one.ID))
		same(t, nil, deeds(t, s, here.ID))
	})
}

// TestOnlyRecordElsewhere binds somebody who has moved away to the one record that there is.
func TestOnlyRecordElsewhere(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		one := b.Seeker("张三", func(k *models.Seeker) { k.Phone, k.Village = "15400000031", far })
		got, err := service(s).Register(t.Context(), signedUp(b, "15400000031"), models.Seeker{Name: "张三", Village: storetest.Village})
		if err != nil || got.ID != one.ID {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func TestOneAccountIsBoundOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		me := signedUp(b, "15400009999")
		errs := make([]error, 4)
		var wait sync.WaitGroup
		for i := range errs {
			wait.Go(func() {
				k := person()
				k.Name += strings.Repeat("三", i)
				_, errs[i] = service(s).Register(t.Context(), me, k)
			})
		}
		wait.Wait()
		bound := 0
		for _, err := range errs {
			if err == nil {
				bound++
			} else if models.CodeOf(err) != models.CodeConflict {
				t.Error(err)
			}
		}
		if list, err := s.Seekers(t.Context(), models.SeekerFilter{}, models.Page{}); bound != 1 || list.Total != 1 || err != nil {
			t.Errorf("bound %d times, %d records (%v)", bound, list.Total, err)
		}
	})
}

func TestOwnPhoneIsAProvenOne(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		k := b.Seeker("张三")
		me := b.Account(models.Account{Role: models.RoleSeeker, SeekerID: k.ID, Phone: "15400000041"}, "h").Actor()
		for _, c := range []struct {
			phone models.Phone
			want  string
		}{{"15400000042", "phone unproven_phone"}, {"15400000041", ""}} {
			_, err := service(s).Change(t.Context(), me, k.ID, 1, func(k *models.Seeker) { k.Phone = c.phone })
			if problem(err) != c.want {
				t.Errorf("to %s: %q, want %q", c.phone, problem(err), c.want)
			}
		}
		same(t, []string{"change phone"}, deeds(t, s, k.ID))
	})
}
