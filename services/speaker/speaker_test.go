package speaker

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"unicode"

	"konggang/models"
	"konggang/services/channels/channelstest"
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
	times     atomic.Int32
	fail      error
	meanwhile func()
	bytes     int // 1000 for 0
}

func (*counting) name() string { return "counting" }

func (c *counting) say(ctx context.Context, _ loudspeaker.Script) (sound, error) {
	c.times.Add(1)
	if c.meanwhile != nil {
		c.meanwhile()
	}
	if c.fail != nil {
		return sound{}, c.fail
	}
	return sound{8000, make([]byte, cmp.Or(c.bytes, 1000))}, ctx.Err()
}

// audio is the whole file, for as long as the test lasts.
func (s Speaker) audio(ctx context.Context, said loudspeaker.Script) ([]byte, error) {
	file, size, err := s.Audio(ctx, said)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if n, err := file.WriteTo(&b); err != nil || n != size || int64(b.Len()) != size {
		return nil, fmt.Errorf("%d of %d bytes, %w", n, size, err)
	}
	return b.Bytes(), nil
}

// file is the sound as a WAVE file.
func (s sound) file() []byte {
	var b bytes.Buffer
	_, _ = recording{pass: s, passes: 1}.WriteTo(&b)
	return b.Bytes()
}

// TestAScriptIsSaidOnce however often and by how many at once it is asked for; passes are put together from one.
func TestAScriptIsSaidOnce(t *testing.T) {
	engine := &counting{}
	s := with(engine)
	var all sync.WaitGroup
	for passes := 1; passes <= 4; passes++ {
		all.Go(func() {
			file, err := s.audio(t.Context(), script(t, loudspeaker.Options{Passes: passes}))
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
		if _, err := s.audio(t.Context(), other); err != nil {
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
		if _, err := s.audio(t.Context(), script(t, loudspeaker.Options{})); models.CodeOf(err) != models.CodeSpeakerFailed {
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
	if _, err := busy.turn.Take(t.Context()); err != nil {
		t.Fatal(err)
	}
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
		if _, err := c.speaker.audio(c.ctx, c.script); models.CodeOf(err) != c.want {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	long := script(t, loudspeaker.Options{Minutes: 15})
	long.Seconds, long.Passes = 15*60, 2
	var e *models.Error
	if _, err := s.audio(t.Context(), long); !errors.As(err, &e) || len(e.Fields) != 1 || e.Fields[0].Field != "passes" || e.Fields[0].Args[0] != 1 {
		t.Errorf("half an hour: %v", err)
	}
	usual := script(t, loudspeaker.Options{})
	if usual.Seconds = 180; passesWithin(usual) != 5 {
		t.Errorf("%d passes of three minutes", passesWithin(usual))
	}
}

func TestTheShelfHasRoomForSoMuch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &shelf{room: 10}
		briefly := func(do func(ctx context.Context) bool) bool {
			ctx, done := context.WithCancel(t.Context())
			defer synctest.Wait()
			defer done()
			return do(ctx)
		}
		put := func(ctx context.Context, name byte, size int) bool {
			return s.put(ctx, digest{name}, sound{8000, make([]byte, size)}) == nil
		}
		putBriefly := func(name byte, size int) bool {
			return briefly(func(ctx context.Context) bool { return put(ctx, name, size) })
		}
		has := func(name byte) bool {
			return briefly(func(ctx context.Context) bool { _, ok := s.lend(ctx, digest{name}); return ok })
		}
		if !putBriefly(1, 4) || !putBriefly(2, 4) || !has(1) || !has(2) || !has(1) {
			t.Error("there was room for both")
		}
		if !putBriefly(3, 4) || has(2) || !has(1) || !has(3) {
			t.Error("the one that was not asked for longest goes")
		}
		if putBriefly(4, 11) || has(4) || !has(1) || !has(3) {
			t.Error("what is too large takes no room")
		}
		sent, end := context.WithCancel(t.Context())
		if _, ok := s.lend(sent, digest{1}); !ok || !put(sent, 5, 4) || has(3) || !has(1) {
			t.Error("what is being sent stays")
		}
		if putBriefly(6, 3) || !has(1) || !has(5) {
			t.Error("what is being sent leaves no room for more")
		}
		end()
		if synctest.Wait(); !putBriefly(6, 3) || has(1) || !has(5) {
			t.Error("what was sent leaves its place")
		}
	})
}

// TestAFileTakesNoMemoryOfItsOwn: many may send the same script, whose pass is there once.
func TestAFileTakesNoMemoryOfItsOwn(t *testing.T) {
	const large = 16 << 20
	s := with(&counting{bytes: large})
	said := script(t, loudspeaker.Options{Passes: 3})
	if _, _, err := s.Audio(t.Context(), said); err != nil {
		t.Fatal(err)
	}
	const times = 10
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range times {
		file, size, err := s.Audio(t.Context(), said)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := file.WriteTo(io.Discard); err != nil || n != size || n < 3*large {
			t.Fatalf("%d bytes, %v", n, err)
		}
	}
	if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > large {
		t.Errorf("%d bytes for %d answers of a pass of %d", after.TotalAlloc-before.TotalAlloc, times, large)
	}
}

// TestPassesThatAreBeingSentAreBounded: who reads slowly keeps no more than the shelf has room for.
func TestPassesThatAreBeingSentAreBounded(t *testing.T) {
	engine := &counting{bytes: 1000}
	s := with(engine)
	s.kept.room = 2500
	reading, leave := context.WithCancel(t.Context())
	for pace := 200; pace < 202; pace++ {
		if _, _, err := s.Audio(reading, script(t, loudspeaker.Options{CharactersPerMinute: pace})); err != nil {
			t.Fatal(err)
		}
	}
	third := script(t, loudspeaker.Options{CharactersPerMinute: 202})
	if _, _, err := s.Audio(t.Context(), third); models.CodeOf(err) != models.CodeUnavailable {
		t.Errorf("a third beside two: %v", err)
	}
	if _, _, err := s.Audio(t.Context(), script(t, loudspeaker.Options{CharactersPerMinute: 200, Passes: 1})); err != nil {
		t.Errorf("one of the two: %v", err)
	}
	leave()
}

// TestTags: as many as there are sounds, before any is made.
func TestTags(t *testing.T) {
	engine := &counting{}
	s := with(engine)
	seen := map[string]bool{}
	for _, said := range []loudspeaker.Script{
		script(t, loudspeaker.Options{}), script(t, loudspeaker.Options{Passes: 3}), script(t, loudspeaker.Options{CharactersPerMinute: 200}),
		script(t, loudspeaker.Options{}, func(e *models.Edition) { e.Approver = "李四" }),
	} {
		tag, err := s.Tag(said)
		again, _ := with(engine).Tag(said)
		if err != nil || seen[tag] || tag != again || len(tag) != 32 {
			t.Errorf("%q, then %q, %v", tag, again, err)
		}
		seen[tag] = true
	}
	other, _ := with(espeak{command: local}).Tag(script(t, loudspeaker.Options{}))
	if seen[other] || engine.times.Load() != 0 {
		t.Errorf("%q of another engine, %d made", other, engine.times.Load())
	}
	if _, err := (Speaker{}).Tag(script(t, loudspeaker.Options{})); models.CodeOf(err) != models.CodeNoSpeaker {
		t.Errorf("without an engine: %v", err)
	}
}

// TestNobodysFault: it is not the engine that failed when its caller leaves.
func TestNobodysFault(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	engine := &counting{fail: failed("killed")}
	engine.meanwhile = leave
	if _, err := with(engine).audio(ctx, script(t, loudspeaker.Options{})); models.CodeOf(err) != models.CodeUnavailable || !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// TestNoTextCommandsTheEngine: espeak-ng reads [[…]] as phonemes, other engines read tags; no letter of either gets into a segment.
func TestNoTextCommandsTheEngine(t *testing.T) {
	for _, hostile := range []string{"[[h@'loU]]普工", "[[普工]]", "<break time=\"9s\"/>普工", "＜普工＞", "［［普工］］", "-v en 普工", "--普工", "&lt;普工", "普工\n-w/tmp/x"} {
		s := script(t, loudspeaker.Options{}, func(e *models.Edition) {
			*e = channelstest.Edition(2)
			e.Status = models.EditionPublished
			e.Items[0].Vacancy.Title, e.Items[1].Employer, e.Approver, e.VillageName, e.Office.Name = hostile, hostile, hostile, hostile, hostile
		})
		for _, g := range s.Segments {
			if strings.ContainsAny(g.Text, "[]［］<>＜＞&-@/\\") || strings.ContainsFunc(g.Text, unicode.IsControl) {
				t.Errorf("%q: %q", hostile, g.Text)
			}
		}
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
		}, "too long"},
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
			file, err := s.audio(t.Context(), said)
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
	_, err = s.audio(t.Context(), script(t, loudspeaker.Options{}))
	if models.CodeOf(err) != models.CodeSpeakerFailed || strings.Contains(err.Error(), "tk-secret") {
		t.Errorf("%v", err)
	}
}
