package vacancies

import (
	"context"
	"slices"

	"konggang/models"
	"konggang/services/intake"
	"konggang/services/occupations"
)

// settle cleans and checks what a person stated, fills in the occupation that the title tells, and screens it.
func (s Service) settle(ctx context.Context, p *models.Posting) error {
	v := &p.Vacancy
	v.Clean()
	if v.Occupation == "" {
		if code, ok := occupations.Find(v.Title); ok {
			v.Occupation = models.OccupationCode(code)
		}
	}
	if err := v.Validate(); err != nil {
		return err
	}
	if err := s.checkCodes(ctx, *v); err != nil {
		return err
	}
	s.screen(p)
	return nil
}

// screen has the findings say what screening finds today. What earlier screenings found is forgotten; cells of a sheet that
// could not be read stay until they are mended.
func (s Service) screen(p *models.Posting) {
	unread := slices.DeleteFunc(slices.Clone(p.Vacancy.Findings), func(f models.Finding) bool { return f.Rule != intake.RuleUnreadable })
	p.Vacancy.Findings = slices.Concat(unread, s.Screen(*p))
}

// answered tells whether the finding is about a cell on the employer which the employer's own record answers by now. A
// change to the vacancy cannot mend such a cell.
func answered(e models.Enterprise, f models.Finding) bool {
	switch f.Field {
	case "credit_code":
		return e.CreditCode != ""
	case "kind":
		return e.Kind != ""
	case "industry":
		return e.Industry != ""
	case "enterprise.division":
		return e.Division != ""
	case "enterprise.address":
		return e.Address != ""
	}
	return false
}

func (s Service) checkCodes(ctx context.Context, v models.Vacancy) error {
	if v.Occupation != "" && occupations.Name(string(v.Occupation)) == "" {
		return models.FieldErrorf("occupation", models.CodeUnknownOccupation)
	}
	if v.Workplace.Division == "" {
		return nil
	}
	_, err := s.Store.Division(ctx, v.Workplace.Division)
	if models.CodeOf(err) == models.CodeNotFound {
		return models.FieldErrorf("workplace.division", models.CodeUnknownDivision)
	}
	return err
}

// notPublishable names every finding that blocks, with its own code and advice.
func notPublishable(findings []models.Finding) error {
	e := models.Errorf(models.CodeNotPublishable)
	for _, f := range findings {
		if f.Severity == models.SeverityBlock {
			e.Fields = append(e.Fields, f.Problem())
		}
	}
	return e
}
