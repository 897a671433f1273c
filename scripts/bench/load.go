package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
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
		answer, err := http.ReadResponse(reader, nil)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, answer.Body)
		_ = answer.Body.Close()
		if err != nil || answer.StatusCode != http.StatusOK {
			return fmt.Errorf("answered %s, %w", answer.Status, err)
		}
		answered.Add(1)
	}
	return nil
}
