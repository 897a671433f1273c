package editions_test

import (
	"testing"

	"konggang/models"
	"konggang/models/store/storetest"
)

func TestClosedLines(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		employer := w.build.Enterprise("宏发食品")
		suspended := w.build.Enterprise("白鹭服装")
		want := map[string]models.VacancyStatus{}
		var all []models.Vacancy
		for _, c := range []struct {
			title  string
			change func(*models.Vacancy)
			status models.VacancyStatus
		}{
			{"仍在招", func(*models.Vacancy) {}, ""},
			{"招满", func(v *models.Vacancy) { v.Status = models.VacancyFilled }, models.VacancyFilled},
			{"人数已满", func(v *models.Vacancy) { v.Filled = v.Headcount }, models.VacancyFilled},
			{"撤回", func(v *models.Vacancy) { v.Status = models.VacancyWithdrawn }, models.VacancyWithdrawn},
			{"驳回", func(v *models.Vacancy) { v.Status = models.VacancyRejected }, models.VacancyWithdrawn},
			{"暂停", func(v *models.Vacancy) { v.Status = models.VacancyPaused }, models.VacancyPaused},
			{"待审", func(v *models.Vacancy) { v.Status = models.VacancySubmitted }, models.VacancyPaused},
			{"过期", func(v *models.Vacancy) { v.ValidUntil = storetest.Today.AddDays(-1) }, models.VacancyExpired},
			{"暂停后过期", func(v *models.Vacancy) {
				v.Status, v.ValidUntil = models.VacancyPaused, storetest.Today.AddDays(-1)
			}, models.VacancyExpired},
		} {
			v := employer.Vacancy(c.title)
			all = append(all, v)
			c.change(&v)
			if err := w.store.UpdateVacancy(t.Context(), &v); err != nil {
				t.Fatal(err)
			}
			if c.status != "" {
				want[c.title] = c.status
			}
		}
		all = append(all, suspended.Vacancy("单位停用"))
		want["单位停用"] = models.VacancyWithdrawn
		suspended.Status = models.EnterpriseSuspended
		if err := w.store.UpdateEnterprise(t.Context(), &suspended.Enterprise); err != nil {
			t.Fatal(err)
		}
		e := editionOf(all...)
		e.Items = append(e.Items, models.EditionItem{VacancyID: "01900000-0000-7000-8000-000000000000", Vacancy: models.Vacancy{Title: "已删除"}})
		want["已删除"] = models.VacancyWithdrawn
		got, err := w.ClosedLines(t.Context(), e)
		if err != nil || len(got) != len(want) {
			t.Fatalf("%d lines, %v", len(got), err)
		}
		for _, l := range got {
			if l.Status != want[l.Item.Vacancy.Title] {
				t.Errorf("%s is %s, want %s", l.Item.Vacancy.Title, l.Status, want[l.Item.Vacancy.Title])
			}
		}
	})
}

func editionOf(all ...models.Vacancy) models.Edition {
	var e models.Edition
	for i, v := range all {
		e.Items = append(e.Items, models.EditionItem{Rank: i + 1, VacancyID: v.ID, Vacancy: v})
	}
	return e
}

func TestWhoHearsWhatClosed(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.build.Enterprise("宏发食品").Vacancy("包装工")
		e := w.draft(t, operator, first)
		if _, err := w.Publish(t.Context(), operator, e.ID, "王主任"); err != nil {
			t.Fatal(err)
		}
		if err := v.Move(models.ActFill, "", w.now); err != nil {
			t.Fatal(err)
		}
		if err := w.store.UpdateVacancy(t.Context(), &v); err != nil {
			t.Fatal(err)
		}
		next := w.draft(t, operator, first)
		for _, c := range []struct {
			who   models.Actor
			id    string
			lines int
			code  models.Code
		}{
			{operator, e.ID, 1, ""}, {office, e.ID, 1, ""}, {office, next.ID, 0, ""}, {stranger, e.ID, 0, models.CodeForbidden},
			{models.Actor{}, e.ID, 0, models.CodeForbidden}, {stranger, next.ID, 0, models.CodeNotFound},
			{operator, "01900000-0000-7000-8000-000000000000", 0, models.CodeNotFound},
		} {
			_, lines, err := w.Closed(t.Context(), c.who, c.id)
			if len(lines) != c.lines || models.CodeOf(err) != c.code {
				t.Errorf("%+v: %d lines, %v", c, len(lines), err)
			}
		}
	})
}
