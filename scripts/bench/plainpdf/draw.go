package plainpdf

import (
	"bytes"
	"fmt"

	"github.com/signintech/gopdf"
)

// Drawing is a recording ready to be drawn again and again.
type Drawing struct {
	pages [][]mark
	fonts *gopdf.FontContainer
}

// Drawing parses the fonts for gopdf.
func (r *Recording) Drawing() (*Drawing, error) {
	d := &Drawing{pages: r.pages, fonts: &gopdf.FontContainer{}}
	for i, data := range r.files {
		if err := d.fonts.AddTTFFontData(fontName(i), data); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func fontName(i int) string { return fmt.Sprint("F", i) }

// PDF draws the marks and gives the document.
func (d *Drawing) PDF() ([]byte, error) {
	doc := &gopdf.GoPdf{}
	doc.Start(gopdf.Config{Unit: gopdf.UnitPT, PageSize: *gopdf.PageSizeA4})
	added := map[int]bool{}
	for _, page := range d.pages {
		doc.AddPageWithOption(gopdf.PageOption{PageSize: &gopdf.Rect{W: page[0].x2, H: page[0].y2}})
		for _, m := range page[1:] {
			if err := d.draw(doc, m, added); err != nil {
				return nil, err
			}
		}
	}
	var out bytes.Buffer
	_, err := doc.WriteTo(&out)
	return out.Bytes(), err
}

func (d *Drawing) draw(doc *gopdf.GoPdf, m mark, added map[int]bool) error {
	switch {
	case m.text != "":
		if !added[m.font] {
			added[m.font] = true
			if err := doc.AddTTFFontFromFontContainer(fontName(m.font), d.fonts); err != nil {
				return err
			}
		}
		if err := doc.SetFont(fontName(m.font), "", m.size); err != nil {
			return err
		}
		doc.SetTextColor(m.color.RGB())
		doc.SetXY(m.x, m.y)
		return doc.Text(m.text)
	case m.thickness > 0:
		doc.SetLineWidth(m.thickness)
		doc.SetStrokeColor(m.color.RGB())
		doc.Line(m.x, m.y, m.x2, m.y2)
	default:
		doc.SetFillColor(m.color.RGB())
		doc.RectFromUpperLeftWithStyle(m.x, m.y, m.x2-m.x, m.y2-m.y, "F")
	}
	return nil
}
