package commandline

import (
	"fmt"
	"io"
	"strings"
)

// barWidth is the length of a progress bar, characters.
const barWidth = 30

// Bar draws progress on one line of a terminal; it gives a function to hear of progress.
func Bar(w io.Writer, label string) func(done, total int) {
	last := -1
	return func(done, total int) {
		percent := min(max(0, done), total) * 100 / max(1, total)
		if percent == last {
			return
		}
		last = percent
		full := percent * barWidth / 100
		_, _ = fmt.Fprintf(w, "\r%s [%s%s] %3d%%", label, strings.Repeat("#", full), strings.Repeat(" ", barWidth-full), percent)
		if done == total {
			_, _ = fmt.Fprintln(w)
		}
	}
}
