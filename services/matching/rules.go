package matching

import (
	"konggang/models"
	"konggang/services/occupations"
)

// Weights are the points of a score; the seven parts add up to at most 1000.
type Weights struct {
	// Kinship is the points by how many leading levels of the occupation code a wish and a vacancy share, 0 to 4. What
	// somebody wants to do weighs most: an unwanted job is refused however near it is. Falling short of the small class
	// costs more than the first step, since work of another middle class is another trade.
	Kinship [5]int
	// Skills is for holding every skill asked; SkillsUnasked when none is asked, so that short adverts are not punished.
	Skills, SkillsUnasked int
	// Distance is for work at the door and halves every HalvingKM kilometres: most villagers ride home each day on an
	// electric bicycle, for which ten kilometres is half an hour.
	Distance  int
	HalvingKM int
	// ShuttlePercent of the way is felt when the employer's shuttle drives it.
	ShuttlePercent int
	// Lodged is the least that a distance brings when lodging is wanted and offered: who lives there does not commute.
	Lodged int
	// Wage is for one and a half times what is expected, half of it for just that, none for half of it; the middle of a
	// range counts. WageUnknown is for piece and negotiable pay: less than a wage that meets the expectation.
	Wage, WageUnknown int
	// UsualWage stands in where no expectation is known: about twice the county's minimum wage, what general labour pays.
	UsualWage models.Fen
	// Shift is for a shift that is wanted, or when any will do; ShiftUnknown when the advert does not tell.
	Shift, ShiftUnknown int
	// Needs is for meeting all that is needed; NeedsUnasked when nothing is: the same for every vacancy.
	Needs, NeedsUnasked int
	// Fresh is for a vacancy opened today and falls to nothing over FreshDays: old adverts are the ones already taken.
	Fresh, FreshDays int
}

// DefaultWeights are the weights the product ships with.
func DefaultWeights() Weights {
	return Weights{
		Kinship: [5]int{0, 60, 180, 300, 400},
		Skills:  100, SkillsUnasked: 50,
		Distance: 200, HalvingKM: 10, ShuttlePercent: 60, Lodged: 100,
		Wage: 150, WageUnknown: 50, UsualWage: 4000_00,
		Shift: 30, ShiftUnknown: 15,
		Needs: 80, NeedsUnasked: 50,
		Fresh: 40, FreshDays: 90,
	}
}

// MaxScore is the highest score.
const MaxScore = 1000

// leastChance is the chance below which lists count nobody as a taker: of 500 such people one would come. Without it every
// list would weigh everybody against everything, for a hundredth of the takers.
const leastChance = 0.002

// closeKinship is the number of shared levels from which a job is the kind of work that somebody wants: the small class.
const closeKinship = 3

// Suitable is the chance of acceptance from which a vacancy counts as suitable for somebody.
const Suitable = 0.3

// Acceptance turns a score into the chance that a seeker who hears of the vacancy takes it: p = σ(A·score + B).
type Acceptance struct{ A, B float64 }

// DefaultAcceptance gives a chance of .30 at 650 points (the wanted small class, eight kilometres away, at the expected
// wage), .54 at 700 and .06 at 550. A is the slope that the made county was simulated with; both are to be fitted from
// outcomes once there are some.
func DefaultAcceptance() Acceptance { return Acceptance{A: 0.02, B: -13.847} }

// Occupations is what matching needs to know about the occupation tree.
type Occupations struct {
	// Kinship counts the leading levels that two codes share, 0 to 4.
	Kinship func(a, b string) int
	// Find gives the code of a job title in the wild.
	Find func(title string) (code string, ok bool)
}

// Rules are what a market judges by.
type Rules struct {
	Weights     Weights
	Acceptance  Acceptance
	Occupations Occupations
}

// DefaultRules are the defaults over the bundled occupation tree.
func DefaultRules() Rules {
	return Rules{DefaultWeights(), DefaultAcceptance(), Occupations{occupations.Kinship, occupations.Find}}
}
