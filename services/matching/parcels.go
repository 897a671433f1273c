package matching

import (
	"cmp"
	"slices"
)

// sight is how far around a place offers are looked for by place, in decimetres: 50 km, beyond which a way brings next to
// nothing.
const sight = 500_000

// cubeBits is the width of a cube in bits of decimetres: 13 km.
const cubeBits = 17

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

// parcel is the offers of one cube.
type parcel struct {
	cube cube
	run  run
}

// parcels is the cubes that have, or had, offers, in order; never changed.
type parcels []*parcel

// edit is the parcels after changes; those of other cubes are shared.
func (p parcels) edit(c changes[cube]) parcels {
	out := slices.Clone(p)
	var come parcels
	for at := range c.touched {
		i, known := p.find(at)
		if known {
			out[i] = &parcel{at, c.made(at, p[i].run)}
		} else if r := c.made(at, nil); len(r) > 0 {
			come = append(come, &parcel{at, r})
		}
	}
	if len(come) > 0 {
		out = append(out, come...)
		slices.SortFunc(out, func(a, b *parcel) int { return a.cube.compare(b.cube) })
	}
	return out
}

// find is where a cube is or would be.
func (p parcels) find(at cube) (int, bool) {
	return slices.BinarySearchFunc(p, at, func(one *parcel, c cube) int { return one.cube.compare(c) })
}

// around calls visit for every parcel that comes nearer to a spot than a distance.
func (p parcels) around(from spot, distance int32, visit func(one *parcel, nearest int32)) {
	low := cubeOf(spot{from.X - distance, from.Y - distance, from.Z - distance})
	high := cubeOf(spot{from.X + distance, from.Y + distance, from.Z + distance})
	for x := low.x; x <= high.x; x++ {
		for y := low.y; y <= high.y; y++ {
			at, _ := p.find(cube{x, y, low.z})
			for ; at < len(p) && p[at].cube.x == x && p[at].cube.y == y && p[at].cube.z <= high.z; at++ {
				if nearest := p[at].cube.nearest(from); nearest < distance {
					visit(p[at], nearest)
				}
			}
		}
	}
}
