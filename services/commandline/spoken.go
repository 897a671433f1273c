package commandline

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"konggang/services/spoken"
)

// maxLine bounds a line of a filter, bytes.
const maxLine = 1 << 20

var errLongLine = fmt.Errorf("longer than %d bytes", maxLine)

// Speak reads lines and writes the spoken form of each, an empty line where it cannot be read or is longer than a
// mebibyte, and the reason, with the line's number, to errs. It tells whether all could be read. What was read before an
// error is written all the same.
func Speak(in io.Reader, out, errs io.Writer) (bool, error) {
	w := bufio.NewWriter(out)
	all, err := speak(bufio.NewReaderSize(in, maxLine+len("\r\n")), w, errs)
	return all, errors.Join(err, w.Flush())
}

func speak(in *bufio.Reader, out, errs io.Writer) (bool, error) {
	all := true
	for n := 1; ; n++ {
		written, short, err := nextLine(in)
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		text, unread := "", errLongLine
		if short {
			text, unread = spoken.Text(written)
		}
		if unread != nil {
			all, text = false, ""
			if _, err := fmt.Fprintf(errs, "%d: %v\n", n, unread); err != nil {
				return all, err
			}
		}
		if _, err := fmt.Fprintln(out, text); err != nil {
			return all, err
		}
	}
}

// nextLine reads a line without its end. Of a line that is too long it keeps nothing and tells so.
func nextLine(in *bufio.Reader) (written string, short bool, err error) {
	part, err := in.ReadSlice('\n')
	short = !errors.Is(err, bufio.ErrBufferFull)
	written = string(bytes.TrimSuffix(bytes.TrimSuffix(part, []byte("\n")), []byte("\r")))
	for errors.Is(err, bufio.ErrBufferFull) {
		_, err = in.ReadSlice('\n')
	}
	if errors.Is(err, io.EOF) && len(part) > 0 { // the last line may lack its end
		err = nil
	}
	return written, short && len(written) <= maxLine, err
}
