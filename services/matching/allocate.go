package matching

import (
	"cmp"
	"hash/fnv"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"konggang/models"
)

// Village is a village that gets a list; Place is nil when nothing is known of where it lies.
type Village struct {
	Code      models.DivisionCode
	Place     *models.Point
	Precision models.Precision
}

// Basis says whose wishes a village's list was made for.
type Basis string

// The bases, from the village's own seekers to nobody's where none at all is registered.
const (
	BasisOwn    Basis = "own"
	BasisTown   Basis = "town"
	BasisCounty Basis = "county"
	BasisNobody Basis = "nobody"
)

// List is what one village hears, in the order of its lines.
type List struct {
	Village Village
	Basis   Basis
	Lines   []Line
}

// Borrowed tells that no seeker of the village itself is registered, which the list has to say.
func (l List) Borrowed() bool { return l.Basis != BasisOwn }

// Line is one vacancy on a list. Places are those still free; Gain is the expected takers that the line added when it was
// picked; SeekersServed counts the registered seekers behind the list (the village's own, or those of whom it borrows)
// to whom the vacancy is suitable.
type Line struct {
	Posting       *models.Posting
	Places        int
	DistanceKM    float64
	Precision     models.Precision
	Reasons       []models.Reason
	Gain          float64
	SeekersServed int
}

// Options bound the lists. Kappa is how many expected takers a place should have; beyond it a taker counts Epsilon only,
// and beyond Ceiling takers a place the vacancy is taken as a last resort. Sweeps rebuild every list against the others.
type Options struct {
	Lines       int
	PerEmployer int
	Kappa       float64
	Epsilon     float64
	Ceiling     float64
	Sweeps      int
	// Progress, when given, hears after each village's turn how many of all turns are done.
	Progress func(done, total int)
}

// DefaultOptions are those that hired most in the simulation of the made county.
func DefaultOptions() Options {
	return Options{Lines: 20, PerEmployer: 3, Kappa: 1, Epsilon: 0.3, Ceiling: 5, Sweeps: 2}
}

// lastResort is what a pick beyond the ceiling is worth beside any other.
const lastResort = 1e-6

// Allocation is the lists of the villages, in the order in which they were given, and the vacancies that nobody hears.
type Allocation struct {
	Lists    []List
	Unlisted []Unlisted
}

// allocation is one run of the allocator.
type allocation struct {
	m      *Market
	opt    Options
	stands []*stand
	order  []int
	load   load
	done   int
	// worths and measured are pick's own, by offer: bounds until they are measured.
	worths   []float64
	measured []bool
}

// Allocate makes the lists of the villages together, so that no vacancy is sent more takers than it has places while
// another waits. Seekers are all that are registered in the villages' towns (in the county, where a town has none); their
// own village tells which of them are a village's own. Elsewhere is the load of lists in force that are not made here.
// The result does not depend on the order of villages, seekers or vacancies.
func (m *Market) Allocate(villages []Village, seekers []models.Seeker, elsewhere Load, opt Options) Allocation {
	r := m.register(seekers)
	a := &allocation{
		m: m, opt: opt, load: m.load(elsewhere), order: visits(villages),
		worths: make([]float64, m.Len()), measured: make([]bool, m.Len()),
	}
	for _, v := range villages {
		a.stands = append(a.stands, r.stand(v))
	}
	inParallel(len(a.stands), func(i int) { a.stands[i].measure() })
	for line := range opt.Lines {
		for turn := range a.order {
			if line%2 == 1 {
				turn = len(a.order) - 1 - turn
			}
			a.extend(a.stands[a.order[turn]])
		}
	}
	for range opt.Sweeps {
		for _, i := range a.order {
			a.rebuild(a.stands[i])
		}
	}
	return Allocation{Lists: a.lists(), Unlisted: a.unlisted()}
}

// inParallel calls f for 0 to n−1 on all processors, in no order: f may write to what is i's alone.
func inParallel(n int, f func(i int)) {
	var wg sync.WaitGroup
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}

// visits is a fixed permutation of the villages that looks random on the map, so that no corner is always served first.
func visits(villages []Village) []int {
	key := make([]uint64, len(villages))
	for i, v := range villages {
		h := fnv.New64a()
		h.Write([]byte(v.Code))
		key[i] = h.Sum64()
	}
	order := byCode(villages)
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(key[a], key[b]) })
	return order
}

func byCode(villages []Village) []int {
	order := make([]int, len(villages))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(villages[a].Code, villages[b].Code) })
	return order
}

// extend gives the village its next line.
func (a *allocation) extend(s *stand) {
	if offer, gain, ok := a.pick(s); ok {
		a.load.lift(s)
		s.add(offer, gain)
		s.count()
		a.load.put(s)
	}
	a.tick()
}

// rebuild makes the village's list anew against the load of all the others.
func (a *allocation) rebuild(s *stand) {
	a.load.lift(s)
	s.clear()
	for len(s.lines) < a.opt.Lines {
		offer, gain, ok := a.pick(s)
		if !ok {
			break
		}
		s.add(offer, gain)
	}
	s.count()
	a.load.put(s)
	a.tick()
}

func (a *allocation) tick() {
	a.done++
	if a.opt.Progress != nil {
		a.opt.Progress(a.done, len(a.stands)*(a.opt.Lines+a.opt.Sweeps))
	}
}

// pick is the unused offer of the greatest worth, ties to the lower id. Gains only fall while a list grows, so an old gain
// is a bound: offers are measured again only while their bound leads.
func (a *allocation) pick(s *stand) (offer int, gain float64, ok bool) {
	clear(a.measured)
	for j := range a.worths {
		a.worths[j] = 0
		if !s.listed[j] && s.byFirm[a.m.offers[j].employer] < a.opt.PerEmployer {
			a.worths[j] = a.worth(s, j, s.bound[j])
		}
	}
	for {
		lead, leading := 0, 0.0
		for j, worth := range a.worths {
			if worth > leading {
				lead, leading = j, worth
			}
		}
		if leading == 0 {
			return 0, 0, false
		}
		if a.measured[lead] {
			return lead, s.bound[lead], true
		}
		s.bound[lead], a.measured[lead] = s.gain(lead), true
		a.worths[lead] = a.worth(s, lead, s.bound[lead])
	}
}

// worth is c·[min(g, max(0, κ·H − E)) + ε·g] of an offer with gain g. The ceiling is kept by all whom the village could send,
// which is what the offer gains on an empty list: those who like it better than what is on the list already come too,
// though they add nothing to the gain.
func (a *allocation) worth(s *stand, offer int, gain float64) float64 {
	places := float64(a.m.offers[offer].places)
	room := max(0, float64(a.opt.Kappa*places)-a.load[offer])
	worth := min(gain, room) + float64(a.opt.Epsilon*gain)
	if a.load[offer]+s.first[offer] > float64(a.opt.Ceiling*places) {
		worth *= lastResort
	}
	return worth
}

func (a *allocation) lists() []List {
	out := make([]List, len(a.stands))
	for i, s := range a.stands {
		out[i] = List{Village: s.home, Basis: s.basis}
		for k, offer := range s.lines {
			out[i].Lines = append(out[i].Lines, s.line(offer, s.gains[k]))
		}
	}
	return out
}
