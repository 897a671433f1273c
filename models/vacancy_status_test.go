package models_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
)

// vacancyMachine is the contract's state machine: a row per status, a column per action, "-" where the action is refused.
const vacancyMachine = `
            submit     approve  reject    pause   resume  fill    expire   withdraw   edit   return     report
draft       submitted  -        -         -       -       -       -        withdrawn  -      -          -
submitted   -          open     rejected  -       -       -       -        withdrawn  -      -          -
open        -          -        -         paused  -       filled  expired  withdrawn  -      submitted  submitted
paused      -          -        -         -       open    filled  expired  withdrawn  -      submitted  submitted
filled      -          -        -         -       -       -       -        -          -      -          -
expired     -          -        -         -       -       -       -        -          -      -          -
withdrawn   -          -        -         -       -       -       -        -          -      -          -
rejected    -          -        -         -       -       -       -        -          draft  -          -
`

// machine reads a table like vacancyMachine: status → action → next status.
func machine(table string) map[string]map[string]string {
	lines := strings.Split(strings.Trim(table, "\n"), "\n")
	actions, out := strings.Fields(lines[0]), map[string]map[string]string{}
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		out[cells[0]] = map[string]string{}
		for i, next := range cells[1:] {
			out[cells[0]][actions[i]] = next
		}
	}
	return out
}

func TestVacancyMachine(t *testing.T) {
	want := machine(vacancyMachine)
	if len(want) != len(models.VacancyStatuses) || len(want["draft"]) != len(models.VacancyActions) {
		t.Fatal("the table has not every status and action")
	}
	for _, status := range models.VacancyStatuses {
		for _, action := range models.VacancyActions {
			vacancy := models.Vacancy{Status: status.Code, StatusReason: "before"}
			err := vacancy.Move(action, "after", noon)
			switch next := want[string(status.Code)][string(action)]; {
			case next != "-" && (err != nil || string(vacancy.Status) != next || vacancy.StatusReason != "after"):
				t.Errorf("%s %s: %s (%s), %v; want %s", status.Code, action, vacancy.Status, vacancy.StatusReason, err, next)
			case next == "-":
				if diff := cmp.Diff(models.Vacancy{Status: status.Code, StatusReason: "before"}, vacancy); diff != "" {
					t.Errorf("%s refused %s but changed\n%s", status.Code, action, diff)
				}
				checkIllegal(t, err, status.Zh, action.Zh())
			}
		}
	}
	vacancy := models.Vacancy{Status: models.VacancyDraft}
	checkIllegal(t, vacancy.Move("delete", "", noon), "草稿", "")
}

// checkIllegal wants an illegal transition that says where the thing stands and what was asked, in words that a catalogue
// can find; an action that is none has no word.
func checkIllegal(t *testing.T, err error, words ...string) {
	t.Helper()
	var e *models.Error
	if !errors.As(err, &e) || e.Code != models.CodeIllegalTransition {
		t.Fatalf("got %v", err)
	}
	var got []string
	for _, a := range e.Args {
		word, ok := a.(interface{ Zh() string })
		if !ok {
			t.Fatalf("%v has no Chinese word", a)
		}
		got = append(got, word.Zh())
	}
	if diff := cmp.Diff(words, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestFirstOpeningIsRemembered(t *testing.T) {
	vacancy := models.Vacancy{Status: models.VacancySubmitted}
	if vacancy.EverOpen() {
		t.Error("open before it was approved")
	}
	for i, step := range []models.VacancyAction{models.ActApprove, models.ActPause, models.ActResume, models.ActReturn, models.ActApprove, models.ActWithdraw} {
		if err := vacancy.Move(step, "", noon.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
		if !vacancy.EverOpen() || !vacancy.OpenedAt.Equal(noon) {
			t.Errorf("after %s opened at %v, want %v", step, vacancy.OpenedAt, noon)
		}
	}
}

func TestFillTakesEveryPlace(t *testing.T) {
	vacancy := models.Vacancy{Status: models.VacancyOpen, Headcount: 20, Filled: 3}
	if vacancy.Remaining() != 17 {
		t.Errorf("%d places remain", vacancy.Remaining())
	}
	if err := vacancy.Move(models.ActFill, "已招满", noon); err != nil || vacancy.Filled != 20 || vacancy.Remaining() != 0 {
		t.Errorf("filled %d, remaining %d, %v", vacancy.Filled, vacancy.Remaining(), err)
	}
	if over := (models.Vacancy{Headcount: 2, Filled: 3}); over.Remaining() != 0 {
		t.Errorf("%d places remain of an overfilled one", over.Remaining())
	}
}

func TestVacancyEditable(t *testing.T) {
	ended := []models.VacancyStatus{models.VacancyFilled, models.VacancyExpired, models.VacancyWithdrawn}
	for _, status := range models.VacancyStatuses {
		if got, want := (models.Vacancy{Status: status.Code}).Editable(), !slices.Contains(ended, status.Code); got != want {
			t.Errorf("%s editable: %v, want %v", status.Code, got, want)
		}
	}
}

func TestTheLastEntryIntoTheQueueIsRemembered(t *testing.T) {
	vacancy := models.Vacancy{Status: models.VacancyDraft}
	for i, step := range []struct {
		action models.VacancyAction
		since  int
	}{{models.ActSubmit, 0}, {models.ActApprove, 0}, {models.ActReport, 2}, {models.ActApprove, 2}, {models.ActReturn, 4}, {models.ActReject, 4}} {
		if err := vacancy.Move(step.action, "", noon.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
		if want := noon.Add(time.Duration(step.since) * time.Hour); !vacancy.SubmittedAt.Equal(want) {
			t.Errorf("after %s it waits since %v, want %v", step.action, vacancy.SubmittedAt, want)
		}
	}
}

func TestValidityEndsByItself(t *testing.T) {
	for _, status := range models.VacancyStatuses {
		for until, passed := range map[models.Date]bool{"": false, "2025-02-28": true, "2025-03-01": false} {
			vacancy := models.Vacancy{Status: status.Code, StatusReason: "之前", ValidUntil: until}
			want := vacancy
			if passed && (status.Code == models.VacancyOpen || status.Code == models.VacancyPaused) {
				want.Status, want.StatusReason = models.VacancyExpired, ""
			}
			if diff := cmp.Diff(want, vacancy.On("2025-03-01")); diff != "" || vacancy.Lapsed("2025-03-01") != (want.Status != status.Code) {
				t.Errorf("%s until %q\n%s", status.Code, until, diff)
			}
		}
	}
}

func TestVacancyLive(t *testing.T) {
	live := models.Vacancy{Status: models.VacancyOpen, ValidUntil: "2025-03-01", Headcount: 2, Filled: 1}
	for _, c := range []struct {
		name  string
		spoil func(*models.Vacancy)
		want  bool
	}{
		{"on its last day", func(*models.Vacancy) {}, true},
		{"later", func(v *models.Vacancy) { v.ValidUntil = "2025-12-31" }, true},
		{"expired yesterday", func(v *models.Vacancy) { v.ValidUntil = "2025-02-28" }, false},
		{"without a date", func(v *models.Vacancy) { v.ValidUntil = "" }, false},
		{"no place left", func(v *models.Vacancy) { v.Filled = 2 }, false},
		{"no headcount", func(v *models.Vacancy) { v.Headcount = 0 }, false},
	} {
		vacancy := live
		if c.spoil(&vacancy); vacancy.Live("2025-03-01") != c.want {
			t.Errorf("%s: live %v", c.name, !c.want)
		}
	}
	for _, status := range models.VacancyStatuses {
		vacancy := live
		if vacancy.Status = status.Code; vacancy.Live("2025-03-01") != (status.Code == models.VacancyOpen) {
			t.Errorf("%s: live %v", status.Code, vacancy.Live("2025-03-01"))
		}
	}
}

// Whatever is asked of a vacancy, it was open before it is paused, filled or expired, and what has ended stays ended.
func TestVacancyHistories(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		vacancy := models.Vacancy{Status: models.VacancyDraft, Headcount: 5}
		for _, action := range rapid.SliceOf(rapid.SampledFrom(models.VacancyActions)).Draw(t, "actions") {
			before := vacancy
			err := vacancy.Move(action, "", noon)
			if err == nil && !before.Editable() {
				t.Fatalf("%s ended, yet %s", before.Status, action)
			}
			open := []models.VacancyStatus{models.VacancyOpen, models.VacancyPaused, models.VacancyFilled, models.VacancyExpired}
			if slices.Contains(open, vacancy.Status) && !vacancy.EverOpen() {
				t.Fatalf("%s without ever being open", vacancy.Status)
			}
		}
	})
}
