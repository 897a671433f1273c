package editions

import (
	"context"

	"konggang/models"
	"konggang/services/access"
)

// MaxJob is how many villages are printed at once: the largest county has more, and is printed town by town. A sheet takes
// one to two megabytes while its job is made.
const MaxJob = 500

// InForce lists, by village code, the editions in force in a town or county, and the villages that have none. Errors:
// CodeForbidden, CodeNotFound for a division without villages, CodeInvalid for one with more than MaxJob, CodeNoEdition where
// no village has any.
func (s *Service) InForce(ctx context.Context, a models.Actor, division models.DivisionCode) (list []models.Edition, without []models.DivisionCode, err error) {
	if err := access.Division(a, division).Err(); err != nil {
		return nil, nil, err
	}
	villages, err := s.villages(ctx, division)
	if err != nil {
		return nil, nil, err
	}
	if len(villages) > MaxJob {
		return nil, nil, models.FieldErrorf("villages", models.CodeTooMany, MaxJob, len(villages))
	}
	if list, err = s.Store.EditionsInForce(ctx, division); err != nil {
		return nil, nil, err
	}
	if len(list) == 0 {
		return nil, nil, models.Errorf(models.CodeNoEdition)
	}
	return list, lacking(villages, list), nil
}

// lacking are the villages that no edition is of.
func lacking(villages []models.Division, list []models.Edition) []models.DivisionCode {
	have := make(map[models.DivisionCode]bool, len(list))
	for _, e := range list {
		have[e.Village] = true
	}
	var out []models.DivisionCode
	for _, v := range villages {
		if !have[v.Code] {
			out = append(out, v.Code)
		}
	}
	return out
}
