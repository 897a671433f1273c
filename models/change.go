package models

import "time"

// ChangesKept is how long a change stays in the feed. Who was away for longer reads everything anew.
const ChangesKept = 30 * 24 * time.Hour

// ChangeKind is what kind of object changed.
type ChangeKind string

// The kinds of objects whose changes are told.
const (
	ChangeVacancy    ChangeKind = "vacancy"
	ChangeEnterprise ChangeKind = "enterprise"
	ChangeDivision   ChangeKind = "division"
	ChangeSeeker     ChangeKind = "seeker"
)

// Change says that an object was made, written or removed; what it is now must be read. ID is its id, a division's code. Seq
// is the change's place in the feed, from 1 and without gaps, 0 while it has none yet. By Key who heard of a change when it was
// committed knows it again in the feed.
type Change struct {
	Key  string
	Kind ChangeKind
	ID   string
	Seq  int64
	At   time.Time
}

// Gap tells whether changes that were read behind a place of the feed, in order, leave one out.
func Gap(seq int64, behind []Change) bool {
	for i, c := range behind {
		if c.Seq != seq+1+int64(i) {
			return true
		}
	}
	return false
}
