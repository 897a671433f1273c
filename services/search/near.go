package search

import "sort"

// rings are how far from the place that was named, in kilometres, work elsewhere still counts as equally near. There are
// fewer than the least weight of a word, so that nearness only decides between what is equally relevant.
var rings = [...]float64{3.7, 7.3, 13.3, 23, 37, 53, 83, 130, 210}

// nearness is for work outside a place: how near it is to the middle of the work in it.
type nearness struct {
	middle point
	lines  [len(rings)]int64 // squares of the straight lines to the rings
}

// nearnessTo is nil where nobody knows where the work in the places is.
func (m *moment) nearnessTo(list []place) *nearness {
	var n, x, y, z int64
	for i := range m.parts {
		p := &m.parts[i]
		for j := range list {
			in := m.placed(&list[j], p)
			in.and(m.there[i])
			in.each(func(d uint16) {
				if at := &p.points[p.placeOf[d]]; at.known {
					n, x, y, z = n+1, x+int64(at.x), y+int64(at.y), z+int64(at.z)
				}
			})
		}
	}
	if n == 0 {
		return nil
	}
	out := &nearness{middle: point{x: int32(x / n), y: int32(y / n), z: int32(z / n)}}
	for i, km := range rings {
		out.lines[i] = reach(km) * reach(km)
	}
	return out
}

// of is from 0, beyond all rings, to their number.
func (n *nearness) of(p *part, d uint16) int {
	at := &p.points[p.placeOf[d]]
	if n == nil || !at.known {
		return 0
	}
	way := at.apart(&n.middle)
	return len(rings) - sort.Search(len(rings), func(i int) bool { return way <= n.lines[i] })
}
