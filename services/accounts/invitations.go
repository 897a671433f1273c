package accounts

import (
	"context"
	"crypto/rand"
	"slices"
	"time"

	"konggang/models"
)

// InvitationLife is how long an invitation can be accepted.
const InvitationLife = 14 * 24 * time.Hour

// invited are the roles that an office invites somebody to.
var invited = []models.Role{models.RoleEnterprise, models.RoleVillage, models.RoleOffice}

// Invite describes an account in the office's division for somebody who makes it with the code that is given out here once.
// Errors: CodeInvalid, CodeForbidden for what is not the office's, whether it exists or not.
func (s Service) Invite(ctx context.Context, a models.Actor, i models.Invitation) (models.Invitation, string, error) {
	i.Name = models.CleanText(i.Name)
	if !slices.Contains(invited, i.Role) {
		return i, "", models.FieldErrorf("role", models.CodeUnknownValue, "enterprise village office")
	}
	account := i.Account()
	if err := s.mayDescribe(ctx, a, account); err != nil {
		return i, "", err
	}
	if err := s.checkBinding(ctx, account); err != nil {
		return i, "", err
	}
	secret := rand.Text()
	i.Hash, i.InvitedBy, i.ExpiresAt = hashOf(secret), a.AccountID, s.Calendar.Moment().Add(InvitationLife)
	err := s.Store.Atomically(ctx, func(ctx context.Context) error {
		made := i
		if err := s.Store.CreateInvitation(ctx, &made); err != nil {
			return err
		}
		in, err := s.area(ctx, account)
		if err != nil {
			return err
		}
		i = made
		return s.Store.Record(ctx, a.Did("invite", models.ObjectInvitation, made.ID, in).With(string(i.Role)))
	})
	return i, secret, err
}
