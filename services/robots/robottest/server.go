// Package robottest has the robots' side of their protocols: servers on loopback that check what they are sent as the documents say,
// and that misbehave when told to.
package robottest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"konggang/models"
)

// The documented limits: messages of one robot within a minute, and how long DingTalk takes nothing after more.
const (
	MostAMinute = 20
	window      = time.Minute
	blockedFor  = 10 * time.Minute
)

// Message is what reached a group by the robot of a key: a text or an event with its id and number, or a picture with the MD5 of its
// bytes, whose protocol has no room for more.
type Message struct {
	Key     string
	EventID string
	Number  int
	Picture string
	Text    string
}

// Server is where robots of one kind live. Its methods may be called at any time.
type Server struct {
	protocol
	now     func() time.Time
	http    *httptest.Server
	closing chan struct{}

	mu           sync.Mutex
	secrets      map[string]string
	sent         map[string][]time.Time
	blocked      map[string]time.Time
	faults       []Fault
	requests     int
	taken, acked []Message
}

// Start makes a server of a kind that lives as long as the test and counts its minutes by now.
func Start(t testing.TB, kind models.RobotKind, now func() time.Time) *Server {
	t.Helper()
	s := &Server{
		protocol: protocols[kind], now: now, closing: make(chan struct{}),
		secrets: map[string]string{}, sent: map[string][]time.Time{}, blocked: map[string]time.Time{},
	}
	s.http = httptest.NewServer(s)
	t.Cleanup(func() {
		close(s.closing)
		s.http.Close()
	})
	return s
}

// Target is the robot of a name, which is in its key and its secret; the first call makes it.
func (s *Server) Target(name string) models.Target {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := "key-of-" + name
	if s.signs {
		s.secrets[key] = "SEC-of-" + name + "-which-nobody-knows"
	} else {
		s.secrets[key] = ""
	}
	return models.Target{ID: name, Kind: s.kind, Name: name, URL: s.http.URL + s.address + key, Secret: s.secrets[key]}
}

// Key is the key of the robot of a name.
func (s *Server) Key(name string) string { return "key-of-" + name }

// Misbehave has the next requests meet these faults, one each, whatever robot they are for; nil is none.
func (s *Server) Misbehave(faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, faults...)
}

// Taken are the messages that reached a group, in their order, with those that did so twice.
func (s *Server) Taken() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.taken)
}

// Acknowledged are the messages that were taken and said to be, in their order.
func (s *Server) Acknowledged() []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.acked)
}

// Requests counts what came in, whatever became of it.
func (s *Server) Requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}

// ServeHTTP takes a message, refuses it, or misbehaves.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 8<<20))
	if err != nil {
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		return
	}
	if fault := s.nextFault(); fault != nil {
		fault(w, r, Hands{
			s.closing, func() { s.accept(r, body, false) }, func() { s.accept(r, body, true) }, func() { s.accept(r, body, true).write(w) },
		})
		return
	}
	s.accept(r, body, true).write(w)
}

func (s *Server) nextFault() Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests++
	if len(s.faults) == 0 {
		return nil
	}
	fault := s.faults[0]
	s.faults = s.faults[1:]
	return fault
}

// accept checks a request as the documents say, and keeps its message.
func (s *Server) accept(r *http.Request, body []byte, said bool) reply {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := s.key(r)
	secret, known := s.secrets[key]
	switch {
	case r.Method != http.MethodPost || r.URL.Path != s.path:
		return reply{status: http.StatusNotFound}
	case !known:
		return s.unknown
	}
	m, wrong := s.check(incoming{r, body, secret, s.now()})
	if wrong != nil {
		return *wrong
	}
	if s.tooMany(key) {
		return s.limited
	}
	m.Key = key
	s.taken = append(s.taken, m)
	if said {
		s.acked = append(s.acked, m)
	}
	return s.fine
}

// tooMany counts one more message of a robot.
func (s *Server) tooMany(key string) bool {
	now := s.now()
	if now.Before(s.blocked[key]) {
		return true
	}
	recent := slices.DeleteFunc(s.sent[key], func(at time.Time) bool { return !at.After(now.Add(-window)) })
	s.sent[key] = recent
	if len(recent) >= MostAMinute {
		if s.blocks {
			s.blocked[key] = now.Add(blockedFor)
		}
		return true
	}
	s.sent[key] = append(recent, now)
	return false
}
