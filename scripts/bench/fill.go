package main

import (
	"context"
	"io"
	"log/slog"

	"konggang/models"
	"konggang/models/store"
	"konggang/scripts/bench/province"
)

// fill makes the product's database with the map, the employers and the vacancies, which stay valid for good.
func (b *bench) fill(path, keys string) error {
	ring, err := store.ParseKeyring(keys)
	if err != nil {
		return err
	}
	s, err := store.Open(b.ctx, store.Config{Driver: "sqlite", DSN: path, Keys: ring, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if err := s.Migrate(b.ctx); err != nil {
		return err
	}
	if err := s.SaveDivisions(b.ctx, b.land.Divisions()); err != nil {
		return err
	}
	employers := map[string]string{}
	for batch := range b.land.Batches(b.size.vacancies, batchSize) {
		err := s.Atomically(b.ctx, func(ctx context.Context) error { return keep(ctx, s, batch, employers) })
		if err != nil {
			return err
		}
	}
	return nil
}

// keep writes vacancies and those of their employers that are new; employers are their ids in the database by ours.
func keep(ctx context.Context, s *store.Store, batch []models.Posting, employers map[string]string) error {
	for _, p := range batch {
		if employers[p.Employer.ID] == "" {
			e := p.Employer
			if err := s.CreateEnterprise(ctx, &e); err != nil {
				return err
			}
			employers[p.Employer.ID] = e.ID
		}
		v := p.Vacancy
		v.EnterpriseID, v.ValidUntil = employers[p.Employer.ID], province.Day.AddDays(365*50)
		if err := s.CreateVacancy(ctx, &v); err != nil {
			return err
		}
	}
	return nil
}
