package typeset

import "errors"

// Canvas draws pages. Its two kinds, PDF and PNG, draw the same layout.
//
// A drawing call that cannot be carried out is remembered and reported by the
// canvas's own encoding method, so that a layout reads as a list of calls.
type Canvas interface {
	// NewPage starts a white page of the given size in points.
	NewPage(width, height float64)
	// Text draws one line with its baseline at y. Line ends count as spaces.
	Text(x, y float64, text string, style Style, color Color)
	// TextUp draws one line turned by a quarter to the left: it starts at y, reads upwards, and has its baseline at x.
	TextUp(x, y float64, text string, style Style, color Color)
	// Rect fills a rectangle whose top left corner is x, y.
	Rect(x, y, width, height float64, color Color)
	// HLine draws a horizontal line from x1 to x2, centred on y. On an image it
	// covers whole pixels, one at least.
	HLine(x1, x2, y, thickness float64, color Color)
	// VLine draws a vertical line from y1 to y2, centred on x, as HLine does.
	VLine(x, y1, y2, thickness float64, color Color)
	// QR draws a code black on a white square of the given side, which includes
	// the quiet margin, with its top left corner at x, y.
	QR(x, y, side float64, code QR)
}

var (
	// ErrNoPage reports drawing before NewPage, or encoding without any page.
	ErrNoPage = errors.New("typeset: no page")
	// ErrPageSize reports a page that is empty, not finite, or too large.
	ErrPageSize = errors.New("typeset: page size out of range")
	// ErrCoordinate reports a coordinate that is not finite, or a type size that
	// is not between 0 and 1,000 points.
	ErrCoordinate = errors.New("typeset: coordinate or type size out of range")
	// ErrQRTooSmall reports a QR code with modules under one pixel.
	ErrQRTooSmall = errors.New("typeset: QR code too small to scan")
)
