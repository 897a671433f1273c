package matching

// ladder is promises by what bounds their scores, from which the best are taken first.
type ladder struct {
	rungs    [MaxScore + 1]int32 // the last promise of each bound, counted from 1
	promises []rung
}

// rung is a promise and the one before it of the same bound.
type rung struct {
	promise
	bound, next int32
}

func (l *ladder) put(bound int32, p promise) {
	l.promises = append(l.promises, rung{p, bound, l.rungs[bound]})
	l.rungs[bound] = int32(len(l.promises))
}

// pop takes one promise of a bound away.
func (l *ladder) pop(bound int32) (p promise, ok bool) {
	i := l.rungs[bound]
	if i == 0 {
		return p, false
	}
	l.rungs[bound] = l.promises[i-1].next
	return l.promises[i-1].promise, true
}

// clear empties the ladder, so that it holds on to nothing.
func (l *ladder) clear() {
	for i := range l.promises {
		l.rungs[l.promises[i].bound] = 0
	}
	clear(l.promises)
	l.promises = l.promises[:0]
}
