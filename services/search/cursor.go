package search

import (
	"encoding/base64"
	"encoding/binary"
	"math"

	"konggang/models"
)

// mark is where a page ended: the time of the first page with its day, and the place of the last hit in the order.
type mark struct {
	at  int64
	day uint32
	spotInOrder
}

// spotInOrder is a place in the order of the hits: tier, then key, both from the least, then the newest, then the id.
type spotInOrder struct {
	tier   int32
	key    int64
	opened int64
	id     string
}

// cursorVersion begins every cursor, so that another form of them can be told from it.
const cursorVersion = 1

func (m *mark) text() string {
	b := []byte{cursorVersion}
	for _, n := range []int64{m.at, int64(m.day), int64(m.tier), m.key, m.opened} {
		b = binary.AppendVarint(b, n)
	}
	return base64.RawURLEncoding.EncodeToString(append(b, m.id...))
}

// markOf reads a cursor; error CodeInvalidCursor.
func markOf(cursor string) (*mark, error) {
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || len(b) == 0 || b[0] != cursorVersion {
		return nil, models.Errorf(models.CodeInvalidCursor)
	}
	b = b[1:]
	var n [5]int64
	for i := range n {
		v, size := binary.Varint(b)
		if size <= 0 {
			return nil, models.Errorf(models.CodeInvalidCursor)
		}
		n[i], b = v, b[size:]
	}
	if len(b) == 0 || n[1] < 0 || n[1] > math.MaxUint32 || n[2] < 0 || n[2] > math.MaxInt32 {
		return nil, models.Errorf(models.CodeInvalidCursor)
	}
	return &mark{n[0], uint32(n[1]), spotInOrder{int32(n[2]), n[3], n[4], string(b)}}, nil
}

// momentOf is the index as the pages of a walk see it: as it was at the first page, or as it is where that is not known any
// more.
func (x *Index) momentOf(after *mark, s *scratch) *moment {
	m := &moment{Index: x, scratch: s, there: make([]set, len(x.parts))}
	past := after != nil && after.at >= x.horizon && (after.at < x.clock || after.day != x.day)
	for i := range x.parts {
		m.there[i] = x.parts[i].live
		if past {
			m.there[i] = x.parts[i].thereAt(after, s)
		}
	}
	return m
}

// thereAt is what was there at the time of a mark.
func (p *part) thereAt(at *mark, s *scratch) set {
	there := s.copy(p.alive)
	for i := len(p.deaths) - 1; i >= 0 && p.deaths[i].at > at.at; i-- {
		there.add(p.deaths[i].doc)
	}
	if p.born != nil {
		there.keep(func(d uint16) bool { return p.born[d] <= at.at })
	}
	there.keep(func(d uint16) bool { return p.until[d] >= at.day })
	return there
}
