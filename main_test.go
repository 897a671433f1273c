package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"konggang/models"
	"konggang/services/config"
)

// result is what a command left behind.
type result struct {
	code     int
	out, err string
}

// command runs the program in an empty folder on a database of its own.
func (d desk) command(t *testing.T, in string, args ...string) result {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(args, strings.NewReader(in), &out, &errs)
	return result{code, out.String(), errs.String()}
}

// desk is an empty folder with settings that point into it.
type desk struct{ folder string }

func newDesk(t *testing.T) desk {
	t.Helper()
	d := desk{t.TempDir()}
	t.Chdir(d.folder)
	t.Setenv("DB_DRIVER", "sqlite")
	t.Setenv("DB_DSN", filepath.Join(d.folder, "test.db"))
	t.Setenv("LOG_LEVEL", "error")
	return d
}

func (d desk) file(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(d.folder, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWords(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		args []string
		code int
		err  string
	}{
		{nil, exitUsage, "usage"},
		{[]string{"dance"}, exitUsage, "usage"},
		{[]string{"serve", "extra"}, exitUsage, "expected 0"},
		{[]string{"version", "-nothing"}, exitUsage, "not defined"},
		{[]string{"import"}, exitUsage, "expected 1"},
		{[]string{"import", "-kind", "dogs", "x.csv"}, exitUsage, "-kind"},
		{[]string{"import", "-kind", "vacancies", "none.csv"}, exitFailed, "none.csv"},
		{[]string{"account"}, exitUsage, "account create"},
		{[]string{"account", "create", "-role", "king"}, exitFailed, "role"},
		{[]string{"account", "create", "-role", "office", "-division", "xyz"}, exitFailed, "区划"},
		{[]string{"account", "create", "-role", "office", "-division", "999999"}, exitFailed, "区划"},
		{[]string{"serve", "-h"}, exitDone, ""},
	} {
		if got := d.command(t, "", c.args...); got.code != c.code || !strings.Contains(got.err, c.err) {
			t.Errorf("%v: %d %q %q, want %d with %q", c.args, got.code, got.out, got.err, c.code, c.err)
		}
	}
}

func TestVersionAndDocument(t *testing.T) {
	d := newDesk(t)
	if got := d.command(t, "", "version"); got.code != exitDone || strings.TrimSpace(got.out) == "" {
		t.Errorf("version: %+v", got)
	}
	var document map[string]any
	if got := d.command(t, "", "openapi"); got.code != exitDone || json.Unmarshal([]byte(got.out), &document) != nil || document["openapi"] != "3.1.0" {
		t.Errorf("openapi: %d %q", got.code, got.err)
	}
}

func TestSpokenFilter(t *testing.T) {
	d := newDesk(t)
	got := d.command(t, "月薪4500-6500元\n电话：154-0000-1111\n", "spoken")
	if got.code != exitDone || got.out != "月薪四千五百到六千五百元\n电话：幺五四，零零零零，幺幺幺幺\n" {
		t.Errorf("%+v", got)
	}
	got = d.command(t, "招两人\nMcDonald餐厅\n管饭\n", "spoken")
	if got.code != exitFailed || got.out != "招两人\n\n管饭\n" || !strings.HasPrefix(got.err, "2: ") {
		t.Errorf("%+v", got)
	}
}

func TestImportAndAccount(t *testing.T) {
	d := newDesk(t)
	file := d.file(t, "空岗.csv", "企业名称,岗位名称,招聘人数,工资,学历要求,工作内容,工作地点,联系电话,有效期至,星座\n"+
		"宏发食品有限公司,包装工,20,4500-6500元/月,不限,装箱,孟庄镇,15400001111,2099-12-31,狮子\n"+
		"宏发食品有限公司,,20,4500-6500元/月,不限,装箱,孟庄镇,15400001111,2099-12-31,\n"+
		"宏发食品有限公司,搬运工,若干,abc,不限,搬货,孟庄镇,15400001111,2099-12-31,\n")
	want := "空岗.csv：共 3 行，新增 2，更新 0，未变 0，退回 1"
	got := d.command(t, "", "import", "-kind", "vacancies", "-then", "open", file)
	if got.code != exitDone || !strings.HasPrefix(got.out, want) {
		t.Fatalf("%+v", got)
	}
	for _, part := range []string{"不认识的列（没有导入）：星座", "第 3 行退回：岗位名称 必须填写", "第 4 行：“招聘人数”这一栏读不懂，先留空，请补填 若干", "第 4 行：“工资”这一栏读不懂"} {
		if !strings.Contains(got.out, part) {
			t.Errorf("no %q in\n%s", part, got.out)
		}
	}
	again := d.command(t, "", "import", "-kind", "vacancies", "-then", "open", "-json", file)
	var report struct{ Rows, Created, Updated, Unchanged, Rejected int }
	if err := json.Unmarshal([]byte(again.out), &report); err != nil || report.Unchanged != 2 || report.Rejected != 1 || report.Created+report.Updated != 0 {
		t.Errorf("again: %+v, %v", report, err)
	}
	token := d.command(t, "", "account", "create", "-role", "office", "-division", "410184")
	if token.code != exitDone || !regexp.MustCompile(`^kg_[A-Z0-9]{20,}\n$`).MatchString(token.out) {
		t.Errorf("token: %+v", token)
	}
	status := d.command(t, "", "migrate", "-status")
	if status.code != exitDone || !strings.HasPrefix(status.out, "schema ") {
		t.Errorf("status: %+v", status)
	}
	if info, err := os.Stat(os.Getenv("DB_DSN")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the database file is open to others: %v %v", info.Mode(), err)
	}
	if err := os.Remove(os.Getenv("DB_DSN") + ".keys"); err != nil {
		t.Fatal(err)
	}
	if lost := d.command(t, "", "migrate"); lost.code != exitFailed || !strings.Contains(lost.err, "key file") {
		t.Errorf("without its keys: %+v", lost)
	}
}

// TestServe starts the server as it is wired, asks it, and stops it.
func TestServe(t *testing.T) {
	d := newDesk(t)
	t.Setenv("ADDR", "127.0.0.1:0")
	t.Setenv("METRICS_ADDR", "127.0.0.1:0")
	t.Setenv("LOG_LEVEL", "info")
	t.Setenv("LOG_FORMAT", "json")
	c, err := config.Load(os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
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
	addresses := map[string]string{}
	lines := json.NewDecoder(reader)
	for len(addresses) < 2 {
		var line struct{ Msg, Address string }
		if err := lines.Decode(&line); err != nil {
			t.Fatalf("%v in %s: %v", addresses, d.folder, <-done)
		}
		if line.Address != "" {
			addresses[line.Msg] = line.Address
		}
	}
	go func() { _, _ = io.Copy(io.Discard, reader) }()
	for address, part := range map[string]string{addresses["listening"] + "/api/v1/divisions/410184107000": "孟庄镇", addresses["metrics"]: "konggang_http_request_duration_seconds"} {
		if body := fetch(t, address); !strings.Contains(body, part) && part == "孟庄镇" {
			t.Errorf("%s: %.300s", address, body)
		}
	}
	if body := fetch(t, addresses["metrics"]); !strings.Contains(body, `route="/api/v1/divisions/:code"`) {
		t.Errorf("metrics: %.600s", body)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if err := h.store.Close(); err != nil {
		t.Error(err)
	}
}

func fetch(t *testing.T, address string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// TestDemo does the main job from the first file to the last.
func TestDemo(t *testing.T) {
	d := newDesk(t)
	d.file(t, ".env", "DB_DRIVER=mysql\n") // of no concern to the demo
	out := filepath.Join(d.folder, "out")
	got := d.command(t, "", "demo", "-once", "-out", out)
	if got.code != exitDone {
		t.Fatalf("%+v", got)
	}
	for _, role := range []string{"office", "enterprise", "village", "seeker", "device"} {
		if !regexp.MustCompile(`(?m)^` + role + `\tkg_[A-Z0-9]+$`).MatchString(got.out) {
			t.Errorf("no token for %s in\n%s", role, got.out)
		}
	}
	villages, err := filepath.Glob(filepath.Join(out, "410184107*"))
	if err != nil || len(villages) != 23 {
		t.Fatalf("%d villages, %v", len(villages), err)
	}
	for _, v := range villages {
		checkVillage(t, v)
	}
	if strings.Contains(got.out, "退回 ") && !strings.Contains(got.out, "退回 0") {
		t.Errorf("rows of the sample were refused:\n%s", got.out)
	}
	again := reopen(t, out)
	t.Run("forms", again.checkForms)
	t.Run("voices", again.checkVoices)
	t.Run("browser", again.checkBrowser)
	t.Run("readers", func(t *testing.T) {
		again.checkReaders(t, regexp.MustCompile(`(?m)^office\t(.*)$`).FindStringSubmatch(got.out)[1])
	})
}

func checkVillage(t *testing.T, folder string) {
	t.Helper()
	read := func(name string) string {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	if !strings.HasPrefix(read("noticeboard.pdf"), "%PDF-1.") || !strings.HasPrefix(read("noticeboard.png"), "\x89PNG") || !strings.HasPrefix(read("wechat.png"), "\x89PNG") {
		t.Errorf("%s: not a PDF or PNG", folder)
	}
	script := read("loudspeaker.txt")
	if strings.ContainsFunc(script, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsLower(r) }) || len(script) < 900 {
		t.Errorf("%s: the script is short or has digits or small letters:\n%s", folder, script)
	}
	for _, part := range strings.Split(read("wechat.txt"), "\n---\n") {
		if len(part) > 2048 || !strings.Contains(part, "求职免费") {
			t.Errorf("%s: a part of the post has %d bytes:\n%s", folder, len(part), part)
		}
	}
}

// TestTidyForgetsServiceRecords drops what was to be kept until yesterday.
func TestTidyForgetsServiceRecords(t *testing.T) {
	newDesk(t)
	c, err := config.Load(os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	h, err := open(t.Context(), c, func() time.Time { return time.Date(2029, 11, 26, 4, 0, 0, 0, time.UTC) }, streams{nil, io.Discard, io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = h.store.Close() }()
	if err := h.store.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, last := range []models.Date{"2029-11-25", "2029-11-26"} {
		if err := h.store.AddServiceRecord(t.Context(), models.ServiceRecord{Town: "410184107000", KeepUntil: last}); err != nil {
			t.Fatal(err)
		}
	}
	h.tidy(t.Context())
	left, err := h.store.ServiceRecords(t.Context(), "410184000000")
	if err != nil || len(left) != 1 || left[0].KeepUntil != "2029-11-26" {
		t.Errorf("%+v, %v", left, err)
	}
}

func TestScreenFilter(t *testing.T) {
	d := newDesk(t)
	got := d.command(t, "包吃住，限 男\n男女不限\n", "screen", "-date", "2026-11-26")
	var findings []map[string]any
	first, rest, _ := strings.Cut(got.out, "\n")
	if got.code != exitDone || json.Unmarshal([]byte(first), &findings) != nil || rest != "[]\n" || len(findings) != 1 {
		t.Fatalf("%+v", got)
	}
	f := findings[0]
	if f["rule"] != "gender" || f["severity"] != "block" || f["excerpt"] != "限 男" || f["start"] != 4.0 || f["law"] == "" || f["advice"] == "" || len(f) != 6 {
		t.Errorf("%v", f)
	}
	table := d.file(t, "wages.csv", "41,1,2026-01-01,5000,50,本局\n")
	if got := d.command(t, "月薪4500元\n", "screen", "-wages", table); !strings.Contains(got.out, "minimum_wage") {
		t.Errorf("%+v", got)
	}
	for _, wrong := range [][]string{{"-place", "1"}, {"-date", "today"}, {"-wages", "none.csv"}} {
		if got := d.command(t, "", append([]string{"screen"}, wrong...)...); got.code != exitFailed || got.err == "" {
			t.Errorf("%v: %+v", wrong, got)
		}
	}
}
