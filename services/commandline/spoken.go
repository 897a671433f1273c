package commandline

import (
	"bufio"
	"fmt"
	"io"

	"konggang/services/spoken"
)

// maxLine bounds a line of a filter, bytes.
const maxLine = 1 << 20

// Speak reads lines and writes the spoken form of each, an empty line where it cannot be read and the reason, with the
// line's number, to errs. It tells whether all could be read.
func Speak(in io.Reader, out, errs io.Writer) (bool, error) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	w := bufio.NewWriter(out)
	all := true
	for n := 1; lines.Scan(); n++ {
		text, err := spoken.Text(lines.Text())
		if err != nil {
			all, text = false, ""
			if _, err := fmt.Fprintf(errs, "%d: %v\n", n, err); err != nil {
				return all, err
			}
		}
		if _, err := fmt.Fprintln(w, text); err != nil {
			return all, err
		}
	}
	if err := lines.Err(); err != nil {
		return all, err
	}
	return all, w.Flush()
}
