package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "konggang"

// pure are the packages that anybody may lean on: they know no database, no network and no use case.
var pure = []string{
	"services/access", "services/channels", "services/channels/atom", "services/channels/channelstest", "services/channels/flow", "services/channels/jobposting", "services/channels/loudspeaker",
	"services/channels/noticeboard", "services/channels/wechat", "services/channels/workbook", "services/importing", "services/intake", "services/intake/cells",
	"services/intake/table", "services/limits", "services/matching", "services/occupations", "services/passwords", "services/sample", "services/screening", "services/search", "services/simulation", "services/spoken",
	"services/typeset", "services/typeset/typesettest", "services/wording",
}

// across are the few arrows between use cases: editions are made from the picture of the market, the feed begins with it, all that
// post to an address do it alike, and the command line and the demo do what several use cases do.
var across = map[string][]string{
	"services/accounts":    {"services/onetime"},
	"services/editions":    {"services/market"},
	"services/feed":        {"services/market"},
	"services/commandline": {"services/audit", "services/divisions", "services/enterprises", "services/seekers", "services/vacancies"},
	"services/onetime":     {"services/outbound"},
	"services/speaker":     {"services/outbound"},
	"services/robots":      {"services/outbound"},
	"services/delivery":    {"services/outbound", "services/robots"},
	"services/demo":        {"services/accounts", "services/commandline", "services/editions", "services/vacancies"},
}

// owners are the rooms that alone may import these modules: mostly one; spreadsheets are read where they come in, and written
// where a channel is one.
var owners = map[string][]string{
	"gorm.io/":                       {"models/store"},
	"modernc.org/sqlite":             {"models/store"},
	"github.com/go-sql-driver/":      {"models/store"},
	"github.com/pressly/goose":       {"models/store"},
	"github.com/gin-gonic/":          {"api"},
	"github.com/danielgtaylor/huma":  {"api"},
	"github.com/prometheus/":         {"api"},
	"golang.org/x/crypto":            {"services/passwords"},
	"golang.org/x/time":              {"services/limits"},
	"github.com/signintech/gopdf":    {"services/typeset"},
	"golang.org/x/image":             {"services/typeset"},
	"rsc.io/qr":                      {"services/typeset"},
	"github.com/xuri/excelize":       {"services/intake", "services/channels/workbook"},
	"github.com/caarlos0/env":        {"services/config"},
	"github.com/joho/godotenv":       {"services/config"},
	"github.com/mozillazg/go-pinyin": {"services/search"},
}

// imports are the packages of the module and what the code of each (not its tests) imports.
func imports(t *testing.T) map[string][]string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	packages := map[string][]string{}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages[strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/")] = p.Imports
	}
}

// TestArrows holds the direction of the imports that docs/adr/0001 decides.
func TestArrows(t *testing.T) {
	packages := imports(t)
	for _, p := range pure {
		if packages[p] == nil {
			t.Errorf("%s is listed as pure and does not exist", p)
		}
	}
	for from, list := range packages {
		if strings.HasPrefix(from, "scripts/") {
			continue
		}
		for _, to := range list {
			if why := wrong(from, to); why != "" {
				t.Errorf("%s imports %s: %s", from, to, why)
			}
		}
	}
}

// wrong says why an import is against the arrows, "" when it is not.
func wrong(from, to string) string {
	for prefix, rooms := range owners {
		if strings.HasPrefix(to, prefix) && !slices.ContainsFunc(rooms, func(owner string) bool { return inside(from, owner) }) {
			return "only " + strings.Join(rooms, " and ") + " may"
		}
	}
	room, ours := strings.CutPrefix(to, module+"/")
	switch {
	case from == "" || inside(from, "models/store/storetest"):
		return ""
	case inside(from, "models/store"):
		return unless(!ours || room == "models" || inside(room, "models/store"), "the store leans on models alone")
	case inside(from, "models"):
		host, _, _ := strings.Cut(to, "/")
		return unless(!ours && !strings.Contains(host, "."), "models lean on the standard library alone")
	case !ours:
		return unless(!slices.Contains(pure, from) || !slices.Contains([]string{"net/http", "database/sql", "net"}, to), "a pure package reaches out")
	case inside(room, "models/store"):
		return "the store is wired in by main"
	case inside(from, "api"):
		return ""
	case inside(room, "api"):
		return "services do not know how they are called"
	case room == "models" || slices.Contains(pure, room) || inside(room, from) || inside(from, room) || slices.Contains(across[from], room):
		return ""
	}
	return "use cases do not import one another"
}

func unless(fine bool, why string) string {
	if fine {
		return ""
	}
	return why
}

func inside(p, room string) bool { return p == room || strings.HasPrefix(p, room+"/") }

func TestWrongArrowsAreSeen(t *testing.T) {
	for _, c := range [][2]string{
		{"models", "gorm.io/gorm"}, {"models", "github.com/google/uuid"}, {"models", "konggang/services/spoken"},
		{"services/vacancies", "konggang/models/store"}, {"services/vacancies", "konggang/api"}, {"services/vacancies", "konggang/services/seekers"},
		{"services/vacancies", "github.com/gin-gonic/gin"}, {"services/matching", "net/http"}, {"services/matching", "konggang/services/market"},
		{"api", "gorm.io/gorm"}, {"api", "konggang/models/store"}, {"models/store", "konggang/services/spoken"}, {"services/editions", "github.com/signintech/gopdf"},
		{"services/channels/noticeboard", "github.com/xuri/excelize/v2"},
	} {
		if wrong(c[0], c[1]) == "" {
			t.Errorf("%s importing %s passes", c[0], c[1])
		}
	}
}
