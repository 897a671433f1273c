package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// load asks the targets in turn over a few lasting connections and tells how many answers came a second. The requests are
// written beforehand and the answers only skimmed, so that little of the machine goes to the asking.
func load(ctx context.Context, addr string, targets []string, lasting time.Duration) (perSecond float64, err error) {
	var requests [][]byte
	for _, t := range targets {
		requests = append(requests, fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", t, addr))
	}
	var answered atomic.Int64
	var wg sync.WaitGroup
	failures := make([]error, connections)
	start := time.Now()
	for i := range connections {
		wg.Go(func() {
			failures[i] = converse(ctx, addr, requests, i*len(requests)/connections, start.Add(lasting), &answered)
		})
	}
	wg.Wait()
	return float64(answered.Load()) / time.Since(start).Seconds(), errors.Join(failures...)
}

// converse asks on one connection until the time is up, from the given request on.
func converse(ctx context.Context, addr string, requests [][]byte, from int, until time.Time, answered *atomic.Int64) error {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	reader := bufio.NewReaderSize(conn, 64<<10)
	for i := from; time.Now().Before(until) && ctx.Err() == nil; i++ {
		if _, err := conn.Write(requests[i%len(requests)]); err != nil {
			return err
		}
		if err := skim(reader); err != nil {
			return err
		}
		answered.Add(1)
	}
	return nil
}

// skim reads past an answer of net/http, which must be 200 with a body: by its stated length, or else in chunks.
func skim(r *bufio.Reader) error {
	status, err := line(r)
	if err != nil || !bytes.HasPrefix(status, []byte("HTTP/1.1 200 ")) {
		return fmt.Errorf("answered %s, %w", status, err)
	}
	for length := -1; ; {
		field, err := line(r)
		if err != nil {
			return err
		}
		if len(field) == 0 {
			return skimBody(r, length)
		}
		if stated, ok := bytes.CutPrefix(field, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(stated)); err != nil {
				return err
			}
		}
	}
}

// skimBody reads past so many bytes; -1 for chunks (RFC 9112, 7.1).
func skimBody(r *bufio.Reader, length int) error {
	if length >= 0 {
		_, err := r.Discard(length)
		return err
	}
	for {
		stated, err := line(r)
		if err != nil {
			return err
		}
		size, err := strconv.ParseInt(string(stated), 16, 64)
		if err != nil {
			return err
		}
		if _, err := r.Discard(int(size) + len("\r\n")); err != nil || size == 0 {
			return err
		}
	}
}

func line(r *bufio.Reader) ([]byte, error) {
	text, err := r.ReadSlice('\n')
	return bytes.TrimSuffix(text, []byte("\r\n")), err
}
