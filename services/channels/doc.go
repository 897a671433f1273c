// Package channels is the shared reading of an edition: the words that sheet, post and script have in common, so that the
// channels cannot disagree. All functions are pure.
package channels
