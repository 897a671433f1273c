package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	invocation = regexp.MustCompile(`(?:go run \.|\./konggang|\bkonggang) ([a-z]+)\b`)
	script     = regexp.MustCompile(`\bscripts/[a-z_-]+\.sh\b`)
	link       = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	inCode     = regexp.MustCompile("(?s)```.*?```|`[^`\n]+`")
)

// pages are the documents of the repository by their paths.
func pages(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".md" {
			return err
		}
		text, err := os.ReadFile(path)
		out[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, must := range []string{"README.md", "README.zh-CN.md", "CONTRIBUTING.md", filepath.Join("docs", "operations.md")} {
		if out[must] == "" {
			t.Errorf("%s is missing or empty", must)
		}
	}
	return out
}

func TestDocumentsNameCommandsThatExist(t *testing.T) {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	for path, text := range pages(t) {
		for _, code := range inCode.FindAllString(text, -1) {
			for _, m := range invocation.FindAllStringSubmatch(code, -1) {
				if !slices.Contains(names, m[1]) {
					t.Errorf("%s: %q is no command", path, m[0])
				}
			}
		}
	}
}

func TestReadmesNameEveryCommandThatIsForUse(t *testing.T) {
	all := pages(t)
	for _, path := range []string{"README.md", "README.zh-CN.md"} {
		var named []string
		for _, m := range invocation.FindAllStringSubmatch(all[path], -1) {
			named = append(named, m[1])
		}
		for _, c := range commands() {
			if c.name != "version" && !slices.Contains(named, c.name) {
				t.Errorf("%s does not show %q", path, c.name)
			}
		}
	}
}

func TestDocumentsNameScriptsThatExist(t *testing.T) {
	for path, text := range pages(t) {
		for _, name := range script.FindAllString(text, -1) {
			if _, err := os.Stat(name); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
}

func TestLinksOfDocumentsLead(t *testing.T) {
	for path, text := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			target, _, _ := strings.Cut(m[1], "#")
			if target == "" || strings.Contains(target, "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), target)); err != nil {
				t.Errorf("%s: the link to %s leads nowhere", path, m[1])
			}
		}
	}
}

// codePath is a file or folder of ours in the form in which documents point at it.
var codePath = regexp.MustCompile("`((?:api|models|services|scripts|docs)/[A-Za-z0-9_./-]*[A-Za-z0-9_/])`")

func TestDocumentsPointAtCodeThatExists(t *testing.T) {
	for path, text := range pages(t) {
		for _, m := range codePath.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(m[1]); err != nil {
				t.Errorf("%s: %s is not there", path, m[1])
			}
		}
	}
}
