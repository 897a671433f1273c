package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

// correctionRow is one change by hand; Position counts from 1 in the order made.
type correctionRow struct {
	EditionID string `gorm:"primaryKey"`
	Position  int    `gorm:"primaryKey"`
	Action    models.CorrectionAction
	VacancyID string
	Number    string
	Title     string
	RankFrom  int
	RankTo    int
	Reason    string
	AccountID string
	Role      models.Role
	At        time.Time
}

// TableName implements GORM's schema.Tabler.
func (correctionRow) TableName() string { return "edition_corrections" }

func correctionRowOf(editionID string, position int, c models.Correction) correctionRow {
	return correctionRow{editionID, position, c.Action, c.VacancyID, c.Number, c.Title, c.From, c.To, c.Reason, c.AccountID, c.Role, *utc(&c.At)}
}

func (r correctionRow) model() models.Correction {
	return models.Correction{Action: r.Action, VacancyID: r.VacancyID, Number: r.Number, Title: r.Title, From: r.RankFrom, To: r.RankTo,
		Reason: r.Reason, AccountID: r.AccountID, Role: r.Role, At: r.At.UTC()}
}

// addCorrections keeps those of an edition that are not kept yet; what is kept is never written again.
func (s *Store) addCorrections(ctx context.Context, e models.Edition) error {
	kept, err := gorm.G[correctionRow](s.db(ctx)).Where("edition_id = ?", e.ID).Count(ctx, "*")
	if err != nil {
		return err
	}
	var rows []correctionRow
	for i := int(kept); i < len(e.Corrections); i++ {
		rows = append(rows, correctionRowOf(e.ID, i+1, e.Corrections[i]))
	}
	if len(rows) == 0 {
		return nil
	}
	return gorm.G[correctionRow](s.db(ctx)).CreateInBatches(ctx, &rows, itemBatch)
}

// corrections are those of an edition, in the order made.
func (s *Store) corrections(ctx context.Context, id string) ([]models.Correction, error) {
	rows, err := gorm.G[correctionRow](s.db(ctx)).Where("edition_id = ?", id).Order("position").Find(ctx)
	return converted(rows, correctionRow.model), err
}
