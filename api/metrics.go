package api

import (
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"konggang/models"
	"konggang/services/delivery"
)

// Metrics counts calls. Its labels are routes, never paths, so that no id and nobody's search words come into it.
type Metrics struct {
	registry *prometheus.Registry
	calls    *prometheus.HistogramVec
	visits   *prometheus.CounterVec
	messages *prometheus.CounterVec
}

// NewMetrics makes the counters on a registry of their own, with those of the process and its runtime.
func NewMetrics() *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry(), calls: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "konggang_http_request_duration_seconds", Help: "How long calls took, by route and status.",
		Buckets: []float64{.001, .005, .02, .1, .5, 2, 10},
	}, []string{"method", "route", "status"}), visits: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "konggang_board_visits_total", Help: "Boards opened, by the channel whose code or link was followed.",
	}, []string{"channel"}), messages: prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "konggang_robot_messages_total", Help: "Messages sent to robots of groups, by their kind and what came of it.",
	}, []string{"kind", "outcome"})}
	m.registry.MustRegister(m.calls, m.visits, m.messages, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// Handler answers with all metrics in the Prometheus text format.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

func (m *Metrics) observe(c *gin.Context, took time.Duration) {
	if m == nil {
		return
	}
	m.calls.WithLabelValues(c.Request.Method, c.FullPath(), strconv.Itoa(c.Writer.Status())).Observe(took.Seconds())
}

// visited counts a board that was opened. The channel is whatever an address says, so only those we know are told apart:
// "direct" is an address without one, "other" any other word.
func (m *Metrics) visited(channel string) {
	if m == nil {
		return
	}
	switch {
	case channel == "":
		channel = "direct"
	case !models.Channels.Has(models.Channel(channel)):
		channel = "other"
	}
	m.visits.WithLabelValues(channel).Inc()
}

// Spoken counts a message that was sent to a robot.
func (m *Metrics) Spoken(kind models.RobotKind, o delivery.Outcome) {
	if m == nil {
		return
	}
	m.messages.WithLabelValues(string(kind), string(o)).Inc()
}
