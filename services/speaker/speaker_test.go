package speaker

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"konggang/models"
	"konggang/services/channels/loudspeaker"
)

// script is a short one in force.
func script(t testing.TB, o loudspeaker.Options, changes ...func(*models.Edition)) loudspeaker.Script {
	t.Helper()
	e := models.Edition{VillageName: "口张村", TownName: "孟庄镇", Year: 2027, Number: 12, Date: "2027-11-23", Status: models.EditionPublished, Approver: "王建国"}
	for _, change := range changes {
		change(&e)
	}
	s, err := loudspeaker.Compose(e, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// counting is an engine that says the same number of samples each time, and counts.
type counting struct {
	times atomic.Int32
	fail  error
}

func (*counting) name() string { return "counting" }

func (c *counting) say(ctx context.Context, _ loudspeaker.Script) (sound, error) {
	c.times.Add(1)
	if c.fail != nil {
		return sound{}, c.fail
	}
	return sound{8000, make([]byte, 1000)}, ctx.Err()
}

// TestAScriptIsSaidOnce however often and by how many at once it is asked for; passes are put together from one.
func TestAScriptIsSaidOnce(t *testing.T) {
	engine := &counting{}
	s := with(engine)
	var all sync.WaitGroup
	for passes := 1; passes <= 4; passes++ {
		all.Go(func() {
			file, err := s.Audio(t.Context(), script(t, loudspeaker.Options{Passes: passes}))
			gaps := (passes - 1) * 3 * 8000 * sampleBytes
			if err != nil || len(file) != 44+passes*1000+gaps {
				t.Errorf("%d passes: %d bytes, %v", passes, len(file), err)
			}
		})
	}
	all.Wait()
	if n := engine.times.Load(); n != 1 {
		t.Errorf("said %d times", n)
	}
	for _, other := range []loudspeaker.Script{
		script(t, loudspeaker.Options{CharactersPerMinute: 200}), script(t, loudspeaker.Options{}, func(e *models.Edition) { e.Approver = "李四" }),
	} {
		if _, err := s.Audio(t.Context(), other); err != nil {
			t.Error(err)
		}
	}
	if n := engine.times.Load(); n != 3 {
		t.Errorf("said %d times, want 3 for three scripts", n)
	}
}

// TestAFailureIsNotKept: the next one tries again.
func TestAFailureIsNotKept(t *testing.T) {
	engine := &counting{fail: failed("hoarse")}
	s := with(engine)
	for range 2 {
		if _, err := s.Audio(t.Context(), script(t, loudspeaker.Options{})); models.CodeOf(err) != models.CodeSpeakerFailed {
			t.Errorf("%v", err)
		}
	}
	if n := engine.times.Load(); n != 2 {
		t.Errorf("tried %d times", n)
	}
}

func TestWhatIsNotSpoken(t *testing.T) {
	s := with(&counting{})
	gone, leave := context.WithCancel(t.Context())
	leave()
	busy := with(&counting{})
	busy.turn <- struct{}{}
	for _, c := range []struct {
		name    string
		speaker Speaker
		ctx     context.Context
		script  loudspeaker.Script
		want    models.Code
	}{
		{"no engine", Speaker{}, t.Context(), script(t, loudspeaker.Options{}), models.CodeNoSpeaker},
		{"not installed", with(espeak{command: "no-such-program"}), t.Context(), script(t, loudspeaker.Options{}), models.CodeNoSpeaker},
		{"a draft", s, t.Context(), script(t, loudspeaker.Options{}, func(e *models.Edition) { e.Status = models.EditionDraft }), models.CodeNotInForce},
		{"the caller left in the queue", busy, gone, script(t, loudspeaker.Options{}), models.CodeUnavailable},
	} {
		if _, err := c.speaker.Audio(c.ctx, c.script); models.CodeOf(err) != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	long := script(t, loudspeaker.Options{Minutes: 15})
	long.Seconds, long.Passes = 15*60, 2
	var e *models.Error
	if _, err := s.Audio(t.Context(), long); !errors.As(err, &e) || len(e.Fields) != 1 || e.Fields[0].Field != "passes" || e.Fields[0].Args[0] != 1 {
		t.Errorf("half an hour: %v", err)
	}
	usual := script(t, loudspeaker.Options{})
	if usual.Seconds = 180; passesWithin(usual) != 5 {
		t.Errorf("%d passes of three minutes", passesWithin(usual))
	}
}

func TestTheShelfHasRoomForSoMuch(t *testing.T) {
	s := &shelf{room: 10}
	put := func(name byte, size int) { s.put(digest{name}, sound{8000, make([]byte, size)}) }
	has := func(name byte) bool { _, ok := s.get(digest{name}); return ok }
	put(1, 4)
	put(2, 4)
	if !has(1) || !has(2) || !has(1) {
		t.Error("there was room for both")
	}
	put(3, 4)
	if has(2) || !has(1) || !has(3) {
		t.Error("the one that was not asked for longest goes")
	}
	put(4, 11)
	if has(4) || has(1) || has(3) {
		t.Error("what is too large takes no room")
	}
}

func TestSettings(t *testing.T) {
	for _, c := range []struct{ setting, token, wrong string }{
		{"espeak-ng", "", ""}, {"off", "", ""}, {"https://tts.example/say", "secret", ""}, {"http://127.0.0.1:9000", "", ""},
		{"", "", "SPEAKER"}, {"espeak", "", "SPEAKER"}, {"ftp://tts.example", "", "SPEAKER"}, {"https://user:pw@tts.example", "", "SPEAKER"},
		{"https://tts.example", "two words", "SPEAKER_TOKEN"}, {"https://tts.example", "line\n", "SPEAKER_TOKEN"},
	} {
		_, err := New(c.setting, c.token)
		if (err != nil) != (c.wrong != "") || err != nil && (!strings.Contains(err.Error(), c.wrong+" ") || strings.Contains(err.Error(), "pw") || c.token != "" && strings.Contains(err.Error(), c.token)) {
			t.Errorf("%s: %v", c.setting, err)
		}
	}
}

// TestGateway holds the request that docs/operations.md promises, and what becomes of answers.
func TestGateway(t *testing.T) {
	wave := sound{16000, make([]byte, 3200)}.file()
	for _, c := range []struct {
		name   string
		answer func(w http.ResponseWriter)
		fault  string
	}{
		{"a wave", func(w http.ResponseWriter) { w.Header().Set("Content-Type", "audio/x-wav"); _, _ = w.Write(wave) }, ""},
		{"an error", func(w http.ResponseWriter) { http.Error(w, "tk-secret", http.StatusInternalServerError) }, "answered 500"},
		{"a redirect", func(w http.ResponseWriter) { w.Header().Set("Location", "/x"); w.WriteHeader(http.StatusFound) }, "answered 302"},
		{"MP3", func(w http.ResponseWriter) { w.Header().Set("Content-Type", "audio/mpeg"); _, _ = w.Write(wave) }, "audio/wav"},
		{"words", func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "audio/wav")
			_, _ = io.WriteString(w, "tk-secret")
		}, "RIFF"},
		{"no sound", func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "audio/wav")
			_, _ = w.Write(sound{rate: 16000}.file())
		}, "RIFF"},
		{"half of it", func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "audio/wav")
			w.Header().Set("Content-Length", "9999")
			_, _ = w.Write(wave)
		}, "broke off"},
		{"no end", func(w http.ResponseWriter) {
			w.Header().Set("Content-Type", "audio/wav")
			for piece := make([]byte, 1<<20); ; {
				if _, err := w.Write(piece); err != nil {
					return
				}
			}
		}, "room"},
	} {
		t.Run(c.name, func(t *testing.T) {
			said := script(t, loudspeaker.Options{})
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				checkRequest(t, r, said)
				c.answer(w)
			}))
			defer server.Close()
			s, err := New(server.URL+"/say?key=tk-secret", "tk-secret")
			if err != nil {
				t.Fatal(err)
			}
			file, err := s.Audio(t.Context(), said)
			if c.fault == "" {
				if got, parsed := parseWave(file); err != nil || parsed != nil || got.rate != 16000 || len(got.pcm) != 2*3200+3*16000*sampleBytes {
					t.Errorf("%d bytes, %v, %v", len(file), err, parsed)
				}
				return
			}
			if models.CodeOf(err) != models.CodeSpeakerFailed || !strings.Contains(err.Error(), c.fault) || strings.Contains(err.Error(), "tk-secret") {
				t.Errorf("%v", err)
			}
		})
	}
}

func checkRequest(t *testing.T, r *http.Request, said loudspeaker.Script) {
	body, err := io.ReadAll(r.Body)
	if err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json" || r.Header.Get("Authorization") != "Bearer tk-secret" {
		t.Errorf("%s %v, %v", r.Method, r.Header, err)
	}
	for _, want := range []string{`{"ssml":"\u003c?xml`, `"text":"乡亲们`, `"language":"zh-CN"`, `"characters_per_minute":180}`} {
		if !bytes.Contains(body, []byte(want)) {
			t.Errorf("no %s in %s", want, body)
		}
	}
	if strings.Count(string(body), "播送完了") != 2 || said.Passes != 2 { // once in the SSML, once in the text
		t.Errorf("more than one pass: %s", body)
	}
}

func TestGatewayThatIsNotThere(t *testing.T) {
	server := httptest.NewServer(nil)
	address := server.URL
	server.Close()
	s, err := New(address+"/?key=tk-secret", "")
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Audio(t.Context(), script(t, loudspeaker.Options{}))
	if models.CodeOf(err) != models.CodeSpeakerFailed || strings.Contains(err.Error(), "tk-secret") {
		t.Errorf("%v", err)
	}
}
