package storetest

import (
	"context"
	"errors"

	"konggang/models/store"
)

// Mortal is a real store whose program meets its end, or something else, at one of its steps: a test wraps the calls that count as
// steps in Did, and counts Left from 1 on. Once it is dead nothing it asks for is done any more.
type Mortal struct {
	*store.Store
	Left   int    // steps until the end comes
	End    func() // what comes then, its death unless stated
	Dead   bool
	Inside bool // of a transaction
}

// ErrDead is what the dead get for an answer.
var ErrDead = errors.New("killed")

// Step is one step.
func (m *Mortal) Step() error {
	if m.Left--; m.Left == 0 {
		if m.End == nil {
			m.End = func() { m.Dead = true }
		}
		m.End()
	}
	if m.Dead {
		return ErrDead
	}
	return nil
}

// Did is a step before work and one behind it, for what was done and not heard of.
func (m *Mortal) Did(work func() error) error {
	if err := m.Step(); err != nil {
		return err
	}
	if err := work(); err != nil {
		return err
	}
	return m.Step()
}

// Atomically is two steps, and those of work.
func (m *Mortal) Atomically(ctx context.Context, work func(context.Context) error) error {
	return m.Did(func() error {
		m.Inside = true
		defer func() { m.Inside = false }()
		return m.Store.Atomically(ctx, work)
	})
}
