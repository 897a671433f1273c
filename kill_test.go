package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/services/config"
)

// envServe has the test's own program serve in place of testing, so that a test has a process to kill.
const envServe = "KONGGANG_TEST_SERVE"

func TestMain(m *testing.M) {
	if os.Getenv(envServe) != "" {
		os.Exit(run([]string{"serve"}, os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// served is a serving process and where it answers.
type served struct {
	*exec.Cmd
	address string
}

func serveApart(t *testing.T) served {
	t.Helper()
	return launch(t)()
}

// launch starts a process, and gives what waits until it listens.
func launch(t *testing.T) (listening func() served) {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0]) //nolint:gosec // the test itself
	c.Env = append(os.Environ(), envServe+"=1", "ADDR=127.0.0.1:0", "LOG_LEVEL=info", "LOG_FORMAT=json")
	log, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return func() served {
		lines := bufio.NewScanner(log)
		for lines.Scan() {
			var line struct{ Msg, Address string }
			if json.Unmarshal(lines.Bytes(), &line) == nil && line.Msg == "listening" {
				go func() { // what the process says is read until it ends, or it would wait
					for lines.Scan() { //nolint:revive // nobody needs it
					}
				}()
				return served{c, line.Address}
			}
		}
		t.Fatalf("it does not listen: %v", c.Wait())
		return served{}
	}
}

// kill ends the process as a power cut does.
func (s served) kill(t *testing.T) {
	t.Helper()
	if err := s.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = s.Wait()
}

// end stops the process in good order.
func (s served) end(t *testing.T) {
	t.Helper()
	if err := s.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
	if err := s.Wait(); err != nil {
		t.Error(err)
	}
}

// call asks the process as the holder of a token and decodes its answer.
func (s served) call(t *testing.T, token, method, path, body string, into any) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, s.address+"/api/v1"+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if err := json.NewDecoder(answer.Body).Decode(into); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode
}

// TestAKilledCountyIsFinished kills a serving process with -9 in the middle of a county's editions. The next process finishes
// them, each village once.
func TestAKilledCountyIsFinished(t *testing.T) {
	const county = "410184000000"
	d := newDesk(t)
	token := strings.TrimSpace(d.command(t, "", "account", "create", "-role", "office", "-division", county).out)
	var op struct {
		ID, Phase   string
		Total, Done int
		Failures    []any
	}
	first := serveApart(t)
	if status := first.call(t, token, http.MethodPost, "/divisions/"+county+"/editions?size=5", "", &op); status != http.StatusAccepted || op.Total < 100 {
		t.Fatalf("%d %+v", status, op)
	}
	for op.Done == 0 {
		first.call(t, token, http.MethodGet, "/operations/"+op.ID, "", &op)
	}
	first.kill(t)
	kept := reopened(t)
	before, err := kept.Operation(t.Context(), op.ID)
	if err != nil || before.Finished || before.Done == 0 || before.Done == before.Total {
		t.Fatalf("it was not killed in the middle: %+v, %v", before, err)
	}
	// The lease of the dead process lapses.
	if err := kept.RenewLease(t.Context(), before, time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	second := serveApart(t)
	for op.Phase != string(models.PhaseFinished) {
		second.call(t, token, http.MethodGet, "/operations/"+op.ID, "", &op)
	}
	second.end(t)
	if op.Done != op.Total || len(op.Failures) > 0 {
		t.Errorf("%+v", op)
	}
	eachVillageOnce(t, kept, county, op.Total)
}

func reopened(t *testing.T) *store.Store {
	t.Helper()
	c, err := config.Load(os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	keys, err := store.ParseKeyring(c.SecretKeys)
	if c.SecretKeys == "" {
		keys, err = readKeys(filepath.Clean(c.DBDSN + ".keys"))
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), store.Config{Driver: c.DBDriver, DSN: c.DBDSN, Keys: keys})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func eachVillageOnce(t *testing.T, s *store.Store, county models.DivisionCode, villages int) {
	t.Helper()
	seen := map[models.DivisionCode]int{}
	for page := (models.Page{Limit: models.MaxLimit}); ; {
		list, err := s.Editions(t.Context(), models.EditionFilter{Within: county}, page)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list.Items {
			seen[e.Village]++
		}
		if page.Cursor = list.Next; page.Cursor == "" {
			break
		}
	}
	for village, n := range seen {
		if n != 1 {
			t.Errorf("%s has %d editions", village, n)
		}
	}
	if len(seen) != villages {
		t.Errorf("%d villages of %d have an edition", len(seen), villages)
	}
}
