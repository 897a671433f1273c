package seekers

import (
	"cmp"
	"context"
	"slices"

	"konggang/models"
)

// Held is everything that is held about a person. Deeds are the entries of the audit about the person, their accounts and
// referrals, and by the person, the oldest first.
type Held struct {
	Seeker    models.Seeker
	Ledger    []models.ConsentEntry
	Holdings  []models.Holding
	Referrals []models.Referral
	Deeds     []models.AuditEntry
}

// Export gives everything that is held about a person to them, or to those who keep the record, and notes that it did: the
// last of its deeds is the export itself. Errors: as Get.
func (s Service) Export(ctx context.Context, a models.Actor, id string) (Held, error) {
	var out Held
	err := s.Store.Atomically(ctx, func(ctx context.Context) (err error) {
		out = Held{}
		if out.Seeker, err = s.Get(ctx, a, id); err != nil {
			return err
		}
		if err = s.Store.Record(ctx, did(a, didExport, out.Seeker)); err != nil {
			return err
		}
		return s.gather(ctx, &out)
	})
	if err != nil {
		return Held{}, err
	}
	return out, nil
}

func (s Service) gather(ctx context.Context, out *Held) (err error) {
	id := out.Seeker.ID
	if out.Ledger, err = s.Store.ConsentLedger(ctx, id); err != nil {
		return err
	}
	if out.Holdings, err = s.Store.HoldingsOf(ctx, id); err != nil {
		return err
	}
	out.Referrals, err = all(func(p models.Page) (models.Listed[models.Referral], error) {
		return s.Store.Referrals(ctx, models.ReferralFilter{SeekerID: id}, p)
	})
	if err != nil {
		return err
	}
	out.Deeds, err = s.deeds(ctx, *out)
	return err
}

func (s Service) deeds(ctx context.Context, of Held) ([]models.AuditEntry, error) {
	filters := []models.AuditFilter{{ObjectID: of.Seeker.ID}}
	for _, h := range of.Holdings {
		filters = append(filters, models.AuditFilter{ObjectID: h.Account.ID}, models.AuditFilter{AccountID: h.Account.ID})
	}
	for _, r := range of.Referrals {
		filters = append(filters, models.AuditFilter{ObjectID: r.ID})
	}
	var out []models.AuditEntry
	for _, f := range filters {
		some, err := all(func(p models.Page) (models.Listed[models.AuditEntry], error) { return s.Store.AuditEntries(ctx, f, p) })
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	slices.SortFunc(out, func(a, b models.AuditEntry) int { return cmp.Compare(a.ID, b.ID) })
	return slices.CompactFunc(out, func(a, b models.AuditEntry) bool { return a.ID == b.ID }), nil
}

// all reads a list to its end.
func all[T any](read func(models.Page) (models.Listed[T], error)) ([]T, error) {
	var out []T
	for page := (models.Page{Limit: models.MaxLimit}); ; {
		some, err := read(page)
		if err != nil {
			return nil, err
		}
		out = append(out, some.Items...)
		if page.Cursor = some.Next; page.Cursor == "" {
			return out, nil
		}
	}
}
