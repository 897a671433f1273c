package search

// tally counts documents by all that facets tell apart. It counts bytes that hold several values at once, and is unfolded
// when it is read.
type tally struct {
	total     int32
	headcount int64
	demands   [128]int32
	offers    [256]int32
	benefits  [2][128]int32
	classes   [1000]int32
	towns     []int32
	mine      bool // while the edit that made it goes on
}

func newTally(towns int) *tally { return &tally{towns: make([]int32, towns)} }

func (t *tally) copy() *tally {
	c := *t
	c.towns = append([]int32(nil), t.towns...)
	return &c
}

// take counts a document times times.
func (t *tally) take(s *segment, d uint16, times int32) {
	t.total += times
	t.headcount += int64(times) * int64(s.remaining[d])
	t.demands[s.demands[d]&127] += times
	t.offers[s.offers[d]] += times
	t.benefits[0][s.benefits[d]&127] += times
	t.benefits[1][s.benefits[d]>>7&127] += times
	t.classes[s.class[d]] += times
	t.towns[s.townOf[d]] += times
}
