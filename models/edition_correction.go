package models

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// MaxEditionLines is how many lines an edition holds; MaxLineChanges how many changes are made at a time, MaxCorrections in all: each
// is read with the edition for good, and whoever needs more had better draft anew.
const (
	MaxEditionLines = 40
	MaxLineChanges  = 100
	MaxCorrections  = 300
)

// CorrectionAction is what is done by hand with a line of a draft.
type CorrectionAction string

// The corrections.
const (
	CorrectionDrop    CorrectionAction = "drop"
	CorrectionAdd     CorrectionAction = "add"
	CorrectionMove    CorrectionAction = "move"
	CorrectionRefresh CorrectionAction = "refresh" // the facts of the vacancy as they are now, in the same place
)

// CorrectionActions are all corrections.
var CorrectionActions = Vocabulary[CorrectionAction]{{CorrectionDrop, "删去"}, {CorrectionAdd, "加上"}, {CorrectionMove, "移动"}, {CorrectionRefresh, "刷新"}}

// ReasonChosen is the kind of the reason of a line that somebody put on by hand.
const ReasonChosen = "chosen"

// Chosen is what a villager reads about such a line, whatever else can be said of it.
var Chosen = Reason{Kind: ReasonChosen, Text: "工作人员推荐"}

// LineChange is one change that is asked for. Vacancy is the vacancy's id or its number, as operators read it from the sheet.
// Rank is where the line is to stand, from 1; nil, for an added line alone, is at the end.
type LineChange struct {
	Action  CorrectionAction
	Vacancy string
	Rank    *int
	Reason  string
}

// Correction is one change that was made, kept with the edition for those who answer for it: where the line stood and stands
// (0 where it did not or does not), why, and who did it.
type Correction struct {
	Action    CorrectionAction
	VacancyID string
	Number    string
	Title     string
	From      int
	To        int
	Reason    string
	AccountID string
	Role      Role
	At        time.Time
}

// Audited names a correction in the audit: drop 10012 3→0.
func (c Correction) Audited() string {
	return fmt.Sprintf("%s %s %d→%d", c.Action, c.Number, c.From, c.To)
}

// Correct makes the changes on a draft one after the other, all or none, and numbers the lines anew. Heard has the lines of the
// vacancies that may be added or refreshed, by what the changes call them. Errors: CodeIllegalTransition, CodeInvalid about the changes.
func (e *Edition) Correct(changes []LineChange, heard map[string]EditionItem, by Actor, now time.Time) error {
	if e.Status != EditionDraft {
		return Errorf(CodeIllegalTransition, e.Status, editionCorrect)
	}
	if err := CheckLineChanges(changes); err != nil {
		return err
	}
	if n := len(e.Corrections) + len(changes); n > MaxCorrections {
		return FieldErrorf("corrections", CodeTooMany, MaxCorrections, n)
	}
	next := *e
	next.Items, next.Corrections = slices.Clone(e.Items), slices.Clone(e.Corrections)
	for i, c := range changes {
		made, err := next.apply(c, heard)
		if err != nil {
			var p Problems
			p.AddErr(fmt.Sprintf("changes[%d]", i), err)
			return p.Err()
		}
		made.Action, made.Reason, made.AccountID, made.Role, made.At = c.Action, c.Reason, by.AccountID, by.Role, now
		next.Corrections = append(next.Corrections, made)
	}
	*e = next
	return nil
}

// CheckLineChanges notes all that is wrong with the changes whatever the lines are; error CodeInvalid.
func CheckLineChanges(changes []LineChange) error {
	var p Problems
	switch {
	case len(changes) == 0:
		p.Add("changes", CodeRequired)
	case len(changes) > MaxLineChanges:
		p.Add("changes", CodeTooMany, MaxLineChanges, len(changes))
	default:
		for i, c := range changes {
			p.AddErr(fmt.Sprintf("changes[%d]", i), c.check())
		}
	}
	return p.Err()
}

func (c LineChange) check() error {
	var p Problems
	if c.Action == "" {
		p.Add("action", CodeRequired)
	}
	CorrectionActions.check(&p, "action", c.Action)
	checkRequired(&p, "vacancy", c.Vacancy, 36)
	if c.Reason == "" {
		p.Add("reason", CodeReasonRequired)
	}
	checkText(&p, "reason", c.Reason, MaxReason)
	switch {
	case c.Action == CorrectionMove && c.Rank == nil:
		p.Add("rank", CodeRequired)
	case (c.Action == CorrectionDrop || c.Action == CorrectionRefresh) && c.Rank != nil:
		p.Add("rank", CodeNotCombinable, string(c.Action))
	}
	return p.Err()
}

func (e *Edition) apply(c LineChange, heard map[string]EditionItem) (Correction, error) {
	at := e.line(c.Vacancy)
	if c.Action == CorrectionAdd {
		return e.addLine(c, heard, at >= 0)
	}
	if at < 0 {
		return Correction{}, FieldErrorf("vacancy", CodeNotOnEdition)
	}
	item := e.Items[at]
	switch c.Action {
	case CorrectionDrop:
		e.Items = slices.Delete(e.Items, at, at+1)
		return e.renumber(item, at+1, 0), nil
	case CorrectionRefresh:
		return e.refreshLine(at, c, heard)
	}
	if *c.Rank < 1 || *c.Rank > len(e.Items) {
		return Correction{}, FieldErrorf("rank", CodeOutOfRange, 1, len(e.Items))
	}
	e.Items = slices.Insert(slices.Delete(e.Items, at, at+1), *c.Rank-1, item)
	return e.renumber(item, at+1, *c.Rank), nil
}

func (e *Edition) addLine(c LineChange, heard map[string]EditionItem, there bool) (Correction, error) {
	item, found := heard[c.Vacancy]
	end := len(e.Items) + 1
	switch rank := cmp.Or(c.Rank, &end); {
	case there:
		return Correction{}, FieldErrorf("vacancy", CodeOnEdition)
	case !found:
		return Correction{}, FieldErrorf("vacancy", CodeNotOpen)
	case len(e.Items) >= MaxEditionLines:
		return Correction{}, Errorf(CodeTooMany, MaxEditionLines, end)
	case *rank < 1 || *rank > end:
		return Correction{}, FieldErrorf("rank", CodeOutOfRange, 1, end)
	default:
		e.Items = slices.Insert(e.Items, *rank-1, item)
		return e.renumber(item, 0, *rank), nil
	}
}

// refreshLine takes the facts of now; why the line is there is as true as it was.
func (e *Edition) refreshLine(at int, c LineChange, heard map[string]EditionItem) (Correction, error) {
	fresh, found := heard[c.Vacancy]
	if !found {
		return Correction{}, FieldErrorf("vacancy", CodeNotOpen)
	}
	fresh.Reasons, fresh.SeekersServed = e.Items[at].Reasons, e.Items[at].SeekersServed
	e.Items[at] = fresh
	return e.renumber(fresh, at+1, at+1), nil
}

// renumber numbers the lines anew and says what was done with one of them.
func (e *Edition) renumber(item EditionItem, from, to int) Correction {
	for i := range e.Items {
		e.Items[i].Rank = i + 1
	}
	return Correction{VacancyID: item.VacancyID, Number: item.Number, Title: item.Vacancy.Title, From: from, To: to}
}

// line is the place of a vacancy by its id or number, −1 where it is not on the edition.
func (e *Edition) line(vacancy string) int {
	return slices.IndexFunc(e.Items, func(i EditionItem) bool { return i.VacancyID == vacancy || i.Number == vacancy })
}
