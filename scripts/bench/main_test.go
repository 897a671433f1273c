package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/scripts/bench/province"
)

func TestOptions(t *testing.T) {
	o, err := parse([]string{"-quick", "-json", "-only", "search,http"}, io.Discard)
	if err != nil || !o.quick || !o.asJSON {
		t.Fatalf("%+v, %v", o, err)
	}
	if diff := cmp.Diff([]string{"search", "http"}, o.sections()); diff != "" {
		t.Error(diff)
	}
	for _, wrong := range [][]string{{"-only", "speed"}, {"fast"}, {"-slow"}} {
		if _, err := parse(wrong, io.Discard); err == nil {
			t.Errorf("%v is taken", wrong)
		}
	}
}

func TestEverySectionRunsByDefault(t *testing.T) {
	o, err := parse(nil, io.Discard)
	if err != nil || len(o.sections()) != len(sections) {
		t.Errorf("%v, %v", o.sections(), err)
	}
}

// TestTargetsAskWhatTheMixAsks reads every target back.
func TestTargetsAskWhatTheMixAsks(t *testing.T) {
	seen := map[string]bool{}
	for _, q := range province.Made(seed, 2500).Queries() {
		u, err := url.ParseRequestURI(target(q))
		if err != nil {
			t.Fatal(err)
		}
		v := u.Query()
		if v.Get("q") != q.Text || v.Get("division") != string(q.Division) || v.Has("wage_min") != (q.WageMin > 0) || v.Has("near") != (q.Near != nil) ||
			v.Get("facets") != strings.Join(province.Facets, ",") || u.Path != "/api/v1/vacancies" {
			t.Errorf("%+v asks %s", q, u)
		}
		if seen[u.RawQuery] {
			t.Errorf("asked twice: %s", u)
		}
		seen[u.RawQuery] = true
	}
	if len(seen) != 30 {
		t.Errorf("%d queries, want 30", len(seen))
	}
}

func TestLoadAsksEveryTargetAndStopsAtARefusal(t *testing.T) {
	var asked [2]chan struct{}
	for i := range asked {
		asked[i] = make(chan struct{}, 1)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/no":
			w.WriteHeader(http.StatusInternalServerError)
			return
		case "/0", "/1":
			select {
			case asked[r.URL.Path[1]-'0'] <- struct{}{}:
			default:
			}
		}
		_, _ = io.WriteString(w, strings.Repeat("x", 10_000))
	}))
	defer s.Close()
	addr := strings.TrimPrefix(s.URL, "http://")
	if n, err := load(t.Context(), addr, []string{"/0", "/1"}, 20*time.Millisecond); err != nil || n <= 0 {
		t.Errorf("%v a second, %v", n, err)
	}
	for i := range asked {
		if len(asked[i]) == 0 {
			t.Errorf("target %d was not asked for", i)
		}
	}
	if _, err := load(t.Context(), addr, []string{"/no"}, time.Minute); err == nil {
		t.Error("a refusal counts as an answer")
	}
}
