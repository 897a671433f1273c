// Package webhook sends events to an address of the office's own choosing, by the protocol of docs/operations.md.
package webhook

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/robots"
)

// The headers of an event.
const (
	HeaderEvent     = "X-Konggang-Event"
	HeaderTimestamp = "X-Konggang-Timestamp"
	HeaderSignature = "X-Konggang-Signature"
	headerKey       = "Idempotency-Key"
)

// Robot speaks the protocol.
type Robot struct {
	client *http.Client
	now    func() time.Time
}

// New makes one that calls by the client and signs at the time of now.
func New(client *http.Client, now func() time.Time) *Robot { return &Robot{client, now} }

// Event is the body of a request. Vacancy is what closed, where something did.
type Event struct {
	EventID string                 `json:"event_id"`
	Number  int                    `json:"number"`
	Of      int                    `json:"of"`
	Subject models.DeliverySubject `json:"subject"`
	Edition Edition                `json:"edition"`
	Board   string                 `json:"board"`
	Vacancy *Vacancy               `json:"vacancy,omitempty"`
	Text    string                 `json:"text"`
}

// Edition is which edition an event is about.
type Edition struct {
	ID      string              `json:"id"`
	Village models.DivisionCode `json:"village"`
	Year    int                 `json:"year"`
	Number  int                 `json:"number"`
	Issue   string              `json:"issue"`
}

// Vacancy is a line of the edition and what became of it.
type Vacancy struct {
	ID     string               `json:"id"`
	Number string               `json:"number"`
	Status models.VacancyStatus `json:"status"`
}

// Send implements robots.Robot. Any status of 2xx takes the event, whatever the answer's body says.
func (r *Robot) Send(ctx context.Context, s robots.Sending) (retry bool, err error) {
	body, err := encoded(eventOf(s))
	if err != nil {
		return robots.Refuse("message")
	}
	moment := strconv.FormatInt(r.now().Unix(), 10)
	header := http.Header{
		HeaderEvent:     {string(s.Subject)},
		HeaderTimestamp: {moment},
		HeaderSignature: {Sign(moment, body, s.Target.Secret)},
		headerKey:       {fmt.Sprintf("%s-%d", s.EventID, s.Number)},
	}
	return robots.Call{Address: s.Target.URL, Header: header, Body: body}.Do(ctx, r.client, nil)
}

// encoded is the event as JSON on one line, with the & of addresses as it is.
func encoded(e Event) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(e)
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), err
}

func eventOf(s robots.Sending) Event {
	e := s.Edition
	event := Event{
		EventID: s.EventID, Number: s.Number, Of: s.Of, Subject: s.Subject, Board: channels.BoardURL(e, models.ChannelWeChat), Text: s.Message.Text,
		Edition: Edition{e.ID, e.Village, e.Year, e.Number, channels.Issue(e)},
	}
	for _, item := range e.Items {
		if item.VacancyID == s.Message.VacancyID {
			event.Vacancy = &Vacancy{item.VacancyID, item.Number, s.Message.Became}
		}
	}
	return event
}

// Sign is the signature of a body at a moment in Unix seconds: v1= and the hexadecimal HMAC-SHA256 over the moment, a dot and the
// body, by the secret.
func Sign(moment string, body []byte, secret string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(moment + "."))
	mac.Write(body)
	return "v1=" + hex.EncodeToString(mac.Sum(nil))
}
