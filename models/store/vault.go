package store

import (
	"encoding/json"
	"fmt"
	"strings"
)

// vault is every column that a sealing key is needed for. Rotate goes by it: a sealed column that is not here would be lost
// with its key, so a test holds the rows of the store against it.
var vault = []sealedTable{
	{"seekers", []string{"id"}, []sealedColumn{
		{name: nameColumn, index: "name_index", label: nameColumn},
		{name: phoneColumn, index: "phone_index", label: phoneColumn},
		{name: "consents", part: "scope", field: "witnessed_by"},
	}, nil},
	{"accounts", []string{"id"}, []sealedColumn{{name: phoneColumn, index: "phone_index", label: signInColumn}}, nil},
	{"consents", []string{"id"}, []sealedColumn{{name: "witness"}}, nil},
	{"reports", []string{"id"}, []sealedColumn{{name: "text"}}, nil},
	{"targets", []string{"id"}, []sealedColumn{{name: "url"}, {name: "secret"}}, nil},
	{"idempotency_keys", []string{"caller", "request_key"}, []sealedColumn{{name: "report"}}, nil},
	{"secrets", []string{"name"}, []sealedColumn{{name: "value"}}, nil},
	{"attempts", []string{"phone_index"}, nil, []string{"phone_index"}},
	{"codes", []string{"id"}, nil, []string{"phone_index", "hash"}},
	{"invitations", []string{"id"}, nil, []string{"phone_index"}},
}

// sealedTable is a table with its primary key. Fleeting are the columns with blind indexes of texts that are not kept: nobody
// can make them anew, and they go by themselves, the key being needed until then.
type sealedTable struct {
	name     string
	key      []string
	sealed   []sealedColumn
	fleeting []string
}

// sealedColumn is a column that holds a ciphertext, or, where it has a field, a JSON list of objects that each hold one in that
// field, for the place that their part names. Index is the column with the blind index of the text, made under the label.
type sealedColumn struct {
	name  string
	index string
	label string
	part  string
	field string
}

func (t sealedTable) columns() []string {
	out := append([]string{}, t.key...)
	for _, c := range t.sealed {
		if out = append(out, c.name); c.index != "" {
			out = append(out, c.index)
		}
	}
	return append(out, t.fleeting...)
}

// vaultRow is a row by its columns, NULL as nil.
type vaultRow map[string][]byte

func (t sealedTable) id(row vaultRow) string {
	var parts []string
	for _, k := range t.key {
		parts = append(parts, string(row[k]))
	}
	return strings.Join(parts, " ")
}

// turned is the cell with each ciphertext in it replaced by what turn makes of it.
func (c sealedColumn) turned(cell []byte, at place, turn func(place, sealed) (sealed, error)) (any, error) {
	if c.field == "" {
		return turn(at, sealed{cell})
	}
	var list []map[string]json.RawMessage
	if err := json.Unmarshal(cell, &list); err != nil {
		return nil, fmt.Errorf("store: %s.%s of %s does not hold what was written", at.table, at.column, at.row)
	}
	for _, element := range list {
		if err := c.turnElement(element, at, turn); err != nil {
			return nil, err
		}
	}
	text, err := json.Marshal(list)
	return string(text), err
}

func (c sealedColumn) turnElement(element map[string]json.RawMessage, at place, turn func(place, sealed) (sealed, error)) error {
	var part string
	var kept sealed
	for name, into := range map[string]any{c.part: &part, c.field: &kept} {
		if err := json.Unmarshal(element[name], into); err != nil {
			return fmt.Errorf("store: %s.%s of %s does not hold what was written", at.table, at.column, at.row)
		}
	}
	next, err := turn(place{at.table, at.column + "/" + part, at.row}, kept)
	if err == nil {
		element[c.field], err = json.Marshal(next)
	}
	return err
}

// census counts how many values each key is needed for, by its id.
type census struct{ values, fleeting map[string]int }

func newCensus() census { return census{map[string]int{}, map[string]int{}} }

// count adds a row and tells whether something in it is sealed or indexed under another key than the one with this id.
func (c census) count(t sealedTable, row vaultRow, current string) (stale bool, err error) {
	see := func(id string) {
		c.values[id]++
		stale = stale || id != current
	}
	for _, column := range t.sealed {
		if row[column.name] == nil {
			continue
		}
		_, err = column.turned(row[column.name], place{t.name, column.name, t.id(row)}, func(_ place, kept sealed) (sealed, error) {
			see(kept.keyID())
			return kept, nil
		})
		if err != nil {
			see("") // nobody knows under which keys
			return true, err
		}
		if column.index != "" {
			see(blindIndex(row[column.index]).keyID())
		}
	}
	for _, column := range t.fleeting {
		if row[column] != nil {
			c.fleeting[blindIndex(row[column]).keyID()]++
		}
	}
	return stale, nil
}

// needs tells whether anything was counted for a key, or for one that cannot be told.
func (c census) needs(id string) bool { return c.values[id]+c.values[""]+c.fleeting[id] > 0 }

// anew gives what the row's columns hold when everything in it is sealed under the ring's current key.
func (t sealedTable) anew(ring *Keyring, row vaultRow) (map[string]any, error) {
	out := map[string]any{}
	for _, c := range t.sealed {
		if row[c.name] == nil {
			continue
		}
		var err error
		out[c.name], err = c.turned(row[c.name], place{t.name, c.name, t.id(row)}, func(at place, kept sealed) (sealed, error) {
			text, err := ring.unseal(at, kept)
			if c.index != "" {
				out[c.index] = ring.blind(c.label, text)
			}
			return ring.seal(at, text), err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// unchanged is the condition that the row is still what was read.
func (t sealedTable) unchanged(row vaultRow) conditions {
	var where conditions
	for _, k := range t.key {
		where.add(k+" = ?", string(row[k]))
	}
	for _, c := range t.sealed {
		switch {
		case row[c.name] == nil:
			where.add(c.name + " IS NULL")
		case c.field == "":
			where.add(c.name+" = ?", row[c.name])
		default:
			where.add(c.name+" = ?", string(row[c.name]))
		}
	}
	return where
}
