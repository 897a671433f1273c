package search

// SetThresholds changes both until the function it gives is called.
func SetThresholds(few int32, left int) (restore func()) {
	wasFew, wasScarce := fewHits, scarce
	fewHits, scarce = few, left
	return func() { fewHits, scarce = wasFew, wasScarce }
}
