package occupations

import (
	"bytes"
	_ "embed" // the classification and the synonyms are part of the program
	"encoding/csv"
	"fmt"
	"strconv"
	"sync"
)

//go:embed occupations.csv
var treeFile []byte

//go:embed synonyms.csv
var synonymFile []byte

//go:embed related.csv
var relatedFile []byte

type table struct {
	byCode  map[string]Occupation
	titles  map[string]string         // folded name or synonym → code of an occupation
	longest int                       // runes of the longest title
	related map[string]map[string]int // two minor classes, either way round → their kinship
}

// bundled reads the three files once. They are compiled in, so a fault in them is a fault of the program.
var bundled = sync.OnceValue(func() table {
	t, err := load(treeFile, synonymFile, relatedFile)
	if err != nil {
		panic("occupations: " + err.Error())
	}
	return t
})

// load reads the tree (code, name, parent, level; parents first), the synonyms (title, code, reason) and the minor classes
// that are nearer to each other than the tree says (a, b, kinship, reason).
func load(tree, synonyms, related []byte) (table, error) {
	t := table{byCode: map[string]Occupation{}, titles: map[string]string{}, related: map[string]map[string]int{}}
	if err := eachRow(tree, 4, t.addOccupation); err != nil {
		return t, fmt.Errorf("tree: %w", err)
	}
	if err := eachRow(synonyms, 3, t.addSynonym); err != nil {
		return t, fmt.Errorf("synonyms: %w", err)
	}
	if err := eachRow(related, 4, t.addRelated); err != nil {
		return t, fmt.Errorf("related classes: %w", err)
	}
	t.longest = longestOf(t.titles)
	return t, nil
}

func (t table) addOccupation(row []string) error {
	level, err := strconv.Atoi(row[3])
	if err != nil {
		return fmt.Errorf("level of %s: %w", row[0], err)
	}
	if parent := t.byCode[row[2]]; parent.Level != level-1 {
		return fmt.Errorf("%s does not lie one level below %q", row[0], row[2])
	}
	if _, twice := t.byCode[row[0]]; twice {
		return fmt.Errorf("%s is there twice", row[0])
	}
	t.byCode[row[0]] = Occupation{Code: row[0], Name: row[1], Parent: row[2], Level: level}
	if level == Levels {
		return t.addTitle(row[1], row[0])
	}
	return nil
}

func (t table) addSynonym(row []string) error {
	if t.byCode[row[1]].Level != Levels {
		return fmt.Errorf("%s: %q is not an occupation", row[0], row[1])
	}
	if row[2] == "" {
		return fmt.Errorf("%s has no reason", row[0])
	}
	return t.addTitle(row[0], row[1])
}

func (t table) addRelated(row []string) error {
	a, b := row[0], row[1]
	for _, code := range []string{a, b} {
		if t.byCode[code].Level != Levels-1 {
			return fmt.Errorf("%q is no minor class", code)
		}
	}
	kinship, err := strconv.Atoi(row[2])
	switch {
	case err != nil || kinship >= Levels:
		return fmt.Errorf("%s and %s: kinship %q is none of 1 to %d", a, b, row[2], Levels-1)
	case kinship <= sharedLevels(a, b):
		return fmt.Errorf("%s and %s share %d levels of the tree, so that %d says nothing", a, b, sharedLevels(a, b), kinship)
	case row[3] == "":
		return fmt.Errorf("%s and %s have no reason", a, b)
	case t.related[a][b] != 0:
		return fmt.Errorf("%s and %s are there twice", a, b)
	}
	t.relate(a, b, kinship)
	t.relate(b, a, kinship)
	return nil
}

func (t table) relate(a, b string, kinship int) {
	if t.related[a] == nil {
		t.related[a] = map[string]int{}
	}
	t.related[a][b] = kinship
}

func (t table) addTitle(title, code string) error {
	key := fold(title)
	if other, taken := t.titles[key]; taken || key == "" {
		return fmt.Errorf("title %q of %s already means %s", title, code, other)
	}
	t.titles[key] = code
	return nil
}

// eachRow gives every row below the header to add; each must have the same number of columns.
func eachRow(file []byte, columns int, add func(row []string) error) error {
	r := csv.NewReader(bytes.NewReader(file))
	r.FieldsPerRecord = columns
	rows, err := r.ReadAll()
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return fmt.Errorf("no header")
	}
	for _, row := range rows[1:] {
		if err := add(row); err != nil {
			return err
		}
	}
	return nil
}
