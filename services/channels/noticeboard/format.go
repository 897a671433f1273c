package noticeboard

// Format is what forms of the sheet that are not set here know of its paper: its name and how it lies.
type Format struct {
	Paper     string // A4, A3
	Landscape bool
}

// FormatOf is the format that o asks for; errors as for PDF.
func FormatOf(o Options) (Format, error) {
	p, err := paperOf(o)
	if err != nil {
		return Format{}, err
	}
	f := Format{Paper: "A4", Landscape: !p.stacked}
	if o.Paper == "a3" {
		f.Paper = "A3"
	}
	return f, nil
}
