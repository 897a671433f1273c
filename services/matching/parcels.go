package matching

import (
	"cmp"
	"slices"
)

// sight is how far around a place offers are looked for by place, in decimetres: 50 km, beyond which a way brings next to
// nothing.
const sight = 500_000

// cubeBits is the width of a cube in bits of decimetres: 6.5 km.
const cubeBits = 16

// cube is a cell of space.
type cube struct{ x, y, z int16 }

func cubeOf(s spot) cube {
	return cube{int16(s.X >> cubeBits), int16(s.Y >> cubeBits), int16(s.Z >> cubeBits)}
}

func (c cube) compare(d cube) int {
	return cmp.Or(cmp.Compare(c.x, d.x), cmp.Compare(c.y, d.y), cmp.Compare(c.z, d.z))
}

// nearest is no more than the distance from a spot to any in the cube, in decimetres.
func (c cube) nearest(s spot) int32 {
	low := spot{int32(c.x) << cubeBits, int32(c.y) << cubeBits, int32(c.z) << cubeBits}
	const last = 1<<cubeBits - 1
	in := spot{min(max(s.X, low.X), low.X+last), min(max(s.Y, low.Y), low.Y+last), min(max(s.Z, low.Z), low.Z+last)}
	return in.apart(s)
}

// stead is where an offer is, and its gist: 32 bytes.
type stead struct {
	at spot
	gist
}

// parcel is the offers of one cube, by vacancy.
type parcel struct {
	cube   cube
	steads []stead
}

// parcels is the cubes that have, or had, offers, in order; never changed. What is nowhere is in none.
type parcels []*parcel

// edit is the parcels after changes; those of other cubes are shared.
func (p parcels) edit(c changes[cube], now table[offer]) parcels {
	out := slices.Clone(p)
	for at, change := range c {
		if i, known := p.find(at); known {
			out[i] = &parcel{at, change.steads(p[i].steads, now)}
		} else if steads := change.steads(nil, now); len(steads) > 0 {
			out = append(out, &parcel{at, steads})
		}
	}
	if len(out) > len(p) {
		slices.SortFunc(out, func(a, b *parcel) int { return a.cube.compare(b.cube) })
	}
	return out
}

// steads is those of a parcel after the change.
func (c *change) steads(before []stead, now table[offer]) []stead {
	out := make([]stead, 0, len(before)+len(c.coming)-len(c.leaving))
	for _, s := range before {
		if !slices.Contains(c.leaving, s.doc) {
			out = append(out, s)
		}
	}
	for doc := range c.coming {
		out = append(out, stead{now.ref(doc).at, now.ref(doc).gist()})
	}
	slices.SortFunc(out, func(a, b stead) int { return cmp.Compare(a.doc, b.doc) })
	return out
}

// find is where a cube is or would be.
func (p parcels) find(at cube) (int, bool) {
	return slices.BinarySearchFunc(p, at, func(one *parcel, c cube) int { return one.cube.compare(c) })
}

// around calls visit for every parcel that comes nearer to a spot than a distance, and with how near it comes.
func (p parcels) around(from spot, distance int32, visit func(one *parcel, nearest int32)) {
	low := cubeOf(spot{from.X - distance, from.Y - distance, from.Z - distance})
	high := cubeOf(spot{from.X + distance, from.Y + distance, from.Z + distance})
	for x := low.x; x <= high.x; x++ {
		at, _ := p.find(cube{x, low.y, low.z})
		for ; at < len(p) && p[at].cube.x == x && p[at].cube.y <= high.y; at++ {
			if nearest := p[at].cube.nearest(from); nearest < distance {
				visit(p[at], nearest)
			}
		}
	}
}
