package simulation

import (
	"fmt"
	"time"

	"konggang/models"
)

// Giants of the made county: one factory with a fifth of all places, and labour agencies with a seventh of the vacancies.
const (
	giantPlaces    = 5000
	giantVacancies = 6
	agencies       = 12
	agencyShare    = 0.15
	generalOffers  = 0.6
)

// employer is what the vacancies of an enterprise have in common.
type employer struct {
	id       string
	at       spot
	trade    int
	benefits []models.Benefit
	pay      float64
	agency   bool
}

// hire makes the employers and their vacancies.
func (c *county) hire() {
	var employers []employer
	for i := range c.size.Employers {
		employers = append(employers, c.employer(i))
	}
	for i := range c.size.Vacancies {
		n := c.skewed(len(employers), 1.6)
		if c.chance(agencyShare) {
			n = 1 + c.IntN(agencies)
		}
		if i < giantVacancies {
			n = 0
		}
		c.world.Postings = append(c.world.Postings, c.posting(i, employers[n]))
	}
}

func (c *county) employer(i int) employer {
	e := employer{id: fmt.Sprintf("firm-%03d", i), agency: i > 0 && i <= agencies}
	var outside bool
	e.at, outside = c.site()
	e.trade = c.tastes.any(c.draw, generalOffers)
	offered := map[models.Benefit]bool{
		models.BenefitMeals: c.chance(0.45), models.BenefitLodging: c.chance(0.3) || outside, models.BenefitShuttle: c.chance(0.2),
	}
	e.pay = c.around(0, 500)
	if i == 0 {
		e.at, e.pay, e.trade = park, 900, c.tastes.hands(c.draw)
		offered = map[models.Benefit]bool{models.BenefitMeals: true, models.BenefitLodging: true, models.BenefitShuttle: true}
	}
	for _, b := range models.Needs {
		if offered[b.Code] {
			e.benefits = append(e.benefits, b.Code)
		}
	}
	return e
}

// site is where somebody employs: the seat, the park, a town, a village, or the city outside, where everybody lodges.
func (c *county) site() (at spot, outside bool) {
	switch u := c.Float64(); {
	case u < 0.40:
		return seat.near(c.draw, 1.8), false
	case u < 0.52:
		return park.near(c.draw, 0.8), false
	case u < 0.82:
		return oneOf(c.draw, c.towns...).near(c.draw, 1.2), false
	case u < 0.88:
		return oneOf(c.draw, c.villages...), false
	}
	return city.near(c.draw, 2.5), true
}

// posting is one vacancy. Every 250th is a large one besides the factory's.
func (c *county) posting(i int, e employer) models.Posting {
	trade, at := c.offered(e), e.at
	if e.agency {
		at = at.near(c.draw, 3)
	}
	v := models.Vacancy{
		ID: fmt.Sprintf("v-%04d", i), EnterpriseID: e.id, Benefits: e.benefits, AgeMin: 18,
		Status: models.VacancyOpen, ValidUntil: madeDay.AddDays(30),
	}
	v.Wage = c.wage(trade, e.pay)
	v.Education = c.asked(trade)
	if c.chance(0.6) {
		v.AgeMax = oneOf(c.draw, 40, 45, 50, 50, 55, 60)
	}
	v.Headcount = bounded(c.draw.size(5, 1), 1, models.MaxHeadcount)
	switch {
	case i == 0:
		trade, v.Headcount, v.AgeMax, v.Education = e.trade, giantPlaces, 50, models.EducationAny
	case i < giantVacancies:
		v.Headcount = 100 + c.IntN(300)
	case i%250 == 0:
		v.Headcount = 100 + c.IntN(500)
	}
	opened := madeDay.AddDays(-c.IntN(90)).Time().Add(9 * time.Hour)
	v.OpenedAt, v.Title = &opened, trades[trade]
	return models.Posting{Vacancy: v, Employer: models.Enterprise{ID: e.id, Status: models.EnterpriseApproved}, Place: at.point()}
}

// offered is the trade of a vacancy: an agency's is general work, others mostly stay in their own line.
func (c *county) offered(e employer) int {
	switch {
	case e.agency:
		return c.tastes.hands(c.draw)
	case !c.chance(0.65):
		return c.tastes.any(c.draw, generalOffers)
	case c.chance(0.5):
		return e.trade/groupSize*groupSize + c.IntN(groupSize)
	}
	return e.trade
}

func (c *county) wage(trade int, pay float64) models.Wage {
	base := 4500.0
	if trade >= generalTrades {
		base = 4900
	}
	middle := models.Fen(max(2300, bounded(c.around(base+pay, 800), 0, 50_000))) * 100
	low, high := middle-300_00, middle+300_00
	return models.Wage{Min: &low, Max: &high, Unit: models.PerMonth}
}

func (c *county) asked(trade int) models.Education {
	level := oneOf(c.draw, 0, 0, 0, 0, 1, 1, 1, 2, 3)
	switch {
	case trade < generalTrades:
		level = min(level, 1)
	case c.chance(0.3):
		level++
	}
	if level == 0 {
		return models.EducationAny
	}
	return schooling[level]
}
