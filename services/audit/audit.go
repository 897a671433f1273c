// Package audit is what was done, by whom and why: an office reads it, and the program chains and verifies it.
package audit

import (
	"context"

	"konggang/models"
	"konggang/services/access"
)

// Store is what is kept of the audit.
type Store interface {
	AuditEntries(ctx context.Context, f models.AuditFilter, p models.Page) (models.Listed[models.AuditEntry], error)
	AuditHead(ctx context.Context) (models.AuditHead, error)
	SequenceAudit(ctx context.Context) (int, error)
	VerifyAudit(ctx context.Context, known []models.AuditHead, progress func(done, total int)) (models.AuditCheck, error)
}

// Service is the use cases of the audit.
type Service struct {
	Store Store
}

// List gives the entries that an office may see: those about its division and what lies inside it, the newest first, each
// with its place in the chain. Errors: CodeForbidden for anyone else, and for a division outside the office's own;
// CodeInvalid for a range that ends before it begins, CodeInvalidCursor.
func (s Service) List(ctx context.Context, a models.Actor, f models.AuditFilter, p models.Page) (models.Listed[models.AuditEntry], error) {
	f, err := within(a, f)
	if err != nil {
		return models.Listed[models.AuditEntry]{}, err
	}
	if _, err := s.Store.SequenceAudit(ctx); err != nil {
		return models.Listed[models.AuditEntry]{}, err
	}
	return s.Store.AuditEntries(ctx, f, p)
}

// within bounds a filter by the division of the office that asks.
func within(a models.Actor, f models.AuditFilter) (models.AuditFilter, error) {
	if f.Within == "" {
		f.Within = a.Division
	}
	if err := access.Division(a, f.Within).Err(); err != nil {
		return f, err
	}
	if !f.Since.IsZero() && !f.Until.IsZero() && f.Until.Before(f.Since) {
		return f, models.FieldErrorf("since", models.CodeMinAboveMax)
	}
	return f, nil
}

// Head is the last link of the chain.
func (s Service) Head(ctx context.Context) (models.AuditHead, error) { return s.Store.AuditHead(ctx) }

// Sequence gives every entry its place in the chain and tells the head afterwards.
func (s Service) Sequence(ctx context.Context) (models.AuditHead, error) {
	if _, err := s.Store.SequenceAudit(ctx); err != nil {
		return models.AuditHead{}, err
	}
	return s.Store.AuditHead(ctx)
}

// Verify gives every entry its place and tells where the chain is not as it was written; each known head, exported earlier,
// must still be in it. progress, if not nil, hears how many of how many entries are done.
func (s Service) Verify(ctx context.Context, known []models.AuditHead, progress func(done, total int)) (models.AuditCheck, error) {
	if _, err := s.Store.SequenceAudit(ctx); err != nil {
		return models.AuditCheck{}, err
	}
	return s.Store.VerifyAudit(ctx, known, progress)
}
