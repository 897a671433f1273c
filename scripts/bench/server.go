package main

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// server is a process that answers on a port of this machine.
type server struct {
	addr string
	cmd  *exec.Cmd
	said bytes.Buffer
}

// patience is how long a server may take to start: the product reads all vacancies first.
const patience = 3 * time.Minute

// freeAddress is an address that nobody listens on, a moment ago.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed in the next line
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// startProduct fills a database with the vacancies of the map and serves it by the built program.
func (b *bench) startProduct(program string) (*server, error) {
	key := make([]byte, 32)
	_, _ = rand.Read(key)
	keys := "k1:" + base64.StdEncoding.EncodeToString(key)
	path := filepath.Join(b.dir, "konggang.db")
	b.say("filling a database with %d vacancies", b.size.vacancies)
	if err := b.fill(path, keys); err != nil {
		return nil, fmt.Errorf("fill: %w", err)
	}
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	b.say("starting the product")
	return b.start(addr, "/api/v1/vacancies?limit=1", []string{"ADDR=" + addr, "DB_DRIVER=sqlite", "DB_DSN=" + path, "SECRET_KEYS=" + keys,
		"RATE_LIMIT=0", "GUESS_LIMIT=0", "LOG_LEVEL=error", "CPU_PROFILE=" + b.profileOf("http")}, program, "serve")
}

// start runs a program and waits until it answers.
func (b *bench) start(addr, target string, env []string, program string, args ...string) (*server, error) {
	s := &server{addr: addr, cmd: exec.CommandContext(b.ctx, program, args...)} //nolint:gosec // whoever runs the benchmark names the program
	s.cmd.Cancel, s.cmd.WaitDelay = func() error { return s.cmd.Process.Signal(syscall.SIGTERM) }, grace
	s.cmd.Env, s.cmd.Dir = append(os.Environ(), env...), b.dir
	s.cmd.Stdout, s.cmd.Stderr = &s.said, &s.said
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	for deadline := time.Now().Add(patience); time.Now().Before(deadline) && b.ctx.Err() == nil; time.Sleep(50 * time.Millisecond) {
		r, err := http.Get("http://" + addr + target) //nolint:noctx // a server of our own on this machine
		if err != nil {
			continue
		}
		_ = r.Body.Close()
		if r.StatusCode == http.StatusOK {
			return s, nil
		}
	}
	s.stop()
	return nil, errors.Join(b.ctx.Err(), fmt.Errorf("%s does not answer: %s", program, s.said.String()))
}

// grace is how long a server may take to end before it is ended.
const grace = 20 * time.Second

// stop ends the process.
func (s *server) stop() {
	_ = s.cmd.Process.Signal(syscall.SIGTERM)
	timer := time.AfterFunc(grace, func() { _ = s.cmd.Process.Kill() })
	defer timer.Stop()
	_ = s.cmd.Wait()
}
