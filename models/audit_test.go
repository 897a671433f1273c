package models_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
)

func TestAnEntrySaysWhoDidWhatWhereAndWhy(t *testing.T) {
	actor := models.Actor{AccountID: "a", Role: models.RoleOffice, Division: "410184000000", Origin: "192.0.2.1", RequestID: "r"}
	got := actor.Did("supersede", models.ObjectEdition, "e", "410184107208").Because("工资写错").With("status")
	want := models.AuditEntry{AccountID: "a", Role: models.RoleOffice, Origin: "192.0.2.1", RequestID: "r", Action: "supersede",
		Object: models.ObjectEdition, ObjectID: "e", Division: "410184107208", Reason: "工资写错", Details: []string{"status"}}
	if diff := cmp.Diff(want, got); diff != "" || got.Validate() != nil {
		t.Errorf("%v\n%s", got.Validate(), diff)
	}
	system := models.System("command line").Did("import", models.ObjectDivision, "", "")
	if system.Role != models.RoleSystem || system.Origin != "command line" || system.Validate() != nil {
		t.Errorf("%+v, %v", system, system.Validate())
	}
}

// An entry must be kept on every database or on none, and be one line wherever it is shown.
func TestEntriesThatCannotBeKept(t *testing.T) {
	long := func(n int) string { return strings.Repeat("字", n) }
	for _, c := range []struct {
		field  string
		change func(e *models.AuditEntry)
	}{
		{"", func(e *models.AuditEntry) { e.Reason, e.Details = long(500), []string{long(100)} }},
		{"", func(e *models.AuditEntry) { e.Reason, e.Origin = "一\n二\x1b[31m", "a\tb" }},
		{"role", func(e *models.AuditEntry) { e.Role = "" }},
		{"action", func(e *models.AuditEntry) { e.Action = "" }},
		{"action", func(e *models.AuditEntry) { e.Action = long(33) }},
		{"object", func(e *models.AuditEntry) { e.Object = "" }},
		{"object", func(e *models.AuditEntry) { e.Object = "dog" }},
		{"division", func(e *models.AuditEntry) { e.Division = "410184" }},
		{"account_id", func(e *models.AuditEntry) { e.AccountID = long(37) }},
		{"origin", func(e *models.AuditEntry) { e.Origin = long(65) }},
		{"request_id", func(e *models.AuditEntry) { e.RequestID = long(65) }},
		{"object_id", func(e *models.AuditEntry) { e.ObjectID = long(65) }},
		{"reason", func(e *models.AuditEntry) { e.Reason = long(501) }},
		{"details", func(e *models.AuditEntry) { e.Details = []string{long(101)} }},
	} {
		e := models.System("test").Did("publish", models.ObjectEdition, "e", "410184107208")
		c.change(&e)
		e.Clean()
		err := e.Validate()
		if c.field == "" && err != nil || c.field != "" && (err == nil || !strings.Contains(err.Error(), c.field)) {
			t.Errorf("%q: %v", c.field, err)
		}
		if strings.ContainsAny(e.Reason+e.Origin, "\n\x1b\t") {
			t.Errorf("kept in more than a line: %q %q", e.Reason, e.Origin)
		}
	}
}

func TestEveryObjectHasAWord(t *testing.T) {
	source, err := os.ReadFile("audit.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := regexp.MustCompile(`\tObject\w+ +AuditObject = "(\w+)"`).FindAllStringSubmatch(string(source), -1)
	if len(declared) < 10 || len(declared) != len(models.AuditObjects) {
		t.Errorf("%d objects, %d words", len(declared), len(models.AuditObjects))
	}
	for _, m := range declared {
		if !models.AuditObjects.Has(models.AuditObject(m[1])) {
			t.Errorf("%s has no word", m[1])
		}
	}
}

func TestHeadsPrintAndParse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		head := models.AuditHead{Seq: rapid.Int64Range(1, 1e18-1).Draw(t, "seq"), Link: rapid.StringMatching(`[0-9a-f]{64}`).Draw(t, "link")}
		if got, err := models.ParseAuditHead(head.String()); err != nil || got != head {
			t.Errorf("%v became %v, %v", head, got, err)
		}
	})
	if got, err := models.ParseAuditHead(models.AuditHead{}.String()); err != nil || got != (models.AuditHead{}) {
		t.Errorf("the head of an empty chain: %v, %v", got, err)
	}
	link := strings.Repeat("0a", 32)
	for _, s := range []string{"", ":", "1", "1:", "0:" + link, "1:" + link[1:], "1:" + link + "0", "-1:" + link, "1:" + strings.ToUpper(link),
		" 1:" + link, "1:" + link + "\n", "01:" + link, strings.Repeat("9", 19) + ":" + link} {
		if got, err := models.ParseAuditHead(s); models.CodeOf(err) != models.CodeInvalid {
			t.Errorf("%q became %v, %v", s, got, err)
		}
	}
}
