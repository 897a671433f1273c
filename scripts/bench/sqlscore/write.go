package sqlscore

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// words gives every new word the next number.
type words[K comparable] map[K]int

func (w words[K]) of(key K) int {
	n, known := w[key]
	if !known {
		n = len(w)
		w[key] = n
	}
	return n
}

func (w words[K]) all(keys []K) []int {
	var out []int
	for _, k := range keys {
		out = append(out, w.of(k))
	}
	return out
}

func (w words[K]) list() []K {
	out := make([]K, len(w))
	for key, n := range w {
		out[n] = key
	}
	return out
}

// rowsAtOnce is how many rows one statement writes.
const rowsAtOnce = 500

// writer collects rows and writes them many at a time, the tables in the order in which they came.
type writer struct {
	ctx    context.Context
	db     *sql.DB
	tables []string
	rows   map[string][]string
	values map[string][]any
	err    error
}

func (w *writer) put(table string, values ...any) {
	if w.rows == nil {
		w.rows, w.values = map[string][]string{}, map[string][]any{}
	}
	if _, known := w.rows[table]; !known {
		w.tables = append(w.tables, table)
	}
	w.rows[table] = append(w.rows[table], "(?"+strings.Repeat(", ?", len(values)-1)+")")
	w.values[table] = append(w.values[table], values...)
	if len(w.rows[table]) == rowsAtOnce {
		w.write(table)
	}
}

func (w *writer) putEach(table string, n int, numbers []int) {
	for _, number := range numbers {
		w.put(table, n, number)
	}
}

func (w *writer) flush() {
	for _, table := range w.tables {
		w.write(table)
	}
}

func (w *writer) write(table string) {
	if w.err == nil && len(w.rows[table]) > 0 {
		_, w.err = w.db.ExecContext(w.ctx, fmt.Sprintf("INSERT INTO %s VALUES %s", table, strings.Join(w.rows[table], ", ")), w.values[table]...)
	}
	w.rows[table], w.values[table] = w.rows[table][:0], w.values[table][:0]
}
