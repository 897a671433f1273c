package api

import "konggang/models"

// EnterpriseBody is what an employer states about itself.
type EnterpriseBody struct {
	Name       string   `json:"name"`
	CreditCode string   `json:"credit_code,omitempty" example:"91350100M000100Y43"`
	Kind       string   `json:"kind,omitempty" enum:"company,individual,cooperative,farm"`
	Industry   string   `json:"industry,omitempty" doc:"Letter A-T of GB/T 4754"`
	Division   string   `json:"division" example:"410184107000"`
	Address    string   `json:"address,omitempty"`
	Point      *Point   `json:"point,omitempty"`
	Contact    *Contact `json:"contact,omitempty"`
}

// Enterprise is an employer as it is answered to itself and to its office.
type Enterprise struct {
	EnterpriseBody
	ID           string `json:"id"`
	Status       string `json:"status" enum:"pending,approved,suspended,rejected"`
	StatusReason string `json:"status_reason,omitempty"`
	Version      int    `json:"version"`
	CreatedAt    Stamp  `json:"created_at"`
	UpdatedAt    Stamp  `json:"updated_at"`
}

func (b EnterpriseBody) model() (models.Enterprise, error) {
	var p models.Problems
	e := models.Enterprise{Name: b.Name, Kind: models.EnterpriseKind(b.Kind), Industry: b.Industry,
		Division: divisionOf(&p, "division", b.Division), Address: b.Address, Point: b.Point.model(), Contact: b.Contact.model(&p, "contact")}
	if b.CreditCode != "" {
		code, err := models.ParseCreditCode(b.CreditCode)
		p.AddErr("credit_code", err)
		e.CreditCode = code
	}
	return e, p.Err()
}

func (b EnterpriseBody) restate(e *models.Enterprise) error {
	stated, err := b.model()
	if err != nil {
		return err
	}
	stated.ID, stated.Status, stated.StatusReason = e.ID, e.Status, e.StatusReason
	stated.Version, stated.CreatedAt, stated.UpdatedAt = e.Version, e.CreatedAt, e.UpdatedAt
	*e = stated
	return nil
}

func enterpriseBodyOf(e models.Enterprise) EnterpriseBody {
	return EnterpriseBody{Name: e.Name, CreditCode: string(e.CreditCode), Kind: string(e.Kind), Industry: e.Industry,
		Division: string(e.Division), Address: e.Address, Point: pointOf(e.Point), Contact: contactOf(e.Contact)}
}

func enterpriseOf(e models.Enterprise) Enterprise {
	return Enterprise{EnterpriseBody: enterpriseBodyOf(e), ID: e.ID, Status: string(e.Status), StatusReason: e.StatusReason,
		Version: e.Version, CreatedAt: Stamp(e.CreatedAt), UpdatedAt: Stamp(e.UpdatedAt)}
}
