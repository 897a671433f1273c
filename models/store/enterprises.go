package store

import (
	"context"

	"gorm.io/gorm"

	"konggang/models"
)

type enterpriseRow struct {
	Record
	Name         string
	CreditCode   *models.CreditCode
	Kind         models.EnterpriseKind
	Industry     string
	Division     models.DivisionCode
	Address      string
	Point        point `gorm:"embedded"`
	ContactName  string
	ContactPhone models.Phone
	Status       models.EnterpriseStatus
	StatusReason string
}

// TableName implements GORM's schema.Tabler.
func (enterpriseRow) TableName() string { return "enterprises" }

func enterpriseRowOf(e models.Enterprise) enterpriseRow {
	return enterpriseRow{
		Record: Record{e.ID, e.Version, e.CreatedAt.UTC(), e.UpdatedAt.UTC()},
		Name:   e.Name, CreditCode: unlessEmpty(e.CreditCode), Kind: e.Kind, Industry: e.Industry, Division: e.Division,
		Address: e.Address, Point: pointOf(e.Point), ContactName: e.Contact.Name, ContactPhone: e.Contact.Phone,
		Status: e.Status, StatusReason: e.StatusReason,
	}
}

func (r enterpriseRow) model() models.Enterprise {
	return models.Enterprise{
		ID: r.ID, Name: r.Name, CreditCode: orEmpty(r.CreditCode), Kind: r.Kind, Industry: r.Industry, Division: r.Division,
		Address: r.Address, Point: r.Point.model(), Contact: models.Contact{Name: r.ContactName, Phone: r.ContactPhone},
		Status: r.Status, StatusReason: r.StatusReason,
		Version: r.Version, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
	}
}

// CreateEnterprise keeps a new enterprise and gives it its id, version and times. Error CodeDuplicate for a credit code
// that is taken.
func (s *Store) CreateEnterprise(ctx context.Context, e *models.Enterprise) error {
	created := *e
	created.ID, created.Version, created.CreatedAt = newID(), 1, s.moment()
	created.UpdatedAt = created.CreatedAt
	return keep(e, created, taken("credit_code", insert(ctx, s, enterpriseRowOf(created))))
}

// UpdateEnterprise writes what e now says, if nobody else did since it was read. Its open vacancies have changed by it too, in
// the eyes of who hears of them. Errors: CodeStale, CodeNotFound, CodeDuplicate for a credit code that is taken.
func (s *Store) UpdateEnterprise(ctx context.Context, e *models.Enterprise) error {
	next := *e
	next.Version, next.UpdatedAt = e.Version+1, s.moment()
	err := s.Atomically(ctx, func(ctx context.Context) error {
		if err := replace(ctx, s, enterpriseRowOf(next), e.Version); err != nil {
			return err
		}
		return s.touchOpenVacancies(ctx, e.ID)
	})
	return keep(e, next, taken("credit_code", err))
}

// touchOpenVacancies remembers the open vacancies of an enterprise as changed, so that the feed tells of each of them that its
// employer has another name or is not approved any more.
func (s *Store) touchOpenVacancies(ctx context.Context, enterpriseID string) error {
	var ids []string
	open := gorm.G[vacancyRow](s.db(ctx)).Where("enterprise_id = ? AND status = ?", enterpriseID, models.VacancyOpen)
	if err := open.Select("id").Order("id").Scan(ctx, &ids); err != nil {
		return err
	}
	for _, id := range ids {
		touchOne[vacancyRow](ctx, s, id)
	}
	return nil
}

// Enterprise reads one enterprise; error CodeNotFound.
func (s *Store) Enterprise(ctx context.Context, id string) (models.Enterprise, error) {
	return fetch(ctx, s, plainly(enterpriseRow.model), "id = ?", id)
}

// EnterpriseByCreditCode finds an enterprise by its unified social credit code; error CodeNotFound.
func (s *Store) EnterpriseByCreditCode(ctx context.Context, code models.CreditCode) (models.Enterprise, error) {
	return fetch(ctx, s, plainly(enterpriseRow.model), "credit_code = ?", code)
}

// EnterpriseByName finds the enterprise of exactly this name in a division ("" anywhere), the oldest of several; error
// CodeNotFound.
func (s *Store) EnterpriseByName(ctx context.Context, name string, in models.DivisionCode) (models.Enterprise, error) {
	where := conditions{{"name = ?", []any{name}}}
	where.within("division", in)
	row, err := selected[enterpriseRow](ctx, s, where).Order("id").Take(ctx)
	return row.model(), err
}

// Enterprises lists enterprises, the newest first; Name matches any part of the name. Error CodeInvalidCursor.
func (s *Store) Enterprises(ctx context.Context, f models.EnterpriseFilter, p models.Page) (models.Listed[models.Enterprise], error) {
	var where conditions
	where.within("division", f.Within)
	if f.Status != "" {
		where.add("status = ?", f.Status)
	}
	if f.Name != "" {
		where.add("INSTR(name, ?) > 0", f.Name)
	}
	return part(ctx, s, where, false, p, each(plainly(enterpriseRow.model)))
}
