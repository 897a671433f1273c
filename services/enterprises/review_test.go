package enterprises_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/importing"
	"konggang/services/intake"
	"konggang/services/screening"
	"konggang/services/vacancies"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// audited writes what the audit has of an object, the oldest first: "role action (reason) [details]".
func audited(t testing.TB, s *store.Store, id string) []string {
	t.Helper()
	list, err := s.AuditEntries(t.Context(), models.AuditFilter{ObjectID: id}, models.Page{Limit: 100})
	must(t, err)
	var out []string
	for _, e := range slices.Backward(list.Items) {
		text := string(e.Role) + " " + e.Action
		if e.Reason != "" {
			text += " (" + e.Reason + ")"
		}
		if len(e.Details) > 0 {
			text += " [" + strings.Join(e.Details, " ") + "]"
		}
		out = append(out, text)
	}
	return out
}

func at(status models.VacancyStatus) func(*models.Vacancy) {
	return func(v *models.Vacancy) { v.Status = status }
}

func TestSuspensionClosesWhatVillagesHearOrCouldHear(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		for action, from := range map[models.EnterpriseAction]models.EnterpriseStatus{models.SuspendEnterprise: models.EnterpriseApproved, models.RejectEnterprise: models.EnterprisePending} {
			firm, other := b.Enterprise("某厂", func(e *models.Enterprise) { e.Status = from }), b.Enterprise("别厂").Vacancy("普工")
			kept := map[models.VacancyStatus]models.Vacancy{}
			for _, status := range models.VacancyStatuses {
				kept[status.Code] = firm.Vacancy("普工", at(status.Code))
			}
			_, err := service(s).Decide(t.Context(), office, firm.ID, action, "欠薪")
			must(t, err)
			check := func(when string) {
				t.Helper()
				for from, v := range kept {
					want, reason, entries := from, "", []string(nil)
					if from == models.VacancySubmitted || v.Published() {
						want, reason, entries = models.VacancyWithdrawn, "欠薪", []string{"office withdraw (欠薪)"}
					}
					got, err := s.Vacancy(t.Context(), v.ID)
					if err != nil || got.Status != want || got.StatusReason != reason || cmp.Diff(entries, audited(t, s, v.ID)) != "" {
						t.Errorf("%s, %s: %s became %s because of %q, with %q (%v)", action, when, from, got.Status, got.StatusReason, audited(t, s, v.ID), err)
					}
				}
			}
			check("decided")
			if got, err := s.Vacancy(t.Context(), other.ID); err != nil || got.Status != models.VacancyOpen {
				t.Errorf("another's stands at %s (%v)", got.Status, err)
			}
			_, err = service(s).Decide(t.Context(), office, firm.ID, models.ApproveEnterprise, "")
			must(t, err)
			check("approved again")
			if diff := cmp.Diff([]string{"office " + string(action) + " (欠薪)", "office approve"}, audited(t, s, firm.ID)); diff != "" {
				t.Error(diff)
			}
		}
	})
}

func TestSuspensionClosesAnyNumber(t *testing.T) {
	s := storetest.SQLite(t)
	b := storetest.Build(t, s)
	firm := b.Enterprise("某厂")
	must(t, s.Atomically(t.Context(), func(ctx context.Context) error {
		for range 405 {
			v := models.Vacancy{EnterpriseID: firm.ID, Title: "普工", Status: models.VacancyOpen}
			if err := s.CreateVacancy(ctx, &v); err != nil {
				return err
			}
		}
		return nil
	}))
	_, err := service(s).Decide(t.Context(), office, firm.ID, models.SuspendEnterprise, "欠薪")
	must(t, err)
	list, err := s.Vacancies(t.Context(), models.VacancyFilter{Status: models.VacancyWithdrawn}, models.Page{Limit: 1})
	if err != nil || list.Total != 405 {
		t.Errorf("%d are closed (%v)", list.Total, err)
	}
	entries, err := s.AuditEntries(t.Context(), models.AuditFilter{Action: "withdraw"}, models.Page{Limit: 1})
	if err != nil || entries.Total != 405 {
		t.Errorf("%d entries (%v)", entries.Total, err)
	}
}

// While the office suspends an enterprise, its vacancies are approved and resumed: none may be open in the end.
func TestNothingOpensWhileItsEnterpriseIsSuspended(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		for range 3 {
			firm := b.Enterprise("某厂")
			var wait sync.WaitGroup
			acts := vacancies.Service{Store: s, Calendar: service(s).Calendar, Screen: (*screening.MinimumWages)(nil).Gate(service(s).Calendar)}
			for range 4 {
				waiting, paused := firm.Vacancy("普工", at(models.VacancySubmitted)), firm.Vacancy("电工", at(models.VacancyPaused))
				wait.Go(func() { _, _ = acts.Act(t.Context(), office, waiting.ID, models.ActApprove, "") })
				wait.Go(func() { _, _ = acts.Act(t.Context(), office, paused.ID, models.ActResume, "") })
			}
			wait.Go(func() {
				if _, err := service(s).Decide(t.Context(), office, firm.ID, models.SuspendEnterprise, "欠薪"); err != nil {
					t.Error(err)
				}
			})
			wait.Wait()
			if ids, err := s.StandingVacancies(t.Context(), firm.ID, 10); err != nil || len(ids) != 0 {
				t.Errorf("%d are standing (%v)", len(ids), err)
			}
		}
	})
}

var errNoInk = errors.New("the audit cannot be written")

// mute is a store whose audit fails.
type mute struct{ *store.Store }

func (mute) Record(context.Context, models.AuditEntry) error { return errNoInk }

// changes counts what was ever written.
func changes(t *testing.T, s *store.Store) (int64, error) {
	if _, err := s.SequenceChanges(t.Context()); err != nil {
		return 0, err
	}
	return s.LastChange(t.Context())
}

func TestNothingHappensWithoutItsAudit(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		firm := b.Enterprise("某厂")
		firm.Vacancy("普工")
		unheard := service(s)
		unheard.Store = mute{s}
		before, err := changes(t, s)
		must(t, err)
		_, made := unheard.Create(t.Context(), office, models.Enterprise{Name: "新厂", Division: county})
		_, changed := unheard.Change(t.Context(), office, firm.ID, firm.Version, nil, func(e *models.Enterprise) { e.Address = "西街" })
		_, decided := unheard.Decide(t.Context(), office, firm.ID, models.SuspendEnterprise, "欠薪")
		sheet, err := intake.Enterprises("企业.csv", strings.NewReader("单位名称\n新厂\n"))
		must(t, err)
		_, imported := unheard.Import(t.Context(), mute{s}, byOffice, sheet, true, importing.Options{})
		for name, err := range map[string]error{"create": made, "change": changed, "decide": decided, "import": imported} {
			if !errors.Is(err, errNoInk) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if after, err := changes(t, s); err != nil || after != before {
			t.Errorf("something is kept: %d changes, then %d (%v)", before, after, err)
		}
	})
}

func TestTheAuditHasEveryStep(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		e, err := service(s).Create(t.Context(), office, models.Enterprise{Name: "新厂", Division: county})
		must(t, err)
		e, err = service(s).Change(t.Context(), owner(e.ID), e.ID, e.Version, []string{"contact.phone", "address"}, func(e *models.Enterprise) { e.Address = "西街" })
		must(t, err)
		_, err = service(s).Decide(t.Context(), office, e.ID, models.ApproveEnterprise, " 已上门核实 ")
		must(t, err)
		bring(t, s, byOffice, "单位名称,地址\n新厂,东街\n", true, importing.Options{})
		bring(t, s, byOffice, "单位名称,地址\n新厂,东街\n另一厂,东街\n", true, importing.Options{})
		want := []string{"office create", "enterprise change [address contact.phone]", "office approve (已上门核实)", "office import [updated]"}
		if diff := cmp.Diff(want, audited(t, s, e.ID)); diff != "" {
			t.Error(diff)
		}
		other, err := s.EnterpriseByName(t.Context(), "另一厂", county)
		if diff := cmp.Diff([]string{"office import [created approved]"}, audited(t, s, other.ID)); diff != "" || err != nil {
			t.Error(diff, err)
		}
	})
}

func TestReasonOfADecisionIsBounded(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		firm := b.Enterprise("某厂")
		_, err := service(s).Decide(t.Context(), office, firm.ID, models.SuspendEnterprise, strings.Repeat("长", 201))
		if problem(err) != "reason too_long" {
			t.Error(err)
		}
		_, err = service(s).Decide(t.Context(), foreign, firm.ID, models.SuspendEnterprise, strings.Repeat("长", 201))
		if problem(err) != "not_found" {
			t.Errorf("another office: %v", err)
		}
	})
}

func TestRegister(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		b.Enterprise("先到的厂", func(e *models.Enterprise) { e.CreditCode = code })
		account := models.Account{Role: models.RoleEnterprise, Phone: "15400000077"}
		must(t, s.CreateAccount(t.Context(), &account))
		mine := models.Enterprise{Name: "宏发食品厂", Division: far, Status: models.EnterpriseApproved}
		for _, c := range []struct {
			name   string
			change func(*models.Enterprise)
			want   string
		}{
			{"with a code that is taken", func(e *models.Enterprise) { e.CreditCode = code }, "credit_code duplicate"},
			{"nowhere", func(e *models.Enterprise) { e.Division = "410184199000" }, "division unknown_division"},
			{"without a name", func(e *models.Enterprise) { e.Name = "" }, "name required"},
			{"rightly", func(*models.Enterprise) {}, ""},
			{"twice", func(*models.Enterprise) {}, "already_registered"},
		} {
			e := mine
			c.change(&e)
			got, err := service(s).Create(t.Context(), account.Actor(), e)
			if problem(err) != c.want {
				t.Errorf("%s: got %q, want %q", c.name, problem(err), c.want)
			}
			kept, readErr := s.Account(t.Context(), account.ID)
			if readErr != nil || (kept.EnterpriseID != "") != (c.want == "" || c.name == "twice") {
				t.Errorf("%s: the account is bound to %q (%v)", c.name, kept.EnterpriseID, readErr)
			}
			if err == nil && (got.Status != models.EnterprisePending || got.Contact.Phone != account.Phone || kept.EnterpriseID != got.ID) {
				t.Errorf("%+v, bound to %s", got, kept.EnterpriseID)
			}
			if err == nil && (cmp.Diff([]string{"enterprise create"}, audited(t, s, got.ID)) != "" || cmp.Diff([]string{"enterprise bind [enterprise_id]"}, audited(t, s, account.ID)) != "") {
				t.Errorf("the audit has %q and %q", audited(t, s, got.ID), audited(t, s, account.ID))
			}
		}
	})
}

func TestRegisteringTwiceAtOnceMakesOne(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, _ *storetest.Builder) {
		account := models.Account{Role: models.RoleEnterprise, Phone: "15400000077"}
		must(t, s.CreateAccount(t.Context(), &account))
		errs := make([]error, 6)
		var wait sync.WaitGroup
		for i := range errs {
			wait.Go(func() {
				_, errs[i] = service(s).Create(t.Context(), account.Actor(), models.Enterprise{Name: "宏发食品厂", Division: county})
			})
		}
		wait.Wait()
		for _, err := range errs {
			if err != nil && problem(err) != "already_registered" {
				t.Error(err)
			}
		}
		if list, err := s.Enterprises(t.Context(), models.EnterpriseFilter{}, models.Page{Limit: 10}); err != nil || list.Total != 1 {
			t.Errorf("%d enterprises (%v)", list.Total, err)
		}
	})
}
