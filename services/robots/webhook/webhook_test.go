package webhook_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/services/channels/channelstest"
	"konggang/services/outbound"
	"konggang/services/robots"
	"konggang/services/robots/webhook"
)

// TestTheManualsExample sends the event of docs/operations.md and finds each header and the body there as they go over the wire, so that a
// receiver can be written from it.
func TestTheManualsExample(t *testing.T) {
	manual, err := os.ReadFile("../../../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	e := channelstest.Edition(1)
	c := models.Closing{Edition: e, Item: e.Items[0], Became: models.VacancyFilled, Round: 1}
	message := robots.ClosedMessages("7K2M5QXT", c)[0]
	got, body := sent(t, robots.Sending{EventID: "7K2M5QXT", Number: 1, Of: 1, Subject: models.DeliverClosed, Message: message, Edition: e})
	for _, name := range []string{"Content-Type", "Idempotency-Key", webhook.HeaderEvent, webhook.HeaderTimestamp, webhook.HeaderSignature} {
		if line := "\n" + name + ": " + got.Get(name) + "\n"; !strings.Contains(string(manual), line) {
			t.Errorf("the manual has not %s", line)
		}
	}
	if !strings.Contains(string(manual), "\n"+body+"\n") {
		t.Errorf("the manual has not %s", body)
	}
}

// sent is what the receiver of the manual gets.
func sent(t *testing.T, s robots.Sending) (header http.Header, body string) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		bytes, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		header, body = r.Header, string(bytes)
	}))
	defer server.Close()
	s.Target = models.Target{URL: server.URL, Secret: "sixteen bytes or more"}
	robot := webhook.New(outbound.NewClient(outbound.Rules{AllowPrivate: true}), func() time.Time { return time.Unix(1795406400, 0) })
	if retry, err := robot.Send(context.WithoutCancel(t.Context()), s); retry || err != nil {
		t.Fatal(retry, err)
	}
	return header, body
}

func TestAPostHasNoVacancyOfItsOwn(t *testing.T) {
	_, body := sent(t, robots.Sending{EventID: "7K2M9Q", Number: 2, Of: 5, Subject: models.DeliverPost, Message: models.Message{Text: "招工信息"}, Edition: channelstest.Edition(3)})
	if strings.Contains(body, `"vacancy"`) || !strings.Contains(body, `"number":2,"of":5,"subject":"edition"`) {
		t.Error(body)
	}
}
