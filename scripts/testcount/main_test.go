package main

import (
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	cases := []struct {
		name, events, want string
		said               string
		exit               int
	}{
		{"nothing", "", "0 passed, 0 failed\n", "0 skipped", 0},
		{
			"tests and subtests",
			`{"Action":"run","Package":"p","Test":"A"}
{"Action":"pass","Package":"p","Test":"A/x"}
{"Action":"pass","Package":"p","Test":"A"}
{"Action":"skip","Package":"p","Test":"B"}
{"Action":"pass","Package":"p","Elapsed":1.25}`,
			"2 passed, 0 failed\n", "ok    p  1.2s\n1 skipped", 0,
		},
		{
			"a failed test is counted once and heard",
			`{"Action":"output","Package":"p","Test":"A","Output":"want 1, got 2\n"}
{"Action":"fail","Package":"p","Test":"A"}
{"Action":"fail","Package":"p"}`,
			"0 passed, 1 failed\n", "want 1, got 2", 1,
		},
		{
			"a package that does not build",
			`{"ImportPath":"p","Action":"build-output","Output":"p.go:1: undefined: x\n"}
{"ImportPath":"p","Action":"build-fail"}
{"Action":"fail","Package":"p","FailedBuild":"p"}`,
			"0 passed, 1 failed\n", "undefined: x", 1,
		},
		{
			"a test binary that ends too early",
			`{"Action":"run","Package":"p","Test":"A"}
{"Action":"output","Package":"p","Test":"A","Output":"panic: oh\n"}
{"Action":"fail","Package":"p"}`,
			"0 passed, 1 failed\n", "panic: oh", 1,
		},
		{
			"a figure that a test measured",
			`{"Action":"attr","Package":"p","Test":"A","Key":"figure","Value":"68 routes"}
{"Action":"attr","Package":"p","Test":"A","Key":"other","Value":"unheard"}
{"Action":"pass","Package":"p","Test":"A"}`,
			"1 passed, 0 failed\n", "A: 68 routes\n0 skipped", 0,
		},
		{"words that are not events are passed on", "go: no such module\n", "0 passed, 0 failed\n", "no such module", 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var out, said strings.Builder
			if exit := run(strings.NewReader(c.events), &out, &said); exit != c.exit {
				t.Errorf("exit %d, want %d", exit, c.exit)
			}
			if out.String() != c.want {
				t.Errorf("counted %q, want %q", out.String(), c.want)
			}
			if !strings.Contains(said.String(), c.said) {
				t.Errorf("said %q, want %q in it", said.String(), c.said)
			}
		})
	}
}
