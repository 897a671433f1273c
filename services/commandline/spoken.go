package commandline

import (
	"bufio"
	"errors"
	"fmt"
	"io"

	"konggang/services/spoken"
)

// maxLine bounds a line of a filter, bytes.
const maxLine = 1 << 20

// Speak reads lines and writes the spoken form of each, an empty line where it cannot be read and the reason, with the
// line's number, to errs. It tells whether all could be read. What was read before an error is written all the same.
func Speak(in io.Reader, out, errs io.Writer) (bool, error) {
	w := bufio.NewWriter(out)
	all, err := speak(in, w, errs)
	return all, errors.Join(err, w.Flush())
}

func speak(in io.Reader, out, errs io.Writer) (bool, error) {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	all := true
	for n := 1; lines.Scan(); n++ {
		text, err := spoken.Text(lines.Text())
		if err != nil {
			all, text = false, ""
			if _, err := fmt.Fprintf(errs, "%d: %v\n", n, err); err != nil {
				return all, err
			}
		}
		if _, err := fmt.Fprintln(out, text); err != nil {
			return all, err
		}
	}
	return all, lines.Err()
}
