package market

import (
	"context"

	"konggang/models"
	"konggang/services/search"
)

// Postings reads vacancies that a search found, in its order, as the database has them now. One that is gone since is left
// out.
func (s *Service) Postings(ctx context.Context, hits []search.Hit) ([]models.Posting, []search.Hit, error) {
	ids := make([]string, len(hits))
	for i, h := range hits {
		ids[i] = h.ID
	}
	found, err := s.Store.PostingsByID(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	postings, there := make([]models.Posting, 0, len(hits)), make([]search.Hit, 0, len(hits))
	for _, h := range hits {
		if p, ok := found[h.ID]; ok {
			postings, there = append(postings, p), append(there, h)
		}
	}
	return postings, there, nil
}
