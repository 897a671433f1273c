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
	VacancyID     string
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

// Allocation is the lists of the villages, in the order in which they were given, the vacancies that nobody hears, and the
// load of the market with these lists.
type Allocation struct {
	Lists    []List
	Unlisted []Unlisted
	Load     Load
}

// allocation is one run of the allocator.
type allocation struct {
	*board
	opt    Options
	stands []*stand
	order  []int
	load   load
	// done of all turns of all counties are over.
	done, all int
}

// Allocate makes the lists of the villages together, so that no vacancy is sent more takers than it has places while
// another waits; those of several counties county by county, each heeding the lists of those before, so that a province takes
// no more memory than its largest county. The seekers are the market's that live in the villages' towns (in the county, where a town has none); their
// own village tells which of them are a village's own. Elsewhere is the load of lists in force that are not made here. The
// result does not depend on the order of villages, seekers or vacancies.
func (m *Market) Allocate(villages []Village, elsewhere Load, opt Options) Allocation {
	r := m.register()
	whole := newVerdict(r.board, villages, opt)
	load := r.load(elsewhere)
	turns := opt.turns()
	for _, county := range byCounty(villages) {
		a := &allocation{board: r.board, opt: opt, load: load, order: visits(chosen(villages, county)), all: turns * len(villages), done: whole.done * turns}
		for _, i := range county {
			a.stands = append(a.stands, r.stand(villages[i]))
		}
		a.run()
		whole.take(a, county)
		r.forget()
	}
	return Allocation{Lists: whole.lists, Unlisted: whole.unlisted(load), Load: r.byID(load)}
}

// turns is how many turns each village has: one to look, one for each line, one in every sweep.
func (o Options) turns() int { return 1 + o.Lines + o.Sweeps }

// run makes the lists of one county.
func (a *allocation) run() {
	a.measure()
	for line := range a.opt.Lines {
		for turn := range a.order {
			if line%2 == 1 {
				turn = len(a.order) - 1 - turn
			}
			a.extend(a.stands[a.order[turn]])
		}
	}
	for range a.opt.Sweeps {
		for _, i := range a.order {
			a.rebuild(a.stands[i])
		}
	}
}

// byCounty is the villages of each county, in the order of their codes.
func byCounty(villages []Village) [][]int {
	var out [][]int
	last := models.DivisionCode("")
	for n, i := range byCode(villages) {
		if county := villages[i].Code.County(); n == 0 || county != last {
			out, last = append(out, nil), county
		}
		out[len(out)-1] = append(out[len(out)-1], i)
	}
	return out
}

func chosen(villages []Village, which []int) []Village {
	out := make([]Village, len(which))
	for k, i := range which {
		out[k] = villages[i]
	}
	return out
}

// atOnce is how many villages are looked at before their progress is told.
const atOnce = 16

// measure finds for every village what its people might take.
func (a *allocation) measure() {
	for some := range slices.Chunk(a.stands, atOnce) {
		inParallel(len(some), func(i int) { some[i].measure() })
		for range some {
			a.tick()
		}
	}
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
	a.load.lift(s)
	a.grow(s)
	s.count()
	a.load.put(s)
	a.tick()
}

// rebuild makes the village's list anew against the load of all the others.
func (a *allocation) rebuild(s *stand) {
	a.load.lift(s)
	s.clear()
	for len(s.lines) < a.opt.Lines && a.grow(s) {
	}
	s.count()
	a.load.put(s)
	a.tick()
}

func (a *allocation) tick() {
	a.done++
	if a.opt.Progress != nil {
		a.opt.Progress(a.done, a.all)
	}
}

// grow adds a line to the list: what is worth most; where that would go over its ceiling or there is nothing, what is least
// unlikely, so that no sheet hangs half empty while there is something to print on it. False when nothing is left within reach.
func (a *allocation) grow(s *stand) bool {
	p := a.pick(s)
	if p == nil || a.overflows(p) {
		within, beyond := a.fill(s)
		p = cmp.Or(within, p, beyond)
	}
	if p == nil {
		return false
	}
	p.listed = true
	s.add(p.offer, s.takers[p.from:p.to], p.bound)
	return true
}

// pick is the likely offer of the greatest worth for the list, ties to the lower id, nil when none is worth anything. Gains
// only fall while a list grows, so an old gain is a bound: an offer is measured again only where its bound could lead. And
// no offer is worth more than if all of its gain on an empty list, by which they are ordered, still counted: behind one of
// which that is too little there is no need to look.
func (a *allocation) pick(s *stand) *prospect {
	var lead *prospect
	best := 0.0
	for i := range s.likely {
		p := &s.likely[i]
		if p.first+float64(a.opt.Epsilon*p.first) < best {
			break
		}
		if p.listed || a.worth(p, p.bound) < best || s.byFirm[a.employers[p.offer]] >= a.opt.PerEmployer {
			continue
		}
		p.bound = s.gain(p)
		worth := a.worth(p, p.bound)
		if worth > best || worth == best && lead != nil && p.offer < lead.offer {
			lead, best = p, worth
		}
	}
	return lead
}

// fill is the least unlikely offer that may be listed within its ceiling, and beyond it.
func (a *allocation) fill(s *stand) (within, beyond *prospect) {
	filler := s.filler()
	for i := range filler {
		p := &filler[i]
		if p.listed || s.byFirm[a.employers[p.offer]] >= a.opt.PerEmployer {
			continue
		}
		if a.load[p.offer] <= a.ceiling(p.offer) {
			return p, beyond
		}
		beyond = cmp.Or(beyond, p)
	}
	return nil, beyond
}

// ceiling is the load beyond which an offer is a last resort.
func (a *allocation) ceiling(offer int32) float64 {
	return float64(a.opt.Ceiling * float64(a.places[offer]))
}

// worth is c·[min(g, max(0, κ·H − E)) + ε·g] of an offer with gain g, which falls with the gain. The ceiling is kept by all
// whom the village could send, which is what the offer gains on an empty list: those who like it better than what is on the
// list will come too, though they add nothing to the gain.
func (a *allocation) worth(p *prospect, gain float64) float64 {
	room := max(0, float64(a.opt.Kappa*float64(a.places[p.offer]))-a.load[p.offer])
	worth := min(gain, room) + float64(a.opt.Epsilon*gain)
	if a.overflows(p) {
		worth *= lastResort
	}
	return worth
}

// overflows tells whether the village could send more people than the ceiling allows.
func (a *allocation) overflows(p *prospect) bool {
	return a.load[p.offer]+p.first > a.ceiling(p.offer)
}

func (a *allocation) lists() []List {
	out := make([]List, len(a.stands))
	inParallel(len(a.stands), func(i int) {
		s := a.stands[i]
		out[i] = List{Village: s.home, Basis: s.basis, Lines: s.worded()}
	})
	return out
}
