package robottest

import (
	"bytes"
	"net/http"
)

// Fault is a way to misbehave instead of answering.
type Fault func(w http.ResponseWriter, r *http.Request, h Hands)

// Hands are what a fault can do besides writing. Take puts the message into the group, Acknowledge also lists it as acknowledged, and
// Answer says so too, as without a fault; Closing is closed when the server is to end.
type Hands struct {
	Closing     <-chan struct{}
	Take        func()
	Acknowledge func()
	Answer      func()
}

// RateLimited says what the protocol does of too many messages, and takes none.
func (s *Server) RateLimited() Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ Hands) { s.limited.write(w) }
}

// Busy says what the protocol does when it cannot do anything now.
func (s *Server) Busy() Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ Hands) { s.busy.write(w) }
}

// Answers answers without taking the message: a status, a body, and headers as pairs of name and value.
func Answers(status int, body string, header ...string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ Hands) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		reply{status, body}.write(w)
	}
}

// Silence takes nothing and says nothing until the client leaves.
func Silence(_ http.ResponseWriter, r *http.Request, h Hands) { wait(r, h) }

// Stall takes the message and says nothing until the client leaves.
func Stall(_ http.ResponseWriter, r *http.Request, h Hands) {
	h.Take()
	wait(r, h)
}

func wait(r *http.Request, h Hands) {
	select {
	case <-r.Context().Done():
	case <-h.Closing:
	}
}

// LostReply takes the message and closes the connection.
func LostReply(_ http.ResponseWriter, _ *http.Request, h Hands) {
	h.Take()
	panic(http.ErrAbortHandler)
}

// CutReply takes the message and closes the connection in the middle of the answer's body.
func (s *Server) CutReply(w http.ResponseWriter, _ *http.Request, h Hands) {
	s.acknowledgedByStatus(h)
	w.Header().Set("Content-Length", "100")
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write([]byte(`{"errcode":0,`))
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

// Garbage takes the message and answers what is no JSON.
func (s *Server) Garbage(w http.ResponseWriter, _ *http.Request, h Hands) {
	s.acknowledgedByStatus(h)
	reply{http.StatusOK, "<html>sesame"}.write(w)
}

// Endless takes the message and answers without end, until the client leaves.
func (s *Server) Endless(w http.ResponseWriter, r *http.Request, h Hands) {
	s.acknowledgedByStatus(h)
	chunk := bytes.Repeat([]byte(" "), 4<<10)
	for r.Context().Err() == nil {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
}

// acknowledgedByStatus takes a message whose status says so, whatever the body does; group robots say it in the body alone.
func (s *Server) acknowledgedByStatus(h Hands) {
	if s.kind == kindByStatus {
		h.Acknowledge()
		return
	}
	h.Take()
}
