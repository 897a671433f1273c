package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/services/commandline"
	"konggang/services/config"
)

// tamper changes the database behind the program's back.
func tamper(t *testing.T, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", os.Getenv("DB_DSN"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

// TestAuditCommands brings three maps in, keeps the head, and changes what was written about them.
func TestAuditCommands(t *testing.T) {
	d := newDesk(t)
	for _, args := range [][]string{{"audit"}, {"audit", "dance"}, {"audit", "verify", "extra"}, {"audit", "verify", "-nothing"}, {"audit", "head", "extra"}} {
		if got := d.command(t, "", args...); got.code != exitUsage || got.err == "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
	for i := range 3 {
		file := d.file(t, "区划.csv", fmt.Sprintf("code,name\n4101841072%02d,新村\n", 90+i))
		if got := d.command(t, "", "import", "-kind", "divisions", file); got.code != exitDone {
			t.Fatalf("%+v", got)
		}
	}
	head := d.command(t, "", "audit", "head")
	if head.code != exitDone || !regexp.MustCompile(`^[1-9][0-9]*:[0-9a-f]{64}\n$`).MatchString(head.out) {
		t.Fatalf("%+v", head)
	}
	exported := d.file(t, "heads.txt", head.out)
	verify := func(args ...string) result { return d.command(t, "", append([]string{"audit", "verify"}, args...)...) }
	for _, args := range [][]string{nil, {"-head", exported}, {"-head", strings.TrimSpace(head.out)}} {
		if got := verify(args...); got.code != exitDone || !strings.HasPrefix(got.out, "完整：共 ") || !strings.HasSuffix(got.out, "链头 "+head.out) || got.err != "" {
			t.Errorf("%v: %+v", args, got)
		}
	}
	if got := verify("-head", "nowhere.txt"); got.code != exitFailed || !strings.Contains(got.err, "nowhere.txt") || got.out != "" {
		t.Errorf("a file that is not there: %+v", got)
	}
	tamper(t, "UPDATE audit_entries SET origin = 'command linE' WHERE seq = 2")
	if got := verify(); got.code != exitFailed || !regexp.MustCompile(`^第 2 条（[0-9a-f-]{36}）：内容被改动\n不完整：`).MatchString(got.out) {
		t.Errorf("one byte: %+v", got)
	}
	tamper(t, "UPDATE audit_entries SET origin = 'command line' WHERE seq = 2")
	tamper(t, "DELETE FROM audit_entries WHERE seq = (SELECT MAX(seq) FROM audit_entries)")
	if got := verify(); got.code != exitFailed || !strings.Contains(got.out, "与留存的链头不符") {
		t.Errorf("a cut tail and no head but the sealed one: %+v", got)
	}
	var report commandline.AuditReport
	got := verify("-head", exported, "-json")
	if err := json.Unmarshal([]byte(got.out), &report); err != nil || got.code != exitFailed || report.Intact || len(report.Faults) != 1 || report.Faults[0].What != "cut" {
		t.Errorf("a cut tail: %+v, %+v, %v", got, report, err)
	}
}

// TestServeKeepsTheHeadInItsLog tells it at the start and at the end, in a form that a verification takes.
func TestServeKeepsTheHeadInItsLog(t *testing.T) {
	for _, format := range []string{"text", "json"} {
		t.Run(format, func(t *testing.T) {
			d := newDesk(t)
			t.Setenv("ADDR", "127.0.0.1:0")
			t.Setenv("LOG_LEVEL", "info")
			t.Setenv("LOG_FORMAT", format)
			c, err := config.Load(os.Environ())
			if err != nil {
				t.Fatal(err)
			}
			reader, writer, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			h, err := open(ctx, c, time.Now, streams{nil, io.Discard, writer})
			if err != nil {
				t.Fatal(err)
			}
			done := make(chan error, 1)
			go func() {
				err := h.prepare(ctx)
				if err == nil {
					err = h.serve(ctx)
				}
				_ = writer.Close()
				done <- err
			}()
			text := logUntilItEnds(t, reader, func() {
				if err := h.store.Record(ctx, models.System("test").Did("draft", models.ObjectEdition, "e", "410184107208")); err != nil {
					t.Error(err)
				}
				stop()
			})
			if err := <-done; err != nil {
				t.Fatal(err)
			}
			if err := h.store.Close(); err != nil {
				t.Error(err)
			}
			log := d.file(t, "log.txt", text)
			heads, err := commandline.KnownHeads(log)
			if err != nil || len(heads) != 2 || heads[1].Seq != heads[0].Seq+1 {
				t.Fatalf("%v, %v", heads, err)
			}
			if got := d.command(t, "", "audit", "verify", "-head", log); got.code != exitDone || !strings.Contains(got.out, heads[1].String()) {
				t.Errorf("%+v", got)
			}
		})
	}
}

// logUntilItEnds reads a log and calls once when it has told a head.
func logUntilItEnds(t *testing.T, log io.Reader, first func()) string {
	t.Helper()
	var text strings.Builder
	told := false
	for buffer := make([]byte, 4096); ; {
		n, err := log.Read(buffer)
		text.Write(buffer[:n])
		if !told && strings.Contains(text.String(), "audit head") {
			told = true
			go first() // the log is read on meanwhile
		}
		if err != nil {
			return text.String()
		}
	}
}
