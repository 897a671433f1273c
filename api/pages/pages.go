// Package pages renders the few pages that people see in a browser. Everything they need is embedded.
package pages

import (
	"embed"
	"fmt"
	"html/template"
)

//go:embed *.tmpl
var files embed.FS

var templates = template.Must(template.ParseFS(files, "*.tmpl"))

//go:embed docs.html
var docs []byte

// Docs is the page that shows the OpenAPI document. Its script stands apart, so that the page needs no leave for scripts
// within it.
func Docs() []byte { return docs }

// DocsScript starts the page with the document at the address.
func DocsScript(document string) []byte {
	return fmt.Appendf(nil, "SwaggerUIBundle({url: %q, dom_id: \"#document\", deepLinking: true});\n", document)
}
