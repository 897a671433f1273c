package seekers_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/market"
	"konggang/services/seekers"
)

// failing refuses to keep entries of the audit.
type failing struct{ *store.Store }

func (failing) Record(context.Context, models.AuditEntry) error {
	return models.Errorf(models.CodeUnavailable)
}

// TestNothingIsDoneThatCannotBeNoted takes the audit away: nothing changes, and nothing is told.
func TestNothingIsDoneThatCannotBeNoted(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		k := b.Seeker("张三")
		broken := service(s)
		broken.Store = failing{s}
		for name, do := range map[string]func() (models.Seeker, error){
			"register": func() (models.Seeker, error) { return broken.Register(t.Context(), operator, person()) },
			"change": func() (models.Seeker, error) {
				return broken.Change(t.Context(), operator, k.ID, 1, func(k *models.Seeker) { k.WageMin = 1 })
			},
			"withdraw": func() (models.Seeker, error) {
				return models.Seeker{}, broken.Withdraw(t.Context(), operator, k.ID, models.ConsentShare)
			},
			"reveal": func() (models.Seeker, error) { return broken.Reveal(t.Context(), operator, k.ID, "", "通知面试") },
			"export": func() (models.Seeker, error) {
				held, err := broken.Export(t.Context(), operator, k.ID)
				return held.Seeker, err
			},
			"erase": func() (models.Seeker, error) { return models.Seeker{}, broken.Erase(t.Context(), operator, k.ID) },
		} {
			if got, err := do(); models.CodeOf(err) != models.CodeUnavailable || got.Name != "" {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
		}
		list, err := s.Seekers(t.Context(), models.SeekerFilter{}, models.Page{})
		if err != nil || list.Total != 1 || list.Items[0].Version != 1 || len(ledger(t, s, k.ID)) != 0 {
			t.Errorf("%+v, %v", list, err)
		}
		if records, err := s.ServiceRecords(t.Context(), county); len(records) != 0 || err != nil {
			t.Errorf("%+v, %v", records, err)
		}
	})
}

func TestReveal(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		employer, other := b.Enterprise("宏发食品"), b.Enterprise("远方服装")
		packer, welder := employer.Vacancy("包装工"), other.Vacancy("包装工")
		draft := employer.Vacancy("保洁员", func(v *models.Vacancy) { v.Status = models.VacancyDraft })
		paused := employer.Vacancy("电工", func(v *models.Vacancy) { v.Status = models.VacancyPaused })
		wants := func(k *models.Seeker) { k.Wanted = []string{"包装工"} }
		fits := b.Seeker("张三", wants)
		silent := b.Seeker("李四", wants, func(k *models.Seeker) { k.Withdraw(models.ConsentContact) })
		applied := b.Seeker("王五", wants, func(k *models.Seeker) { k.Withdraw(models.ConsentMatching) })
		for _, v := range []models.Vacancy{packer, paused} {
			if err := s.CreateReferral(t.Context(), &models.Referral{SeekerID: applied.ID, VacancyID: v.ID, Channel: "web", Status: models.ReferralApplied}); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.CreateReferral(t.Context(), &models.Referral{SeekerID: fits.ID, VacancyID: paused.ID, Channel: "web", Status: models.ReferralWithdrawn}); err != nil {
			t.Fatal(err)
		}
		calendar := models.Calendar{Now: func() time.Time { return storetest.Start }, Zone: time.UTC}
		people := seekers.Service{Store: s, Market: market.New(s, calendar), Calendar: calendar}
		firm := models.Actor{Role: models.RoleEnterprise, EnterpriseID: employer.ID}
		for _, c := range []struct {
			name            string
			actor           models.Actor
			id, vacancy, as string
			want            string
		}{
			{"village", operator, fits.ID, "", "通知张三面试 154-0000-0001", ""},
			{"village without a reason", operator, fits.ID, "", " ", "reason reason_required"},
			{"office with a novel", office, fits.ID, "", strings.Repeat("长", 201), "reason too_long"},
			{"the person", self(fits.ID), fits.ID, "", "", ""},
			{"the person with a novel", self(fits.ID), fits.ID, "", strings.Repeat("长", 201), "reason too_long"},
			{"somebody else", self(silent.ID), fits.ID, "", "好奇", "not_found"},
			{"neighbour village", nextDoor, fits.ID, "", "好奇", "not_found"},
			{"other county", foreign, fits.ID, "", "好奇", "not_found"},
			{"device", models.Actor{Role: models.RoleDevice, Division: storetest.Village}, fits.ID, "", "好奇", "not_found"},
			{"anonymous", models.Anonymous, fits.ID, "", "好奇", "not_found"},
			{"village, nobody", operator, noID, "", "通知面试", "not_found"},
			{"enterprise, a candidate", firm, fits.ID, packer.ID, "通知面试", ""},
			{"enterprise, an applicant who is not matched", firm, applied.ID, packer.ID, "通知面试", ""},
			{"enterprise, an applicant for a paused vacancy", firm, applied.ID, paused.ID, "通知面试", ""},
			{"enterprise, who has withdrawn", firm, fits.ID, paused.ID, "通知面试", "not_found"},
			{"enterprise without a reason", firm, fits.ID, packer.ID, "", "reason reason_required"},
			{"enterprise, who is not to be called", firm, silent.ID, packer.ID, "通知面试", "not_found"},
			{"enterprise without a vacancy", firm, fits.ID, "", "通知面试", "not_found"},
			{"enterprise, no such vacancy", firm, fits.ID, noID, "通知面试", "not_found"},
			{"enterprise, another's vacancy", firm, fits.ID, welder.ID, "通知面试", "not_found"},
			{"enterprise, a draft", firm, fits.ID, draft.ID, "通知面试", "not_found"},
			{"enterprise, nobody", firm, noID, packer.ID, "通知面试", "not_found"},
		} {
			got, err := people.Reveal(t.Context(), c.actor, c.id, c.vacancy, c.as)
			if problem(err) != c.want || (err == nil) != (got.Name != "" && got.Phone != "") {
				t.Errorf("%s: %q and %q, want %q", c.name, problem(err), got.Name, c.want)
			}
		}
		same(t, []string{"reveal name,phone 通知张**面试 **", "reveal name,phone", "reveal name,phone,vacancy " + packer.ID + " 通知面试"}, deeds(t, s, fits.ID))
		same(t, nil, deeds(t, s, silent.ID))
	})
}

func TestExportHoldsEverything(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		v := b.Enterprise("宏发食品").Vacancy("包装工")
		k, err := service(s).Register(t.Context(), operator, person())
		if err != nil {
			t.Fatal(err)
		}
		b.Account(models.Account{Role: models.RoleSeeker, SeekerID: k.ID, Phone: k.Phone}, "h")
		for range 3 {
			if err := s.Record(t.Context(), operator.Did("look", models.ObjectSeeker, k.ID, k.Village)); err != nil {
				t.Fatal(err)
			}
		}
		r := models.Referral{SeekerID: k.ID, VacancyID: v.ID, Channel: "web", Status: models.ReferralApplied}
		if err := s.CreateReferral(t.Context(), &r); err != nil {
			t.Fatal(err)
		}
		if err := s.Record(t.Context(), operator.Did("refer", models.ObjectReferral, r.ID, k.Village)); err != nil {
			t.Fatal(err)
		}
		for name, a := range map[string]models.Actor{"neighbour": nextDoor, "other county": foreign, "another": self(noID), "enterprise": {Role: models.RoleEnterprise, EnterpriseID: v.EnterpriseID}} {
			if held, err := service(s).Export(t.Context(), a, k.ID); problem(err) != "not_found" || held.Seeker.Name != "" {
				t.Errorf("%s gets %+v, %v", name, held, err)
			}
		}
		held, err := service(s).Export(t.Context(), self(k.ID), k.ID)
		if err != nil || held.Seeker.Name != "张三" || len(held.Ledger) != 1 || len(held.Holdings) != 1 || len(held.Holdings[0].Tokens) != 1 || len(held.Referrals) != 1 {
			t.Errorf("%+v, %v", held, err)
		}
		var done []string
		for _, e := range held.Deeds {
			done = append(done, e.Action)
		}
		same(t, []string{"register", "look", "look", "look", "refer", "export"}, done)
	})
}

// TestErasedIsErased looks everywhere for somebody who was erased.
func TestErasedIsErased(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		v := b.Enterprise("宏发食品").Vacancy("包装工")
		k, err := service(s).Register(t.Context(), operator, person())
		if err != nil {
			t.Fatal(err)
		}
		b.Account(models.Account{Role: models.RoleSeeker, SeekerID: k.ID, Phone: k.Phone}, "h")
		if err := s.CreateReferral(t.Context(), &models.Referral{SeekerID: k.ID, VacancyID: v.ID, Channel: "web", Status: models.ReferralApplied}); err != nil {
			t.Fatal(err)
		}
		if err := service(s).Erase(t.Context(), self(k.ID), k.ID); err != nil {
			t.Fatal(err)
		}
		same(t, nil, ledger(t, s, k.ID))
		same(t, []string{"register", "erase"}, deeds(t, s, k.ID))
		if _, _, err := s.AccountByTokenHash(t.Context(), "h", storetest.Start); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("the token still opens: %v", err)
		}
		if left, err := s.Referrals(t.Context(), models.ReferralFilter{}, models.Page{}); left.Total != 0 || err != nil {
			t.Errorf("%d referrals are left, %v", left.Total, err)
		}
		want := []models.ServiceRecord{{Town: "410184102000", Registered: "2025-03", Erased: "2025-03", Outcome: models.SeekerLooking, KeepUntil: "2028-03-01"}}
		records, err := s.ServiceRecords(t.Context(), county)
		if diff := cmp.Diff(want, records); diff != "" || err != nil {
			t.Errorf("%v (-want +got)\n%s", err, diff)
		}
		for _, day := range []models.Date{"2028-03-01", "2028-03-02"} {
			if err := s.DropServiceRecords(t.Context(), day); err != nil {
				t.Error(err)
			}
			records, err = s.ServiceRecords(t.Context(), county)
			if err != nil || (len(records) == 1) != (day == "2028-03-01") {
				t.Errorf("on %s: %+v, %v", day, records, err)
			}
		}
	})
}
