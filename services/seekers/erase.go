package seekers

import (
	"context"

	"konggang/models"
	"konggang/services/access"
)

// locked reads a person for a change within the transaction; errors as for Get.
func (s Service) locked(ctx context.Context, a models.Actor, id string) (models.Seeker, error) {
	who, err := s.Store.LockSeeker(ctx, id)
	if err != nil {
		return who, err
	}
	return who, access.Seeker(a, who).Err()
}

// Erase deletes the person: the record with its ledger and referrals, and the accounts with all that signs them in. What is
// left is a service record that does not tell who it was, and entries of the audit that hold no more than an id. Errors: as
// Get.
func (s Service) Erase(ctx context.Context, a models.Actor, id string) error {
	return s.Store.Atomically(ctx, func(ctx context.Context) error {
		who, err := s.locked(ctx, a, id)
		if err != nil {
			return err
		}
		if _, err := s.Store.DeleteAccountsOf(ctx, id); err != nil {
			return err
		}
		if err := s.Store.DeleteSeeker(ctx, id); err != nil {
			return err
		}
		if err := s.Store.AddServiceRecord(ctx, models.RecordOf(who, s.Calendar.Now(), s.Calendar.Zone)); err != nil {
			return err
		}
		return s.Store.Record(ctx, did(a, didErase, who))
	})
}
