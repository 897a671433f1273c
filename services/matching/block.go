package matching

import (
	"cmp"
	"math"
	"slices"
)

// blockSize is the most offers that a block holds. Fewer make tighter bounds and more of them.
const blockSize = 64

// key orders the offers of an occupation: by title, so that a wished title is found in few blocks; then by shape, so that
// what a block offers is much the same and its bounds are tight; then by vacancy, so that no two are equal.
type key struct {
	title, shape, doc uint32
}

func (k key) compare(l key) int {
	return cmp.Or(cmp.Compare(k.title, l.title), cmp.Compare(k.shape, l.shape), cmp.Compare(k.doc, l.doc))
}

func (o *offer) key() key { return key{o.trade.title, o.shape(), o.doc} }

// wageStep is what wages of one shape differ by at most, in fen.
const wageStep = 50_000

// shape is what weighs most of what is offered besides the work: first what is needed, then the wage. It orders offers and decides nothing else.
func (o *offer) shape() uint32 {
	return uint32(o.needs)<<24 | uint32(o.wage/wageStep)
}

// block is up to blockSize offers of one occupation in the order of their keys, by the numbers of their vacancies, with
// what bounds them all. It is never changed.
type block struct {
	bounds
	docs []uint32
}

// bounds is what holds of every offer in a block. Each field only ever makes the best score that a seeker could find in
// the block higher than it is, never lower: see query.best.
type bounds struct {
	// wage is the highest wage; someUnwaged tells that there is one without.
	wage int32
	// skills has the bit of every skill asked, titles that of every title.
	skills, titles uint64
	opened, valid  day
	// The lowest age and schooling that are asked, the highest age that is allowed.
	ageMin, ageMax, schooling uint8
	// needs is all benefits that occur, shifts has the bit of every shift.
	needs                  benefits
	shifts                 uint8
	someUnwaged, noneAsked bool // noneAsked: at least one asks for no skill
}

// skillBit is the bit of a skill in the masks of blocks and queries.
func skillBit(skill uint32) uint64 { return 1 << (skill & 63) }

func newBlock(members []offer) block {
	b := block{bounds{ageMin: math.MaxUint8, schooling: math.MaxUint8}, make([]uint32, len(members))}
	for i := range members {
		b.docs[i] = members[i].doc
		b.take(&members[i])
	}
	return b
}

// take widens the bounds by an offer.
func (b *bounds) take(o *offer) {
	b.wage, b.someUnwaged = max(b.wage, o.wage), b.someUnwaged || o.wage == unwaged
	b.noneAsked = b.noneAsked || o.skills == 0
	b.skills |= o.skillMask
	b.titles |= titleBit(o.trade.title)
	b.opened, b.valid = max(b.opened, o.opened), max(b.valid, o.valid)
	b.ageMin, b.ageMax, b.schooling = min(b.ageMin, o.ageMin), max(b.ageMax, o.ageMax), min(b.schooling, o.schooling)
	b.needs |= o.needs
	b.shifts |= 1 << o.shift
}

// run is the blocks of one occupation in the order of their keys, never changed.
type run []block

// edit is the run without the offers of some keys and with others added; both in ascending order. Before has the offers
// that are in the run, now those that will be. Blocks in which nothing happens are shared with the old run.
func (r run) edit(before, now table[offer], gone []key, added []offer) run {
	out := make(run, 0, len(r)+1)
	for i := range max(1, len(r)) {
		var here block
		if i < len(r) {
			here = r[i]
		}
		leaving, coming := gone, added
		if i+1 < len(r) {
			end := before.ref(r[i+1].docs[0]).key()
			leaving, gone = splitAt(gone, end, func(k key) key { return k })
			coming, added = splitAt(added, end, func(o offer) key { return o.key() })
		}
		if len(leaving) == 0 && len(coming) == 0 {
			if len(here.docs) > 0 {
				out = append(out, here)
			}
			continue
		}
		out = out.fill(now, here.merged(before, leaving, coming))
	}
	return out
}

// splitAt parts an ascending list into what is below a key and the rest.
func splitAt[T any](list []T, end key, keyOf func(T) key) (below, rest []T) {
	n, _ := slices.BinarySearchFunc(list, end, func(x T, end key) int { return keyOf(x).compare(end) })
	return list[:n], list[n:]
}

// merged is the members of the block after an edit.
func (b *block) merged(known table[offer], leaving []key, coming []offer) []offer {
	out := make([]offer, 0, len(b.docs)+len(coming))
	for _, doc := range b.docs {
		o := known.ref(doc)
		if _, leaves := slices.BinarySearchFunc(leaving, o.key(), key.compare); !leaves {
			out = append(out, *o)
		}
	}
	out = append(out, coming...)
	slices.SortFunc(out, byKey)
	return out
}

func byKey(a, b offer) int {
	return a.key().compare(b.key())
}

// sparse is how few offers a block may hold before it is joined with the one before it.
const sparse = blockSize / 4

// fill appends the members in blocks of equal size; few are joined with the block before.
func (r run) fill(now table[offer], members []offer) run {
	if last := len(r) - 1; last >= 0 && len(members) > 0 && len(members) < sparse && len(members)+len(r[last].docs) <= blockSize*3/4 {
		members = r[last].merged(now, nil, members)
		r = r[:last]
	}
	for parts := (len(members) + blockSize - 1) / blockSize; parts > 0; parts-- {
		n := len(members) / parts
		r = append(r, newBlock(members[:n]))
		members = members[n:]
	}
	return r
}
