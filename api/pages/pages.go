// Package pages renders the few pages that people see in a browser. Everything they need is embedded.
package pages

import (
	"bytes"
	"embed"
	"html/template"
	"strings"

	"konggang/models"
)

//go:embed *.tmpl
var files embed.FS

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"benefits":  benefits,
	"education": func(e models.Education) string { return models.Educations.Zh(e) },
	"shift":     func(s models.Shift) string { return models.Shifts.Zh(s) },
}).ParseFS(files, "*.tmpl"))

func benefits(list []models.Benefit) string {
	words := make([]string, len(list))
	for i, b := range list {
		words[i] = models.Benefits.Zh(b)
	}
	return strings.Join(words, "、")
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

// Docs is the page that shows the OpenAPI document at the address.
func Docs(document string) []byte {
	var out bytes.Buffer
	if err := templates.ExecuteTemplate(&out, "docs.tmpl", document); err != nil {
		panic(err) // the template is ours and takes one text
	}
	return out.Bytes()
}
