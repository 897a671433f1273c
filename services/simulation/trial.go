package simulation

import (
	"math"

	"konggang/services/matching"
)

// Method is a way to make lists, or what is possible without any.
type Method int

// The methods: the product's, the baselines (see the functions that make their lists for why each is one), and the two
// bounds where everybody sees everything.
const (
	LoadAware Method = iota
	BestMean
	MostVotes
	MostServed
	Random
	TwoTries
	Deferred
	methodCount
)

var methodNames = [methodCount]string{"load aware", "a. best mean score", "b. most in personal top 10s", "c. most served, blind to headcount",
	"random within reach", "everything visible, two tries", "everything visible, deferred"}

// Condition is what the lists meet.
type Condition int

// The conditions: people accept as the lists suppose, they do not, there are fewer places.
const (
	AsSupposed Condition = iota
	AcceptanceDiffers
	FewerPlaces
	conditionCount
)

var conditionNames = [conditionCount]string{"people accept as supposed", "acceptance differs (logit noise .8 per seeker, .8 per pair)", "headcounts × 0.4"}

// fewerPlaces is the share of the places that are left when they are scarce.
const fewerPlaces = 0.4

// Trial is one world tried with every method. Thin is of made worlds alone, which know those who are not registered.
type Trial struct {
	Villages, Seekers, Vacancies, Places int
	Acceptance                           matching.Acceptance
	Figures                              [conditionCount][methodCount]Figures
	Thin                                 *Thin
}

// attempt is a judged world with the lists of every method; visible are the vacancies that everybody would accept if they
// saw all of them.
type attempt struct {
	*judged
	lists    [methodCount]lists
	unlisted []unlisted
	visible  [][]choice
}

func (j *judged) attempt(seed uint64, m *meter) *attempt {
	a := &attempt{judged: j}
	told := m.piece(methodUnits)
	for n, method := range []struct {
		Method
		list func(village int) []int
	}{{BestMean, j.bestMean}, {MostVotes, j.mostVotes}, {MostServed, j.mostServed}, {Random, j.random(seed)}} {
		a.lists[method.Method] = j.each(method.list)
		told(n+1, 4)
	}
	made := newEngine(j.World).allocate(m.piece(allocateUnits))
	a.lists[LoadAware], a.unlisted = j.numbered(made.lists), made.unlisted
	return a
}

// trial judges the lists by one drawn order and mood of everybody.
func (a *attempt) trial(seed uint64) Trial {
	t := Trial{Villages: len(a.Villages), Seekers: a.people, Vacancies: len(a.Postings), Places: a.places(), Acceptance: a.Acceptance}
	for c := range t.Figures {
		for m := range t.Figures[c] {
			t.Figures[c][m] = nothing()
		}
	}
	a.visible = a.accepted(a.everything(), supposed(a.Acceptance), seed)
	a.meet(&t.Figures[AsSupposed], supposed(a.Acceptance), seed)
	a.meet(&t.Figures[AcceptanceDiffers], differing(a.Acceptance, seed), seed)
	a.bound(&t.Figures[AsSupposed], seed)
	return t
}

// meet judges the lists of every method.
func (a *attempt) meet(figures *[methodCount]Figures, t taste, seed uint64) {
	for m := LoadAware; m <= Random; m++ {
		figures[m] = a.judge(a.lists[m], t, seed)
	}
}

// bound is what everybody would come to who sees everything.
func (a *attempt) bound(figures *[methodCount]Figures, seed uint64) {
	figures[TwoTries] = a.outcome(a.firstCome(a.visible, seed))
	figures[Deferred] = a.outcome(outcome{hired: a.deferred(a.visible, seed)})
	figures[Deferred][Refusals] = math.NaN()
	figures[Deferred][Suitable] = a.suitable(a.everything(), supposed(a.Acceptance), nil)
}

// scarce tries the same people and vacancies with fewer places. Lists that are blind to them stay as they are.
func (a *attempt) scarce(figures *[methodCount]Figures, seed uint64, m *meter) {
	j := *a.judged
	j.World = j.scarce(fewerPlaces)
	few := attempt{judged: &j, lists: a.lists, visible: a.visible}
	few.lists[LoadAware] = j.numbered(newEngine(j.World).allocate(m.piece(allocateUnits)).lists)
	few.meet(figures, supposed(j.Acceptance), seed)
	few.bound(figures, seed)
}
