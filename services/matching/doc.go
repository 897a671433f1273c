// Package matching decides which vacancies suit a seeker and which vacancies a village hears about. It is pure: a market
// of vacancies and the registered seekers go in, ranked matches and village lists come out, the same on every machine.
//
// Scores are integers of 1000. Sums of chances are taken in a fixed order, products are rounded before they are added
// (no fused multiply-add), and exponentials come from a routine of our own, so that no sheet depends on the processor.
//
// A market is immutable and can be asked by many goroutines at once.
package matching
