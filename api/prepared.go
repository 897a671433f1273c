package api

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"konggang/models"
	"konggang/services/search"
)

// Prepared answers (docs/adr/0023): the JSON of a vacancy is made once, when the picture of the market takes it in, and a list
// is written by putting such pieces together.

// PreparedVacancy is the JSON of the vacancy as everybody sees it who does not keep it, in any language. One with a number
// that JSON cannot hold is told by its id alone, so that one bad row does not take the list from everybody.
func PreparedVacancy(p models.Posting) []byte {
	text, err := appendJSON(nil, vacancyOf(&request{actor: models.Anonymous}, p))
	if err != nil {
		text, _ = appendJSON(nil, struct { // a text alone can always be written
			ID string `json:"id"`
		}{p.Vacancy.ID})
	}
	return slices.Clip(text)
}

// preparedItem is a vacancy of a list; km is its distance where the search has one.
type preparedItem struct {
	json []byte
	km   *float64
}

// append writes the item with its distance, which is the last field of a Vacancy.
func (i preparedItem) append(b []byte) []byte {
	if i.km == nil {
		return append(b, i.json...)
	}
	b = append(append(b, i.json[:len(i.json)-1]...), `,"distance_km":`...)
	return append(strconv.AppendFloat(b, *i.km, 'f', -1, 64), '}')
}

// appendJSON writes the list as the framework would write it with Items filled in.
func (l VacancyList) appendJSON(b []byte) ([]byte, error) {
	b = append(b, `{"items":[`...)
	for i, item := range l.prepared {
		if i > 0 {
			b = append(b, ',')
		}
		b = item.append(b)
	}
	b = appendText(append(b, `],"next_cursor":`...), l.NextCursor)
	b = strconv.AppendInt(append(b, `,"total":`...), int64(l.Total), 10)
	b = strconv.AppendInt(append(b, `,"total_headcount":`...), int64(l.TotalHeadcount), 10)
	var err error
	if l.Interpreted != nil {
		b, err = appendJSON(append(b, `,"interpreted":`...), l.Interpreted)
	}
	return append(appendFacets(b, l.counted), '}', '\n'), err
}

func appendFacets(b []byte, facets map[string][]search.Count) []byte {
	var room [8]string // there are no more kinds of facets
	names := room[:0]
	for name := range facets {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		if i == 0 {
			b = append(b, `,"facets":{`...)
		} else {
			b = append(b, ',')
		}
		b = appendCounts(append(appendText(b, name), ':'), facets[name])
	}
	if len(names) > 0 {
		b = append(b, '}')
	}
	return b
}

func appendCounts(b []byte, counts []search.Count) []byte {
	b = append(b, '[')
	for i, c := range counts {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendText(append(b, `{"value":`...), c.Value)
		if c.Name != "" {
			b = appendText(append(b, `,"name":`...), c.Name)
		}
		b = append(strconv.AppendInt(append(b, `,"count":`...), int64(c.Count), 10), '}')
	}
	return append(b, ']')
}

// appendText writes a text as JSON; only what is to be escaped, or is no UTF-8, takes the long way.
func appendText(b []byte, s string) []byte {
	plain := true
	for i := range len(s) {
		c := s[i]
		plain = plain && c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf
	}
	if plain || !escapes(s) {
		return append(append(append(b, '"'), s...), '"')
	}
	b, _ = appendJSON(b, s) // a text can always be written
	return b
}

func escapes(s string) bool {
	for _, r := range s {
		if r < ' ' || r == '"' || r == '\\' || r == '\u2028' || r == '\u2029' || r == utf8.RuneError {
			return true
		}
	}
	return false
}

// appendJSON writes any value the way the framework does, but for the newline at the end.
func appendJSON(b []byte, v any) ([]byte, error) {
	out := bytes.NewBuffer(b)
	to := json.NewEncoder(out)
	to.SetEscapeHTML(false)
	if err := to.Encode(v); err != nil {
		return b, err
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), nil
}

// jsonFormat is the framework's, but that it says less in the head of the answer and that lists with prepared items write
// themselves.
var jsonFormat = huma.Format{
	Marshal: func(w io.Writer, v any) error {
		if answer, ok := w.(http.ResponseWriter); ok {
			asData(answer.Header())
		}
		if list, ok := v.(VacancyList); ok && list.prepared != nil {
			return writeList(w, list)
		}
		return huma.DefaultJSONFormat.Marshal(w, v)
	},
	Unmarshal: huma.DefaultJSONFormat.Unmarshal,
}

// maxKeptBuffer bounds what is kept of a buffer for the next list, bytes: more than a usual page of 100.
const maxKeptBuffer = 256 << 10

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// toldByItself is up to where net/http finds out the length of an answer without our help, bytes.
const toldByItself = 2048

// writeList writes the whole list at once and tells its length, so that the connection need not send it in chunks.
func writeList(w io.Writer, list VacancyList) error {
	buffer := buffers.Get().(*[]byte)
	text, err := list.appendJSON((*buffer)[:0])
	if err != nil {
		return err
	}
	if answer, ok := w.(http.ResponseWriter); ok && len(text) > toldByItself {
		answer.Header()["Content-Length"] = []string{itoa(len(text))}
	}
	_, err = w.Write(text)
	if cap(text) <= maxKeptBuffer {
		*buffer = text
		buffers.Put(buffer)
	}
	return err
}
