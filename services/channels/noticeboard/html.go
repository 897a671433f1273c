package noticeboard

import (
	"bytes"
	_ "embed" // the page and its style
	"fmt"
	"html/template"
	"strings"
	plain "text/template"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/flow"
	"konggang/services/typeset"
)

//go:embed page.tmpl
var pageFile string

//go:embed page.css
var styleFile string

// style is the page's, in the colours of the sheet.
var style = coloured(styleFile)

var pageTemplate = template.Must(template.New("page").Parse(pageFile))

// webPage is what the template shows. Heads and cells hold the sheet's own words, so that no form of it says anything else.
type webPage struct {
	channels.Header
	Style    template.CSS
	Code     drawing
	Heads    [][]text
	Sections []section
	New      string // what the mark of new lines means, "" where there is none
	Nothing  string
}

// drawing is the QR code as a drawing of Modules units a side, "" where there is no public address.
type drawing struct {
	Modules int
	Path    string
}

// section is rows under one heading, "" for none.
type section struct {
	Head string
	Rows [][][]text
}

// text is a paragraph of a cell in a look that the style knows by its classes.
type text struct {
	Classes string
	Spans   []span
}

// HTML is the sheet of e as one page that needs nothing beside itself: for a browser to show, to print on the paper of o, and
// to copy from. It has no strips to tear off. Errors as for PDF.
func HTML(e models.Edition, o Options) ([]byte, error) {
	p, err := paperOf(o)
	if err != nil {
		return nil, err
	}
	groups, err := channels.Grouped(e, o.Group)
	if err != nil {
		return nil, err
	}
	w := wordsOf(groups, p.columns(), p.kit(1))
	shown := webPage{Header: channels.HeaderOf(e, models.ChannelNoticeboard), Style: styleOf(p, w), Sections: w.sections(), Nothing: channels.Nothing}
	if w.fresh {
		shown.New = newMark + newMeans
	}
	for _, head := range w.heads {
		shown.Heads = append(shown.Heads, textsOf(head))
	}
	if shown.Code, err = codeOf(shown.Board); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	err = pageTemplate.Execute(&out, shown)
	return out.Bytes(), err
}

const (
	printMargin = 9 * 72 / 25.4 // as in the style, points
	// spare is the part of the width left for fonts that are wider than the sheet's own.
	spare = 0.03
)

func coloured(css string) string {
	values := map[string]string{}
	for name, c := range map[string]typeset.Color{
		"Ink": typeset.Ink, "Red": typeset.Red, "Maroon": typeset.Maroon, "Grey": typeset.Grey,
		"Line": typeset.Line, "Cream": typeset.Cream, "Green": typeset.Green, "Blush": typeset.Blush,
	} {
		values[name] = "#" + c.Hex()
	}
	var out strings.Builder
	if err := plain.Must(plain.New("style").Option("missingkey=error").Parse(css)).Execute(&out, values); err != nil {
		panic(err)
	}
	return out.String()
}

// styleOf is the style for a paper, with columns as wide as on the sheet in its least type. Kept texts fit them, so that no
// browser has to look for widths.
func styleOf(p paper, w words) template.CSS {
	var s strings.Builder
	s.WriteString(style)
	_, _ = fmt.Fprintf(&s, "@page{size:%gpt %gpt;@bottom-right{font-size:%gpt}}\n@media print{body{font-size:%gpt}.strong{font-size:%gpt}}\n", p.width, p.height, p.em(), p.em(), p.em()*p.emphasis)
	widths, _ := w.measure().share((p.width - 2*printMargin) * (1 - spare) / p.em())
	sum := total(widths)
	for i, width := range widths {
		_, _ = fmt.Fprintf(&s, "col:nth-child(%d){width:%.2f%%}\n", i+1, 100*width/sum)
	}
	return template.CSS(s.String()) //nolint:gosec // numbers and our own words
}

func codeOf(address string) (drawing, error) {
	if address == "" {
		return drawing{}, nil
	}
	q, err := typeset.NewQR(address)
	return drawing{q.Modules(), q.Path()}, err
}

// sections are the rows heading by heading.
func (w words) sections() []section {
	if len(w.rows) == 0 {
		return nil
	}
	out := []section{{}}
	next := 0
	for i, r := range w.rows {
		if next < len(w.headings) && w.headings[next].from == i {
			if i > 0 {
				out = append(out, section{})
			}
			out[len(out)-1].Head = w.headings[next].text
			next++
		}
		cells := make([][]text, len(r.cells))
		for i, c := range r.cells {
			cells[i] = textsOf(c.text)
		}
		last := &out[len(out)-1]
		last.Rows = append(last.Rows, cells)
	}
	return out
}

func textsOf(paragraphs []flow.Paragraph) []text {
	var out []text
	for _, p := range paragraphs {
		if p.Text != "" {
			out = append(out, text{classesOf(p), spansOf(p.Text)})
		}
	}
	return out
}

var colourClasses = map[typeset.Color]string{typeset.Red: "red", typeset.Grey: "grey", typeset.Green: "green"}

func classesOf(p flow.Paragraph) string {
	classes := []string{}
	if p.Style.Weight == typeset.Bold {
		classes = append(classes, "bold")
	}
	if p.Style.Size > 1 {
		classes = append(classes, "strong")
	}
	if c := colourClasses[p.Color]; c != "" {
		classes = append(classes, c)
	}
	if p.Above > 0 {
		classes = append(classes, "apart")
	}
	return strings.Join(classes, " ")
}
