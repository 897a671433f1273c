// Package pages renders the few pages that people see in a browser. Everything they need is embedded.
package pages

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"konggang/models"
	"konggang/services/channels"
)

//go:embed *.tmpl
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{"conditions": conditions, "source": source}).ParseFS(files, "*.tmpl"))

// conditions are what a vacancy asks and offers besides pay, in the words of the sheet.
func conditions(v models.Vacancy) string {
	l := channels.LineOf(models.Edition{}, models.EditionItem{Vacancy: v})
	return strings.Join(slices.Concat(l.Demands, l.Hours, l.Benefits), " · ")
}

// source says where a reposted vacancy is from, "" for the office's own.
func source(v models.Vacancy) string {
	return channels.LineOf(models.Edition{}, models.EditionItem{Vacancy: v}).Source
}

// Board is the page of a village's open vacancies on a phone.
type Board struct {
	Village   string
	Office    models.Office
	Day       models.Date
	Total     int
	Headcount int
	Lines     []Line
}

// Line is one vacancy and how far it is.
type Line struct {
	Posting  *models.Posting
	Distance string
}

// Render is the page as HTML.
func (b Board) Render() ([]byte, error) {
	var out bytes.Buffer
	err := templates.ExecuteTemplate(&out, "board.tmpl", b)
	return out.Bytes(), err
}

//go:embed docs.html
var docs []byte

// Docs is the page that shows the OpenAPI document. Its script stands apart, so that the page needs no leave for scripts
// within it.
func Docs() []byte { return docs }

// DocsScript starts the page with the document at the address.
func DocsScript(document string) []byte {
	return fmt.Appendf(nil, "SwaggerUIBundle({url: %q, dom_id: \"#document\", deepLinking: true});\n", document)
}
