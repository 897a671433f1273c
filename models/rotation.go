package models

// Rotation is what came of sealing everything anew under one key.
type Rotation struct {
	// Key is the id of the key that seals now.
	Key string
	// Sealed is how many rows were sealed anew.
	Sealed int
	// Free are the ids of the keys behind it that nothing is sealed under any more: they may be taken out.
	Free []string
	// Kept are the other keys that are still needed.
	Kept []KeptKey
	// Stuck are the rows that could not be sealed anew, at most MaxStuck.
	Stuck []StuckRow
}

// KeptKey is an earlier key that something still needs: so many sealed values, or so many blind indexes of texts that are not
// kept (one-time codes, invitations), which go by themselves.
type KeptKey struct {
	ID       string
	Values   int
	Fleeting int
}

// StuckRow is a row that stays under its key, and why: its content does not open, or it would be another row's twin.
type StuckRow struct {
	Table string
	Row   string
	Err   error
}

// MaxStuck bounds how many stuck rows a rotation tells.
const MaxStuck = 100
