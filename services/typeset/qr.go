package typeset

import (
	"errors"
	"fmt"

	"rsc.io/qr"
)

// ErrQRContent reports a text that no QR code can hold.
var ErrQRContent = errors.New("typeset: text does not fit a QR code")

// quietModules is the empty margin on each side of a QR code (ISO/IEC 18004, 6.3.8).
const quietModules = 4

// QR is an encoded QR code.
type QR struct {
	code *qr.Code
}

// NewQR encodes text with error correction level M, which survives a stain or
// a fold on paper. It fails with ErrQRContent if text is empty or too long.
func NewQR(text string) (QR, error) {
	if text == "" {
		return QR{}, fmt.Errorf("%w: empty", ErrQRContent)
	}
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return QR{}, fmt.Errorf("%w: %d bytes: %w", ErrQRContent, len(text), err)
	}
	return QR{code: code}, nil
}

// Modules is the number of modules on a side, with the quiet margin.
func (q QR) Modules() int {
	if q.code == nil {
		return 0
	}
	return q.code.Size + 2*quietModules
}

// bar is a horizontal stretch of black modules, counted from the corner of the
// quiet margin.
type bar struct{ x, y, length int }

func (q QR) bars() []bar {
	if q.code == nil {
		return nil
	}
	var out []bar
	for y := range q.code.Size {
		for x := 0; x < q.code.Size; x++ {
			start := x
			for q.code.Black(x, y) { // white outside the code
				x++
			}
			if x > start {
				out = append(out, bar{x: start + quietModules, y: y + quietModules, length: x - start})
			}
		}
	}
	return out
}
