package figures

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// WriteTable writes the rows for people: a line a figure, and under it what was done and, where it is not reached, why.
func WriteTable(w io.Writer, rows []Row) error {
	cells := [][]string{{"figure", "value", "unit", "baseline", "ratio", "reach", ""}}
	for _, r := range rows {
		verdict := "ok"
		switch {
		case r.Reach.meets == nil:
			verdict = ""
		case !r.OK():
			verdict = "NOT REACHED"
		}
		cells = append(cells, []string{r.Name, number(r.Value), r.Unit, number(r.Baseline), number(r.Ratio), r.Reach.words, verdict})
	}
	widths := widest(cells)
	for i, line := range cells {
		if err := writeLine(w, line, widths); err != nil {
			return err
		}
		if i == 0 {
			continue
		}
		if err := writeNotes(w, rows[i-1]); err != nil {
			return err
		}
	}
	return nil
}

func widest(cells [][]string) []int {
	widths := make([]int, len(cells[0]))
	for _, line := range cells {
		for i, c := range line {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	return widths
}

// writeLine puts words to the left and numbers, the second, fourth and fifth column, to the right.
func writeLine(w io.Writer, line []string, widths []int) error {
	var b strings.Builder
	for i, c := range line {
		room := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
		if i == 1 || i == 3 || i == 4 {
			b.WriteString(room + c + "  ")
		} else {
			b.WriteString(c + room + "  ")
		}
	}
	_, err := fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	return err
}

func writeNotes(w io.Writer, r Row) error {
	if r.Done != "" {
		if _, err := fmt.Fprintln(w, "    "+r.Done); err != nil {
			return err
		}
	}
	if r.Why != "" && !r.OK() {
		_, err := fmt.Fprintln(w, "    why: "+r.Why)
		return err
	}
	return nil
}

// number prints three digits that matter, and all of a whole number; "–" for what is not there.
func number(x float64) string {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return "–"
	case math.Abs(x) >= 1000 || x == math.Trunc(x):
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}
