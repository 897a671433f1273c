package main

import (
	"fmt"
	"math"
	"slices"
	"time"

	"konggang/models"
	"konggang/scripts/bench/cpu"
	"konggang/scripts/bench/engines"
	"konggang/scripts/bench/figures"
	"konggang/scripts/bench/province"
)

// update is one edited vacancy made visible in search and matching, beside building both anew.
func (b *bench) update() ([]figures.Row, error) {
	postings := slices.Collect(b.land.Vacancies(b.size.vacancies))
	var m engines.Market
	var x engines.Index
	names := b.land.Names()
	rebuild := alone(func() {
		m, x = engines.NewMarket().With(postings), engines.NewIndex(names).With(postings)
		m.Ready()
		x.Ready()
	})
	b.say("single updates")
	var times []float64
	var err error
	begun := time.Now()
	alone(func() {
		for i := 0; i < 1000 && (i < 3 || time.Since(begun) < b.size.budget) && err == nil; i++ {
			p := b.land.Edited((i*7919)%len(postings), 1)
			p.Vacancy.Title, p.Vacancy.Occupation = fmt.Sprintf("试改工%04d", i), ""
			start := cpu.Time()
			m, x = m.With([]models.Posting{p}), x.With([]models.Posting{p})
			m.Ready()
			x.Ready()
			times = append(times, figures.Millis(cpu.Time()-start))
			err = b.visible(m, x, p)
		}
	})
	if err != nil {
		return nil, err
	}
	return []figures.Row{figures.Faster("update of one vacancy in search and matching, and building both", figures.Median(times), figures.Millis(rebuild), "ms", figures.AtLeast(1000)).
		Doing(fmt.Sprintf("median of %d updates, each seen in both; %d vacancies, one processor", len(times), len(postings))).
		Because("an update builds both anew")}, nil
}

// visible tells whether the edit is found and matched: who wants just that and lives at the work has nothing better.
func (b *bench) visible(m engines.Market, x engines.Index, p models.Posting) error {
	if got := x.Run(province.Query{Text: p.Vacancy.Title}); got.Total != 1 || got.IDs[0] != p.Vacancy.ID {
		return fmt.Errorf("%d found of the edit of %s", got.Total, p.Vacancy.ID)
	}
	s, home := b.land.Home(0, b.size.perVillage+2).Seekers[0], b.land.Villages[0]
	home.Lat, home.Lon = int(math.Round(p.Place.Lat*1e6)), int(math.Round(p.Place.Lon*1e6))
	s.Wanted, s.Occupations, s.Education, s.BirthYear, s.MaxDistanceKM = []string{p.Vacancy.Title}, nil, models.EducationGraduate, province.Year-30, 0
	s.Certificates, s.Needs, s.Shifts, s.WageMin = p.Vacancy.Certificates, nil, nil, 0 // and refuses no pay
	if got := m.Top(s, home, 1); len(got) != 1 || got[0].ID != p.Vacancy.ID {
		return fmt.Errorf("the edit of %s is not matched: %v", p.Vacancy.ID, got)
	}
	return nil
}
