package table

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// cellForm says what a number in a cell of some style is shown as.
type cellForm int

const (
	plain cellForm = iota
	date
	percent
)

var (
	formatLiteral = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]|_.`)
	dateSign      = regexp.MustCompile(`(?i)[yd]|m[^:]*月|e年`)
)

// formOfCode reads a number format: a year or a day makes a date; literals and conditions do not count.
func formOfCode(code string) cellForm {
	first, _, _ := strings.Cut(code, ";")
	bare := formatLiteral.ReplaceAllString(first, "")
	switch {
	case dateSign.MatchString(bare):
		return date
	case strings.Contains(bare, "%"):
		return percent
	}
	return plain
}

// builtinForm knows the formats that a workbook does not spell out (ECMA-376 part 1, 18.8.30), with the Chinese ones.
func builtinForm(id int) cellForm {
	switch {
	case id == 9 || id == 10:
		return percent
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return date
	}
	return plain
}

// readStyles lists the form of each cell style.
func (b *book) readStyles() error {
	custom := map[string]cellForm{}
	inCells := false
	return b.parts.walk("xl/styles.xml", func(_ *xml.Decoder, e xml.StartElement) (bool, error) {
		switch e.Name.Local {
		case "numFmt":
			custom[attribute(e, "numFmtId")] = formOfCode(attribute(e, "formatCode"))
		case "cellXfs", "cellStyleXfs", "dxfs":
			inCells = e.Name.Local == "cellXfs"
		case "xf":
			if !inCells {
				break
			}
			id := attribute(e, "numFmtId")
			form, ok := custom[id]
			if n, err := strconv.Atoi(id); !ok && err == nil {
				form = builtinForm(n)
			}
			b.forms = append(b.forms, form)
		}
		return false, nil
	})
}

// lastSerial is 9999-12-31 in the 1900 date system.
const lastSerial = 2958465

// numberText writes the number of a cell as a person would: no exponent, no float dust, dates as YYYY-MM-DD.
func (b *book) numberText(value string, style int) string {
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return value
	}
	form := plain
	if style >= 0 && style < len(b.forms) {
		form = b.forms[style]
	}
	switch {
	case form == date && n >= 1 && n <= lastSerial:
		return b.dateText(n)
	case form == percent:
		return shortest(n*100) + "%"
	}
	return shortest(n)
}

// shortest keeps the 15 digits that a spreadsheet keeps, so that 0.1+0.2 is 0.3.
func shortest(n float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil || math.Abs(n) > 1e21 {
		return strconv.FormatFloat(n, 'g', -1, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// dateText counts from the last day of 1899, which is right from March 1900 on: before, the format has a day that never was.
func (b *book) dateText(serial float64) string {
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.from1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return first.AddDate(0, 0, int(serial)).Format(time.DateOnly)
}
