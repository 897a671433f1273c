package vacancies_test

import (
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store/storetest"
	"konggang/services/screening"
)

func TestCreate(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm, other := w.Enterprise("宏发食品厂"), w.Enterprise("远方厂", func(e *models.Enterprise) { e.Division = far })
		for _, c := range []struct {
			name   string
			actor  models.Actor
			change func(*models.Vacancy)
			want   string
		}{
			{"by its enterprise", owner(firm.ID), func(*models.Vacancy) {}, ""},
			{"by the office", office, func(*models.Vacancy) {}, ""},
			{"with a title alone", office, func(v *models.Vacancy) { *v = models.Vacancy{EnterpriseID: firm.ID, Title: "普工"} }, ""},
			{"by another enterprise", owner(other.ID), func(*models.Vacancy) {}, "enterprise_id unknown_enterprise"},
			{"by the other county", foreign, func(*models.Vacancy) {}, "enterprise_id unknown_enterprise"},
			{"by the village", village, func(*models.Vacancy) {}, "enterprise_id unknown_enterprise"},
			{"for a foreign enterprise", office, func(v *models.Vacancy) { v.EnterpriseID = other.ID }, "enterprise_id unknown_enterprise"},
			{"for no enterprise", office, func(v *models.Vacancy) { v.EnterpriseID = noID }, "enterprise_id unknown_enterprise"},
			{"an unknown workplace", office, func(v *models.Vacancy) { v.Workplace.Division = "410184199000" }, "workplace.division unknown_division"},
			{"an unknown occupation", office, func(v *models.Vacancy) { v.Occupation = "9-99-99-99" }, "occupation unknown_occupation"},
			{"nothing right", office, func(v *models.Vacancy) { v.Title, v.Headcount, v.AgeMin = " ", -1, 15 }, "title required, headcount out_of_range, age_min under_age"},
		} {
			t.Run(c.name, func(t *testing.T) {
				v := firm.Vacancy("保洁员")
				v.StatusReason = "自己说的"
				c.change(&v)
				p, err := w.service().Create(t.Context(), c.actor, v)
				if got := problem(err); got != c.want {
					t.Fatalf("got %q, want %q", got, c.want)
				}
				if err == nil && (p.Vacancy.Status != models.VacancyDraft || p.Vacancy.EverOpen() || p.Vacancy.StatusReason != "") {
					t.Errorf("a new vacancy stands at %s, opened %v, because of %q", p.Vacancy.Status, p.Vacancy.OpenedAt, p.Vacancy.StatusReason)
				}
			})
		}
	})
}

func TestExternalIDIsTheEnterprisesOwn(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		first, second := w.Enterprise("甲厂"), w.Enterprise("乙厂")
		create := func(firm storetest.Employer) error {
			_, err := w.service().Create(t.Context(), office, models.Vacancy{EnterpriseID: firm.ID, Title: "普工", ExternalID: "A1"})
			return err
		}
		if err := create(first); err != nil {
			t.Fatal(err)
		}
		if err := create(first); models.CodeOf(err) != models.CodeDuplicate {
			t.Errorf("the same once more: %v", err)
		}
		if err := create(second); err != nil {
			t.Errorf("the same of another enterprise: %v", err)
		}
	})
}

func TestTitleTellsTheOccupation(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("某厂")
		p, err := w.service().Create(t.Context(), office, models.Vacancy{EnterpriseID: firm.ID, Title: "仓库保洁员"})
		if err != nil {
			t.Fatal(err)
		}
		told := p.Vacancy.Occupation
		if told == "" {
			t.Fatal("the title tells nothing")
		}
		for _, step := range []struct {
			name   string
			fields []string
			change func(*models.Vacancy)
			check  func(models.OccupationCode) bool
		}{
			{"a new title tells anew", []string{"title"}, func(v *models.Vacancy) { v.Title = "电工" }, func(o models.OccupationCode) bool { return o != told && o != "" }},
			{"a title that tells nothing leaves none", []string{"title"}, func(v *models.Vacancy) { v.Title = "某某" }, func(o models.OccupationCode) bool { return o == "" }},
			{"what is stated stands", []string{"occupation"}, func(v *models.Vacancy) { v.Occupation = told }, func(o models.OccupationCode) bool { return o == told }},
			{"and outlives a new title", []string{"title"}, func(v *models.Vacancy) { v.Title = "电工" }, func(o models.OccupationCode) bool { return o == told }},
		} {
			p, err = w.service().Change(t.Context(), office, p.Vacancy.ID, p.Vacancy.Version, step.fields, step.change)
			if err != nil || !step.check(p.Vacancy.Occupation) {
				t.Errorf("%s: %q, %v", step.name, p.Vacancy.Occupation, err)
			}
		}
	})
}

func TestGetAndList(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm, other := w.Enterprise("宏发食品厂"), w.Enterprise("远方厂", func(e *models.Enterprise) { e.Division = far })
		draft, opened := firm.Vacancy("普工", at(models.VacancyDraft)), firm.Vacancy("电工")
		first := firm.Vacancy("先来的", at(models.VacancySubmitted))
		firm.Vacancy("后来的", at(models.VacancySubmitted))
		theirs := other.Vacancy("远方普工", at(models.VacancyDraft))
		for _, c := range []struct {
			name  string
			actor models.Actor
			id    string
			want  string
		}{
			{"its draft", owner(firm.ID), draft.ID, ""}, {"the office's draft", office, draft.ID, ""},
			{"a foreign draft", owner(other.ID), draft.ID, "not_found"}, {"another county's draft", office, theirs.ID, "not_found"},
			{"a draft, unnamed", models.Anonymous, draft.ID, "not_found"}, {"an open one, unnamed", models.Anonymous, opened.ID, ""},
			{"none", office, noID, "not_found"},
		} {
			p, err := w.service().Get(t.Context(), c.actor, c.id)
			if got := problem(err); got != c.want || err != nil && p.Vacancy.ID != "" {
				t.Errorf("%s: got %q with %q, want %q", c.name, got, p.Vacancy.ID, c.want)
			}
		}
		for _, c := range []struct {
			name   string
			actor  models.Actor
			filter models.VacancyFilter
			want   string
			total  int
		}{
			{"an enterprise's own", owner(firm.ID), models.VacancyFilter{}, "", 4},
			{"an enterprise asking for another's", owner(firm.ID), models.VacancyFilter{EnterpriseID: other.ID, Within: far}, "", 4},
			{"the office's", office, models.VacancyFilter{}, "", 4},
			{"the queue", office, models.VacancyFilter{Status: models.VacancySubmitted, Within: storetest.Village}, "", 2},
			{"another county's", office, models.VacancyFilter{Within: far}, "forbidden", 0},
			{"another county's enterprise", office, models.VacancyFilter{EnterpriseID: other.ID}, "", 0},
			{"a village's", village, models.VacancyFilter{}, "forbidden", 0},
			{"nobody's", models.Anonymous, models.VacancyFilter{}, "unauthenticated", 0},
		} {
			got, err := w.service().List(t.Context(), c.actor, c.filter, models.Page{Limit: 10})
			if problem(err) != c.want || got.Total != c.total || len(got.Items) != c.total || got.Headcount != 10*c.total {
				t.Errorf("%s: got %q, %d of %d with %d places, want %q and %d", c.name, problem(err), len(got.Items), got.Total, got.Headcount, c.want, c.total)
			}
			if c.name == "the queue" && err == nil && got.Items[0].Vacancy.ID != first.ID {
				t.Error("the queue does not begin with the oldest")
			}
		}
	})
}

func TestExpiryAtTheEndOfTheOfficesDay(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("某厂")
		until := func(v *models.Vacancy) { v.ValidUntil = "2025-03-05" }
		opened, paused := firm.Vacancy("普工", until), firm.Vacancy("电工", at(models.VacancyPaused), until)
		submitted := firm.Vacancy("焊工", at(models.VacancySubmitted), until)
		later := firm.Vacancy("保洁员")
		for _, c := range []struct {
			now  string
			want int
		}{
			{"2025-03-05T00:00:00+08:00", 0}, {"2025-03-05T23:59:59+08:00", 0}, {"2025-03-06T00:00:00+08:00", 2}, {"2025-03-06T08:00:01+08:00", 0},
		} {
			now, err := time.Parse(time.RFC3339, c.now)
			if err != nil {
				t.Fatal(err)
			}
			w.now = now
			if n, err := w.service().Expire(t.Context()); n != c.want || err != nil {
				t.Errorf("at %s: %d have ended, want %d (%v)", c.now, n, c.want, err)
			}
		}
		for id, want := range map[string]models.VacancyStatus{
			opened.ID: models.VacancyExpired, paused.ID: models.VacancyExpired, submitted.ID: models.VacancySubmitted, later.ID: models.VacancyOpen,
		} {
			if got := w.kept(t, id).Status; got != want {
				t.Errorf("stands at %s, want %s", got, want)
			}
		}
	})
}

func TestExpireManyBatches(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	firm := w.Enterprise("某厂")
	for range 401 {
		firm.Vacancy("普工", func(v *models.Vacancy) { v.ValidUntil = "2025-02-01" })
	}
	if n, err := w.service().Expire(t.Context()); n != 401 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

func TestCheckKeepsNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		firm := w.Enterprise("某厂")
		draft := models.Vacancy{EnterpriseID: firm.ID, Title: "普工", Headcount: 3, Wage: models.Wage{Negotiable: true}, ValidUntil: "2025-02-28"}
		got, err := w.service().Check(t.Context(), owner(firm.ID), draft)
		const want = "education block, duties block, workplace block, contact.phone block, valid_until block, wage review"
		if noted(got) != want || err != nil {
			t.Errorf("got %q, want %q (%v)", noted(got), want, err)
		}
		for actor, id := range map[models.Actor]string{owner(noID): firm.ID, foreign: firm.ID, office: noID} {
			draft.EnterpriseID = id
			if _, err := w.service().Check(t.Context(), actor, draft); problem(err) != "enterprise_id unknown_enterprise" {
				t.Errorf("%s: %v", actor.Role, err)
			}
		}
		if n, err := w.store.TotalHeadcount(t.Context(), models.VacancyFilter{}); n != 0 || err != nil {
			t.Errorf("%d places are kept (%v)", n, err)
		}
	})
}

// Between midnight and the job that writes it down, what lapsed has ended for everybody already.
func TestWhatLapsedHasEndedBeforeTheJobRuns(t *testing.T) {
	for zone, midnight := range map[string]string{"Asia/Shanghai": "2025-03-05T16:00:00Z", "America/New_York": "2025-03-06T05:00:00Z"} {
		each(t, func(t *testing.T, w *world) {
			place, err := time.LoadLocation(zone)
			must(t, err)
			at, err := time.Parse(time.RFC3339, midnight)
			must(t, err)
			s := w.service()
			s.Calendar.Zone = place
			s.Screen = (*screening.MinimumWages)(nil).Gate(s.Calendar)
			firm := w.Enterprise("某厂")
			v := firm.Vacancy("普工", until("2025-03-05"))
			for _, c := range []struct {
				now     time.Time
				want    models.VacancyStatus
				refused string
				due     int
			}{{at.Add(-time.Second), models.VacancyOpen, "", 0}, {at, models.VacancyExpired, "illegal_transition", 1}} {
				w.now = c.now
				p, err := s.Get(t.Context(), models.Anonymous, v.ID)
				if err != nil || p.Vacancy.Status != c.want {
					t.Errorf("%s: %s stands at %s (%v)", zone, c.now, p.Vacancy.Status, err)
				}
				_, err = s.Change(t.Context(), owner(firm.ID), v.ID, p.Vacancy.Version, nil, func(v *models.Vacancy) { v.Headcount++ })
				if problem(err) != c.refused {
					t.Errorf("%s: %s the change is answered by %v", zone, c.now, err)
				}
				if n, err := s.Expire(t.Context()); n != c.due || err != nil {
					t.Errorf("%s: %s the job ends %d (%v)", zone, c.now, n, err)
				}
			}
		})
	}
}
