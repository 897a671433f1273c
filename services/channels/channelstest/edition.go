// Package channelstest makes editions for tests: one realistic, and any that could occur.
package channelstest

import (
	"fmt"
	"time"

	"konggang/models"
)

// Edition is a published edition of n lines with the variety that real lists have; the same n gives the same edition.
// Numbers are of the 154 range, which reaches nobody.
func Edition(n int) models.Edition {
	published := time.Date(2026, 11, 23, 1, 30, 0, 0, time.UTC)
	e := models.Edition{
		ID: "0198c2f4-7a61-7c3e-9d52-3f0b8a6e4d17", Village: "410184107208", VillageName: "口张村", TownName: "孟庄镇",
		Year: 2026, Number: 3, Total: 17, Date: "2026-11-23", Status: models.EditionPublished,
		Office:   models.Office{Name: "孟庄镇人力资源和社会保障所", Phone: "0371-62580000", PublicURL: "https://konggang.example.cn"},
		Approver: "周敏", Version: 2, CreatedAt: published, PublishedAt: &published,
	}
	for i := range n {
		e.Items = append(e.Items, item(i))
	}
	return e
}

func item(i int) models.EditionItem {
	s := samples[i%len(samples)]
	v := s.vacancy
	v.ID, v.Number = fmt.Sprintf("vacancy-%02d", i+1), fmt.Sprintf("K%04d", 1201+7*i)
	v.Contact.Phone = models.Phone(fmt.Sprintf("154%04d%04d", 1000+37*i, 2000+91*i))
	if s.landline != "" && i < len(samples) {
		v.Contact.Phone = s.landline
	}
	v.Status = models.VacancyOpen
	return models.EditionItem{
		Rank: i + 1, New: v.OpenedAt != nil, VacancyID: v.ID, Number: v.Number, Employer: s.employer, EmployerKind: s.kind, Vacancy: v, Place: s.place,
		DistanceKM: s.km, Precision: s.precision, SeekersServed: 3 + i%5,
		Reasons: []models.Reason{
			{Kind: "occupation", Text: fmt.Sprintf("村里有%d人想干这类活", 2+i%7), Points: 300},
			{Kind: "distance", Text: models.DistanceText(s.km, s.precision), Points: 120},
			{Kind: "headcount", Text: fmt.Sprintf("还招%d人", v.Remaining()), Points: 80},
		},
	}
}
