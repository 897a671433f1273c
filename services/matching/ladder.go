package matching

import "iter"

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

// at is the things of a bound.
func (l *ladder[T]) at(bound int32) iter.Seq[T] {
	return func(yield func(T) bool) {
		for i := l.rungs[bound]; i > 0 && yield(l.things[i-1].it); i = l.things[i-1].next {
		}
	}
}

// clear empties the ladder, so that it holds on to nothing.
func (l *ladder[T]) clear() {
	for i := range l.things {
		l.rungs[l.things[i].bound] = 0
	}
	clear(l.things)
	l.things = l.things[:0]
}
