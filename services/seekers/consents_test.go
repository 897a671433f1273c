package seekers_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/importing"
	"konggang/services/seekers"
)

func TestConsents(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		k := b.Seeker("张三", func(k *models.Seeker) { k.Consents = nil })
		type scopes = []models.ConsentScope
		give := func(a models.Actor, given seekers.Agreement) error {
			return service(s).Consent(t.Context(), a, k.ID, given)
		}
		both := scopes{models.ConsentMatching, models.ConsentShare}
		for _, c := range []struct {
			name string
			do   func() error
			want string
		}{
			{"by a neighbour", func() error { return give(nextDoor, seekers.Agreement{Scopes: both, WitnessedBy: "甲"}) }, "not_found"},
			{"to nothing", func() error { return give(operator, seekers.Agreement{WitnessedBy: "甲"}) }, "scopes required"},
			{"to anything", func() error { return give(self(k.ID), seekers.Agreement{Scopes: scopes{"everything"}}) }, "scopes unknown_value"},
			{"before nobody", func() error { return give(operator, seekers.Agreement{Scopes: both}) }, "witnessed_by required"},
			{"tomorrow", func() error {
				return give(operator, seekers.Agreement{Scopes: both, WitnessedBy: "甲", GivenAt: storetest.Start.AddDate(0, 0, 1)})
			}, "given_at in_future"},
			{"before a witness", func() error { return give(operator, seekers.Agreement{Scopes: both, WitnessedBy: "甲"}) }, ""},
			{"once more, the same", func() error { return give(operator, seekers.Agreement{Scopes: both, WitnessedBy: "甲"}) }, ""},
			{"by the person", func() error { return give(self(k.ID), seekers.Agreement{Scopes: scopes{models.ConsentContact}}) }, ""},
			{"withdrawn by a neighbour", func() error { return service(s).Withdraw(t.Context(), nextDoor, k.ID, models.ConsentShare) }, "not_found"},
			{"withdrawn", func() error { return service(s).Withdraw(t.Context(), self(k.ID), k.ID, models.ConsentShare) }, ""},
			{"withdrawn again", func() error { return service(s).Withdraw(t.Context(), self(k.ID), k.ID, models.ConsentShare) }, "not_found"},
			{"the others too", func() error { return service(s).Withdraw(t.Context(), operator, k.ID, models.ConsentContact) }, ""},
			{"and the last", func() error { return service(s).Withdraw(t.Context(), operator, k.ID, models.ConsentMatching) }, ""},
			{"nothing", func() error { return service(s).Withdraw(t.Context(), operator, k.ID, "everything") }, "not_found"},
		} {
			if err := c.do(); problem(err) != c.want {
				t.Errorf("%s: got %q, want %q", c.name, problem(err), c.want)
			}
		}
		same(t, []string{"given matching 甲", "given share_with_employer 甲", "given contact", "withdrawn share_with_employer", "withdrawn contact", "withdrawn matching"}, ledger(t, s, k.ID))
		same(t, []string{"consent matching,share_with_employer", "consent contact", "withdraw share_with_employer", "withdraw contact", "withdraw matching"}, deeds(t, s, k.ID))
		if got, err := s.Seeker(t.Context(), k.ID); len(got.Consents) != 0 || err != nil {
			t.Errorf("in force: %+v, %v", got.Consents, err)
		}
		if _, err := service(s).Ledger(t.Context(), nextDoor, k.ID); problem(err) != "not_found" {
			t.Errorf("the neighbour reads the ledger: %v", err)
		}
		got, err := service(s).Ledger(t.Context(), self(k.ID), k.ID)
		if err != nil || len(got) != 6 || got[0].RecordedAt.After(got[5].RecordedAt) {
			t.Errorf("the person reads %d entries: %v", len(got), err)
		}
	})
}

// TestWithdrawalsMeetNoEditor withdraws while others change the record: a withdrawal never fails for that.
func TestWithdrawalsMeetNoEditor(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		k := b.Seeker("张三")
		errs := make([]error, len(models.ConsentScopes))
		var wait sync.WaitGroup
		for i, scope := range models.ConsentScopes {
			wait.Go(func() { errs[i] = service(s).Withdraw(t.Context(), self(k.ID), k.ID, scope.Code) })
			wait.Go(func() {
				_, _ = service(s).Change(t.Context(), operator, k.ID, 1, func(k *models.Seeker) { k.WageMin++ })
			})
		}
		wait.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Error(err)
		}
		if got, err := s.Seeker(t.Context(), k.ID); len(got.Consents) != 0 || err != nil || len(ledger(t, s, k.ID)) != 3 {
			t.Errorf("in force: %+v, %v", got.Consents, err)
		}
	})
}

// TestEveryDeedIsNoted registers, changes and brings in, and reads the ledger and the audit, which hold no value.
func TestEveryDeedIsNoted(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, _ *storetest.Builder) {
		k, err := service(s).Register(t.Context(), operator, person())
		if err != nil {
			t.Fatal(err)
		}
		_, err = service(s).Change(t.Context(), operator, k.ID, k.Version, func(k *models.Seeker) {
			k.Name, k.WageMin = "张三丰", 300000
			k.Consents = append(k.Consents, models.Consent{Scope: models.ConsentContact, WitnessedBy: "乙"})
		})
		if err != nil {
			t.Fatal(err)
		}
		bring(t, s, byVillage, "张三丰,15400009999,口张村,电工,,\n", importing.Options{DryRun: true})
		bring(t, s, byVillage, "张三丰,15400009999,口张村,电工,,\n李四,15400009998,口张村,,,岗位匹配\n李四,15400009998,口张村,,,岗位匹配\n", importing.Options{})
		same(t, []string{"register", "change name,wage_min,consent", "change wanted,occupations"}, deeds(t, s, k.ID))
		same(t, []string{"given matching 协理员", "given contact 乙"}, ledger(t, s, k.ID))
		brought := known(t, s, "李四", "15400009998")
		same(t, []string{"register"}, deeds(t, s, brought.ID))
		same(t, []string{"given matching"}, ledger(t, s, brought.ID))
	})
}

func TestSomebodyWithoutConsentMayStillBeMended(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		k := b.Seeker("张三", func(k *models.Seeker) { k.Consents = nil })
		if _, err := service(s).Change(t.Context(), self(k.ID), k.ID, 1, func(k *models.Seeker) { k.Status = models.SeekerPaused }); err != nil {
			t.Error(err)
		}
	})
}

// TestLedgerReplaysToWhatIsInForce does what people may do to their consents in any order, on every way that there is: read
// from its beginning, the ledger is what is in force.
func TestLedgerReplaysToWhatIsInForce(t *testing.T) {
	s := storetest.SQLite(t)
	b := storetest.Build(t, s)
	b.Village(storetest.Village, "口张村村委会")
	rapid.Check(t, func(r *rapid.T) {
		k := b.Seeker("张三", func(k *models.Seeker) { k.Consents = nil })
		for range rapid.IntRange(1, 8).Draw(r, "steps") {
			scope := rapid.SampledFrom(models.ConsentScopes).Draw(r, "scope").Code
			switch rapid.SampledFrom([]string{"agree", "withdraw", "change"}).Draw(r, "what") {
			case "agree":
				_ = service(s).Consent(t.Context(), operator, k.ID, seekers.Agreement{Scopes: []models.ConsentScope{scope}, WitnessedBy: "甲"})
			case "withdraw":
				_ = service(s).Withdraw(t.Context(), self(k.ID), k.ID, scope)
			case "change":
				now, _ := s.Seeker(t.Context(), k.ID)
				_, _ = service(s).Change(t.Context(), self(k.ID), k.ID, now.Version, func(k *models.Seeker) {
					k.Consents = []models.Consent{{Scope: scope, WitnessedBy: "乙"}}
				})
			}
		}
		entries, err := s.ConsentLedger(t.Context(), k.ID)
		now, errOfNow := s.Seeker(t.Context(), k.ID)
		replayed := map[models.ConsentScope]string{}
		for _, e := range entries {
			delete(replayed, e.Scope)
			if e.Kind == models.ConsentGiven {
				replayed[e.Scope] = e.Witness
			}
		}
		inForce := map[models.ConsentScope]string{}
		for _, c := range now.Consents {
			inForce[c.Scope] = c.WitnessedBy
		}
		if diff := cmp.Diff(inForce, replayed); diff != "" || err != nil || errOfNow != nil {
			r.Fatalf("%v, %v (-in force +ledger)\n%s", err, errOfNow, diff)
		}
	})
}
