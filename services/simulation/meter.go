package simulation

import "sync"

// meter adds up the progress of several pieces of work into one.
type meter struct {
	sync.Mutex
	done, total int
	tell        func(done, total int)
}

// The pieces of a trial by the work in them.
const (
	judgeUnits    = 30
	methodUnits   = 20
	allocateUnits = 30
	thinUnits     = 5
)

func newMeter(total int, tell func(done, total int)) *meter {
	if tell == nil {
		tell = func(int, int) {}
	}
	return &meter{total: total, tell: tell}
}

// piece is the progress of one piece that makes up so many units of the whole; many may tell of it together.
func (m *meter) piece(units int) func(done, total int) {
	told := 0
	return func(done, total int) {
		m.Lock()
		defer m.Unlock()
		now := max(told, units*done/max(1, total))
		m.done += now - told
		told = now
		m.tell(m.done, m.total)
	}
}
