package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"

	ginpkg "github.com/gin-gonic/gin"
)

// serveGin is the word that starts this program as the baseline server.
const serveGin = "serve-gin"

// gin is a frozen baseline: Gin without any middleware, one route, the body looked up in a map by what was asked. Nobody who
// searches can be faster than that, so the part of its requests that the product answers says what the search costs.
func gin(ctx context.Context, file, addr string) error {
	text, err := os.ReadFile(file) //nolint:gosec // written by the process that started this one
	if err != nil {
		return err
	}
	var bodies map[string][]byte
	if err := json.Unmarshal(text, &bodies); err != nil {
		return err
	}
	ginpkg.SetMode(ginpkg.ReleaseMode)
	engine := ginpkg.New()
	engine.GET("/api/v1/vacancies", func(c *ginpkg.Context) {
		body, ok := bodies[c.Request.RequestURI]
		if !ok {
			c.Status(http.StatusNotFound)
			return
		}
		c.Data(http.StatusOK, "application/json", body)
	})
	server := &http.Server{Addr: addr, Handler: engine} //nolint:gosec // loopback, for a minute
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
