package vacancies

import (
	"context"
	"reflect"
	"slices"
	"time"

	"konggang/models"
	"konggang/services/importing"
	"konggang/services/intake"
	"konggang/services/occupations"
)

// Then says what becomes of the rows that are complete.
type Then string

// What can become of them; only an office may open, and it vouches by it.
const (
	ThenDraft  Then = "draft"
	ThenSubmit Then = "submit"
	ThenOpen   Then = "open"
)

// Import brings the rows of a sheet in (see importing.Run). Error CodeForbidden when somebody else than an office opens.
func (s Service) Import(ctx context.Context, by importing.By, sheet intake.Sheet[intake.VacancyRow], then Then, o importing.Options) (importing.Report, error) {
	if then == ThenOpen && by.Actor.Role != models.RoleOffice && !by.Anywhere {
		return importing.Report{}, models.Errorf(models.CodeForbidden)
	}
	f := file{Service: s, by: by, then: then, column: columnsOf(sheet), employers: map[string]int{}, vacancies: map[string]int{}}
	rows := make([]importing.Row, len(sheet.Rows))
	for i, row := range sheet.Rows {
		rows[i] = importing.Row{Number: row.Row, Errors: row.Errors, Place: func(ctx context.Context) (importing.Result, error) {
			return f.place(ctx, row)
		}}
	}
	return importing.Run(ctx, s.Store, importing.Table{Rows: rows, UnknownColumns: sheet.UnknownColumns, Column: f.column, Key: "title"}, o)
}

// columnsOf finds the header for a field of a vacancy or of its employer.
func columnsOf(sheet intake.Sheet[intake.VacancyRow]) func(string) string {
	columns := map[string]string{"enterprise_id": "employer", "name": "employer", "division": "enterprise.division"}
	return func(field string) string {
		if column, ok := columns[field]; ok {
			field = column
		}
		return sheet.Column(field)
	}
}

// file is a sheet on its way in. The first row that tells of an employer or a vacancy has the word on it: employers and
// vacancies say which row that was, so that bringing the same file in again changes nothing.
type file struct {
	Service
	by        importing.By
	then      Then
	column    func(field string) string
	employers map[string]int
	vacancies map[string]int
}

// place brings one row in: its employer first, then the vacancy, new or known.
func (f file) place(ctx context.Context, row intake.VacancyRow) (importing.Result, error) {
	if err := f.emptyUnknownCodes(ctx, &row); err != nil {
		return importing.Result{}, err
	}
	employer, err := f.employer(ctx, row)
	if err != nil {
		return importing.Result{}, err
	}
	known, err := f.known(ctx, employer.ID, row.Vacancy)
	if err != nil {
		return importing.Result{}, err
	}
	p := models.Posting{Vacancy: row.Vacancy, Employer: employer}
	if known != nil {
		p.Vacancy = *known
		p.Vacancy.Overlay(row.Vacancy)
		forgetTold(*known, &p.Vacancy)
		p.Vacancy.Findings = row.Vacancy.Findings
	} else {
		p.Vacancy.Status = models.VacancyDraft
	}
	p.Vacancy.EnterpriseID = employer.ID
	result, err := f.bring(ctx, row.Row, known, &p)
	if err == nil {
		f.employers[employer.ID] = firstRow(f.employers, employer.ID, row.Row)
		f.vacancies[result.ID] = firstRow(f.vacancies, result.ID, row.Row)
	}
	return result, err
}

// firstRow is the row that told of id first, this one if none did.
func firstRow(told map[string]int, id string, row int) int {
	if first, ok := told[id]; ok {
		return first
	}
	return row
}

// emptyUnknownCodes leaves codes that are in no table empty, like any other cell that cannot be read.
func (f file) emptyUnknownCodes(ctx context.Context, row *intake.VacancyRow) error {
	if code := &row.Vacancy.Occupation; *code != "" && occupations.Name(string(*code)) == "" {
		f.unread(row, "occupation", string(*code))
		*code = ""
	}
	if err := f.emptyUnknownDivision(ctx, row, "enterprise.division", &row.Employer.Division); err != nil {
		return err
	}
	return f.emptyUnknownDivision(ctx, row, "workplace.division", &row.Vacancy.Workplace.Division)
}

func (f file) emptyUnknownDivision(ctx context.Context, row *intake.VacancyRow, field string, code *models.DivisionCode) error {
	if *code == "" {
		return nil
	}
	_, err := f.Store.Division(ctx, *code)
	if models.CodeOf(err) != models.CodeNotFound {
		return err
	}
	f.unread(row, field, string(*code))
	*code = ""
	return nil
}

func (f file) unread(row *intake.VacancyRow, field, text string) {
	row.Vacancy.Findings = append(slices.Clone(row.Vacancy.Findings), models.Finding{Rule: intake.RuleUnreadable,
		Severity: models.SeverityBlock, Field: field, Column: f.column(field), Excerpt: text, Code: models.CodeUnreadable})
}

func (f file) bring(ctx context.Context, row int, known *models.Vacancy, p *models.Posting) (importing.Result, error) {
	result := importing.Result{Status: importing.Created}
	if err := f.settle(ctx, p); err != nil {
		return result, err
	}
	changed := known == nil || !sameContent(*known, p.Vacancy)
	if known != nil && changed {
		if err := f.refuse(row, *known); err != nil {
			return result, err
		}
	}
	if err := f.advance(ctx, p, changed); err != nil {
		return result, err
	}
	result.Findings = p.Vacancy.Findings
	var err error
	switch {
	case known == nil:
		err = f.Store.CreateVacancy(ctx, &p.Vacancy)
	case !changed && known.Status == p.Vacancy.Status:
		return importing.Result{Status: importing.Unchanged, ID: known.ID, Findings: p.Vacancy.Findings}, nil
	default:
		result.Status = importing.Updated
		err = f.Store.UpdateVacancy(ctx, &p.Vacancy)
	}
	if err == nil {
		err = f.record(ctx, f.by.Actor, "import", *p, "", string(result.Status), string(p.Vacancy.Status))
	}
	result.ID = p.Vacancy.ID
	return result, err
}

// refuse keeps a row from changing what another row of the file said, or what has ended.
func (f file) refuse(row int, known models.Vacancy) error {
	if first, told := f.vacancies[known.ID]; told && first != row {
		return models.FieldErrorf(keyOf(known), models.CodeRepeatedRow, first)
	}
	if !known.Editable() {
		return models.FieldErrorf(keyOf(known), models.CodeIllegalTransition, known.Status, models.ActEdit)
	}
	return nil
}

// keyOf is the field that a vacancy is known by.
func keyOf(v models.Vacancy) string {
	if v.ExternalID != "" {
		return "external_id"
	}
	return "title"
}

// advance moves an editable vacancy to where then and its findings allow: unread cells and missing items keep it a draft,
// and one that villages heard of goes back to the queue for them, or when a change leaves something to review that nobody
// vouches for. What the office rejected stays so until it is changed.
func (f file) advance(ctx context.Context, p *models.Posting, changed bool) error {
	v, now := &p.Vacancy, f.Calendar.Moment()
	blocked := models.Blocking(v.Findings)
	unsure := changed && f.then != ThenOpen && models.NeedsOfficer(v.Findings)
	if v.Published() && (blocked || unsure) {
		return v.Move(models.ActReturn, "", now)
	}
	if v.Status == models.VacancyRejected && changed {
		if err := v.Move(models.ActEdit, "", now); err != nil {
			return err
		}
	}
	if blocked || f.then == ThenDraft {
		return nil
	}
	return f.promote(ctx, p, now)
}

// promote takes a complete vacancy as far as then says and its enterprise is trusted, which nobody decides about meanwhile.
func (f file) promote(ctx context.Context, p *models.Posting, now time.Time) error {
	v := &p.Vacancy
	open, err := f.opens(ctx, *v)
	if err != nil || v.Status != models.VacancyDraft && !open {
		return err
	}
	if p.Employer, err = f.Store.HoldEnterprise(ctx, p.Employer.ID); err != nil {
		return err
	}
	if v.Status == models.VacancyDraft {
		err = step(p, models.ActSubmit, models.VacancySubmitted, now)
	}
	if err == nil && open {
		err = step(p, models.ActApprove, models.VacancyOpen, now)
	}
	return err
}

// step moves a vacancy to a status for which its enterprise must be trusted.
func step(p *models.Posting, action models.VacancyAction, to models.VacancyStatus, now time.Time) error {
	if err := trusted(p.Employer, to); err != nil {
		return err
	}
	return p.Vacancy.Move(action, "", now)
}

// opens tells whether the file opens the vacancy. One that people reported waits for the office to look at it: a sheet that is
// brought in again every night must not answer them.
func (f file) opens(ctx context.Context, v models.Vacancy) (bool, error) {
	if f.then != ThenOpen || v.Status != models.VacancyDraft && v.Status != models.VacancySubmitted {
		return false, nil
	}
	if v.ID == "" {
		return true, nil
	}
	reports, err := f.Store.CountReports(ctx, []string{v.ID})
	return len(reports) == 0, err
}

// sameContent tells whether nothing but book-keeping differs. What has ended is not asked again what it lacks.
func sameContent(known, v models.Vacancy) bool {
	if !known.Editable() {
		known.Findings, v.Findings = nil, nil
	}
	known.Status, known.StatusReason = v.Status, v.StatusReason
	known.OpenedAt, known.SubmittedAt = v.OpenedAt, v.SubmittedAt
	return reflect.DeepEqual(normal(known), normal(v))
}

// normal makes empty and absent lists the same.
func normal(v models.Vacancy) models.Vacancy {
	v.Findings = slices.Concat([]models.Finding{}, v.Findings)
	for i := range v.Findings {
		v.Findings[i].Args = slices.Concat([]string{}, v.Findings[i].Args)
	}
	v.Skills, v.Certificates = slices.Concat([]string{}, v.Skills), slices.Concat([]string{}, v.Certificates)
	v.Benefits = slices.Concat([]models.Benefit{}, v.Benefits)
	return v
}

// known finds the vacancy that a row is about, as it stands today: by its external id, or by title and workplace when it has
// none.
func (s Service) known(ctx context.Context, enterpriseID string, row models.Vacancy) (*models.Vacancy, error) {
	var v models.Vacancy
	var err error
	if row.ExternalID != "" {
		v, err = s.Store.VacancyByExternalID(ctx, enterpriseID, row.ExternalID)
	} else {
		v, err = s.Store.VacancyByPlace(ctx, enterpriseID, row.Title, row.Workplace)
	}
	if models.CodeOf(err) == models.CodeNotFound {
		return nil, nil //nolint:nilnil // "there is none" is an answer here, told from a failure
	}
	v = v.On(s.Calendar.Today())
	return &v, err
}
