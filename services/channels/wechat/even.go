package wechat

// run is the entries from one up to before another.
type run struct{ from, to int }

// evenly divides entries of the given sizes, keeping their order, into as few runs as hold them, none larger than room and none
// longer than most, and among those into the most even, so that none is left with a single entry where it can be avoided. An
// entry larger than room has a run of its own. Without entries there is one empty run.
func evenly(sizes []int, room, most int) []run {
	type way struct {
		runs, squares int // squares of the sizes of the runs, least when they are even
		last          int // where the last run begins
	}
	best := make([]way, len(sizes)+1)
	for to := 1; to <= len(sizes); to++ {
		size := 0
		for from := to - 1; from >= 0 && to-from <= most; from-- {
			if size += sizes[from]; size > room && from < to-1 {
				break
			}
			w := way{best[from].runs + 1, best[from].squares + size*size, from}
			if b := best[to]; b.runs == 0 || w.runs < b.runs || w.runs == b.runs && w.squares < b.squares {
				best[to] = w
			}
		}
	}
	runs := make([]run, max(1, best[len(sizes)].runs))
	for i, to := len(runs)-1, len(sizes); i >= 0; i-- {
		runs[i] = run{best[to].last, to}
		to = best[to].last
	}
	return runs
}
