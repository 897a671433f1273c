package matching

// ladder is things by what bounds their scores, from which the best are taken first.
type ladder[T any] struct {
	rungs  [MaxScore + 1]int32 // the last thing of each bound, counted from 1
	things []thing[T]
}

// thing is one on the ladder, and the one before it of the same bound.
type thing[T any] struct {
	it          T
	bound, next int32
}

func (l *ladder[T]) put(bound int32, it T) {
	l.things = append(l.things, thing[T]{it, bound, l.rungs[bound]})
	l.rungs[bound] = int32(len(l.things))
}

// pop takes one thing of a bound away.
func (l *ladder[T]) pop(bound int32) (it T, ok bool) {
	i := l.rungs[bound]
	if i == 0 {
		return it, false
	}
	l.rungs[bound] = l.things[i-1].next
	return l.things[i-1].it, true
}

// clear empties the ladder, so that it holds on to nothing.
func (l *ladder[T]) clear() {
	for i := range l.things {
		l.rungs[l.things[i].bound] = 0
	}
	clear(l.things)
	l.things = l.things[:0]
}
