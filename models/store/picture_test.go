package store_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// TestThePictureIsWhatIsRead holds what is streamed against what is listed.
func TestThePictureIsWhatIsRead(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, b := t.Context(), storetest.Build(t, s)
		b.Village(kouzhang, "口张村")
		employer, shut := b.Enterprise("宏发食品"), b.Enterprise("停牌", func(e *models.Enterprise) { e.Status = models.EnterpriseSuspended })
		for i := range 5 {
			employer.Vacancy(fmt.Sprint("包装工", i))
		}
		full := employer.Vacancy("满员", func(v *models.Vacancy) { v.Filled = v.Headcount })
		shut.Vacancy("停牌")
		employer.Vacancy("过期", func(v *models.Vacancy) { v.ValidUntil = storetest.Today.AddDays(-1) })
		want := given(s.OpenPostings(ctx, storetest.Today))
		var got []models.Posting
		must(t, s.EachOpenPosting(ctx, storetest.Today, func(some []models.Posting, done, total int) error {
			if got = append(got, some...); done != len(got) || total != 5 {
				t.Errorf("%d of %d", done, total)
			}
			return nil
		}))
		same(t, want, got)
		if len(got) != 5 || got[0].Place == nil {
			t.Errorf("%+v", got)
		}
		byID := given(s.PostingsByID(ctx, []string{full.ID, got[0].Vacancy.ID, noID, full.ID}))
		if len(byID) != 2 || byID[full.ID].Employer.ID != employer.ID || !cmp.Equal(byID[got[0].Vacancy.ID], got[0]) {
			t.Errorf("%+v", byID)
		}
		stop := errors.New("enough")
		if err := s.EachOpenPosting(ctx, storetest.Today, func([]models.Posting, int, int) error { return stop }); !errors.Is(err, stop) {
			t.Error(err)
		}
		names := map[models.DivisionCode]string{}
		must(t, s.EachDivision(ctx, func(some []models.Division, done, total int) error {
			for _, d := range some {
				names[d.Code] = d.Name
				if d.Point == nil || done != 1 || total != 1 {
					t.Errorf("%+v, %d of %d", d, done, total)
				}
			}
			return nil
		}))
		same(t, map[models.DivisionCode]string{kouzhang: "口张村"}, names)
	})
}

// TestSeekersAreStreamedWithoutTheirNames reads what matching needs, in pages, and nothing that is sealed.
func TestSeekersAreStreamedWithoutTheirNames(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, b := t.Context(), storetest.Build(t, s)
		full := fullSeeker()
		must(t, s.CreateSeeker(ctx, &full))
		quiet := b.Seeker("不给看", func(k *models.Seeker) { k.Consents = k.Consents[:1] })
		placed := b.Seeker("已就业", func(k *models.Seeker) { k.Status = models.SeekerPlaced })
		unasked := b.Seeker("没同意", func(k *models.Seeker) { k.Consents = nil })
		if quiet.Consents[0].Scope != models.ConsentMatching {
			t.Fatalf("%+v", quiet.Consents)
		}
		var got []models.Seeker
		must(t, s.EachLookingSeeker(ctx, func(some []models.Seeker, done, total int) error {
			if got = append(got, some...); done != len(got) || total != 2 {
				t.Errorf("%d of %d", done, total)
			}
			return nil
		}))
		want := []models.Seeker{full, quiet}
		for i := range want {
			want[i].Name, want[i].Phone = "", ""
			var scopes []models.Consent
			for _, scope := range []models.ConsentScope{models.ConsentMatching, models.ConsentShare} {
				if want[i].Consented(scope) {
					scopes = append(scopes, models.Consent{Scope: scope})
				}
			}
			want[i].Consents = scopes
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		byID := given(s.LookingByID(ctx, []string{quiet.ID, placed.ID, unasked.ID, noID}))
		if diff := cmp.Diff(map[string]models.Seeker{quiet.ID: want[1]}, byID, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// TestWhatAChangeAffects finds what is to be read anew.
func TestWhatAChangeAffects(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, b := t.Context(), storetest.Build(t, s)
		const elsewhere models.DivisionCode = "410184102202"
		here, other := b.Enterprise("本村"), b.Enterprise("外村", func(e *models.Enterprise) { e.Division = "410184103201" })
		atHome, away := here.Vacancy("包装工"), here.Vacancy("外派", func(v *models.Vacancy) { v.Workplace.Division = elsewhere })
		unstated := other.Vacancy("没说在哪", func(v *models.Vacancy) { v.Workplace.Division = "" })
		who := b.Seeker("张三")
		for _, c := range []struct {
			name    string
			changed models.Change
			want    []string
			people  []string
		}{
			{"a vacancy", models.Change{Kind: models.ChangeVacancy, ID: away.ID}, []string{away.ID}, nil},
			{"one that is gone", models.Change{Kind: models.ChangeVacancy, ID: noID}, []string{noID}, nil},
			{"an enterprise", models.Change{Kind: models.ChangeEnterprise, ID: here.ID}, []string{atHome.ID, away.ID}, nil},
			{"where work is", models.Change{Kind: models.ChangeDivision, ID: string(elsewhere)}, []string{away.ID}, nil},
			{"where an enterprise is", models.Change{Kind: models.ChangeDivision, ID: "410184103201"}, []string{unstated.ID}, nil},
			{"a home", models.Change{Kind: models.ChangeDivision, ID: string(storetest.Village)}, []string{atHome.ID, away.ID}, []string{who.ID}},
			{"a seeker", models.Change{Kind: models.ChangeSeeker, ID: who.ID}, nil, []string{who.ID}},
		} {
			vacancies := given(s.AffectedVacancies(ctx, []models.Change{c.changed, c.changed}))
			seekers := given(s.AffectedSeekers(ctx, []models.Change{c.changed}))
			if !slices.Equal(vacancies, c.want) || !slices.Equal(seekers, c.people) {
				t.Errorf("%s: %v, %v; want %v, %v", c.name, vacancies, seekers, c.want, c.people)
			}
		}
	})
}

// TestThePictureOfAProvinceIsRead measures the reads at the size that they are made for.
func TestThePictureOfAProvinceIsRead(t *testing.T) {
	vacancies, seekers := 2_300, 2_300
	if large() {
		vacancies, seekers = 100_000, 500_000
	}
	s := storetest.SQLite(t)
	plantMany(t, s, vacancies, seekers)
	measure := func(name string, want int, read func(ctx context.Context) (int, error)) {
		begun := time.Now()
		n := given(read(t.Context()))
		t.Logf("%d %s in %v", n, name, time.Since(begun).Round(time.Millisecond))
		if n != want {
			t.Errorf("%d %s, want %d", n, name, want)
		}
	}
	var ids []string
	measure("vacancies", vacancies, func(ctx context.Context) (n int, err error) {
		err = s.EachOpenPosting(ctx, storetest.Today, func(some []models.Posting, done, _ int) error {
			if len(some) > 1000 || n+len(some) != done {
				t.Errorf("%d, %d of %d", len(some), n, done)
			}
			for _, p := range some {
				ids = append(ids, p.Vacancy.ID)
			}
			n += len(some)
			return nil
		})
		return n, err
	})
	if !slices.IsSorted(ids) || len(slices.Compact(ids)) != vacancies {
		t.Error("not in order, or twice")
	}
	measure("seekers", seekers, func(ctx context.Context) (n int, err error) {
		err = s.EachLookingSeeker(ctx, func(some []models.Seeker, done, total int) error {
			if n += len(some); len(some) > 1000 || n != done || total != seekers {
				t.Errorf("%d, %d of %d of %d", len(some), n, done, total)
			}
			return nil
		})
		return n, err
	})
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	t.Logf("%d MB allocated in all", memory.TotalAlloc>>20)
}

// plantMany keeps vacancies of some enterprises, and seekers.
func plantMany(t *testing.T, s *store.Store, vacancies, seekers int) {
	t.Helper()
	const each = 2000
	b := storetest.Build(t, s)
	b.Village(storetest.Village, "口张村")
	var employers []storetest.Employer
	for i := range max(vacancies/50, 1) {
		employers = append(employers, b.Enterprise(fmt.Sprint("企业", i)))
	}
	plant := func(n int, one func(ctx context.Context, i int) error) {
		for from := 0; from < n; from += each {
			must(t, s.Atomically(t.Context(), func(ctx context.Context) error {
				for i := from; i < min(from+each, n); i++ {
					if err := one(ctx, i); err != nil {
						return err
					}
				}
				return nil
			}))
		}
	}
	pattern := employers[0].Vacancy("样本")
	must(t, s.UpdateVacancy(t.Context(), closed(pattern)))
	plant(vacancies, func(ctx context.Context, i int) error {
		v := pattern
		v.EnterpriseID, v.Title = employers[i%len(employers)].ID, fmt.Sprint("包装工", i)
		return s.CreateVacancy(ctx, &v)
	})
	plant(seekers, func(ctx context.Context, i int) error {
		k := fullSeeker()
		k.Name, k.Phone = fmt.Sprint("人", i), models.Phone(fmt.Sprintf("154%08d", i))
		return s.CreateSeeker(ctx, &k)
	})
}

func closed(v models.Vacancy) *models.Vacancy {
	v.Status = models.VacancyFilled
	return &v
}
