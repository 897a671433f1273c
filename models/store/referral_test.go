package store_test

import (
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

func TestReferrals(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, b := t.Context(), storetest.Build(t, s)
		employer, other := b.Enterprise("宏发食品厂"), b.Enterprise("远方服装厂")
		packer, welder := employer.Vacancy("包装工"), other.Vacancy("电焊工")
		shown := b.Seeker("张三")
		hidden := b.Seeker("李四", func(k *models.Seeker) { k.Village, k.Consents = elsewhere, k.Consents[:1] })
		refer := func(who models.Seeker, v models.Vacancy) models.Referral {
			r := models.Referral{SeekerID: who.ID, VacancyID: v.ID, Channel: "noticeboard", Status: models.ReferralApplied}
			must(t, s.CreateReferral(ctx, &r))
			comesBack(t, r, given(s.Referral(ctx, r.ID)))
			return r
		}
		first := refer(shown, packer)
		refer(shown, welder)
		refer(hidden, packer)
		fails(t, s.CreateReferral(ctx, &models.Referral{SeekerID: shown.ID, VacancyID: packer.ID}), models.CodeDuplicate)
		fails(t, s.CreateReferral(ctx, &models.Referral{SeekerID: noID, VacancyID: packer.ID}), models.CodeConflict)
		fails(t, s.CreateReferral(ctx, &models.Referral{SeekerID: shown.ID, VacancyID: noID}), models.CodeConflict)

		stale := first
		first.Status = models.ReferralContacted
		must(t, s.UpdateReferral(ctx, &first))
		comesBack(t, first, given(s.ReferralOf(ctx, shown.ID, packer.ID)))
		fails(t, s.UpdateReferral(ctx, &stale), models.CodeStale)
		fails(t, s.UpdateReferral(ctx, &models.Referral{ID: noID}), models.CodeNotFound)

		for _, c := range []struct {
			filter models.ReferralFilter
			want   int
		}{
			{models.ReferralFilter{}, 3}, {models.ReferralFilter{SeekerID: shown.ID}, 2}, {models.ReferralFilter{VacancyID: packer.ID}, 2},
			{models.ReferralFilter{Within: storetest.Village}, 2}, {models.ReferralFilter{Within: "410184000000", Status: models.ReferralContacted}, 1},
			{models.ReferralFilter{EnterpriseID: employer.ID}, 1}, {models.ReferralFilter{EnterpriseID: other.ID, VacancyID: packer.ID}, 0},
		} {
			if got := given(s.Referrals(ctx, c.filter, models.Page{Limit: 10})); got.Total != c.want || len(got.Items) != c.want {
				t.Errorf("%+v: %d of %d", c.filter, len(got.Items), got.Total)
			}
		}
		shown.Withdraw(models.ConsentShare)
		must(t, s.UpdateSeeker(ctx, &shown))
		if got := given(s.Referrals(ctx, models.ReferralFilter{EnterpriseID: employer.ID}, models.Page{Limit: 10})); got.Total != 0 {
			t.Errorf("%d are shown after the consent is withdrawn", got.Total)
		}
		must(t, s.DeleteSeeker(ctx, shown.ID))
		_, err := s.Referral(ctx, first.ID)
		fails(t, err, models.CodeNotFound)
	})
}

func TestHoldings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, b := t.Context(), storetest.Build(t, s)
		k := b.Seeker("张三")
		mine := b.Account(models.Account{Role: models.RoleSeeker, SeekerID: k.ID, Phone: k.Phone}, "h1")
		b.Account(models.Account{Role: models.RoleVillage, Division: k.Village}, "h2")
		got := given(s.HoldingsOf(ctx, k.ID))
		if len(got) != 1 || len(got[0].Tokens) != 1 || got[0].Tokens[0].Hash != "h1" {
			t.Fatalf("%+v", got)
		}
		same(t, mine, got[0].Account)
	})
}
