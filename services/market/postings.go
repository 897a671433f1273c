package market

import (
	"context"

	"konggang/models"
	"konggang/services/search"
)

// Postings reads vacancies that a search found, in its order, as the database has them now. One that is gone since is left
// out.
func (s *Service) Postings(ctx context.Context, hits []search.Hit) ([]models.Posting, []search.Hit, error) {
	postings, there := make([]models.Posting, 0, len(hits)), make([]search.Hit, 0, len(hits))
	for _, h := range hits {
		p, err := s.Store.Posting(ctx, h.ID)
		if models.CodeOf(err) == models.CodeNotFound {
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		postings, there = append(postings, p), append(there, h)
	}
	return postings, there, nil
}
