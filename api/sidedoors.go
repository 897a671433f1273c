package api

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	swagger "github.com/swaggo/files/v2"

	"konggang/api/pages"
	"konggang/models"
)

// pingTimeout bounds how long a health check waits for the database.
const pingTimeout = 2 * time.Second

// sideDoors are what stands beside the contract's typed routes: health, the document's page and the village boards. All
// are open to everybody.
func (s *server) sideDoors(engine *gin.Engine) {
	engine.GET("/healthz", func(c *gin.Context) { say(c, "ok") })
	engine.GET("/readyz", s.ready)
	engine.GET("/b/:code", s.limited, s.board)
	engine.GET(prefix+"/docs", func(c *gin.Context) { c.Redirect(http.StatusFound, prefix+"/docs/") })
	engine.GET(prefix+"/docs/*file", s.docs)
}

// limited counts the calls of pages like those of the contract.
func (s *server) limited(c *gin.Context) {
	if err := s.limit(c.Writer.Header(), requestOf(c.Request.Context()), ""); err != nil {
		s.writeProblem(c, err)
		c.Abort()
	}
}

func (s *server) ready(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c.Request.Context(), pingTimeout)
	defer cancel()
	if err := s.Health.Ping(ctx); err != nil {
		s.writeProblem(c, models.Errorf(models.CodeUnavailable))
		return
	}
	say(c, "ready")
}

func say(c *gin.Context, status string) {
	asData(c.Writer.Header())
	c.JSON(http.StatusOK, gin.H{"status": status})
}

// docs serves the page of the document from what is embedded, with nothing loaded from elsewhere.
func (s *server) docs(c *gin.Context) {
	switch file := c.Param("file"); file {
	case "/":
		c.Header("Content-Security-Policy", policyOfDocs)
		c.Data(http.StatusOK, mediaHTML, pages.Docs())
	case "/start.js":
		c.Data(http.StatusOK, "text/javascript; charset=utf-8", pages.DocsScript(prefix+"/openapi.json"))
	case "/swagger-ui.css", "/swagger-ui-bundle.js":
		c.FileFromFS(file, http.FS(swagger.FS))
	default:
		s.writeProblem(c, models.Errorf(models.CodeNotFound))
	}
}
