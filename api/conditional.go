package api

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
)

// conditional answers 304, with its ETag and without a body, when a reader already holds what it would get.
func conditional(c *gin.Context) {
	held := c.GetHeader("If-None-Match")
	if held != "" && (c.Request.Method == http.MethodGet || c.Request.Method == http.MethodHead) {
		c.Writer = &conditionalWriter{ResponseWriter: c.Writer, held: held}
	}
	c.Next()
}

type conditionalWriter struct {
	gin.ResponseWriter
	held    string
	matched bool
}

func (w *conditionalWriter) WriteHeader(status int) {
	if status == http.StatusOK && holds(w.held, w.Header().Get("ETag")) {
		w.matched = true
		w.Header().Del("Content-Type")
		w.Header().Del("Content-Length")
		status = http.StatusNotModified
	}
	w.ResponseWriter.WriteHeader(status)
}

// holds tells whether an If-None-Match names the ETag; a weak one and a strong one are the same here (RFC 9110, 13.1.2).
func holds(held, etag string) bool {
	etag = strings.TrimPrefix(etag, "W/")
	return etag != "" && slices.ContainsFunc(strings.Split(held, ","), func(h string) bool {
		h = strings.TrimPrefix(strings.TrimSpace(h), "W/")
		return h == etag || h == "*"
	})
}

func (w *conditionalWriter) Write(b []byte) (int, error) {
	if w.matched {
		return len(b), nil
	}
	return w.ResponseWriter.Write(b)
}

func (w *conditionalWriter) WriteString(s string) (int, error) { return w.Write([]byte(s)) }
