package matching

import (
	"slices"
	"sync"
	"sync/atomic"
)

// trade is what an offer is about, as far as wishes are concerned: the numbers of its occupation and of its title.
type trade struct{ occupation, title uint32 }

// trades is all that vacancies were ever about, and all that seekers ever wished, shared by all versions of a market.
type trades struct {
	rules  Occupations
	codes  *names
	titles *relation

	mu     sync.RWMutex
	list   []trade
	known  map[trade]bool
	of     map[uint32][]uint32 // title → its occupations
	rows   map[string]*row
	wishes map[wording]*wish
}

func newTrades(rules Occupations) *trades {
	return &trades{
		rules: rules, codes: newNames(), titles: similarity(newLexicon()), known: map[trade]bool{}, of: map[uint32][]uint32{},
		rows: map[string]*row{}, wishes: map[wording]*wish{},
	}
}

// add is the trade of a code and a plain title, noted when it is new.
func (t *trades) add(code, title string) trade {
	out := trade{t.codes.add(code), t.titles.words.add(title)}
	t.mu.RLock()
	known := t.known[out]
	t.mu.RUnlock()
	if known {
		return out
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.known[out] {
		t.known[out] = true
		t.list = append(t.list, out)
		t.of[out.title] = append(t.of[out.title], out.occupation)
	}
	return out
}

// size is the number of trades so far.
func (t *trades) size() int {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return len(t.list)
}

func (t *trades) kinship(a, b string) uint8 {
	if a == "" || b == "" {
		return 0
	}
	return uint8(min(max(t.rules.Kinship(a, b), 0), 4))
}

// row is how near every occupation comes to a wished code: the level by occupation, and the occupations by level 1 to 4.
type row struct {
	level []uint8
	near  [5][]uint32
}

// row is the row of a code over all occupations so far. The lock must be held.
func (t *trades) row(code string) *row {
	known, ok := t.rows[code]
	if !ok {
		known = &row{}
	}
	codes := t.codes.all()
	if len(known.level) == len(codes) && ok {
		return known
	}
	next := &row{slices.Clone(known.level), known.near}
	for level := range next.near {
		next.near[level] = slices.Clip(next.near[level]) // so that those who read the old row see no more
	}
	for i := len(known.level); i < len(codes); i++ {
		level := t.kinship(code, codes[i])
		next.level = append(next.level, level)
		if level > 0 {
			next.near[level] = append(next.near[level], uint32(i))
		}
	}
	t.rows[code] = next
	return next
}

// wording is how a wish was made: the words, "" when only a code was chosen, and the code.
type wording struct{ said, code string }

// wish is one kind of work that somebody wants, shared by all who want it in the same words.
type wish struct {
	wording
	number uint32
	trades *trades
	title  said
	mu     sync.Mutex
	known  atomic.Pointer[reading]
}

// wishFor is the wish of a wording; keep remembers one that is new for those who come later.
func (t *trades) wishFor(said, code string, keep bool) *wish {
	key := wording{said, code}
	t.mu.RLock()
	w, ok := t.wishes[key]
	t.mu.RUnlock()
	if ok {
		return w
	}
	w = &wish{wording: key, trades: t}
	w.title.word, w.title.relation = plain(said), t.titles
	if said != "" {
		w.code, _ = t.rules.Find(said)
	}
	if !keep {
		return w
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if other, ok := t.wishes[key]; ok {
		return other
	}
	w.number = uint32(len(t.wishes))
	t.wishes[key] = w
	return w
}

// reading is what a wish comes to over the trades so far.
type reading struct {
	trades int
	*row
	// titles are those that are similar to the wished one, ascending, and same is the wished one itself, −1 when no
	// vacancy has it; mask has the bit of every one of them.
	titles []uint32
	same   int64
	mask   uint64
	// raised is, by level 3 and 4, the occupations in which such a title stands and whose code alone comes less near.
	raised [5][]uint32
}

// titleBit is the bit of a title in the masks of blocks and readings.
func titleBit(title uint32) uint64 { return 1 << (title & 63) }

// read is the reading of the wish over the first so many trades and codes at least.
func (w *wish) read(trades, codes int) *reading {
	if r := w.known.Load(); r != nil && r.trades >= trades && len(r.level) >= codes {
		return r
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	r := w.trades.read(w)
	w.known.Store(r)
	return r
}

func (t *trades) read(w *wish) *reading {
	t.mu.Lock()
	defer t.mu.Unlock()
	r := &reading{trades: len(t.list), row: t.row(w.code), same: -1}
	if w.title.word == "" {
		return r
	}
	r.titles = w.title.related(len(t.titles.words.all()))
	if same, ok := t.titles.words.find(w.title.word); ok {
		r.same = int64(same)
	}
	for _, title := range r.titles {
		r.mask |= titleBit(title)
		level := r.text(title)
		for _, occupation := range t.of[title] {
			if r.level[occupation] < level {
				r.raised[level] = append(r.raised[level], occupation)
			}
		}
	}
	for level := range r.raised {
		slices.Sort(r.raised[level])
		r.raised[level] = slices.Compact(r.raised[level])
	}
	return r
}

// text is how near a title comes to the wished one: 4 the same, 3 one inside the other, else 0.
func (r *reading) text(title uint32) uint8 {
	if int64(title) == r.same {
		return 4
	}
	if _, ok := slices.BinarySearch(r.titles, title); ok {
		return 3
	}
	return 0
}
