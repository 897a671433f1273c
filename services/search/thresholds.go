package search

// Thresholds between ways of doing the same; tests set them so that each way is taken.
var (
	// fewHits is up to how many hits are sorted one by one.
	fewHits int32 = 512
	// scarce is of how many documents less than one must be left for documents to be asked one by one.
	scarce = 50
)
