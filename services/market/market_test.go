package market_test

import (
	"sync"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/market"
	"konggang/services/matching"
	"konggang/services/search"
)

// world is the market on a store with one employer; now is the time.
type world struct {
	*market.Service
	store    *store.Store
	build    *storetest.Builder
	employer storetest.Employer
	now      time.Time
}

func each(t *testing.T, test func(t *testing.T, w *world)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := &world{store: s, build: storetest.Build(t, s), now: storetest.Start}
		w.Service = &market.Service{Store: s, Calendar: models.Calendar{Now: func() time.Time { return w.now }, Zone: time.UTC}, Rules: matching.DefaultRules()}
		w.build.Village(storetest.Village, "甲村村委会")
		w.employer = w.build.Enterprise("宏发食品")
		test(t, w)
	})
}

func (w *world) view(t *testing.T) *market.View {
	t.Helper()
	v, err := w.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestPictureIsMadeAnewExactlyWhenItChanges changes all that the picture shows, and some that it does not.
func TestPictureIsMadeAnewExactlyWhenItChanges(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.employer.Vacancy("包装工")
		last := w.view(t)
		for _, c := range []struct {
			name    string
			change  func() error
			changes bool
		}{
			{"nothing", func() error { return nil }, false},
			{"a seeker", func() error { w.build.Seeker("张三"); return nil }, false},
			{"later the same day", func() error { w.now = w.now.Add(time.Hour); return nil }, false},
			{"another vacancy", func() error { w.employer.Vacancy("电焊工"); return nil }, true},
			{"a title", func() error { v.Title = "打包工"; return w.store.UpdateVacancy(t.Context(), &v) }, true},
			{"the employer", func() error {
				w.employer.Name = "宏发集团"
				return w.store.UpdateEnterprise(t.Context(), &w.employer.Enterprise)
			}, true},
			{"a division", func() error { w.build.Village("410184102202", "乙村村委会"); return nil }, true},
			{"the next day", func() error { w.now = w.now.AddDate(0, 0, 1); return nil }, true},
		} {
			if err := c.change(); err != nil {
				t.Fatal(err)
			}
			next := w.view(t)
			if (next != last) != c.changes {
				t.Errorf("%s: made anew %v, want %v", c.name, next != last, c.changes)
			}
			last = next
		}
		if got := last.Search.Run(search.Query{Text: "打包工 宏发集团"}); len(got.Hits) != 1 {
			t.Errorf("the picture shows %d vacancies of the new words", len(got.Hits))
		}
	})
}

func TestReadersShareOnePicture(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.employer.Vacancy("包装工")
		views := make([]*market.View, 8)
		var wg sync.WaitGroup
		for i := range views {
			wg.Go(func() { views[i], _ = w.Current(t.Context()) })
		}
		wg.Wait()
		for _, v := range views {
			if v == nil || v != views[0] {
				t.Fatal("two pictures of one moment")
			}
		}
	})
}

func TestExpiredAndForeignAreNotShown(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.employer.Vacancy("今天到期", func(v *models.Vacancy) { v.ValidUntil = storetest.Today })
		w.employer.Vacancy("草稿", func(v *models.Vacancy) { v.Status = models.VacancyDraft })
		w.build.Enterprise("停牌公司", func(e *models.Enterprise) { e.Status = models.EnterpriseSuspended }).Vacancy("停牌的岗位")
		if n := len(w.view(t).Search.Run(search.Query{}).Hits); n != 1 {
			t.Errorf("%d shown, want 1", n)
		}
		w.now = w.now.AddDate(0, 0, 1)
		if n := len(w.view(t).Search.Run(search.Query{}).Hits); n != 0 {
			t.Errorf("%d shown the day after, want 0", n)
		}
	})
}

func TestMatchesAndCandidates(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.employer.Vacancy("包装工")
		wanting := func(k *models.Seeker) { k.Wanted = []string{"包装工"} }
		open := w.build.Seeker("张三", wanting)
		w.build.Seeker("李四", wanting, func(k *models.Seeker) { k.Consents = k.Consents[:1] })
		w.build.Seeker("王五", wanting, func(k *models.Seeker) { k.Consents = nil })
		operator := models.Actor{Role: models.RoleVillage, Division: storetest.Village}
		matches, err := w.Matches(t.Context(), operator, open.ID, 5)
		if err != nil || len(matches) != 1 || matches[0].Posting.Vacancy.ID != v.ID || matches[0].DistanceKM < 0 || len(matches[0].Reasons) == 0 {
			t.Errorf("%+v, %v", matches, err)
		}
		_, err = w.Matches(t.Context(), models.Actor{Role: models.RoleVillage, Division: "410184102299"}, open.ID, 5)
		if models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("another village's operator: %v", err)
		}
		own := models.Actor{Role: models.RoleEnterprise, EnterpriseID: w.employer.ID}
		got, err := w.Candidates(t.Context(), own, v.ID, 5)
		if err != nil || len(got.List) != 1 || got.List[0].Seeker.ID != open.ID || got.Withheld != 1 {
			t.Errorf("%+v, %v", got, err)
		}
		_, err = w.Candidates(t.Context(), models.Actor{Role: models.RoleEnterprise, EnterpriseID: "other"}, v.ID, 5)
		if models.CodeOf(err) != models.CodeForbidden {
			t.Errorf("another enterprise: %v", err)
		}
	})
}

// TestOptedOutIsNowhere withdraws the consent to be matched: the next call matches no more, lists nobody and counts nobody.
func TestOptedOutIsNowhere(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.employer.Vacancy("包装工")
		k := w.build.Seeker("张三", func(k *models.Seeker) { k.Wanted = []string{"包装工"} })
		own := models.Actor{Role: models.RoleEnterprise, EnterpriseID: w.employer.ID}
		posting, err := w.store.Posting(t.Context(), v.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, agrees := range []bool{true, false} {
			matches, err := w.Matches(t.Context(), models.Actor{Role: models.RoleSeeker, SeekerID: k.ID}, k.ID, 5)
			if agrees != (err == nil) || agrees != (len(matches) == 1) || !agrees && models.CodeOf(err) != models.CodeNoConsent {
				t.Errorf("agrees %v: %d matches, %v", agrees, len(matches), err)
			}
			got, err := w.Candidates(t.Context(), own, v.ID, 5)
			if err != nil || agrees != (len(got.List) == 1) || got.Withheld != 0 {
				t.Errorf("agrees %v: %+v, %v", agrees, got, err)
			}
			if suits, err := w.Suits(t.Context(), k, posting); suits != agrees || err != nil {
				t.Errorf("agrees %v: suits %v, %v", agrees, suits, err)
			}
			k.Withdraw(models.ConsentMatching)
			if err := w.store.UpdateSeeker(t.Context(), &k); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestWhoSuits(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.employer.Vacancy("包装工")
		posting, err := w.store.Posting(t.Context(), v.ID)
		if err != nil {
			t.Fatal(err)
		}
		for name, c := range map[string]struct {
			change func(*models.Seeker)
			want   bool
		}{
			"as it should be": {func(*models.Seeker) {}, true},
			"not to be shown": {func(k *models.Seeker) { k.Withdraw(models.ConsentShare) }, false},
			"far away":        {func(k *models.Seeker) { k.Village = "110101001001" }, false},
			"paused":          {func(k *models.Seeker) { k.Status = models.SeekerPaused }, false},
		} {
			k := w.build.Seeker(name, func(k *models.Seeker) { k.Wanted = []string{"包装工"} }, c.change)
			if suits, err := w.Suits(t.Context(), k, posting); suits != c.want || err != nil {
				t.Errorf("%s: %v, %v", name, suits, err)
			}
		}
	})
}
