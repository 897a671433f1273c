package delivery

import (
	"math/rand/v2"
	"time"
)

// Patience is how often a message is tried before its delivery is put aside, and how long the waits in between are: First, then each
// time three times as long, at most Most. Jitter chooses within the upper half of a wait, so that robots that failed together are not
// called together. Rest waits while the database is away.
type Patience struct {
	First  time.Duration
	Most   time.Duration
	Tries  int
	Jitter func(up time.Duration) time.Duration
	Rest   func(time.Duration)
}

// Usual is patient for an hour and a half.
var Usual = Patience{First: 5 * time.Second, Most: time.Hour, Tries: 8, Jitter: rand.N[time.Duration], Rest: time.Sleep}

// wait is how long to wait after so many tries, the first being 1.
func (p Patience) wait(tries int) time.Duration {
	d := p.First
	for range tries - 1 {
		d = min(3*d, p.Most)
	}
	return d/2 + p.Jitter(d/2+1)
}
