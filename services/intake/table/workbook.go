package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"
)

// readWorkbook streams the rows of the first visible sheet. Merged ranges are named after the rows, so they are filled at the
// end.
func readWorkbook(data []byte, c *collector) error {
	if err := checkArchive(data); err != nil {
		return err
	}
	// With the limit of a part that of the whole, every part stays in memory and none goes to disk.
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: MaxUnpacked, UnzipXMLSizeLimit: MaxUnpacked})
	if err != nil {
		return damaged.because(err)
	}
	defer func() { _ = f.Close() }() // it has no files to close
	sheet, content := firstVisible(f)
	if content == nil {
		return noSheet.err()
	}
	merged, err := inspect(content)
	if err != nil {
		return damaged.because(err)
	}
	if err := readRows(f, sheet, c); err != nil {
		return err
	}
	c.fill(merged)
	return nil
}

// maxTags is how many tags the parts other than sheets and drawings can have together: a different text in a quarter of all
// cells takes as many, and excelize, which reads these parts at once, some 300 bytes for each. maxLinks is how many a part of
// relations can have, which excelize compares with every sheet.
const (
	maxTags  = MaxRows * MaxColumns
	maxLinks = 5_000
)

// checkArchive unpacks every part once, for excelize reads on after a sum that is wrong or data that breaks off, and takes any
// number of tags.
func checkArchive(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return damaged.because(err)
	}
	isWorkbook := false
	budget, tagsLeft := int64(MaxUnpacked), maxTags
	for _, part := range z.File {
		size, tags, err := measure(part, budget)
		if err != nil {
			return damaged.because(err)
		}
		name := strings.ToLower(strings.ReplaceAll(part.Name, `\`, "/"))
		if !strings.HasPrefix(name, "xl/worksheets/") && !strings.HasPrefix(name, "xl/drawings/") {
			tagsLeft -= tags
		}
		budget -= size
		switch {
		case budget < 0:
			return tooLarge(fmt.Sprintf("more than %d MB unpacked", MaxUnpacked>>20), fmt.Sprintf("解压后超过 %d MB", MaxUnpacked>>20))
		case tagsLeft < 0, name == links && tags > maxLinks:
			return tooLarge("too many texts, formats or sheets", "文字、格式或工作表过多")
		}
		isWorkbook = isWorkbook || name == "xl/workbook.xml"
	}
	if !isWorkbook {
		return noSheet.err()
	}
	return nil
}

// measure reads a part to its end, which checks its sum, or to one byte beyond the budget.
func measure(part *zip.File, budget int64) (size int64, tags int, err error) {
	r, err := part.Open()
	if err != nil {
		return 0, 0, err
	}
	var count tagCounter
	size, err = io.Copy(&count, io.LimitReader(r, budget+1))
	return size, int(count), errors.Join(err, r.Close())
}

type tagCounter int

func (c *tagCounter) Write(p []byte) (int, error) {
	*c += tagCounter(bytes.Count(p, []byte("<")))
	return len(p), nil
}

func readRows(f *excelize.File, sheet string, c *collector) error {
	if err := markForms(f); err != nil {
		return damaged.because(err)
	}
	from1904 := f.WorkBook.WorkbookPr != nil && f.WorkBook.WorkbookPr.Date1904
	rows, err := f.Rows(sheet)
	if err != nil {
		return damaged.because(err)
	}
	for number := 1; rows.Next(); number++ {
		cells, err := rows.Columns()
		if err != nil {
			return damaged.because(err)
		}
		for i, cell := range cells {
			cells[i] = cellText(cell, from1904)
		}
		if err := c.add(number, cells); err != nil {
			return err
		}
	}
	if err := rows.Error(); err != nil {
		return damaged.because(err)
	}
	return nil
}
