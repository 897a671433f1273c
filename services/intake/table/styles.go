package table

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
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

// asIs is the built-in format of text, "@": it shows a number with up to 15 digits, as a spreadsheet keeps them, and no rounding.
const asIs = 49

// Marks stand behind numbers whose form matters; XML cannot hold them.
const (
	dateMark    = "\x01"
	percentMark = "\x02"
)

// markForms puts a mark into the formats of dates and percentages and takes away all others: the rows of excelize are text
// without formats, and a format of the sheet may round or hide what its cell holds.
func markForms(f *excelize.File) error {
	if f.Styles.CellXfs == nil {
		return nil
	}
	custom := map[int]cellForm{}
	if f.Styles.NumFmts != nil {
		for _, n := range f.Styles.NumFmts.NumFmt {
			custom[n.NumFmtID] = formOfCode(n.FormatCode)
		}
		f.Styles.NumFmts = nil
	}
	styles := f.Styles.CellXfs.Xf
	dates, err := markedFormat(f, dateMark)
	if err != nil {
		return err
	}
	percentages, err := markedFormat(f, percentMark)
	if err != nil {
		return err
	}
	formats := [...]int{plain: asIs, date: dates, percent: percentages}
	for i := range styles {
		id := styles[i].NumFmtID
		if id == nil {
			continue
		}
		form, ok := custom[*id]
		if !ok {
			form = builtinForm(*id)
		}
		*id = formats[form]
	}
	return nil
}

// markedFormat adds a number format to a workbook that shows numbers as they are and a mark behind them.
func markedFormat(f *excelize.File, mark string) (id int, err error) {
	code := `0.##########"` + mark + `"`
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err != nil {
		return 0, err
	}
	return *f.Styles.CellXfs.Xf[style].NumFmtID, nil
}

// lastSerial is 9999-12-31 in the 1900 date system.
const lastSerial = 2958465

// cellText writes what excelize made of a cell as a person would: dates as YYYY-MM-DD, parts of a hundred as percentages.
func cellText(cell string, from1904 bool) string {
	if number, ok := strings.CutSuffix(cell, percentMark); ok {
		n, err := strconv.ParseFloat(number, 64)
		if err != nil {
			return number
		}
		return strconv.FormatFloat(n*100, 'g', 15, 64) + "%"
	}
	number, ok := strings.CutSuffix(cell, dateMark)
	n, err := strconv.ParseFloat(number, 64)
	if !ok || err != nil || n < 1 || n > lastSerial {
		return number
	}
	day, err := excelize.ExcelDateToTime(n, from1904)
	if err != nil {
		return number
	}
	return day.Format(time.DateOnly)
}
