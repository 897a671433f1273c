package storetest_test

import (
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

func TestWhatIsBuiltIsWholeAndVisible(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := storetest.Build(t, s)
		village := b.Village(storetest.Village, "口张村委会")
		vacancy := b.Enterprise("宏发食品有限公司").Vacancy("包装工", func(v *models.Vacancy) { v.Headcount = 3 })
		seeker := b.Seeker("张三")
		account := b.Account(models.Account{Role: models.RoleVillage, Division: village.Code}, "hash")

		postings, err := s.OpenPostings(t.Context(), storetest.Today)
		if err != nil || len(postings) != 1 || postings[0].Vacancy.ID != vacancy.ID || postings[0].Vacancy.Headcount != 3 {
			t.Fatalf("postings %+v, %v", postings, err)
		}
		p := postings[0]
		if missing := p.Missing(storetest.Today); len(missing) > 0 || p.Place == nil {
			t.Errorf("missing %+v, place %v", missing, p.Place)
		}
		seekers, err := s.LookingSeekers(t.Context(), village.Code)
		if err != nil || len(seekers) != 1 || seekers[0].ID != seeker.ID {
			t.Errorf("seekers %+v, %v", seekers, err)
		}
		got, _, err := s.AccountByTokenHash(t.Context(), "hash", storetest.Start)
		if err != nil || got != account {
			t.Errorf("account %+v, %v", got, err)
		}
		for name, err := range map[string]error{
			"division": village.Validate(), "enterprise": p.Employer.Validate(), "vacancy": p.Vacancy.Validate(),
			"seeker": seeker.Validate(2025), "account": account.Validate(),
		} {
			if err != nil {
				t.Errorf("the %s is not valid: %v", name, err)
			}
		}
	})
}

func TestEachStoreIsEmpty(t *testing.T) {
	for range 2 {
		storetest.Each(t, func(t *testing.T, s *store.Store) {
			if n, err := s.CountDivisions(t.Context()); n != 0 || err != nil {
				t.Errorf("%d divisions, %v", n, err)
			}
			storetest.Build(t, s).Village(storetest.Village, "口张村")
		})
	}
}
