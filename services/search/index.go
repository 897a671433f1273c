package search

import (
	"slices"
	"sync"
	"time"

	"konggang/models"
)

// Index is the vacancies that villages can hear about at one moment, ready to be searched. It is a value: an edit gives
// another one that shares nearly everything with it, and readers of the old one see no change.
type Index struct {
	day       uint32
	places    *places
	parts     []part
	towns     []string // of all parts, in order
	townNames []string
	clock     int64 // the time of the last edit; each is later than the one before
	horizon   int64 // since when it is known what was there at any time
}

// part is a segment as it stands in one index.
type part struct {
	*segment
	alive  set // the present versions
	live   set // those of them that are valid today
	deaths []death
	townAt []uint32 // by town of the segment, its place in the index's list
	all    *tally   // of what is live
}

// death is when a document was replaced or taken out. A part has them in the order of time.
type death struct {
	doc uint16
	at  int64
}

// keepDead is how long what was replaced or taken out can still be paged through.
const keepDead = int64(10 * time.Minute / time.Millisecond)

// NewIndex is an index of nothing, on a day; names are what the divisions are called.
func NewIndex(day models.Date, names map[models.DivisionCode]string) *Index {
	return &Index{day: dayNumber(day), places: newPlaces(names)}
}

// Len is how many vacancies are found when nothing is asked.
func (x *Index) Len() int {
	n := 0
	for i := range x.parts {
		n += int(x.parts[i].all.total)
	}
	return n
}

// With is the index after an edit: changed as they are now, gone taken out. One that is not live any more (not open, no
// places free, employer not approved) is taken out too; one whose validity has run out is kept and not found. An edit that
// is not later than the last counts as a millisecond after it.
func (x *Index) With(at time.Time, changed []Entry, gone []string) *Index {
	y := *x
	y.clock = max(at.UnixMilli(), x.clock+1)
	if len(x.parts) == 0 && x.clock == 0 {
		y.horizon = y.clock
	}
	y.parts = slices.Clone(x.parts)
	records := y.admit(changed)
	for _, id := range gone {
		y.kill(id)
	}
	y.recount()
	if len(records) > 0 {
		y.parts = append(y.parts, y.build(records)...)
		y.tidy()
	}
	y.joinTowns()
	return &y
}

// admit takes the versions before out and gives the records of those that are live; of two entries of one vacancy the later
// counts.
func (x *Index) admit(changed []Entry) []record {
	last := make(map[string]int, len(changed))
	for i := range changed {
		last[changed[i].Posting.Vacancy.ID] = i
	}
	records := make([]record, 0, len(changed))
	for i := range changed {
		p := &changed[i].Posting
		if last[p.Vacancy.ID] != i {
			continue
		}
		x.kill(p.Vacancy.ID)
		if live(p) {
			records = append(records, recordOf(changed[i], x.clock))
		}
	}
	return records
}

// kill takes the present version out. The first death of an edit in a part copies what it changes; shared tells by the
// missing tally that it is done.
func (x *Index) kill(id string) {
	for i := range x.parts {
		p := &x.parts[i]
		for _, d := range p.versions(id) {
			if p.alive.has(d) {
				p.own()
				p.die(d, x.clock)
				return
			}
		}
	}
}

// own copies what deaths change, once an edit.
func (p *part) own() {
	if p.all.mine {
		return
	}
	p.alive, p.live = slices.Clone(p.alive), slices.Clone(p.live)
	p.deaths = slices.Clone(p.deaths)
	p.all = p.all.copy()
	p.all.mine = true
}

func (p *part) die(d uint16, at int64) {
	if p.live.has(d) {
		p.all.take(p.segment, d, -1)
	}
	p.alive.drop(d)
	p.live.drop(d)
	p.deaths = append(p.deaths, death{d, at})
}

// recount ends what own began: from here on the parts are shared.
func (x *Index) recount() {
	for i := range x.parts {
		if p := &x.parts[i]; p.all.mine {
			p.all.mine = false
		}
	}
}

// build makes parts of records, as few and as even as can be.
func (x *Index) build(records []record) []part {
	slices.SortFunc(records, func(a, b record) int { return newest(&a, &b) })
	count := (len(records) + most - 1) / most
	parts := make([]part, count)
	var workers sync.WaitGroup
	for i := range parts {
		workers.Go(func() {
			own := records[i*len(records)/count : (i+1)*len(records)/count]
			parts[i] = x.part(newSegment(own, x.places, x.horizon), own)
		})
	}
	workers.Wait()
	return parts
}

// part stands a new segment up: what died before is dead in it.
func (x *Index) part(s *segment, records []record) part {
	p := part{segment: s, alive: make(set, sizeOf(s.n))}
	for i := range records {
		if records[i].died == 0 {
			p.alive.add(uint16(i))
		} else {
			p.deaths = append(p.deaths, death{uint16(i), records[i].died})
		}
	}
	slices.SortStableFunc(p.deaths, func(a, b death) int { return int(a.at - b.at) })
	p.onDay(x.day)
	return p
}

func (p *part) onDay(day uint32) {
	p.live = slices.Clone(p.alive)
	p.live.keep(func(d uint16) bool { return p.until[d] >= day })
	p.all = newTally(len(p.towns))
	for d := p.live.next(0); d >= 0; d = p.live.next(d + 1) {
		p.all.take(p.segment, uint16(d), 1)
	}
}

// At is the same index on another day: what has run out by then is not found.
func (x *Index) At(day models.Date) *Index {
	y := *x
	y.day = dayNumber(day)
	y.parts = slices.Clone(x.parts)
	for i := range y.parts {
		y.parts[i].onDay(y.day)
	}
	return &y
}

// WithNames is the same index with other names of divisions. Employers whose names begin with a place keep the sound they
// were taken in with.
func (x *Index) WithNames(names map[models.DivisionCode]string) *Index {
	y := *x
	y.places = newPlaces(names)
	y.nameTowns()
	y.parts = slices.Clone(x.parts)
	for i := range y.parts {
		s := *y.parts[i].segment
		s.divisions.texts, s.divisions.terms = s.divisions.column.texts(y.places.path)
		y.parts[i].segment = &s
	}
	return &y
}

// joinTowns brings the list of towns up to the parts. Most edits bring none that is new, and then nothing is made anew.
func (x *Index) joinTowns() {
	fresh := false
	for i := range x.parts {
		p := &x.parts[i]
		if p.townAt == nil {
			p.townAt = make([]uint32, len(p.towns))
			fresh = !x.place(p) || fresh
		}
	}
	if !fresh {
		return
	}
	var towns []string
	for i := range x.parts {
		towns = append(towns, x.parts[i].towns...)
	}
	slices.Sort(towns)
	x.towns = slices.Compact(towns)
	x.nameTowns()
	for i := range x.parts {
		p := &x.parts[i]
		p.townAt = make([]uint32, len(p.towns))
		x.place(p)
	}
}

func (x *Index) nameTowns() {
	x.townNames = make([]string, len(x.towns))
	for i, t := range x.towns {
		x.townNames[i] = x.places.names[models.DivisionCode(t)]
	}
}

// place finds the part's towns in the index's list; false when one is not in it.
func (x *Index) place(p *part) bool {
	all := true
	for i, t := range p.towns {
		at, ok := slices.BinarySearch(x.towns, t)
		p.townAt[i], all = uint32(at), all && ok
	}
	return all
}
