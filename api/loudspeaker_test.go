package api_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"konggang/api"
	"konggang/models"
	"konggang/models/store/storetest"
	"konggang/services/channels/loudspeaker"
	"konggang/services/speaker"
)

// voice is a speaker whose sound can be read. It counts how often it speaks.
type voice struct{ times *atomic.Int32 }

func (voice) Tag(s loudspeaker.Script) (string, error) {
	return strconv.Itoa(len(s.Text())), s.Audible()
}

func (v voice) Audio(ctx context.Context, s loudspeaker.Script) (file io.WriterTo, size int64, err error) {
	if v.times != nil {
		v.times.Add(1)
	}
	text := strings.NewReader("RIFF" + s.Text())
	return text, text.Size(), cmp.Or(ctx.Err(), s.Audible())
}

// TestASoundThatIsHeldIsNotMade: devices ask again and again.
func TestASoundThatIsHeldIsNotMade(t *testing.T) {
	v := voice{new(atomic.Int32)}
	h := newHouse(t, storetest.SQLite(t), func(s *api.Services) { s.Speaker = v })
	path := "/editions/" + h.editionOf(false, models.EditionPublished) + "/loudspeaker.wav"
	first := h.get("", path).want(http.StatusOK)
	if n := first.Header().Get("Content-Length"); n != strconv.Itoa(first.Body.Len()) || first.Header().Get("X-Edition-Status") != "published" {
		t.Errorf("%v for %d bytes", first.Header(), first.Body.Len())
	}
	again := h.send(call{method: http.MethodGet, path: "/api/v1" + path, headers: map[string]string{"If-None-Match": first.Header().Get("ETag")}})
	if again.Code != http.StatusNotModified || again.Body.Len() > 0 || again.Header().Get("ETag") != first.Header().Get("ETag") || v.times.Load() != 1 {
		t.Errorf("%d %v, made %d times", again.Code, again.Header(), v.times.Load())
	}
}

// TestACallerWhoHangsUpIsNoError: neither the engine nor we did anything wrong.
func TestACallerWhoHangsUpIsNoError(t *testing.T) {
	var log bytes.Buffer
	ctx, hangUp := context.WithCancel(t.Context())
	h := newHouse(t, storetest.SQLite(t), func(s *api.Services) {
		s.Log, s.Speaker = slog.New(slog.NewTextHandler(&log, nil)), leaving{hangUp}
	})
	path := "/api/v1/editions/" + h.editionOf(false, models.EditionPublished) + "/loudspeaker.wav"
	w := httptest.NewRecorder()
	h.handler.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, path, http.NoBody))
	if w.Code != http.StatusServiceUnavailable || strings.Contains(log.String(), "call failed") {
		t.Errorf("%d: %s", w.Code, log.String())
	}
}

// leaving is a speaker whose caller hangs up while it speaks.
type leaving struct{ hangUp context.CancelFunc }

func (leaving) Tag(loudspeaker.Script) (string, error) { return "1", nil }

func (l leaving) Audio(ctx context.Context, _ loudspeaker.Script) (file io.WriterTo, size int64, err error) {
	l.hangUp()
	return nil, 0, &models.Error{Code: models.CodeUnavailable, Cause: ctx.Err()}
}

// TestAScriptIsReadAsAskedFor: the options of a reading reach the script, in every form of it.
func TestAScriptIsReadAsAskedFor(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	edition := h.editionOf(false, models.EditionPublished)
	for _, base := range []string{"/editions/" + edition, "/villages/" + village + "/editions/latest"} {
		var script struct {
			Passes, Seconds int
			Pace            int `json:"characters_per_minute"`
			Segments        []struct {
				Text    string
				Seconds float64
				Pause   float64 `json:"pause_seconds"`
			}
		}
		body := h.get("", base+"/loudspeaker.json?passes=3&characters_per_minute=240&minutes=2").want(http.StatusOK).Body.Bytes()
		if err := json.Unmarshal(body, &script); err != nil {
			t.Fatal(err)
		}
		var length float64
		var text strings.Builder
		for _, g := range script.Segments {
			length += g.Seconds + g.Pause
			text.WriteString(g.Text)
		}
		if script.Passes != 3 || script.Pace != 240 || script.Seconds > 120 || int(length+0.05) != script.Seconds {
			t.Errorf("%v seconds of %s", length, body)
		}
		said := h.get("", base+"/loudspeaker.txt?characters_per_minute=240&minutes=2").want(http.StatusOK).Body.String()
		if strings.ReplaceAll(said, "\n", "") != text.String() {
			t.Errorf("the segments are %s, the text is %s", text.String(), said)
		}
		ssml := h.get("", base+"/loudspeaker.ssml").want(http.StatusOK)
		if ssml.Header().Get("Content-Type") != "application/ssml+xml" || !strings.Contains(ssml.Body.String(), `<prosody rate="75%">`) {
			t.Errorf("%s", ssml.Body)
		}
		audio := h.get("", base+"/loudspeaker.wav").want(http.StatusOK)
		again := h.send(call{method: http.MethodGet, path: "/api/v1" + base + "/loudspeaker.wav", headers: map[string]string{"If-None-Match": audio.Header().Get("ETag")}})
		if audio.Header().Get("Content-Type") != "audio/wav" || again.Code != http.StatusNotModified {
			t.Errorf("%v, then %d", audio.Header(), again.Code)
		}
	}
}

func TestReadingsOutOfBounds(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	base := "/editions/" + h.editionOf(false, models.EditionPublished) + "/loudspeaker."
	for _, form := range []string{"txt", "json", "ssml", "wav"} {
		for query, field := range map[string]string{
			"minutes=0": "minutes", "minutes=16": "minutes", "minutes=x": "minutes", "characters_per_minute=99": "characters_per_minute",
			"characters_per_minute=301": "characters_per_minute", "max_vacancies=0": "max_vacancies", "max_vacancies=41": "max_vacancies",
			"passes=0": "passes", "passes=6": "passes",
		} {
			got := h.get("", base+form+"?"+query).want(http.StatusUnprocessableEntity)
			if !strings.Contains(got.Body.String(), `"field":"`+field+`"`) {
				t.Errorf("%s?%s: %s", form, query, got.Body)
			}
		}
	}
}

// TestOnlyWhatIsInForceIsSpoken: an ear does not see a mark.
func TestOnlyWhatIsInForceIsSpoken(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	draft := h.editionOf(false, models.EditionDraft)
	for _, form := range []string{"ssml", "wav"} {
		h.get("village", "/editions/"+draft+"/loudspeaker."+form).problem(http.StatusConflict, models.CodeNotInForce)
	}
	h.get("village", "/editions/"+draft+"/loudspeaker.txt").want(http.StatusOK)
}

func TestWithoutASpeaker(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t), func(s *api.Services) { s.Speaker = speaker.Speaker{} })
	edition := "/editions/" + h.editionOf(false, models.EditionPublished)
	got := h.get("", edition+"/loudspeaker.wav")
	got.problem(http.StatusServiceUnavailable, models.CodeNoSpeaker)
	if !strings.Contains(got.Body.String(), "espeak-ng") {
		t.Errorf("nobody learns what to install: %s", got.Body)
	}
	h.get("", edition+"/loudspeaker.ssml").want(http.StatusOK)
}
