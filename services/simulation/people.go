package simulation

import (
	"fmt"
	"math"

	"konggang/models"
)

// Shares of the trades that somebody names: those their village and their town are known for, and general work among the
// rest.
const (
	villageTrades = 0.25
	townTrades    = 0.2
	generalWishes = 0.55
)

// jackOfAll is the share of people who take any general work, whatever else they name.
const jackOfAll = 0.3

// needShare is how many cannot do without a benefit, each: who needs lodging would live at the factory.
const needShare = 0.35

var schooling = []models.Education{models.EducationPrimary, models.EducationJunior, models.EducationSenior, models.EducationCollege, models.EducationBachelor}

// people makes those registered in a village.
func (c *county) people(village models.DivisionCode, townCustom []int) {
	n := bounded(c.draw.size(88, 0.5), 40, 300)
	custom, older := c.tastes.ofVillage(c.draw), c.around(0, 3)
	for i := range n {
		s := models.Seeker{
			ID: fmt.Sprintf("s-%s-%04d", village, i), Village: village,
			Status: models.SeekerLooking, Consents: []models.Consent{{Scope: models.ConsentMatching}},
		}
		c.wishes(&s, custom, townCustom)
		c.means(&s, older)
		c.world.People = append(c.world.People, s)
	}
}

// wishes are one to three trades, and whole classes of general work for who takes any of it.
func (c *county) wishes(s *models.Seeker, village, town []int) {
	for range 1 + c.IntN(3) {
		s.Wanted = append(s.Wanted, trades[c.wish(village, town)])
	}
	if c.chance(jackOfAll) {
		s.Occupations = generalClasses
	}
}

func (c *county) wish(village, town []int) int {
	switch u := c.Float64(); {
	case u < villageTrades:
		return oneOf(c.draw, village...)
	case u < villageTrades+townTrades:
		return oneOf(c.draw, town...)
	}
	return c.tastes.any(c.draw, generalWishes)
}

// means are age, schooling, and what somebody asks of a place.
func (c *county) means(s *models.Seeker, older float64) {
	age := bounded(c.around(44+older, 11), 17, 66)
	year, _, _ := madeDay.Parts()
	s.BirthYear = year - 1 - age
	learned := oneOf(c.draw, 0, 0, 1, 1, 1, 1, 2, 2, 3, 4)
	if age > 50 {
		learned = min(learned, 1)
	}
	s.Education = schooling[learned]
	s.WageMin = models.Fen(max(1800, bounded(c.around(3900+float64(learned)*250, 900), 0, 20_000))) * 100
	s.MaxDistanceKM = math.Round(5 + 35*math.Pow(c.Float64(), 1.4))
	for _, need := range models.Needs {
		if c.chance(needShare) {
			s.Needs = append(s.Needs, need.Code)
		}
	}
}
