package onetime

import (
	"context"
	"errors"
	"time"

	"konggang/services/outbound"
)

// gatewayTime is what one message has.
const gatewayTime = 5 * time.Second

// gateway posts messages to an address that turns them into text messages.
type gateway struct {
	*outbound.Gateway
	timeout time.Duration
}

func newGateway(address, token string) *gateway {
	return &gateway{outbound.NewGateway(address, token), gatewayTime}
}

// wire is the body of a request as docs/operations.md promises it.
type wire struct {
	Phone   string `json:"phone"`
	Code    string `json:"code"`
	Purpose string `json:"purpose"`
	Minutes int    `json:"minutes"`
	Text    string `json:"text"`
}

// Send tries once more when there was no connection at all. Once there was one the message may be on its way, and a
// second one would puzzle its reader.
func (g *gateway) Send(ctx context.Context, m Message) error {
	ctx, done := context.WithTimeout(ctx, g.timeout)
	defer done()
	w := wire{string(m.Phone), m.Code, string(m.Purpose), m.Minutes, m.Text()}
	err := g.post(ctx, w)
	if u := (*outbound.Unanswered)(nil); errors.As(err, &u) && !u.Connected && ctx.Err() == nil {
		err = g.post(ctx, w)
	}
	return err
}

// post makes one request. The body of the answer is not read.
func (g *gateway) post(ctx context.Context, w wire) error {
	answer, err := g.Post(ctx, w, "")
	if err != nil {
		return unavailable("the gateway: %w", err)
	}
	_ = answer.Body.Close()
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return unavailable("the gateway answered %d", answer.StatusCode)
	}
	return nil
}
