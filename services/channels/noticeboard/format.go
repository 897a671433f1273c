package noticeboard

// Format is what forms of the sheet that are not set here know of its paper: its name, how it lies, and the least type on it
// in points, of the body and of job, wage and phone.
type Format struct {
	Paper        string // A4, A3
	Landscape    bool
	Body, Strong float64
}

// FormatOf is the format that o asks for; errors as for PDF.
func FormatOf(o Options) (Format, error) {
	p, err := paperOf(o)
	if err != nil {
		return Format{}, err
	}
	f := Format{Paper: "A4", Landscape: !p.stacked, Body: p.em(), Strong: p.em() * p.emphasis}
	if o.Paper == "a3" {
		f.Paper = "A3"
	}
	return f, nil
}
