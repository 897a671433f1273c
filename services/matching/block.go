package matching

import (
	"cmp"
	"math"
	"slices"
)

// blockSize is the most offers that a block holds. Fewer make tighter bounds and more of them.
const blockSize = 16

// key orders the offers of an occupation: by shape, so that what a block offers is much the same and its bounds are tight;
// then by title, so that a wished title is found in few blocks; then by vacancy, so that no two are equal.
type key struct {
	shape, title, doc uint32
}

func (k key) compare(l key) int {
	return cmp.Or(cmp.Compare(k.shape, l.shape), cmp.Compare(k.title, l.title), cmp.Compare(k.doc, l.doc))
}

func (o *offer) key() key { return key{o.shape(), o.trade.title, o.doc} }

// wageStep is what wages of one shape differ by at most, in fen: a thousand yuan.
const wageStep = 100_000

// shape is what weighs most of what is offered besides the work: the needs it meets, whether it asks for skills, the wage in
// steps, the shift. It orders offers and decides nothing else.
func (o *offer) shape() uint32 {
	shape := uint32(o.needs)<<12 | uint32(min(max(o.wage, 0)/wageStep, 255))<<3 | uint32(o.shift)
	if o.skills != 0 {
		shape |= 1 << 11
	}
	return shape
}

// block is up to blockSize offers of one occupation in the order of their keys, with what bounds them all. It is never
// changed.
type block struct {
	bounds
	gists []gist
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

// noBounds bounds nothing.
var noBounds = bounds{wage: unwaged, ageMin: math.MaxUint8, schooling: math.MaxUint8}

func newBlock(members []offer) block {
	b := block{noBounds, make([]gist, len(members))}
	for i := range members {
		b.gists[i] = members[i].gist()
		own := members[i].bounds()
		b.join(&own)
	}
	return b
}

// bounds is what bounds the offer alone.
func (o *offer) bounds() bounds {
	return bounds{
		wage: o.wage, skills: o.skillMask, titles: titleBit(o.trade.title), opened: o.opened, valid: o.valid,
		ageMin: o.ageMin, ageMax: o.ageMax, schooling: o.schooling, needs: o.needs, shifts: 1 << o.shift,
		someUnwaged: o.wage == unwaged, noneAsked: o.skills == 0,
	}
}

// join widens the bounds by others.
func (b *bounds) join(c *bounds) {
	b.wage, b.someUnwaged = max(b.wage, c.wage), b.someUnwaged || c.someUnwaged
	b.noneAsked = b.noneAsked || c.noneAsked
	b.skills |= c.skills
	b.titles |= c.titles
	b.opened, b.valid = max(b.opened, c.opened), max(b.valid, c.valid)
	b.ageMin, b.ageMax, b.schooling = min(b.ageMin, c.ageMin), max(b.ageMax, c.ageMax), min(b.schooling, c.schooling)
	b.needs |= c.needs
	b.shifts |= c.shifts
}

// run is the blocks of one occupation in the order of their keys, never changed; each span bounds spanSize of them.
type run struct {
	blocks []block
	spans  []bounds
}

const spanSize = 16

// span is the blocks that a span bounds.
func (r run) span(i int) []block { return r.blocks[i*spanSize : min((i+1)*spanSize, len(r.blocks))] }

// edit is the run without the offers of some keys and with others added; both in ascending order. Before has the offers
// that are in the run, now those that will be. Blocks in which nothing happens are shared with the old run.
func (r run) edit(before, now table[offer], gone []key, added []offer) run {
	out := make([]block, 0, len(r.blocks)+1)
	for i := range max(1, len(r.blocks)) {
		var here block
		if i < len(r.blocks) {
			here = r.blocks[i]
		}
		leaving, coming := gone, added
		if i+1 < len(r.blocks) {
			end := before.ref(r.blocks[i+1].gists[0].doc).key()
			leaving, gone = splitAt(gone, end, func(k key) key { return k })
			coming, added = splitAt(added, end, func(o offer) key { return o.key() })
		}
		if len(leaving) == 0 && len(coming) == 0 {
			if len(here.gists) > 0 {
				out = append(out, here)
			}
			continue
		}
		out = fill(out, now, here.merged(before, leaving, coming))
	}
	return spanned(out)
}

// spanned is a run of blocks.
func spanned(blocks []block) run {
	r := run{blocks: blocks}
	for from := 0; from < len(blocks); from += spanSize {
		all := noBounds
		for _, b := range r.span(len(r.spans)) {
			all.join(&b.bounds)
		}
		r.spans = append(r.spans, all)
	}
	return r
}

// splitAt parts an ascending list into what is below a key and the rest.
func splitAt[T any](list []T, end key, keyOf func(T) key) (below, rest []T) {
	n, _ := slices.BinarySearchFunc(list, end, func(x T, end key) int { return keyOf(x).compare(end) })
	return list[:n], list[n:]
}

// merged is the members of the block after an edit.
func (b *block) merged(known table[offer], leaving []key, coming []offer) []offer {
	out := make([]offer, 0, len(b.gists)+len(coming))
	for i := range b.gists {
		o := known.ref(b.gists[i].doc)
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
func fill(r []block, now table[offer], members []offer) []block {
	if last := len(r) - 1; last >= 0 && len(members) > 0 && len(members) < sparse && len(members)+len(r[last].gists) <= blockSize*3/4 {
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
