package screening

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// kind is the set of parts that a word can play in a sentence of an advert, its classes: 客户 is a thing, and a party that
// pays. Words of the same classes are of the same kind. Kind 0 is none.
type kind int

// node is a place in the tree of words: what the word that ends here is, and where its next character leads.
type node struct {
	kind kind
	next map[rune]*node
}

// lexicon is every known word by its characters, and the classes of every kind.
type lexicon struct {
	words   *node
	classes [][]string        // of a kind
	kinds   map[string]kind   // by their classes, joined
	members map[string][]kind // the kinds that have a class
}

// markClasses are the classes that no word has: marks, figures, and what the lexicon does not know.
var markClasses = []string{"other", "latin", "num", "gap", "comma", "pause", "stop", "colon", "bracket", "dash", "slash", "plus", "equal", "percent"}

// bundled reads the embedded files once. They are compiled in, so a fault in them is a fault of the program.
var bundled = sync.OnceValue(func() *lexicon {
	l, err := loadLexicon()
	if err != nil {
		panic("screening: " + err.Error())
	}
	return l
})

func loadLexicon() (*lexicon, error) {
	l := newLexicon()
	for _, name := range markClasses {
		l.kind([]string{name})
	}
	files, err := lexiconFiles.ReadDir("lexicon")
	if err != nil {
		return nil, err
	}
	for _, f := range files {
		content, err := lexiconFiles.ReadFile("lexicon/" + f.Name())
		if err != nil {
			return nil, err
		}
		if err := l.read(string(content)); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
	}
	return l, nil
}

// read takes lines of a class, a colon and its words; a line that begins with # gives the reason of what follows.
func (l *lexicon) read(content string) error {
	for n, line := range strings.Split(content, "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, words, ok := strings.Cut(line, ":")
		if !ok {
			return fmt.Errorf("line %d has no class", n+1)
		}
		for _, w := range strings.Fields(words) {
			l.add(w, name)
		}
	}
	return nil
}

func newLexicon() *lexicon {
	return &lexicon{words: &node{}, classes: [][]string{nil}, kinds: map[string]kind{"": 0}, members: map[string][]kind{}}
}

// kind is the kind of words with these classes, a new one when there is none yet.
func (l *lexicon) kind(classes []string) kind {
	key := strings.Join(classes, " ")
	if k, ok := l.kinds[key]; ok {
		return k
	}
	k := kind(len(l.classes))
	l.kinds[key] = k
	l.classes = append(l.classes, classes)
	for _, name := range classes {
		l.members[name] = append(l.members[name], k)
	}
	return k
}

// is tells whether a kind has a class.
func (l *lexicon) is(k kind, class string) bool { return slices.Contains(l.classes[k], class) }

// add gives a word a class more.
func (l *lexicon) add(word, class string) {
	at := l.words
	for _, r := range strings.Map(foldSmall, word) {
		if at.next == nil {
			at.next = map[rune]*node{}
		}
		if at.next[r] == nil {
			at.next[r] = &node{}
		}
		at = at.next[r]
	}
	if l.is(at.kind, class) {
		return
	}
	classes := append(slices.Clone(l.classes[at.kind]), class)
	slices.Sort(classes)
	at.kind = l.kind(classes)
}

// longest is the longest word that begins at signs[i], and the place behind it. Gaps inside a word do not count, since a
// word pulled apart is still read: 限 男.
func (l *lexicon) longest(signs []sign, i int) (found kind, end int) {
	at := l.words
	for j, gaps := i, 0; j < len(signs); j++ {
		next := at.next[signs[j].r]
		if next == nil && signs[j].r == gapMark && j > i && gaps < 2 {
			gaps++
			continue
		}
		if next == nil {
			break
		}
		if at, gaps = next, 0; at.kind != 0 && !cutsRun(signs, i, j+1) {
			found, end = at.kind, j+1
		}
	}
	return found, end
}

// cutsRun tells whether signs[i:end] begins or ends in the middle of a run of letters or of digits.
func cutsRun(signs []sign, i, end int) bool {
	return i > 0 && together(signs[i-1].r, signs[i].r) || end < len(signs) && together(signs[end-1].r, signs[end].r)
}

func together(a, b rune) bool { return latin(a) && latin(b) || digit(a) && digit(b) }

func latin(r rune) bool { return r >= 'a' && r <= 'z' }
