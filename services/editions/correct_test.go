package editions_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store/storetest"
)

func titles(e models.Edition) string {
	var out []string
	for _, item := range e.Items {
		out = append(out, item.Vacancy.Title)
	}
	return strings.Join(out, " ")
}

func place(n int) *int { return &n }

// correct makes changes on the newest version.
func (w *world) correct(t *testing.T, id string, changes ...models.LineChange) (models.Edition, error) {
	t.Helper()
	e, err := w.store.Edition(t.Context(), id)
	wantCode(t, err, "")
	return w.Correct(t.Context(), operator, id, e.Version, changes)
}

// publish publishes in 王主任's name.
func (w *world) publish(t *testing.T, id string) models.Edition {
	t.Helper()
	e, err := w.Publish(t.Context(), office, id, "王主任")
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// fill closes a vacancy as hired out.
func (w *world) fill(t *testing.T, id string) {
	t.Helper()
	v, err := w.store.Vacancy(t.Context(), id)
	wantCode(t, err, "")
	wantCode(t, v.Move(models.ActFill, "", w.now), "")
	wantCode(t, w.store.UpdateVacancy(t.Context(), &v), "")
}

func TestCorrectAsAnOperatorDoes(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		made := map[string]models.Vacancy{}
		for _, title := range []string{"包装工", "缝纫工", "搬运工"} {
			made[title] = w.build.Enterprise(title + "厂").Vacancy(title)
		}
		w.build.Seeker("张三", func(k *models.Seeker) { k.Village, k.Wanted = first, []string{"厨师"} })
		e := w.draft(t, operator, first)
		late := w.build.Enterprise("迎宾饭店").Vacancy("厨师")
		start := titles(e)
		asked := []models.LineChange{
			{Action: models.CorrectionDrop, Vacancy: made["缝纫工"].Number, Reason: " 村里\n没人会 "},
			{Action: models.CorrectionAdd, Vacancy: " " + late.Number + " ", Rank: place(1), Reason: "刚来的"},
			{Action: models.CorrectionMove, Vacancy: made["搬运工"].ID, Rank: place(2), Reason: "要得急"},
		}
		got, err := w.correct(t, e.ID, asked...)
		wantCode(t, err, "")
		if asked[0].Reason != " 村里\n没人会 " {
			t.Errorf("what was asked reads %q now", asked[0].Reason)
		}
		if titles(got) != "厨师 搬运工 包装工" || got.Version != e.Version+1 {
			t.Fatalf("%s, version %d; was %s, version %d", titles(got), got.Version, start, e.Version)
		}
		added := got.Items[0]
		reasons := []models.Reason{models.Chosen, {Kind: "occupation", Text: "村里有1人想干这类活"}}
		if diff := cmp.Diff(reasons, added.Reasons[:2]); diff != "" || added.SeekersServed != 1 || added.Number != late.Number || added.Employer != "迎宾饭店" {
			t.Errorf("added %+v\n%s", added, diff)
		}
		again := w.draft(t, operator, first)
		for _, item := range again.Items {
			if item.VacancyID == late.ID && (item.DistanceKM != added.DistanceKM || item.Precision != added.Precision || !cmp.Equal(item.Reasons, added.Reasons[1:])) {
				t.Errorf("a list says %+v of it, the added line %+v", item, added)
			}
		}
		if got.Corrections[0].Reason != "村里 没人会" || got.Corrections[0].AccountID != "v" || got.Corrections[1].Number != late.Number || got.Corrections[2].To != 2 {
			t.Errorf("kept %+v", got.Corrections)
		}
		var corrected []string
		for _, deed := range w.deeds(t) {
			if strings.HasPrefix(deed, "correct") {
				corrected = append(corrected, deed)
			}
		}
		want := []string{"correct edition 410184102201 村里 没人会 by v", "correct edition 410184102201 刚来的 by v", "correct edition 410184102201 要得急 by v"}
		if diff := cmp.Diff(want, corrected); diff != "" {
			t.Error(diff)
		}
		kept, err := w.Get(t.Context(), office, e.ID)
		if diff := cmp.Diff(got, kept); diff != "" || err != nil {
			t.Errorf("%v (-answered +kept)\n%s", err, diff)
		}
	})
}

// TestOnlyWhatVillagesMayHearOfIsAdded refuses what is closed, lapsed, unapproved or not there.
func TestOnlyWhatVillagesMayHearOfIsAdded(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	shop := w.build.Enterprise("宏发食品")
	open := shop.Vacancy("包装工")
	e := w.draft(t, operator, first)
	filled := shop.Vacancy("已招满的")
	w.fill(t, filled.ID)
	barred := w.build.Enterprise("白鹭服装")
	hidden := barred.Vacancy("缝纫工")
	barred.Status = models.EnterpriseSuspended
	wantCode(t, w.store.UpdateEnterprise(t.Context(), &barred.Enterprise), "")
	for _, v := range []models.Vacancy{
		filled, hidden, shop.Vacancy("草稿", func(v *models.Vacancy) { v.Status = models.VacancyDraft }),
		shop.Vacancy("过期的", func(v *models.Vacancy) { v.ValidUntil = "2025-02-28" }), {ID: "none", Number: "99999"},
	} {
		for _, name := range []string{v.ID, v.Number} {
			_, err := w.correct(t, e.ID, models.LineChange{Action: models.CorrectionDrop, Vacancy: open.Number, Reason: "先删"},
				models.LineChange{Action: models.CorrectionAdd, Vacancy: name, Reason: "村里要"})
			wantField(t, err, "changes[1].vacancy", models.CodeNotOpen)
		}
	}
	if kept, err := w.Get(t.Context(), operator, e.ID); err != nil || titles(kept) != "包装工" || kept.Version != e.Version || len(kept.Corrections) != 0 {
		t.Errorf("a refused correction left %+v, %v", kept, err)
	}
}

func wantField(t *testing.T, err error, field string, code models.Code) {
	t.Helper()
	want := models.FieldErrorf(field, code).Error()
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestOldReadersCannotCorrect refuses a version that is not the newest, whoever was first.
func TestOldReadersCannotCorrect(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		a, b := w.build.Enterprise("宏发食品").Vacancy("包装工"), w.build.Enterprise("白鹭服装").Vacancy("缝纫工")
		e := w.draft(t, operator, first)
		changes := []models.LineChange{{Action: models.CorrectionDrop, Vacancy: a.Number, Reason: "重复"}}
		_, err := w.Correct(t.Context(), office, e.ID, e.Version, changes)
		wantCode(t, err, "")
		_, err = w.Correct(t.Context(), operator, e.ID, e.Version, []models.LineChange{{Action: models.CorrectionDrop, Vacancy: b.Number, Reason: "重复"}})
		wantCode(t, err, models.CodeStale)
		if kept, err := w.Get(t.Context(), operator, e.ID); err != nil || titles(kept) != "缝纫工" {
			t.Errorf("%+v, %v", kept, err)
		}
	})
}

// TestNewIsToldAtEachStep holds a draft against the last issued edition, which hung even if it was taken back, when it is made, corrected and published.
func TestNewIsToldAtEachStep(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		news := func(e models.Edition) string {
			var out []string
			for _, item := range e.Items {
				if item.New {
					out = append(out, item.Vacancy.Title)
				}
			}
			return strings.Join(out, " ")
		}
		check := func(name string, e models.Edition, want string) {
			t.Helper()
			if got := news(e); got != want {
				t.Errorf("%s: new are %q, want %q", name, got, want)
			}
		}
		shop := w.build.Enterprise("宏发食品")
		shop.Vacancy("包装工")
		one := w.draft(t, operator, first)
		check("the first draft", one, "")
		cook := w.build.Enterprise("迎宾饭店").Vacancy("厨师")
		two := w.draft(t, operator, first)
		check("nothing is published yet", two, "")
		check("the first edition", w.publish(t, one.ID), "")
		two, err := w.correct(t, two.ID, models.LineChange{Action: models.CorrectionMove, Vacancy: cook.Number, Rank: place(1), Reason: "要紧"})
		wantCode(t, err, "")
		check("a correction behind the first", two, "厨师")
		three := w.draft(t, operator, first)
		check("a draft behind the first", three, "厨师")
		check("the second", w.publish(t, two.ID), "厨师")
		check("the third, drafted before the second hung", w.publish(t, three.ID), "")
		_, err = w.Supersede(t.Context(), operator, three.ID, "工资写错")
		wantCode(t, err, "")
		w.build.Enterprise("白鹭服装").Vacancy("缝纫工")
		check("behind one that was taken back", w.draft(t, operator, first), "缝纫工")
		wantCode(t, func() error { _, err := w.Supersede(t.Context(), operator, two.ID, "工资写错"); return err }(), "")
		wantCode(t, func() error { _, err := w.Supersede(t.Context(), operator, one.ID, "工资写错"); return err }(), "")
		check("behind all taken back", w.draft(t, operator, first), "缝纫工")
	})
}

// TestWhatWasReplacedStaysReplaced follows what is in force through a publication that is taken back.
func TestWhatWasReplacedStaysReplaced(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.build.Enterprise("宏发食品").Vacancy("包装工")
		inForce := func(want string) {
			t.Helper()
			latest, err := w.Latest(t.Context(), first)
			list, listErr := w.store.EditionsInForce(t.Context(), town)
			switch {
			case listErr != nil:
				t.Error(listErr)
			case want == "":
				wantCode(t, err, models.CodeNotFound)
				if len(list) != 0 {
					t.Errorf("%d are in force", len(list))
				}
			case err != nil || latest.ID != want || len(list) != 1 || list[0].ID != want:
				t.Errorf("in force is %s (total %d), %v, listed %d", latest.ID, latest.Total, err, len(list))
			}
		}
		one, two, three := w.draft(t, operator, first), w.draft(t, operator, first), w.draft(t, operator, first)
		inForce("")
		w.publish(t, one.ID)
		inForce(one.ID)
		w.publish(t, three.ID)
		inForce(three.ID)
		_, err := w.Publish(t.Context(), operator, two.ID, "王主任")
		wantCode(t, err, models.CodeNewerIssued)
		_, err = w.Supersede(t.Context(), operator, three.ID, "工资写错")
		wantCode(t, err, "")
		inForce("")
		_, err = w.Publish(t.Context(), operator, two.ID, "王主任")
		wantCode(t, err, models.CodeNewerIssued)
		four := w.publish(t, w.draft(t, operator, first).ID)
		inForce(four.ID)
		_, err = w.Supersede(t.Context(), operator, one.ID, "早就换了")
		wantCode(t, err, "")
		inForce(four.ID)
	})
}

// TestPublishedAtOnce publishes drafts of one village from many sides: whatever their order, none comes behind a newer one, so
// that the newest is in force.
func TestPublishedAtOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.build.Enterprise("宏发食品").Vacancy("包装工")
		const n = 6
		drafts := make([]models.Edition, n)
		for i := range drafts {
			drafts[i] = w.draft(t, operator, first)
		}
		done := make(chan string, n)
		for _, d := range drafts {
			go func() {
				_, err := w.Publish(t.Context(), operator, d.ID, "王主任")
				done <- fmt.Sprint(models.CodeOf(err))
			}()
		}
		for range n {
			if code := <-done; code != "" && code != string(models.CodeNewerIssued) {
				t.Error(code)
			}
		}
		if latest, err := w.Latest(t.Context(), first); err != nil || latest.ID != drafts[n-1].ID {
			t.Errorf("in force is total %d, %v", latest.Total, err)
		}
	})
}

// TestWarnings tells of a draft what its sheet cannot print and which gates have closed, line by line, and of nothing else.
func TestWarnings(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.build.Enterprise("宏发食品").Vacancy("包装工")
		rare := w.build.Enterprise("𫚉记鱼庄").Vacancy("杀鱼工")
		long := w.build.Enterprise("长名公司").Vacancy("缝纫工", func(v *models.Vacancy) { v.BenefitsNote = strings.Repeat("节假日有慰问品、", 60) })
		barred := w.build.Enterprise("白鹭服装")
		gone := barred.Vacancy("染色工")
		raised := w.build.Enterprise("青禾农场").Vacancy("采摘工")
		e := w.draft(t, operator, first)
		barred.Status = models.EnterpriseSuspended
		wantCode(t, w.store.UpdateEnterprise(t.Context(), &barred.Enterprise), "")
		w.fill(t, rare.ID)
		raised.Wage = models.Wage{Negotiable: true}
		wantCode(t, w.store.UpdateVacancy(t.Context(), &raised), "")
		got, err := w.Warnings(t.Context(), e)
		wantCode(t, err, "")
		at := map[string]int{}
		for _, item := range e.Items {
			at[item.VacancyID] = item.Rank
		}
		said := map[string]bool{}
		last := 0
		for _, g := range got {
			said[fmt.Sprint(g.Rank, g.Code, g.Column, g.Detail, g.Args)] = true
			if g.Rank < last {
				t.Errorf("line %d stands behind line %d", g.Rank, last)
			}
			last = g.Rank
		}
		want := map[string]bool{}
		for _, line := range []string{
			fmt.Sprint(at[rare.ID], models.CodeLineClosed, "filled[]"), fmt.Sprint(at[rare.ID], models.CodeMissingGlyph, "单位U+2B689[𫚉 U+2B689]"),
			fmt.Sprint(at[long.ID], models.CodeCellShortened, "福利食宿[]"), fmt.Sprint(at[gone.ID], models.CodeLineClosed, "withdrawn[]"),
			fmt.Sprint(at[raised.ID], models.CodeLineChanged, "[]"),
		} {
			want[line] = true
		}
		if diff := cmp.Diff(want, said); diff != "" {
			t.Errorf("warnings -want +got\n%s", diff)
		}
		for _, id := range []string{rare.ID, gone.ID, long.ID} {
			e, err = w.correct(t, e.ID, models.LineChange{Action: models.CorrectionDrop, Vacancy: id, Reason: "不能印"})
			wantCode(t, err, "")
		}
		e, err = w.correct(t, e.ID, models.LineChange{Action: models.CorrectionRefresh, Vacancy: raised.ID, Reason: "工资改了"})
		wantCode(t, err, "")
		if got, err := w.Warnings(t.Context(), e); err != nil || got == nil || len(got) != 0 {
			t.Errorf("a mended draft has %+v, %v", got, err)
		}
		if got, err := w.Warnings(t.Context(), w.publish(t, e.ID)); err != nil || got != nil {
			t.Errorf("a published edition has %+v, %v", got, err)
		}
	})
}

// TestWhatIsPublishedIsSettled tries every way to change an edition on one that is published, and on one taken back: but for
// taking it back, which changes its status and reason alone, nothing does.
func TestWhatIsPublishedIsSettled(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		shop := w.build.Enterprise("宏发食品")
		v := shop.Vacancy("包装工")
		e := w.publish(t, w.draft(t, operator, first).ID)
		ways := []struct {
			name string
			do   func() error
			code models.Code
		}{
			{"correct", func() error {
				_, err := w.Correct(t.Context(), office, e.ID, e.Version, []models.LineChange{{Action: models.CorrectionDrop, Vacancy: v.Number, Reason: "重复"}})
				return err
			}, models.CodeIllegalTransition},
			{"publish", func() error { _, err := w.Publish(t.Context(), office, e.ID, "别人"); return err }, models.CodeIllegalTransition},
			{"draft", func() error { _, err := w.Draft(t.Context(), office, first, 1); return err }, ""},
			{"draft a town", func() error {
				op := w.start(t)
				return w.Run(t.Context(), op.ID)
			}, ""},
			{"change the vacancy", func() error {
				now, err := w.store.Vacancy(t.Context(), v.ID)
				now.Title += "甲"
				wantCode(t, err, "")
				return w.store.UpdateVacancy(t.Context(), &now)
			}, ""},
			{"rename the employer", func() error { shop.Name += "集团"; return w.store.UpdateEnterprise(t.Context(), &shop.Enterprise) }, ""},
			{"rename the village", func() error {
				return w.store.SaveDivisions(t.Context(), []models.Division{{Code: first, Name: "新村村委会", Precision: models.PrecisionOwn}})
			}, ""},
			{"change the office", func() error { w.Office = models.Office{Name: "别的站"}; return nil }, ""},
		}
		unchanged := func(want models.Edition) {
			t.Helper()
			for _, way := range ways {
				wantCode(t, way.do(), way.code)
				got, err := w.store.Edition(t.Context(), e.ID)
				if diff := cmp.Diff(want, got); diff != "" || err != nil {
					t.Errorf("%s: %v (-before +after)\n%s", way.name, err, diff)
				}
			}
		}
		unchanged(e)
		back, err := w.Supersede(t.Context(), operator, e.ID, "工资写错")
		wantCode(t, err, "")
		want := e
		want.Status, want.StatusReason, want.Version = models.EditionSuperseded, "工资写错", e.Version+1
		if diff := cmp.Diff(want, back); diff != "" {
			t.Errorf("superseding changed more\n%s", diff)
		}
		unchanged(want)
	})
}
