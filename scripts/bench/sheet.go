package main

import (
	"fmt"
	"path/filepath"
	"time"

	"konggang/models"
	"konggang/scripts/bench/figures"
	"konggang/scripts/bench/plainpdf"
	"konggang/scripts/bench/province"
	"konggang/services/channels"
	"konggang/services/channels/noticeboard"
)

// fonts is where the sheet's fonts are in this repository; the benchmark runs at its root.
var fonts = filepath.Join("services", "typeset", "fonts")

// sheet is one noticeboard of twenty lines as PDF beside gopdf drawing the same glyphs without any layout, taking turns.
func (b *bench) sheet() ([]figures.Row, error) {
	e := b.edition(full.county.lines)
	recording, err := plainpdf.NewRecording(fonts, channels.HeaderOf(e, models.ChannelNoticeboard).Board)
	if err != nil {
		return nil, err
	}
	if err := noticeboard.Draw(recording, e, noticeboard.Options{}); err != nil {
		return nil, err
	}
	plain, err := recording.Drawing()
	if err != nil {
		return nil, err
	}
	var ours, theirs []float64
	var file, other []byte
	for range b.size.sheets {
		ours = append(ours, figures.Millis(alone(func() { file, err = noticeboard.PDF(e, noticeboard.Options{}) })))
		if err != nil {
			return nil, err
		}
		theirs = append(theirs, figures.Millis(alone(func() { other, err = plain.PDF() })))
		if err != nil {
			return nil, err
		}
	}
	return []figures.Row{figures.Beside("one noticeboard PDF, and gopdf without layout", figures.Median(ours), figures.Median(theirs), "ms", figures.AtMost(1.2)).
		Doing(fmt.Sprintf("%d lines, %d glyphs, medians of %d; %d and %d bytes", len(e.Items), recording.Glyphs(), b.size.sheets, len(file), len(other))).
		Because("lines are broken and columns measured anew for every sheet")}, nil
}

// edition is a published list of the first vacancies, for the first village.
func (b *bench) edition(lines int) models.Edition { return b.editionOf(0, lines) }

// editionOf is a published list of a village's own vacancies; villages and vacancies come round again where there are fewer.
func (b *bench) editionOf(village, lines int) models.Edition {
	at := time.Date(2026, 3, 2, 1, 0, 0, 0, time.UTC)
	e := models.Edition{
		ID: "bench", Village: b.land.Villages[village%len(b.land.Villages)].Code, VillageName: "口张村", TownName: "孟庄镇", Year: province.Year, Number: 3, Total: 17, Date: province.Day,
		Status: models.EditionPublished, Office: models.Office{Name: "孟庄镇就业服务站", Phone: "0371-62300000", PublicURL: "https://konggang.example"},
		Approver: "周敏", CreatedAt: at, PublishedAt: &at,
	}
	for i := range lines {
		p := b.land.Vacancy((village*lines + i) % b.size.vacancies)
		km := float64(i) + 0.7
		e.Items = append(e.Items, models.EditionItem{
			Rank: i + 1, VacancyID: p.Vacancy.ID, Number: p.Vacancy.Number, Employer: p.Employer.Name, EmployerKind: p.Employer.Kind, Vacancy: p.Vacancy,
			Place: p.Vacancy.Workplace.Address, DistanceKM: km, Precision: models.PrecisionApproximate,
			Reasons: []models.Reason{{Kind: "distance", Text: models.DistanceText(km, models.PrecisionApproximate)}},
		})
	}
	return e
}
