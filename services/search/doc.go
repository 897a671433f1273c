// Package search finds vacancies by what people type and by filters. It is pure: vacancies and a query in, a page of hits and
// facets out. docs/adr/0020 says why it is made as it is.
//
// From the outside there is one value, Index. An edit (With) gives another that shares nearly everything with it, so readers
// need no lock and never see half an edit. Compact, in the background, keeps it in few pieces.
//
// A query goes through four steps:
//
//  1. parse cuts the text into pieces by tables alone: words, places, pay, benefits, schooling (parse.go, pay.go, places.go).
//  2. understand decides with the index what each piece is, and what is meant by words that are found nowhere
//     (understand.go, correct.go).
//  3. search narrows a set of documents in every part of the index: filters, words by their lists, then what has to be
//     compared or read document by document (run.go, filter.go, word.go).
//  4. The set is counted (facets.go) and the first hits after the cursor are taken in order (order.go, relevance.go).
//
// A part is a segment, which never changes (segment.go: columns, vocabularies and posting lists), with what is alive of it
// (index.go). Documents are numbered from the newest, so going through a set goes by age.
package search
