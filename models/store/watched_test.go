package store_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// writers are the functions that may write a row whose changes are told: the helpers, which tell them, and those that take a
// lock or seal anew, which nobody can see. A function that is to be added here must tell what it changes.
var writers = []string{"LockSeeker", "hold", "insert", "put", "remove", "removeOne", "replace", "sealRow", "underLease"}

// TestOnlyTheHelpersWriteWhatIsWatched reads the source of the store for whatever else writes such a row, or could: by its
// type, by a type that is open, by the name of a table, or by a statement.
func TestOnlyTheHelpersWriteWhatIsWatched(t *testing.T) {
	var found []string
	for name, body := range functions(t) {
		ast.Inspect(body, func(n ast.Node) bool {
			if call, is := n.(*ast.CallExpr); is && writesWatched(call) {
				found = append(found, name)
			}
			return true
		})
	}
	slices.Sort(found)
	if diff := cmp.Diff(writers, slices.Compact(found)); diff != "" {
		t.Errorf("what writes is not what may write (-may +does):\n%s", diff)
	}
}

func functions(t *testing.T) map[string]*ast.BlockStmt {
	t.Helper()
	out := map[string]*ast.BlockStmt{}
	files := given(filepath.Glob("*.go"))
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		for _, d := range given(parser.ParseFile(token.NewFileSet(), path, nil, 0)).Decls {
			if f, is := d.(*ast.FuncDecl); is && f.Body != nil {
				out[f.Name.Name] = f.Body
			}
		}
	}
	return out
}

var (
	verbs       = []string{"Create", "CreateInBatches", "Update", "Updates", "Delete", "Set", "Save", "Exec"}
	watchedRows = []string{"vacancyRow", "enterpriseRow", "divisionRow", "seekerRow", "R"}
	watchedIn   = []string{"vacancies", "enterprises", "divisions", "seekers"}
)

// writesWatched tells whether a call writes, of a chain that begins with a watched row or a table of any name; or removes watched
// rows by a helper that does not tell.
func writesWatched(call *ast.CallExpr) bool {
	if of, name := generic(call.Fun); name == "remove" {
		return slices.Contains(watchedRows, of)
	}
	verb, is := call.Fun.(*ast.SelectorExpr)
	if !is || !slices.Contains(verbs, verb.Sel.Name) {
		return false
	}
	if verb.Sel.Name == "Exec" {
		return slices.ContainsFunc(watchedIn, func(table string) bool { return mentions(call, table) })
	}
	watched := false
	ast.Inspect(verb.X, func(n ast.Node) bool {
		if inner, is := n.(*ast.CallExpr); is {
			of, _ := generic(inner.Fun)
			s, _ := inner.Fun.(*ast.SelectorExpr)
			watched = watched || slices.Contains(watchedRows, of) || s != nil && s.Sel.Name == "Table"
		}
		if id, is := n.(*ast.Ident); is {
			watched = watched || id.Name == "q" // a chain that was begun before
		}
		return true
	})
	return watched
}

// generic gives the type and the name of a call such as gorm.G[vacancyRow].
func generic(fun ast.Expr) (of, name string) {
	index, is := fun.(*ast.IndexExpr)
	if !is {
		return "", ""
	}
	if id, is := index.Index.(*ast.Ident); is {
		of = id.Name
	}
	switch f := index.X.(type) {
	case *ast.Ident:
		name = f.Name
	case *ast.SelectorExpr:
		name = f.Sel.Name
	}
	return of, name
}

func mentions(call *ast.CallExpr, word string) bool {
	found := false
	ast.Inspect(call, func(n ast.Node) bool {
		lit, is := n.(*ast.BasicLit)
		found = found || is && strings.Contains(lit.Value, word)
		return true
	})
	return found
}
