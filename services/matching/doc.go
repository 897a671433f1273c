// Package matching decides which vacancies suit a seeker and which vacancies a village hears about. It is pure: vacancies
// and registered seekers go in, ranked matches and village lists come out, the same on every machine.
//
// A Market is an immutable value. With, WithPeople and At give another one that shares almost everything with it, so that
// readers never wait and never see half an edit. No vacancy, name or phone is kept: results carry ids, and ForSeeker and
// ForEmployer word one pair from the vacancy and the seeker as they are read anew.
//
// How it is quick: an offer is one cache line (offer.go), kept once and arranged twice by its number. By place (parcels.go)
// what is in sight is searched, those first whose work and way bring most; a batch gathers it once for all people of a village
// (sweep.go). By occupation, in blocks of offers that are much the same (block.go), what lies beyond is searched, the most
// promising blocks first (top.go, ladder.go). What cannot reach the worst hit so far is passed over; a bound that equals it is
// looked into, so that ties by id are exact. What titles, skills and certificates have in common is found by their characters
// (lexicon.go). docs/adr/0018 says why.
//
// Scores are integers of 1000. Distances are whole decimetres in space. Sums of chances are taken in a fixed order,
// products are rounded before they are added (no fused multiply-add), and sines and exponentials come from routines of our
// own, so that no sheet depends on the processor.
package matching
