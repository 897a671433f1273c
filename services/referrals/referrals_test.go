package referrals_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/referrals"
)

const (
	neighbour = models.DivisionCode("410184102202")
	noID      = "01900000-0000-7000-8000-000000000000"
)

var (
	office   = models.Actor{Role: models.RoleOffice, Division: "410184000000"}
	foreign  = models.Actor{Role: models.RoleOffice, Division: "410185000000"}
	operator = models.Actor{Role: models.RoleVillage, Division: storetest.Village}
	nextDoor = models.Actor{Role: models.RoleVillage, Division: neighbour}
)

// world is a store with an employer that hires for one vacancy, another employer, and somebody who looks for work.
type world struct {
	referrals.Service
	store       *store.Store
	build       *storetest.Builder
	firm, other models.Actor
	employer    storetest.Employer
	packer      models.Vacancy
	person      models.Seeker
	self        models.Actor
}

func each(t *testing.T, test func(t *testing.T, w *world)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := storetest.Build(t, s)
		w := &world{store: s, build: b, employer: b.Enterprise("宏发食品")}
		w.Service = referrals.Service{Store: s, Calendar: models.Calendar{Now: func() time.Time { return storetest.Start }, Zone: time.UTC}}
		w.packer, w.person = w.employer.Vacancy("包装工"), b.Seeker("张三")
		w.firm = models.Actor{Role: models.RoleEnterprise, EnterpriseID: w.employer.ID}
		w.other = models.Actor{Role: models.RoleEnterprise, EnterpriseID: b.Enterprise("远方服装").ID}
		w.self = models.Actor{Role: models.RoleSeeker, SeekerID: w.person.ID}
		test(t, w)
	})
}

// problem writes an error as its code, or as every field it names and what is wrong with it.
func problem(err error) string {
	var e *models.Error
	if !errors.As(err, &e) || len(e.Fields) == 0 {
		return string(models.CodeOf(err))
	}
	var out []string
	for _, f := range e.Fields {
		out = append(out, f.Field+" "+string(f.Code))
	}
	return strings.Join(out, ", ")
}

func (w *world) refer(t *testing.T) referrals.Referred {
	t.Helper()
	r, err := w.Refer(t.Context(), w.self, models.Referral{VacancyID: w.packer.ID, Channel: "wechat"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestRefer(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		shy := w.build.Seeker("李四", func(k *models.Seeker) { k.Withdraw(models.ConsentShare) })
		far := w.build.Seeker("王五", func(k *models.Seeker) { k.Village = neighbour })
		draft := w.employer.Vacancy("草稿", func(v *models.Vacancy) { v.Status, v.OpenedAt = models.VacancyDraft, nil })
		late := w.employer.Vacancy("昨天到期", func(v *models.Vacancy) { v.ValidUntil = storetest.Today.AddDays(-1) })
		bad := w.build.Enterprise("停牌公司", func(e *models.Enterprise) { e.Status = models.EnterpriseSuspended }).Vacancy("停牌的岗位")
		for _, c := range []struct {
			name                     string
			actor                    models.Actor
			seeker, vacancy, channel string
			want                     string
		}{
			{"nothing said", operator, "", "", "", "seeker required, vacancy required, channel required"},
			{"by pigeon", w.self, "", w.packer.ID, "pigeon", "channel unknown_value"},
			{"who is not registered", models.Actor{Role: models.RoleSeeker}, "", w.packer.ID, "web", "seeker required"},
			{"another's neighbour", operator, far.ID, w.packer.ID, "operator", "not_found"},
			{"somebody else", w.self, shy.ID, w.packer.ID, "web", "not_found"},
			{"nobody", operator, noID, w.packer.ID, "operator", "not_found"},
			{"by another county", foreign, w.person.ID, w.packer.ID, "operator", "not_found"},
			{"by the employer", w.firm, w.person.ID, w.packer.ID, "partner", "not_found"},
			{"a draft", w.self, "", draft.ID, "web", "vacancy not_open"},
			{"no vacancy", w.self, "", noID, "web", "vacancy not_open"},
			{"one that expired", w.self, "", late.ID, "web", "vacancy not_open"},
			{"one of a suspended employer", w.self, "", bad.ID, "web", "vacancy not_open"},
			{"without consent", operator, shy.ID, w.packer.ID, "operator", "consents.share_with_employer consent_required"},
			{"by the person", w.self, "", w.packer.ID, "noticeboard", ""},
			{"once more, by the village", operator, w.person.ID, w.packer.ID, "operator", "duplicate"},
			{"by the neighbour's village", nextDoor, far.ID, w.packer.ID, "operator", ""},
		} {
			r, err := w.Refer(t.Context(), c.actor, models.Referral{SeekerID: c.seeker, VacancyID: c.vacancy, Channel: models.Channel(c.channel), Status: models.ReferralHired})
			if problem(err) != c.want || err == nil && (r.ID == "" || r.Status != models.ReferralApplied) {
				t.Errorf("%s: %q and %+v, want %q", c.name, problem(err), r.Referral, c.want)
			}
			if code := models.CodeOf(err); strings.Contains(c.want, "consents.") && code != models.CodeNoConsent {
				t.Errorf("%s: code %s", c.name, code)
			}
		}
	})
}

func TestOneReferralOfManyAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		errs := make([]error, 5)
		var wait sync.WaitGroup
		for i := range errs {
			wait.Go(func() {
				_, errs[i] = w.Refer(t.Context(), operator, models.Referral{SeekerID: w.person.ID, VacancyID: w.packer.ID, Channel: "operator"})
			})
		}
		wait.Wait()
		made := slices.DeleteFunc(errs, func(err error) bool { return models.CodeOf(err) == models.CodeDuplicate })
		if len(made) != 1 || made[0] != nil {
			t.Errorf("%v", made)
		}
	})
}

func TestWhoSeesAndMovesAReferral(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		r := w.refer(t)
		for _, c := range []struct {
			name  string
			actor models.Actor
			to    models.ReferralStatus
			want  string
		}{
			{"another employer", w.other, models.ReferralContacted, "not_found"},
			{"the neighbour's village", nextDoor, models.ReferralWithdrawn, "not_found"},
			{"another county", foreign, models.ReferralWithdrawn, "not_found"},
			{"somebody else", models.Actor{Role: models.RoleSeeker, SeekerID: noID}, models.ReferralWithdrawn, "not_found"},
			{"nobody", models.Anonymous, models.ReferralWithdrawn, "not_found"},
			{"to nothing", w.firm, "", "status required"},
			{"to anything", w.firm, "promised", "status unknown_value"},
			{"the person hires themself", w.self, models.ReferralHired, "forbidden"},
			{"the village hires", operator, models.ReferralHired, "forbidden"},
			{"the employer withdraws", w.firm, models.ReferralWithdrawn, "forbidden"},
			{"back to the beginning", w.firm, models.ReferralApplied, "forbidden"},
			{"hired without a word", w.firm, models.ReferralHired, "illegal_transition"},
			{"called", w.firm, models.ReferralContacted, ""},
			{"called again", w.firm, models.ReferralContacted, "illegal_transition"},
			{"hired", w.firm, models.ReferralHired, ""},
			{"withdrawn too late", office, models.ReferralWithdrawn, "illegal_transition"},
		} {
			got, err := w.Move(t.Context(), c.actor, r.ID, r.Version, c.to)
			if problem(err) != c.want {
				t.Errorf("%s: %q, want %q", c.name, problem(err), c.want)
			}
			if _, err := w.Get(t.Context(), c.actor, r.ID); (models.CodeOf(err) == models.CodeNotFound) != (c.want == "not_found") {
				t.Errorf("%s reads: %v", c.name, err)
			}
			if err == nil {
				r = got
			}
		}
		if _, err := w.Move(t.Context(), w.firm, r.ID, r.Version-1, models.ReferralContacted); problem(err) != "stale" {
			t.Errorf("stale: %v", err)
		}
		list, err := w.store.AuditEntries(t.Context(), models.AuditFilter{ObjectID: r.ID}, models.Page{Limit: 10})
		var done []string
		for _, e := range list.Items {
			done = append(done, string(e.Role)+" "+e.Action)
		}
		if diff := cmp.Diff([]string{"enterprise hired", "enterprise contacted", "seeker refer"}, done); diff != "" || err != nil {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
	})
}

// TestEmployerSeesAsLongAsThePersonAgrees withdraws the consent and gives it anew.
func TestEmployerSeesAsLongAsThePersonAgrees(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		r := w.refer(t)
		for _, agrees := range []bool{true, false, true} {
			k, err := w.store.Seeker(t.Context(), w.person.ID)
			if err != nil {
				t.Fatal(err)
			}
			k.Withdraw(models.ConsentShare)
			if agrees {
				k.Agree(models.Consent{Scope: models.ConsentShare, GivenAt: storetest.Start})
			}
			if err := w.store.UpdateSeeker(t.Context(), &k); err != nil {
				t.Fatal(err)
			}
			for _, c := range []struct {
				actor models.Actor
				sees  bool
			}{{w.firm, agrees}, {w.other, false}, {w.self, true}, {operator, true}, {office, true}, {nextDoor, false}, {foreign, false}, {models.Actor{Role: models.RoleSeeker}, false}} {
				list, err := w.List(t.Context(), c.actor, models.ReferralFilter{VacancyID: w.packer.ID, Status: models.ReferralApplied}, models.Page{Limit: 10})
				if err != nil || (list.Total == 1) != c.sees || len(list.Items) != list.Total || c.sees && list.Items[0].Person.Name != "张三" {
					t.Errorf("agrees %v: %s lists %d, %v", agrees, c.actor.Role, list.Total, err)
				}
				if _, err := w.Get(t.Context(), c.actor, r.ID); (err == nil) != c.sees {
					t.Errorf("agrees %v: %s reads: %v", agrees, c.actor.Role, err)
				}
			}
		}
	})
}

// TestFilterOfAnotherIsNoWayIn names somebody else's people in a filter.
func TestFilterOfAnotherIsNoWayIn(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.refer(t)
		for _, a := range []models.Actor{w.other, nextDoor, {Role: models.RoleSeeker, SeekerID: noID}, {Role: models.RoleDevice, Division: storetest.Village}, models.Anonymous} {
			f := models.ReferralFilter{SeekerID: w.person.ID, EnterpriseID: w.employer.ID, Within: "410184000000"}
			if list, err := w.List(t.Context(), a, f, models.Page{Limit: 10}); list.Total != 0 || err != nil {
				t.Errorf("%s lists %d, %v", a.Role, list.Total, err)
			}
		}
	})
}
