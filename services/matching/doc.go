// Package matching decides which vacancies suit a seeker and which vacancies a village hears about. It is pure: vacancies
// and registered seekers go in, ranked matches and village lists come out, the same on every machine.
//
// A Market is an immutable value. With, WithPeople and At give another one that shares almost everything with it, so that
// readers never wait and never see half an edit. No vacancy, name or phone is kept: results carry ids, and ForSeeker and
// ForEmployer word one pair from the vacancy and the seeker as they are read anew.
//
// How it is quick: an offer is one cache line (offer.go) in a block of at most 64 (block.go); blocks are arranged by
// occupation and by place; a search takes occupations from the nearest to the wishes on, then places from the nearest to
// home on, and passes over every block whose bound lies below the worst hit so far (top.go). A bound that equals it is
// looked into, so that ties by id are exact. A batch gathers what is in sight of a village once for all its people
// (sweep.go). What titles, skills and certificates have in common is found by their characters (lexicon.go). docs/adr/0018
// says why.
//
// Scores are integers of 1000. Distances are whole decimetres in space. Sums of chances are taken in a fixed order,
// products are rounded before they are added (no fused multiply-add), and sines and exponentials come from routines of our
// own, so that no sheet depends on the processor.
package matching
