package typeset

import (
	"fmt"
	"strings"
)

// Path is the black modules as the data of an SVG path, for a viewBox of Modules units a side: whole units, the quiet margin
// left free.
func (q QR) Path() string {
	var d strings.Builder
	for _, b := range q.bars() {
		_, _ = fmt.Fprintf(&d, "M%d %dh%dv1h-%dz", b.x, b.y, b.length, b.length)
	}
	return d.String()
}
