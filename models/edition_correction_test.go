package models_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
)

var corrector = models.Actor{AccountID: "v", Role: models.RoleVillage}

func editionLine(n int) models.EditionItem {
	return models.EditionItem{Rank: n, VacancyID: fmt.Sprint("id-", n), Number: fmt.Sprint(10000 + n), Vacancy: models.Vacancy{Title: fmt.Sprint("岗位", n)}}
}

func draftOf(n int) models.Edition {
	e := models.Edition{Status: models.EditionDraft}
	for i := range n {
		e.Items = append(e.Items, editionLine(i+1))
	}
	return e
}

func rank(n int) *int { return &n }

// heardOf are lines that may be added, by id and by number.
func heardOf(lines ...int) map[string]models.EditionItem {
	out := map[string]models.EditionItem{}
	for _, n := range lines {
		item := editionLine(n)
		out[item.VacancyID], out[item.Number] = item, item
	}
	return out
}

func numbersOf(e models.Edition) string {
	var out []string
	for i, item := range e.Items {
		if item.Rank != i+1 {
			out = append(out, fmt.Sprintf("rank %d at %d", item.Rank, i+1))
		}
		out = append(out, item.Number)
	}
	return strings.Join(out, " ")
}

func TestCorrections(t *testing.T) {
	for _, c := range []struct {
		name    string
		changes []models.LineChange
		want    string
		made    []string
	}{
		{"drop by number", []models.LineChange{{models.CorrectionDrop, "10002", nil, "重复"}}, "10001 10003", []string{"drop 10002 2→0"}},
		{"drop by id", []models.LineChange{{models.CorrectionDrop, "id-1", nil, "重复"}}, "10002 10003", []string{"drop 10001 1→0"}},
		{"add at the end", []models.LineChange{{models.CorrectionAdd, "10009", nil, "村里要"}}, "10001 10002 10003 10009", []string{"add 10009 0→4"}},
		{"add first", []models.LineChange{{models.CorrectionAdd, "id-9", rank(1), "村里要"}}, "10009 10001 10002 10003", []string{"add 10009 0→1"}},
		{"add behind the last", []models.LineChange{{models.CorrectionAdd, "id-9", rank(4), "村里要"}}, "10001 10002 10003 10009", []string{"add 10009 0→4"}},
		{"move up", []models.LineChange{{models.CorrectionMove, "10003", rank(1), "要紧"}}, "10003 10001 10002", []string{"move 10003 3→1"}},
		{"move down", []models.LineChange{{models.CorrectionMove, "10001", rank(3), "不急"}}, "10002 10003 10001", []string{"move 10001 1→3"}},
		{"refresh in its place", []models.LineChange{{models.CorrectionRefresh, "10001", nil, "工资改了"}}, "10001 10002 10003", []string{"refresh 10001 1→1"}},
		{"one after the other", []models.LineChange{
			{models.CorrectionDrop, "10001", nil, "重复"}, {models.CorrectionAdd, "10001", rank(3), "又要了"}, {models.CorrectionMove, "id-3", rank(1), "要紧"},
		}, "10003 10002 10001", []string{"drop 10001 1→0", "add 10001 0→3", "move 10003 2→1"}},
		{"all away", []models.LineChange{{models.CorrectionDrop, "10001", nil, "停"}, {models.CorrectionDrop, "10002", nil, "停"}, {models.CorrectionDrop, "10003", nil, "停"}},
			"", []string{"drop 10001 1→0", "drop 10002 1→0", "drop 10003 1→0"}},
	} {
		e := draftOf(3)
		e.Corrections = []models.Correction{{Reason: "以前的"}}
		if err := e.Correct(c.changes, heardOf(1, 9), corrector, noon); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := numbersOf(e); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		var made []string
		for i, m := range e.Corrections[1:] {
			made = append(made, m.Audited())
			if m.Reason != c.changes[i].Reason || m.AccountID != "v" || m.Role != models.RoleVillage || m.At != noon || m.Title == "" || m.VacancyID == "" {
				t.Errorf("%s: kept %+v", c.name, m)
			}
		}
		if diff := cmp.Diff(c.made, made); diff != "" || e.Corrections[0].Reason != "以前的" {
			t.Errorf("%s -want +got\n%s", c.name, diff)
		}
	}
}

// TestRefusedCorrections leaves the draft as it was, also where only the last of many changes is wrong.
func TestRefusedCorrections(t *testing.T) {
	good := models.LineChange{Action: models.CorrectionDrop, Vacancy: "10001", Reason: "重复"}
	long := strings.Repeat("长", models.MaxReason+1)
	for _, c := range []struct {
		name    string
		lines   int
		changes []models.LineChange
		want    string
	}{
		{"none", 3, nil, "changes required"},
		{"too many", 3, make([]models.LineChange, models.MaxLineChanges+1), "changes too_many"},
		{"an empty one", 3, []models.LineChange{{}}, "changes[0].action required\nchanges[0].vacancy required\nchanges[0].reason reason_required"},
		{"unknown action", 3, []models.LineChange{good, {"swap", "10002", nil, "换"}}, "changes[1].action unknown_value"},
		{"a reason too long", 3, []models.LineChange{{models.CorrectionDrop, "10001", nil, long}}, "changes[0].reason too_long"},
		{"move nowhere", 3, []models.LineChange{{models.CorrectionMove, "10001", nil, "要紧"}}, "changes[0].rank required"},
		{"drop at a rank", 3, []models.LineChange{{models.CorrectionDrop, "10001", rank(1), "重复"}}, "changes[0].rank not_combinable"},
		{"all at once", 3, []models.LineChange{{models.CorrectionMove, "", rank(1), "x"}, {models.CorrectionDrop, "10001", nil, ""}}, "changes[0].vacancy required\nchanges[1].reason reason_required"},
		{"refresh at a rank", 3, []models.LineChange{{models.CorrectionRefresh, "10001", rank(1), "改了"}}, "changes[0].rank not_combinable"},
		{"refresh what is not there", 3, []models.LineChange{{models.CorrectionRefresh, "10009", nil, "改了"}}, "changes[0].vacancy not_on_edition"},
		{"refresh what nobody hears of", 3, []models.LineChange{{models.CorrectionRefresh, "10002", nil, "改了"}}, "changes[0].vacancy not_open"},
		{"drop what is not there", 3, []models.LineChange{good, good}, "changes[1].vacancy not_on_edition"},
		{"move what is not there", 3, []models.LineChange{{models.CorrectionMove, "10009", rank(1), "要紧"}}, "changes[0].vacancy not_on_edition"},
		{"move before the first", 3, []models.LineChange{{models.CorrectionMove, "10001", rank(0), "要紧"}}, "changes[0].rank out_of_range"},
		{"move behind the last", 3, []models.LineChange{{models.CorrectionMove, "10001", rank(4), "要紧"}}, "changes[0].rank out_of_range"},
		{"add at no rank", 3, []models.LineChange{{models.CorrectionAdd, "10009", rank(0), "要"}}, "changes[0].rank out_of_range"},
		{"add beyond the end", 3, []models.LineChange{{models.CorrectionAdd, "10009", rank(5), "要"}}, "changes[0].rank out_of_range"},
		{"add what is there", 3, []models.LineChange{{models.CorrectionAdd, "id-1", nil, "要"}}, "changes[0].vacancy on_edition"},
		{"add twice, by id and number", 3, []models.LineChange{{models.CorrectionAdd, "id-9", nil, "要"}, {models.CorrectionAdd, "10009", nil, "要"}}, "changes[1].vacancy on_edition"},
		{"add what nobody hears of", 3, []models.LineChange{{models.CorrectionAdd, "10077", nil, "要"}}, "changes[0].vacancy not_open"},
		{"one line too many", models.MaxEditionLines, []models.LineChange{{models.CorrectionAdd, "id-99", nil, "要"}}, "changes[0] too_many"},
	} {
		e, before := draftOf(c.lines), draftOf(c.lines)
		if got := problemsIn(e.Correct(c.changes, heardOf(1, 9, 99), corrector, noon)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if diff := cmp.Diff(before, e); diff != "" {
			t.Errorf("%s changed the draft\n%s", c.name, diff)
		}
	}
}

// TestARefreshedLineKeepsWhyItIsThere takes the new facts, and leaves to the line what was said of it.
func TestARefreshedLineKeepsWhyItIsThere(t *testing.T) {
	e, heard := draftOf(3), heardOf(2)
	e.Items[1].Reasons, e.Items[1].SeekersServed = []models.Reason{{Kind: "occupation", Text: "村里有3人想干这类活"}}, 3
	fresh := heard["10002"]
	fresh.Vacancy.Title, fresh.Reasons, fresh.SeekersServed = "焊工", []models.Reason{models.Chosen}, 9
	heard["10002"] = fresh
	if err := e.Correct([]models.LineChange{{models.CorrectionRefresh, "10002", nil, "改了名"}}, heard, corrector, noon); err != nil {
		t.Fatal(err)
	}
	if got := e.Items[1]; got.Rank != 2 || got.Vacancy.Title != "焊工" || got.SeekersServed != 3 || len(got.Reasons) != 1 || got.Reasons[0].Kind != "occupation" {
		t.Errorf("%+v", got)
	}
}

// TestCorrectionsHaveAnEnd lets the last one be made that an edition holds, and none behind it.
func TestCorrectionsHaveAnEnd(t *testing.T) {
	e := draftOf(3)
	e.Corrections = make([]models.Correction, models.MaxCorrections-1)
	move := models.LineChange{Action: models.CorrectionMove, Vacancy: "10001", Rank: rank(3), Reason: "不急"}
	if got := problemsIn(e.Correct([]models.LineChange{move, move}, nil, corrector, noon)); got != "corrections too_many" || len(e.Corrections) != models.MaxCorrections-1 {
		t.Errorf("%s, %d kept", got, len(e.Corrections))
	}
	if err := e.Correct([]models.LineChange{move}, nil, corrector, noon); err != nil || len(e.Corrections) != models.MaxCorrections {
		t.Errorf("%v, %d kept", err, len(e.Corrections))
	}
	if got := problemsIn(e.Correct([]models.LineChange{move}, nil, corrector, noon)); got != "corrections too_many" {
		t.Error(got)
	}
}

// TestAnyCorrections holds for whatever changes are made: ranks run from 1, no vacancy stands twice, and nothing is there that
// was neither there nor added.
func TestAnyCorrections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := draftOf(rapid.IntRange(0, 5).Draw(t, "lines"))
		change := rapid.Custom(func(t *rapid.T) models.LineChange {
			c := models.LineChange{Action: rapid.SampledFrom(models.CorrectionActions).Draw(t, "action").Code, Reason: "因",
				Vacancy: rapid.SampledFrom([]string{"id-", "1000"}).Draw(t, "by") + fmt.Sprint(rapid.IntRange(1, 8).Draw(t, "vacancy"))}
			if rapid.Bool().Draw(t, "placed") {
				c.Rank = rank(rapid.IntRange(0, 7).Draw(t, "rank"))
			}
			return c
		})
		lines := len(e.Items)
		for range 20 {
			c := change.Draw(t, "change")
			err := e.Correct([]models.LineChange{c}, heardOf(1, 2, 3, 4, 5, 6, 7, 8), corrector, noon)
			if err == nil {
				lines += map[models.CorrectionAction]int{models.CorrectionAdd: 1, models.CorrectionDrop: -1}[c.Action]
			}
			seen := map[string]bool{}
			for i, item := range e.Items {
				if item.Rank != i+1 || seen[item.VacancyID] {
					t.Fatalf("after %+v: %s", c, numbersOf(e))
				}
				seen[item.VacancyID] = true
			}
			if len(e.Items) != lines {
				t.Fatalf("%d lines after %+v, want %d", len(e.Items), c, lines)
			}
		}
	})
}

func TestNewSinceTheEditionBefore(t *testing.T) {
	before := draftOf(2)
	before.ID = "e-1"
	for _, c := range []struct {
		name   string
		before models.Edition
		want   []bool
	}{
		{"the first edition", models.Edition{}, []bool{false, false, false}},
		{"one that had two of them", before, []bool{false, false, true}},
		{"an empty one", models.Edition{ID: "e-0"}, []bool{true, true, true}},
	} {
		e := draftOf(3)
		e.Items[0].New = true
		e.MarkNew(c.before)
		for i, item := range e.Items {
			if item.New != c.want[i] {
				t.Errorf("%s: line %d is new: %v", c.name, i+1, item.New)
			}
		}
	}
}
