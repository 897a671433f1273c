package commandline_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"konggang/models"
	"konggang/models/store/storetest"
	"konggang/services/audit"
	"konggang/services/commandline"
)

var (
	linkA = strings.Repeat("0a", 32)
	linkB = strings.Repeat("b1", 32)
)

// TestKnownHeads reads what the log, the API and a cron job leave behind.
func TestKnownHeads(t *testing.T) {
	a, b := models.AuditHead{Seq: 7, Link: linkA}, models.AuditHead{Seq: 12, Link: linkB}
	file := filepath.Join(t.TempDir(), "heads")
	for _, c := range []struct {
		name, content string
		want          []models.AuditHead
		fails         bool
	}{
		{"lines", a.String() + "\n" + b.String() + "\r\n\n", []models.AuditHead{a, b}, false},
		{"a log as text", "time=2026-11-23T09:00:00Z level=INFO msg=\"audit head\" head=" + a.String() + "\ntime=2026-11-23T10:00:00Z level=INFO msg=call ms=12\n", []models.AuditHead{a}, false},
		{"a log as JSON", `{"time":"2026-11-23T09:00:00Z","msg":"audit head","head":"` + b.String() + `"}` + "\n", []models.AuditHead{b}, false},
		{"an answer of the API", `{"items":[{"seq":12}],"head":"` + b.String() + `"}`, []models.AuditHead{b}, false},
		{"the head of an empty chain among them", "0:\n" + a.String(), []models.AuditHead{a}, false},
		{"nothing", "", nil, true},
		{"none", "2026-11-23T09:00:00Z 7:0a0a\n", nil, true},
		{"a link that is too long", a.String() + "0a", nil, true},
	} {
		if err := os.WriteFile(file, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := commandline.KnownHeads(file); !slices.Equal(got, c.want) || (err != nil) != c.fails {
			t.Errorf("%s: %v, %v", c.name, got, err)
		}
	}
	if got, err := commandline.KnownHeads(a.String()); err != nil || !slices.Equal(got, []models.AuditHead{a}) {
		t.Errorf("a head itself: %v, %v", got, err)
	}
	if got, err := commandline.KnownHeads(""); err != nil || got != nil {
		t.Errorf("none: %v, %v", got, err)
	}
	if _, err := commandline.KnownHeads("7:" + linkA[2:]); err == nil {
		t.Error("half a head passes")
	}
}

func TestVerificationInWords(t *testing.T) {
	head := models.AuditHead{Seq: 7, Link: linkA}
	for _, c := range []struct {
		faults []models.AuditFault
		want   string
	}{
		{nil, "完整：共 7 条，链头 7:" + linkA + "\n"},
		{[]models.AuditFault{{Seq: 2, ID: "id2", What: models.AuditEdited}, {Seq: 3, What: models.AuditRemoved}, {Seq: 4, ID: "id4", What: models.AuditMoved},
			{Seq: 9, What: models.AuditCut}, {Seq: 10, ID: "id10", What: models.AuditBroken}, {ID: "id\x1b[0\n", What: models.AuditEdited}},
			"第 2 条（id2）：内容被改动\n第 3 条：记录缺失\n第 4 条（id4）：与前一条接不上（被挪动或改写）\n第 9 条：与留存的链头不符（链尾被截断或重写）\n" +
				"第 10 条（id10）：程序编号时发现链已被人动过（此前的记录可能被删）\n尚未编号的一条（id[0）：内容被改动\n不完整：共 7 条，链头 7:" + linkA + "\n"},
	} {
		var out bytes.Buffer
		if err := commandline.WriteAudit(&out, models.AuditCheck{Entries: 7, Head: head, Faults: c.faults}); err != nil || out.String() != c.want {
			t.Errorf("%v\n%s", err, out.String())
		}
	}
	var out bytes.Buffer
	many := models.AuditCheck{Faults: make([]models.AuditFault, models.MaxAuditFaults)}
	if err := commandline.WriteAudit(&out, many); err != nil || !strings.Contains(out.String(), "只列出前 100 处\n不完整") {
		t.Errorf("%v\n%.300s", err, out.String())
	}
	if got := commandline.ReportOf(many); got.Intact || len(got.Faults) != models.MaxAuditFaults {
		t.Errorf("%+v", got)
	}
}

func TestVerifyAudit(t *testing.T) {
	s := storetest.SQLite(t)
	service := audit.Service{Store: s}
	if err := s.Record(t.Context(), models.System("test").Did("draft", models.ObjectEdition, "e", "410184107208")); err != nil {
		t.Fatal(err)
	}
	heard := 0
	check, err := commandline.VerifyAudit(t.Context(), service, "", func(done, total int) { heard = 10*done + total })
	if got := commandline.ReportOf(check); err != nil || !got.Intact || got.Entries != 1 || got.Faults == nil || heard != 11 || got.Head != check.Head.String() {
		t.Errorf("%+v, %v, heard %d", got, err, heard)
	}
	if check, err = commandline.VerifyAudit(t.Context(), service, "2:"+linkA, nil); err != nil || len(check.Faults) != 1 {
		t.Errorf("%+v, %v", check, err)
	}
	if _, err = commandline.VerifyAudit(t.Context(), service, "no-such-file", nil); err == nil {
		t.Error("a file that is not there passes")
	}
}
