//go:build unix

package api_test

import (
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
)

// The calls that are measured: one finds a full page, the other a single vacancy. The market holds no more than what is
// found, so that what the answer costs is not hidden behind the search.
var measured = []struct {
	name, target string
	found        int
}{
	{"page", "/api/v1/vacancies?q=%E5%8C%85%E8%A3%85%E5%B7%A5", 20},
	{"single", "/api/v1/vacancies?q=%E5%8C%85%E8%A3%85%E5%B7%A5&employment_type=full_time", 1},
}

// fixed is a bare Gin that answers every call with the same bytes.
func fixed(answer []byte) http.Handler {
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.GET("/api/v1/vacancies", func(c *gin.Context) { c.Data(http.StatusOK, "application/json", answer) })
	return engine
}

// deaf takes an answer and keeps nothing of it.
type deaf struct{ header http.Header }

func (d deaf) Header() http.Header         { return d.header }
func (d deaf) Write(b []byte) (int, error) { return len(b), nil }
func (d deaf) WriteHeader(int)             {}

func BenchmarkVacancies(b *testing.B) {
	for _, m := range measured {
		door := frontDoor(b, packers(m.found))
		for name, h := range map[string]http.Handler{"gin": fixed(answerOf(b, door, m.target)), "api": door} {
			b.Run(m.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				r := httptest.NewRequest(http.MethodGet, m.target, nil)
				for b.Loop() {
					h.ServeHTTP(deaf{http.Header{}}, r)
				}
			})
		}
	}
}

// BenchmarkVacanciesOverHTTP compares the calls a second that clients on loopback get from the API and from a bare Gin with
// the same answer, in rounds that take turns. ratio is the median of the rounds' ratios; cpu-ratio compares
// the processors' time of the cheapest rounds, which tells more on a machine that does other work.
func BenchmarkVacanciesOverHTTP(b *testing.B) {
	for _, m := range measured {
		b.Run(m.name, func(b *testing.B) {
			door := frontDoor(b, packers(m.found))
			answer := answerOf(b, door, m.target)
			ours, bare := listen(b, door), listen(b, fixed(answer))
			var ratios []float64
			var all time.Duration
			least := [2]time.Duration{math.MaxInt64, math.MaxInt64}
			for b.Loop() {
				theirs, own := round(b, bare, m.target), round(b, ours, m.target)
				ratios = append(ratios, theirs.wall.Seconds()/own.wall.Seconds())
				least[0], least[1] = min(least[0], theirs.processor), min(least[1], own.processor)
				all += own.wall
			}
			b.ReportMetric(median(ratios), "ratio")
			b.ReportMetric(least[0].Seconds()/least[1].Seconds(), "cpu-ratio")
			b.ReportMetric(float64(least[1].Microseconds())/roundCalls, "µs-cpu/call")
			b.ReportMetric(float64(roundCalls*b.N)/all.Seconds(), "calls/s")
			b.ReportMetric(float64(len(answer)), "bytes")
		})
	}
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}

func listen(b *testing.B, h http.Handler) string {
	b.Helper()
	srv := httptest.NewServer(h)
	b.Cleanup(srv.Close)
	return srv.Listener.Addr().String()
}

// A round is so many calls on so many connections that stay open.
const (
	roundCalls  = 400
	connections = 4
)

// cost is what a round took of the clock, and of the processors for client and server together.
type cost struct{ wall, processor time.Duration }

func round(b *testing.B, address, target string) cost {
	b.Helper()
	began, spent := time.Now(), spentTime(b)
	var callers sync.WaitGroup
	for range connections {
		callers.Go(func() {
			if err := callAgain(address, target, roundCalls/connections); err != nil {
				b.Error(err)
			}
		})
	}
	callers.Wait()
	return cost{time.Since(began), spentTime(b) - spent}
}

// callAgain makes the same call so often on one connection.
func callAgain(address, target string, times int) error {
	c, err := newCaller(address, target)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	for range times {
		if _, err := c.call(); err != nil {
			return err
		}
	}
	return nil
}
