package matching

import "konggang/models"

// Weights are the points of a score; the seven parts add up to at most 1000. weights.csv gives the reason for each.
type Weights struct {
	// Kinship is the points by how many leading levels of the occupation code a wish and a vacancy share, 0 to 4.
	Kinship [5]int
	// Skills is for holding every skill asked; SkillsUnasked when none is asked.
	Skills, SkillsUnasked int
	// Distance is for work at the door and halves every HalvingKM kilometres.
	Distance, HalvingKM int
	// ShuttlePercent of the way is felt when the employer's shuttle drives it.
	ShuttlePercent int
	// Lodged is the least that a distance brings when lodging is wanted and offered.
	Lodged int
	// Wage is for one and a half times what is expected, half of it for just that, none for half of it; the middle of a
	// range counts. WageUnknown is for piece and negotiable pay.
	Wage, WageUnknown int
	// WageFloorPercent of what is expected is the least that anybody works for.
	WageFloorPercent int
	// UsualWage is expected where no expectation is known, by the month.
	UsualWage models.Fen
	// Shift is for a shift that is wanted, or when any will do; ShiftUnknown when the advert does not tell.
	Shift, ShiftUnknown int
	// Needs is for meeting all that is needed; NeedsUnasked when nothing is.
	Needs, NeedsUnasked int
	// Fresh is for a vacancy opened today and falls to nothing over FreshDays.
	Fresh, FreshDays int
}

// MaxScore is the highest score.
const MaxScore = 1000

// leastChance is the chance below which lists count nobody as a taker: of 100 such people one would come. Without it every
// list would weigh everybody against everything, for a hundredth of the takers.
const leastChance = 0.01

// closeKinship is the number of shared levels from which a job is the kind of work that somebody wants: the small class.
const closeKinship = 3

// Suitable is the chance of acceptance from which a vacancy counts as suitable for somebody.
const Suitable = 0.3

// Acceptance turns a score into the chance that a seeker who hears of the vacancy takes it: p = σ(A·score + B).
type Acceptance struct{ A, B float64 }

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
