package loudspeaker_test

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels/loudspeaker"
)

const namespace = "http://www.w3.org/2001/10/synthesis"

// within is what SSML 1.1 (W3C, 2010) lets stand in each of the elements that we use.
var within = map[string][]string{
	"": {"speak"}, "speak": {"p", "break"}, "p": {"s", "break"}, "s": {"prosody", "break"}, "prosody": {}, "break": {},
}

// heardSSML reads a document as an engine does: the words, and the silences in tenths of a second.
func heardSSML(t testing.TB, ssml string) (words string, silences int) {
	var path []string
	for d := xml.NewDecoder(strings.NewReader(ssml)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return words, silences
		}
		if err != nil {
			t.Fatalf("%v in %s", err, ssml)
		}
		switch token := token.(type) {
		case xml.StartElement:
			above := ""
			if len(path) > 0 {
				above = path[len(path)-1]
			}
			if token.Name.Space != namespace || !slices.Contains(within[above], token.Name.Local) {
				t.Fatalf("%s in %s", token.Name.Local, above)
			}
			path = append(path, token.Name.Local)
			silences += checkAttributes(t, token)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if said := strings.TrimSpace(string(token)); said != "" {
				if path[len(path)-1] != "prosody" {
					t.Fatalf("%s is said at no speed", said)
				}
				words += said
			}
		}
	}
}

// checkAttributes gives the length of a silence.
func checkAttributes(t testing.TB, e xml.StartElement) int {
	has := func(name, value string) bool {
		return slices.ContainsFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name && (value == "" || a.Value == value) })
	}
	switch e.Name.Local {
	case "speak":
		if !has("version", "1.1") || !has("lang", "zh-CN") {
			t.Fatalf("%v", e.Attr)
		}
	case "prosody":
		if !has("rate", "") || !strings.HasSuffix(e.Attr[0].Value, "%") {
			t.Fatalf("%v", e.Attr)
		}
	case "break":
		ms, err := strconv.Atoi(strings.TrimSuffix(e.Attr[0].Value, "ms"))
		if err != nil || ms <= 0 || ms%100 != 0 || !has("time", "") {
			t.Fatalf("%v", e.Attr)
		}
		return ms / 100
	}
	return 0
}

// TestSSMLSaysTheScript in its words, as often as it has passes, with the silences that the segments have.
func TestSSMLSaysTheScript(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		e, o := editions(r), options(r)
		e.Status = models.EditionPublished
		o.Passes = rapid.IntRange(1, 5).Draw(r, "passes")
		script, err := loudspeaker.Compose(e, o)
		if err != nil {
			r.Skip("too little time for opening and closing")
		}
		ssml, err := script.SSML()
		if err != nil {
			r.Fatal(err)
		}
		words, silences := heardSSML(t, ssml)
		text := strings.ReplaceAll(script.Text(), "\n", "")
		want := int(script.BetweenPasses) * (o.Passes - 1)
		for _, g := range script.Segments {
			want += int(g.Pause) * o.Passes
		}
		if words != strings.Repeat(text, o.Passes) || silences != want {
			r.Fatalf("%d tenths of silence, want %d: %s", silences, want, ssml)
		}
		if one, err := script.PassSSML(); err != nil || strings.Count(one, "<p>") != strings.Count(script.Text(), "\n") {
			r.Fatalf("%v: %s", err, one)
		}
	})
}

func TestNothingIsSpokenThatIsNotInForce(t *testing.T) {
	for _, status := range []models.EditionStatus{models.EditionDraft, models.EditionSuperseded} {
		e := mixed()
		e.Status = status
		if _, err := compose(t, e).SSML(); models.CodeOf(err) != models.CodeNotInForce {
			t.Errorf("%s: %v", status, err)
		}
	}
}
