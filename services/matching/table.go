package matching

import "slices"

// pageSize is how many entries a page of a table holds: an edit of one entry copies one page and the list of pages.
const pageSize = 256

// table is an immutable array by number that grows: an edited copy shares all pages but those that were written to.
type table[T any] struct{ pages []*[pageSize]T }

// at is the entry of a number, the zero entry for a number that was never written.
func (t table[T]) at(i uint32) T {
	if page := int(i / pageSize); page < len(t.pages) && t.pages[page] != nil {
		return t.pages[page][i%pageSize]
	}
	var none T
	return none
}

// ref is the entry of a number that was written, to be read in its place.
func (t table[T]) ref(i uint32) *T { return &t.pages[i/pageSize][i%pageSize] }

// size is above every number that was ever written.
func (t table[T]) size() uint32 { return uint32(len(t.pages) * pageSize) }

// tableEdit is a table while it is being written; the table that it was begun from does not change.
type tableEdit[T any] struct {
	pages []*[pageSize]T
	own   []bool
}

func (t table[T]) edit() *tableEdit[T] {
	return &tableEdit[T]{slices.Clone(t.pages), make([]bool, len(t.pages))}
}

func (e *tableEdit[T]) at(i uint32) T { return table[T]{e.pages}.at(i) }

func (e *tableEdit[T]) set(i uint32, entry T) {
	page := int(i / pageSize)
	for page >= len(e.pages) {
		e.pages, e.own = append(e.pages, nil), append(e.own, false)
	}
	if !e.own[page] {
		fresh := new([pageSize]T)
		if e.pages[page] != nil {
			*fresh = *e.pages[page]
		}
		e.pages[page], e.own[page] = fresh, true
	}
	e.pages[page][i%pageSize] = entry
}

func (e *tableEdit[T]) done() table[T] { return table[T]{e.pages} }
