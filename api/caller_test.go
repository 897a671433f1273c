//go:build unix

package api_test

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// caller makes one call again and again on a connection that stays open, with as little work of its own as can be: it
// looks at the status and the length of each answer, and reads past the rest.
type caller struct {
	net.Conn
	answers *bufio.Reader
	request []byte
}

func newCaller(address, target string) (*caller, error) {
	c, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	return &caller{c, bufio.NewReaderSize(c, 64<<10), []byte("GET " + target + " HTTP/1.1\r\nHost: " + address +
		"\r\nAccept: application/json\r\nAccept-Language: zh-CN,zh;q=0.9\r\n\r\n")}, nil
}

// call makes the call and gives the bytes of its answer's body.
func (c *caller) call() (int, error) {
	if _, err := c.Write(c.request); err != nil {
		return 0, err
	}
	status, err := c.line()
	if err != nil || !bytes.HasPrefix(status, []byte("HTTP/1.1 200 ")) {
		return 0, fmt.Errorf("%s, %w", status, err)
	}
	length := -1
	for {
		field, err := c.line()
		if err != nil {
			return 0, err
		}
		if len(field) == 0 {
			break
		}
		if stated, ok := bytes.CutPrefix(field, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(stated)); err != nil {
				return 0, err
			}
		}
	}
	if length >= 0 {
		return c.answers.Discard(length)
	}
	return c.chunks()
}

// chunks reads past a body that came in pieces (RFC 9112, 7.1).
func (c *caller) chunks() (int, error) {
	for sum := 0; ; {
		stated, err := c.line()
		if err != nil {
			return 0, err
		}
		size, err := strconv.ParseInt(string(stated), 16, 64)
		if err != nil {
			return 0, err
		}
		if _, err := c.answers.Discard(int(size) + len("\r\n")); err != nil || size == 0 {
			return sum, err
		}
		sum += int(size)
	}
}

func (c *caller) line() ([]byte, error) {
	text, err := c.answers.ReadSlice('\n')
	return bytes.TrimSuffix(text, []byte("\r\n")), err
}

// spentTime is the processors' time that this process has used.
func spentTime(tb testing.TB) time.Duration {
	tb.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
