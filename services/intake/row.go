package intake

import (
	"unicode/utf8"

	"konggang/models"
	"konggang/services/intake/cells"
)

// excerptLimit is how many characters of a cell a finding repeats.
const excerptLimit = 200

// raw is the cell of a field, "" when the sheet has no such column or the cell holds a sign for nothing.
func (r *row) raw(field string) string {
	i, ok := r.layout.at[field]
	if !ok || i >= len(r.cells) || cells.Blank(r.cells[i]) {
		return ""
	}
	return r.cells[i]
}

// header is the header of a field's column as the stranger wrote it, or ours when the sheet has no such column.
func (r *row) header(field string) string {
	if i, ok := r.layout.at[field]; ok {
		return r.layout.headers[i]
	}
	return r.kind.headerOf(field)
}

// note keeps the text of a cell in a finding. contract is the contract's name of the field, column ours of the column.
func (r *row) note(severity models.Severity, contract, column, text string) {
	r.findings = append(r.findings, models.Finding{Rule: RuleUnreadable, Severity: severity, Field: contract,
		Column: r.header(column), Excerpt: cut(models.CleanText(text), excerptLimit), Code: models.CodeUnreadable})
}

// unreadable says that the cell of a field could not be read.
func (r *row) unreadable(field string) { r.note(models.SeverityBlock, field, field, r.raw(field)) }

// refuse says why the row cannot be taken at all.
func (r *row) refuse(field string, code models.Code, args ...any) {
	r.errors.Add(r.header(field), code, args...)
}

// required is the clean text of a column without which, or with more than limit characters in which, the row is refused.
func (r *row) required(field string, limit int) string {
	s := models.CleanText(r.raw(field))
	if n := utf8.RuneCountInString(s); n > limit {
		r.refuse(field, models.CodeTooLong, limit, n)
	} else if s == "" {
		r.refuse(field, models.CodeRequired)
	}
	return s
}

// text is the clean text of an optional column; 无 is none. What is longer than limit is cut there, and a finding says so.
func (r *row) text(field string, limit int) string {
	if cells.Nothing(r.raw(field)) {
		return ""
	}
	return r.limited(field, models.CleanText(r.raw(field)), limit)
}

func (r *row) limited(field, s string, limit int) string {
	if utf8.RuneCountInString(s) > limit {
		r.tooLong(field, s, limit)
	}
	return cut(s, limit)
}

func (r *row) tooLong(field, s string, limit int) {
	r.findings = append(r.findings, models.Finding{Rule: RuleUnreadable, Severity: models.SeverityBlock, Field: field,
		Column: r.header(field), Excerpt: cut(string([]rune(s)[limit:]), excerptLimit), Code: models.CodeCutOff})
}

// list is the entries of a column, at most most of them and none longer than 50 characters; the others are in a finding.
func (r *row) list(field string, most int) []string {
	const longest = 50
	var out []string
	if cells.Nothing(r.raw(field)) {
		return nil
	}
	for _, entry := range cells.List(r.raw(field)) {
		if len(out) == most || utf8.RuneCountInString(entry) > longest {
			r.note(models.SeverityBlock, field, field, entry)
			continue
		}
		out = append(out, entry)
	}
	return out
}

// value reads the cell of a field; a cell that is not blank and cannot be read is in a finding.
func value[T any](r *row, field string, reader func(string) (T, bool)) T {
	var none T
	s := r.raw(field)
	if s == "" {
		return none
	}
	v, ok := reader(s)
	if !ok {
		r.unreadable(field)
		return none
	}
	return v
}

// parsed is a reader made of a parser of models.
func parsed[T any](parse func(string) (T, error)) func(string) (T, bool) {
	return func(s string) (T, bool) {
		v, err := parse(s)
		return v, err == nil
	}
}

func cut(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return models.CleanText(string([]rune(s)[:limit]))
}

// point reads a place from one column of coordinates or from two.
func (r *row) point() *models.Point {
	if r.raw("point") != "" {
		if p := value(r, "point", cells.Point); p.Datum != "" {
			return &p
		}
		return nil
	}
	if r.raw("lat") == "" && r.raw("lon") == "" {
		return nil
	}
	p, ok := cells.Point(r.raw("lat") + "," + r.raw("lon") + " " + r.raw("datum"))
	if !ok {
		r.note(models.SeverityBlock, "point", "lat", r.raw("lat")+","+r.raw("lon")+" "+r.raw("datum"))
		return nil
	}
	return &p
}

// contact reads whom to call. The first readable number counts; other numbers and words that are no name are kept in a
// finding, since the contract has room for one of each.
func (r *row) contact() models.Contact {
	c := models.Contact{Name: r.text("contact.name", 50)}
	if r.raw("contact.phone") == "" {
		return c
	}
	phones, rest := cells.Phones(r.raw("contact.phone"))
	if len(phones) == 0 {
		r.unreadable("contact.phone")
		return c
	}
	c.Phone = phones[0]
	if c.Name == "" && cells.IsPersonName(rest) {
		c.Name, rest = rest, ""
	}
	if len(phones) > 1 || rest != "" && rest != c.Name {
		r.note(models.SeverityWarn, "contact.phone", "contact.phone", r.raw("contact.phone"))
	}
	return c
}
