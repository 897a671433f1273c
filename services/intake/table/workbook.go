package table

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"konggang/models"
)

// archive is a workbook's zip file whose every part was unpacked once, so that damage is known before a row is read.
type archive map[string]*zip.File

func openArchive(data []byte) (archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &models.Error{Code: models.CodeUnreadableFile, Args: damaged.args(), Cause: err}
	}
	parts := archive{}
	budget := int64(MaxUnpacked)
	for _, f := range z.File {
		n, err := unpackedSize(f, budget)
		if err != nil {
			return nil, &models.Error{Code: models.CodeUnreadableFile, Args: damaged.args(), Cause: err}
		}
		if budget -= n; budget < 0 {
			return nil, tooLarge(fmt.Sprintf("more than %d MB unpacked", MaxUnpacked>>20), fmt.Sprintf("解压后超过 %d MB", MaxUnpacked>>20))
		}
		parts[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))] = f
	}
	return parts, nil
}

// unpackedSize reads a part to its end, which checks its sum, or to one byte beyond the budget.
func unpackedSize(f *zip.File, budget int64) (int64, error) {
	r, err := f.Open()
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(io.Discard, io.LimitReader(r, budget+1))
	if closeErr := r.Close(); err == nil {
		err = closeErr
	}
	return n, err
}

// walk calls visit with every start element of a part until it says stop; a part that is absent has no elements. Error
// CodeUnreadableFile when the part is not well-formed.
func (a archive) walk(name string, visit func(d *xml.Decoder, e xml.StartElement) (stop bool, err error)) error {
	f := a[strings.ToLower(name)]
	if f == nil {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return damaged.err()
	}
	defer func() { _ = r.Close() }() // the sum was checked when the archive was opened
	d := xml.NewDecoder(r)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return &models.Error{Code: models.CodeUnreadableFile, Args: damaged.args(), Cause: err}
		}
		if e, ok := token.(xml.StartElement); ok {
			if stop, err := visit(d, e); stop || err != nil {
				return err
			}
		}
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// book is what the parts of a workbook say about its first visible sheet.
type book struct {
	parts    archive
	sheet    string
	strings  []string
	forms    []cellForm
	from1904 bool
}

func readWorkbook(data []byte, c *collector) error {
	parts, err := openArchive(data)
	if err != nil {
		return err
	}
	b := book{parts: parts}
	for _, step := range []func() error{b.findSheet, b.readStrings, b.readStyles} {
		if err := step(); err != nil {
			return err
		}
	}
	return b.readSheet(c)
}

func (b *book) findSheet() error {
	id := ""
	err := b.parts.walk("xl/workbook.xml", func(_ *xml.Decoder, e xml.StartElement) (bool, error) {
		switch e.Name.Local {
		case "workbookPr":
			v := attribute(e, "date1904")
			b.from1904 = v == "1" || v == "true"
		case "sheet":
			if s := attribute(e, "state"); id == "" && s != "hidden" && s != "veryHidden" {
				id = relationID(e)
			}
		}
		return false, nil
	})
	if err != nil {
		return err
	}
	err = b.parts.walk("xl/_rels/workbook.xml.rels", func(_ *xml.Decoder, e xml.StartElement) (bool, error) {
		if e.Name.Local == "Relationship" && id != "" && attribute(e, "Id") == id {
			b.sheet = path.Join("xl", attribute(e, "Target"))
			if target := attribute(e, "Target"); strings.HasPrefix(target, "/") {
				b.sheet = strings.TrimPrefix(target, "/")
			}
		}
		return false, nil
	})
	if err == nil && b.parts[strings.ToLower(b.sheet)] == nil {
		err = noSheet.err()
	}
	return err
}

// relationID is the id attribute in the namespace of relationships; sheetId is another.
func relationID(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

func (b *book) readStrings() error {
	return b.parts.walk("xl/sharedStrings.xml", func(d *xml.Decoder, e xml.StartElement) (bool, error) {
		if e.Name.Local != "si" {
			return false, nil
		}
		s, err := richText(d)
		b.strings = append(b.strings, unescape(s))
		return false, err
	})
}

// richText joins the runs of text inside the element that d has just entered; phonetic hints (rPh) are not text.
func richText(d *xml.Decoder) (string, error) {
	var out strings.Builder
	for depth := 1; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return "", damaged.err()
		}
		switch t := token.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", damaged.err()
				}
				continue
			}
			depth++
		case xml.EndElement:
			depth--
		case xml.CharData:
			out.Write(t)
		}
	}
	return out.String(), nil
}
