// Package typeset sets Chinese text and draws it: one set of embedded fonts,
// one measure, one line breaker, and two canvases (PDF and PNG) that draw the
// same layout.
//
// All lengths are points (1/72 inch) with the origin at the top left of the
// page and y growing downwards. Everything is deterministic: the same calls
// give the same bytes on every machine. For that, a product to which something
// is added is converted to float64 first: compilers for some processors would
// round product and sum at once, and a line could break elsewhere.
package typeset
