package seekers

import (
	"context"
	"reflect"
	"slices"

	"konggang/models"
	"konggang/services/access"
	"konggang/services/importing"
	"konggang/services/intake"
)

// Import brings a table of seekers in (see importing.Run). The same phone and name are the same person.
func (s Service) Import(ctx context.Context, by importing.By, sheet intake.Sheet[intake.SeekerRow], o importing.Options) (importing.Report, error) {
	villages, err := s.villagesByName(ctx, by.Home)
	if err != nil {
		return importing.Report{}, err
	}
	told := map[string]int{}
	rows := make([]importing.Row, len(sheet.Rows))
	for i, row := range sheet.Rows {
		rows[i] = importing.Row{Number: row.Row, Errors: row.Errors, Place: func(ctx context.Context) (importing.Result, error) {
			who, err := villages.settle(row)
			if err != nil {
				return importing.Result{}, err
			}
			result, err := s.place(ctx, by, who)
			if err == nil {
				err = firstWord(told, result, row.Row)
			}
			result.Findings = row.Findings
			return result, err
		}}
	}
	table := importing.Table{Rows: rows, UnknownColumns: sheet.UnknownColumns, Column: columnsOf(sheet), Key: "name"}
	return importing.Run(ctx, s.Store, table, o)
}

// firstWord keeps a later row from changing what an earlier one of the file said of a person, so that bringing the same file
// in again changes nothing. told has the row that spoke first.
func firstWord(told map[string]int, r importing.Result, row int) error {
	first, known := told[r.ID]
	if !known {
		told[r.ID] = row
	}
	if known && first != row && r.Status == importing.Updated {
		return models.FieldErrorf("phone", models.CodeRepeatedRow, first)
	}
	return nil
}

func columnsOf(sheet intake.Sheet[intake.SeekerRow]) func(string) string {
	return func(field string) string {
		if field == "consent" {
			field = "consent.scopes"
		}
		return sheet.Column(field)
	}
}

// villageNames has the code of each village by its full and its short name, "" for a name that several share.
type villageNames map[string]models.DivisionCode

// settle is the seeker of the row in the village that the row names. Errors: CodeUnknownDivision, CodeAmbiguous.
func (v villageNames) settle(row intake.SeekerRow) (models.Seeker, error) {
	who := row.Seeker
	if who.Village != "" {
		return who, nil
	}
	code, known := v[row.VillageName]
	switch {
	case !known:
		return who, models.FieldErrorf("village", models.CodeUnknownDivision)
	case code == "":
		return who, models.FieldErrorf("village", models.CodeAmbiguous)
	}
	who.Village = code
	return who, nil
}

func (s Service) villagesByName(ctx context.Context, home models.DivisionCode) (villageNames, error) {
	out := villageNames{}
	if home == "" {
		return out, nil
	}
	villages, err := s.Store.DivisionsWithin(ctx, home, models.LevelVillage)
	if err != nil {
		return nil, err
	}
	for _, v := range villages {
		for _, name := range slices.Compact([]string{v.Name, v.ShortName()}) {
			if _, taken := out[name]; taken {
				out[name] = ""
			} else {
				out[name] = v.Code
			}
		}
	}
	return out, nil
}

func (s Service) place(ctx context.Context, by importing.By, who models.Seeker) (importing.Result, error) {
	if !by.Anywhere && access.Village(by.Actor, who.Village).Err() != nil {
		return importing.Result{}, models.FieldErrorf("village", models.CodeForbidden)
	}
	who.Clean()
	records, err := s.Store.SeekersByPhone(ctx, who.Phone, who.Name)
	if err != nil {
		return importing.Result{}, err
	}
	known, there := recordIn(records, who.Village.County())
	if !there {
		return s.bringNew(ctx, by, who)
	}
	if !by.Anywhere && access.Seeker(by.Actor, known).Err() != nil {
		return importing.Result{}, models.Errorf(models.CodeDuplicate)
	}
	return s.renew(ctx, by, known, who)
}

// bringNew registers somebody whom the sheet names. The sheet itself is the witness of what was agreed to, and the ledger
// keeps who brought it in.
func (s Service) bringNew(ctx context.Context, by importing.By, who models.Seeker) (importing.Result, error) {
	now := s.Calendar.Moment()
	for i, c := range who.Consents {
		if c.GivenAt.After(now) && models.DateOf(c.GivenAt, s.Calendar.Zone) == s.Calendar.Today() {
			who.Consents[i].GivenAt = now // the sheet tells the day alone
		}
	}
	if err := s.ready(ctx, &who); err != nil {
		return importing.Result{}, err
	}
	who, err := s.keep(ctx, by.Actor, who, false)
	return importing.Result{Status: importing.Created, ID: who.ID}, err
}

func (s Service) renew(ctx context.Context, by importing.By, known, stated models.Seeker) (importing.Result, error) {
	changed := known
	changed.Overlay(stated)
	if len(stated.Wanted) > 0 && !slices.Equal(stated.Wanted, known.Wanted) && len(stated.Occupations) == 0 {
		changed.Occupations = nil
	}
	if err := s.settle(ctx, &changed); err != nil {
		return importing.Result{}, err
	}
	if reflect.DeepEqual(known, changed) {
		return importing.Result{Status: importing.Unchanged, ID: known.ID}, nil
	}
	if err := s.Store.UpdateSeeker(ctx, &changed); err != nil {
		return importing.Result{}, err
	}
	return importing.Result{Status: importing.Updated, ID: known.ID}, s.note(ctx, did(by.Actor, didChange, changed).With(changed.Changed(known)...), nil)
}
