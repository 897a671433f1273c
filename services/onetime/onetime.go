// Package onetime makes one-time codes and sends them as text messages.
package onetime

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"

	"konggang/models"
	"konggang/services/outbound"
)

// Sender sends a code to a phone. Error CodeUnavailable when it cannot be sent now.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// Message is a code on its way to a phone. However it is printed or logged it shows its purpose and the masked phone alone.
type Message struct {
	Phone   models.Phone
	Code    string
	Purpose models.CodePurpose
	Minutes int // for which the code is good
}

// Text is the sentence to send; it says what the code is for, so that whoever is asked for a code by a stranger can tell.
func (m Message) Text() string {
	return fmt.Sprintf("【空岗】验证码 %s，%d 分钟内有效，用于%s。请勿告诉他人。", m.Code, m.Minutes, m.Purpose.Zh())
}

// Format prints the purpose and the masked phone for every verb.
func (m Message) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, m.masked()) }

// LogValue is what Format prints.
func (m Message) LogValue() slog.Value { return slog.StringValue(m.masked()) }

func (m Message) masked() string { return string(m.Purpose) + " " + m.Phone.Masked() }

// NewCode makes a code of six digits, each of the million equally likely.
func NewCode() string {
	const codes = 1_000_000
	var b [4]byte
	for {
		_, _ = rand.Read(b[:]) // never fails: it ends the program instead
		if n := binary.BigEndian.Uint32(b[:]); n < math.MaxUint32/codes*codes {
			return fmt.Sprintf("%06d", n%codes)
		}
	}
}

// NewSender makes the sender that the setting SMS_GATEWAY_URL asks for: none for "", one that
// writes codes to w for "terminal:", which needs development, and a gateway for an http or https address (see
// docs/operations.md), which gets the token as its bearer. The error names the setting and holds neither value.
func NewSender(address, token string, development bool, w io.Writer) (Sender, error) {
	switch {
	case address == "":
		return nil, nil //nolint:nilnil // "there is none" is an answer here
	case address == "terminal:" && development:
		return terminal{w}, nil
	case address == "terminal:":
		return nil, errors.New("settings: SMS_GATEWAY_URL is terminal:, which shows codes to whoever runs the server: it needs DEVELOPMENT=true")
	case !outbound.GatewayAddress(address):
		return nil, errors.New("settings: SMS_GATEWAY_URL must be empty, terminal: or an http or https address without user name and fragment")
	case !outbound.GatewayToken(token):
		return nil, errors.New("settings: SMS_GATEWAY_TOKEN holds a space or a character that no header can carry")
	}
	return newGateway(address, token), nil
}

// terminal shows codes to a developer. It never logs them.
type terminal struct{ w io.Writer }

func (t terminal) Send(_ context.Context, m Message) error {
	if _, err := fmt.Fprintf(t.w, "%s: %s (%d min)\n", m.masked(), m.Code, m.Minutes); err != nil {
		return unavailable("the terminal cannot be written to")
	}
	return nil
}

// unavailable is the error of a message that was not sent.
func unavailable(format string, args ...any) error {
	return &models.Error{Code: models.CodeUnavailable, Cause: fmt.Errorf("text message: "+format, args...)}
}
