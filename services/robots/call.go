package robots

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strconv"
	"time"

	"konggang/models"
	"konggang/services/outbound"
)

// longestWait is the most that a robot can have us wait, so that a wrong header does not silence a village.
const longestWait = time.Hour

// Call is one request to a robot: a JSON body to an address, with headers besides the content type.
type Call struct {
	Address string
	Header  http.Header
	Body    []byte
}

// Do posts the call and reads the body of an answer with a status of 2xx; where that is all the answer says, read is nil. The client
// opens a connection for each request and follows no redirects (outbound.NewClient). What comes back is what Robot.Send gives.
func (c Call) Do(ctx context.Context, client *http.Client, read func(answer io.Reader) *Fault) (retry bool, err error) {
	header := http.Header{}
	maps.Copy(header, c.Header)
	header.Set("Content-Type", "application/json; charset=utf-8")
	answer, err := outbound.Post{Address: c.Address, Header: header, Body: c.Body}.Do(ctx, client)
	if err != nil {
		return unanswered(err).result()
	}
	defer func() { _ = answer.Body.Close() }()
	fault := judge(answer)
	if fault == nil && read != nil {
		fault = read(answer.Body)
	}
	return fault.result()
}

// Refuse is the result of a message that no robot would take, with the reason.
func Refuse(detail string) (retry bool, err error) {
	return (&Fault{Code: models.CodeRobotRefused, Detail: detail}).result()
}

// result is the fault as Send gives it. What was refused stays refused.
func (f *Fault) result() (retry bool, err error) {
	if f == nil {
		return false, nil
	}
	return f.Code == models.CodeRobotFailed || f.Code == models.CodeRateLimited, f
}

// unanswered tells why there was no answer. Once there was a connection the message may be where it should go.
func unanswered(err error) *Fault {
	var u *outbound.Unanswered
	switch {
	case errors.Is(err, outbound.ErrRefused):
		return &Fault{Code: models.CodeUnsafeURL, Detail: "address"}
	case errors.Is(err, outbound.ErrAddress):
		return &Fault{Code: models.CodeRobotRefused, Detail: "address"}
	case errors.As(err, &u) && !u.Connected:
		return &Fault{Code: models.CodeRobotFailed, Detail: "no connection"}
	}
	return &Fault{Code: models.CodeRobotFailed, Detail: "no answer", Unknown: true}
}

// judge reads the status of an answer. A gateway's word that it had no answer itself (502, 504) leaves open what became of the
// message.
func judge(answer *http.Response) *Fault {
	status := answer.StatusCode
	f := &Fault{Code: models.CodeRobotRefused, Detail: fmt.Sprintf("HTTP %d", status)}
	switch {
	case status >= 200 && status <= 299:
		return nil
	case status == http.StatusTooManyRequests:
		f.Code, f.After = models.CodeRateLimited, max(wait(answer.Header), time.Minute)
	case status >= 500:
		f.Code, f.After = models.CodeRobotFailed, wait(answer.Header)
		f.Unknown = status == http.StatusBadGateway || status == http.StatusGatewayTimeout
	}
	return f
}

// wait reads Retry-After (RFC 9110, section 10.2.3), 0 for none that can be read. A date counts from the answer's own, so that it
// does not matter whose clock is right.
func wait(h http.Header) time.Duration {
	text := h.Get("Retry-After")
	if seconds, err := strconv.ParseUint(text, 10, 31); err == nil {
		return min(time.Duration(seconds)*time.Second, longestWait) //nolint:gosec // 31 bits
	}
	until, err := http.ParseTime(text)
	from, err2 := http.ParseTime(h.Get("Date"))
	if err != nil || err2 != nil {
		return 0
	}
	return min(max(until.Sub(from), 0), longestWait)
}
