package loudspeaker

import (
	"encoding/xml"
	"fmt"
	"strings"

	"konggang/models"
)

// usualPace is the speed in characters a minute that rate="100%" stands for: about what engines speak Mandarin at when they are
// told nothing, and the middle of what announcers do (185 to 270). SSML knows no absolute speed.
const usualPace = 240

// Audible refuses what an ear could not tell from a script in force: a mark is seen, and a voice reads on. Error CodeNotInForce.
func (s Script) Audible() error {
	if s.Mark != "" {
		return models.Errorf(models.CodeNotInForce, s.Mark)
	}
	return nil
}

// SSML is all passes for a speech engine (SSML 1.1): paragraphs, sentences and silences as the segments have them, phones slower.
// Error CodeNotInForce.
func (s Script) SSML() (string, error) {
	return s.ssml(s.Passes)
}

// PassSSML is one pass alone. Error CodeNotInForce.
func (s Script) PassSSML() (string, error) {
	return s.ssml(1)
}

func (s Script) ssml(passes int) (string, error) {
	if err := s.Audible(); err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(xml.Header + `<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="zh-CN">` + "\n")
	for pass := range passes {
		if pass > 0 {
			b.WriteString(silence(s.BetweenPasses) + "\n")
		}
		for _, p := range s.paragraphs() {
			s.paragraph(&b, p)
		}
	}
	b.WriteString("</speak>\n")
	return b.String(), nil
}

// paragraphs are the segments as the text has them in lines: each begins with what is no phone, and the closing is one.
func (s Script) paragraphs() []part {
	var list []part
	closing := false
	for _, g := range s.Segments {
		phone := g.Kind == Phone || g.Kind == PhoneRepeat
		if phone || closing {
			list[len(list)-1] = append(list[len(list)-1], g)
			continue
		}
		closing = g.Kind == Closing
		list = append(list, part{g})
	}
	return list
}

func (s Script) paragraph(b *strings.Builder, p part) {
	b.WriteString("<p>\n")
	for _, g := range p {
		rate := (g.Pace(s.CharactersPerMinute)*100 + usualPace/2) / usualPace
		for _, sentence := range sentences(g.Text) {
			fmt.Fprintf(b, `<s><prosody rate="%d%%">`, rate)
			_ = xml.EscapeText(b, []byte(sentence)) // a builder takes everything
			b.WriteString("</prosody></s>\n")
		}
		if g.Pause > 0 {
			b.WriteString(silence(g.Pause) + "\n")
		}
	}
	b.WriteString("</p>\n")
}

func silence(t Tenths) string { return fmt.Sprintf(`<break time="%dms"/>`, 100*int(t)) }

// sentences are the pieces of a text that each end with a full stop or an exclamation mark; together they are the text.
func sentences(text string) []string {
	var list []string
	for text != "" {
		end := len(text)
		if at := strings.IndexAny(text, "。！"); at >= 0 {
			end = at + len("。")
		}
		list = append(list, text[:end])
		text = text[end:]
	}
	return list
}
