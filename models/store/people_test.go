package store_test

import (
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

func TestSeekersOfADivision(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		agreed := []models.Consent{{Scope: models.ConsentMatching, GivenAt: at(1), WitnessedBy: "赵"}}
		var looking []string
		for _, k := range []models.Seeker{
			{Name: "在找", Village: kouzhang, Status: models.SeekerLooking, Consents: agreed},
			{Name: "也在找", Village: zhaozhai, Status: models.SeekerLooking, Consents: agreed},
			{Name: "没同意", Village: kouzhang, Status: models.SeekerLooking, Consents: []models.Consent{{Scope: models.ConsentContact, GivenAt: at(1)}}},
			{Name: "已就业", Village: kouzhang, Status: models.SeekerPlaced, Consents: agreed},
			{Name: "外镇", Village: elsewhere, Status: models.SeekerLooking, Consents: agreed},
		} {
			k.Phone = "15400000001"
			must(t, s.CreateSeeker(ctx, &k))
		}
		for _, k := range given(s.LookingSeekers(ctx, "410184102000")) {
			looking = append(looking, k.Name)
		}
		same(t, []string{"在找", "也在找"}, looking)
		for _, c := range []struct {
			filter models.SeekerFilter
			want   int
		}{
			{models.SeekerFilter{}, 5}, {models.SeekerFilter{Within: kouzhang}, 3}, {models.SeekerFilter{Within: "410184000000", Status: models.SeekerPlaced}, 1},
		} {
			if got := given(s.Seekers(ctx, c.filter, models.Page{Limit: 100})); got.Total != c.want || len(got.Items) != c.want {
				t.Errorf("%+v: %d of %d", c.filter, len(got.Items), got.Total)
			}
		}
		placed := given(s.SeekerByPhone(ctx, "15400000001", "已就业"))
		placed.Status, placed.Consents = models.SeekerLooking, nil
		must(t, s.UpdateSeeker(ctx, &placed))
		if got := given(s.LookingSeekers(ctx, kouzhang)); len(got) != 1 {
			t.Errorf("%d are matched, one of them withdrew the consent", len(got))
		}
		must(t, s.DeleteSeeker(ctx, placed.ID))
		_, err := s.SeekerByPhone(ctx, "15400000001", "已就业")
		fails(t, err, models.CodeNotFound)
		must(t, s.CreateSeeker(ctx, &models.Seeker{Name: "已就业", Phone: "15400000001"}))
	})
}

func TestTokensExpire(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		a := models.Account{Role: models.RoleOffice}
		must(t, s.CreateAccount(t.Context(), &a))
		must(t, s.CreateToken(t.Context(), &models.Token{AccountID: a.ID, Hash: "h", ExpiresAt: at(5)}))
		_, _, err := s.AccountByTokenHash(t.Context(), "h", at(5).Add(-1_000_000))
		must(t, err)
		_, _, err = s.AccountByTokenHash(t.Context(), "h", at(5))
		fails(t, err, models.CodeNotFound)
		_, _, err = s.AccountByTokenHash(t.Context(), "H", at(1))
		fails(t, err, models.CodeNotFound)
		must(t, s.TouchToken(t.Context(), noID, at(1)))
	})
}

func TestDivisions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		var all []models.Division
		for _, code := range []models.DivisionCode{"410184103201", "410184102201", "410184102202", "410184102000", "410184103000", "410184000000", "410100000000", "410000000000", "420000000000"} {
			all = append(all, models.Division{Code: code, Name: "旧名"})
		}
		must(t, s.SaveDivisions(ctx, all))
		for i := range all {
			all[i].Name = "新名"
		}
		must(t, s.SaveDivisions(ctx, all))
		if n := given(s.CountDivisions(ctx)); n != len(all) {
			t.Errorf("%d divisions", n)
		}
		codes := func(list []models.Division, err error) []models.DivisionCode {
			must(t, err)
			var out []models.DivisionCode
			for _, d := range list {
				if d.Name != "新名" {
					t.Errorf("%s is %s", d.Code, d.Name)
				}
				out = append(out, d.Code)
			}
			return out
		}
		type list = []models.DivisionCode
		same(t, list{"410000000000", "420000000000"}, codes(s.DivisionChildren(ctx, "")))
		same(t, list{"410184102000", "410184103000"}, codes(s.DivisionChildren(ctx, "410184000000")))
		same(t, nil, codes(s.DivisionChildren(ctx, "410184102201")))
		same(t, list{"410184102201", "410184102202", "410184103201"}, codes(s.DivisionsWithin(ctx, "410184000000", models.LevelVillage)))
		same(t, list{"410184102000", "410184102201", "410184102202"}, codes(s.DivisionsWithin(ctx, "410184102000", 0)))
		same(t, list{"410184102201"}, codes(s.DivisionsWithin(ctx, "410184102201", models.LevelVillage)))
		same(t, list{"410000000000", "420000000000"}, codes(s.DivisionsWithin(ctx, "", models.LevelProvince)))
	})
}

func TestListsOfEnterprises(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		for _, e := range []models.Enterprise{
			{Name: "宏发食品厂", Division: kouzhang, Status: models.EnterpriseApproved},
			{Name: "宏发食品厂", Division: elsewhere, Status: models.EnterprisePending},
			{Name: "100%棉纺_厂", Division: kouzhang, Status: models.EnterprisePending},
		} {
			must(t, s.CreateEnterprise(ctx, &e))
		}
		for _, c := range []struct {
			filter models.EnterpriseFilter
			want   int
		}{
			{models.EnterpriseFilter{}, 3}, {models.EnterpriseFilter{Name: "食品"}, 2}, {models.EnterpriseFilter{Name: "%"}, 1},
			{models.EnterpriseFilter{Name: "_"}, 1}, {models.EnterpriseFilter{Within: kouzhang, Status: models.EnterprisePending}, 1},
			{models.EnterpriseFilter{Name: "没有"}, 0},
		} {
			if got := given(s.Enterprises(ctx, c.filter, models.Page{Limit: 100})); got.Total != c.want || len(got.Items) != c.want {
				t.Errorf("%+v: %d of %d", c.filter, len(got.Items), got.Total)
			}
		}
		for in, want := range map[models.DivisionCode]models.DivisionCode{"": kouzhang, "410184103000": elsewhere, kouzhang: kouzhang} {
			if got := given(s.EnterpriseByName(ctx, "宏发食品厂", in)); got.Division != want {
				t.Errorf("in %q the one in %s was found", in, got.Division)
			}
		}
		_, err := s.EnterpriseByName(ctx, "宏发食品", "")
		fails(t, err, models.CodeNotFound)
	})
}
