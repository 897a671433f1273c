package api

import (
	"encoding/json"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"
	"github.com/google/uuid"

	"konggang/models"
)

// open begins a call: it gets an id, a language and a line in the log that names neither its query nor its body.
func (s *server) open(c *gin.Context) {
	r := &request{id: uuid.NewString(), origin: c.ClientIP(), tongues: c.GetHeader("Accept-Language"), actor: models.Anonymous,
		method: c.Request.Method, url: c.Request.URL, media: c.GetHeader("Content-Type"), accept: c.GetHeader("Accept")}
	r.actor.Origin, r.actor.RequestID = r.origin, r.id
	c.Writer.Header()["X-Request-Id"] = []string{r.id}
	c.Request = c.Request.WithContext(withRequest(c.Request.Context(), r))
	began := time.Now()
	c.Next()
	ended := time.Now()
	took := ended.Sub(began)
	s.Metrics.observe(c, took)
	log := s.Log.Handler() // asked itself, for the logger would look up at every call which line of the program calls it
	if !log.Enabled(c.Request.Context(), slog.LevelInfo) {
		return
	}
	line := slog.NewRecord(ended, slog.LevelInfo, "call", 0)
	line.AddAttrs(slog.String("request_id", r.id), slog.String("method", r.method), slog.String("route", c.FullPath()),
		slog.Int("status", c.Writer.Status()), slog.Int("bytes", c.Writer.Size()), slog.Int64("ms", took.Milliseconds()),
		slog.String("from", r.origin), slog.String("role", string(r.actor.Role)), slog.String("account", r.actor.AccountID))
	_ = log.Handle(c.Request.Context(), line) // the caller has the answer already
}

// readable refuses a query that cannot be read, which would silently be no filter.
func (s *server) readable(c *gin.Context) {
	query := c.Request.URL.RawQuery
	if surelyReadable(query) {
		return
	}
	if _, err := url.ParseQuery(query); err != nil {
		s.writeProblem(c, models.Errorf(models.CodeMalformed))
		c.Abort()
	}
}

// maxSureQuery bounds what is judged by looking at it, bytes; url.ParseQuery refuses some queries that are longer.
const maxSureQuery = 1000

// surelyReadable tells of most queries that url.ParseQuery can read them, without taking them apart.
func surelyReadable(query string) bool {
	if len(query) > maxSureQuery || strings.Contains(query, ";") {
		return false
	}
	for {
		_, after, escaped := strings.Cut(query, "%")
		if !escaped {
			return true
		}
		if len(after) < 2 || !isHex(after[0]) || !isHex(after[1]) {
			return false
		}
		query = after[2:]
	}
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F' }

// recover turns a panic into a problem and keeps its stack in the log.
func (s *server) recover(c *gin.Context) {
	defer func() {
		if p := recover(); p != nil {
			s.Log.ErrorContext(c.Request.Context(), "panic", "request_id", requestOf(c.Request.Context()).id, "panic", p, "stack", string(debug.Stack()))
			if !c.Writer.Written() {
				s.writeProblem(c, models.Errorf(models.CodeInternal))
			}
			c.Abort()
		}
	}()
	c.Next()
}

func (s *server) refuse(code models.Code) gin.HandlerFunc {
	return func(c *gin.Context) { s.writeProblem(c, models.Errorf(code)) }
}

// writeProblem answers outside the typed routes.
func (s *server) writeProblem(c *gin.Context, err error) {
	p := problemOf(requestOf(c.Request.Context()), err)
	for k, v := range p.GetHeaders() {
		c.Header(k, v[0])
	}
	body, err := json.Marshal(p)
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	asData(c.Writer.Header())
	c.Data(p.Status, p.ContentType(""), body)
}

// What pages may load; answers of the API may load nothing.
const (
	policyOfData  = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
	policyOfPages = policyOfData + "; style-src 'unsafe-inline'"
	policyOfDocs  = policyOfData + "; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'"
)

// ofDocuments are headers for what a browser can show or run things in. JSON goes without them: frame-ancestors in its policy
// and nosniff keep it from being shown or run at all, and each header costs the call that everybody makes.
var ofDocuments = []string{"X-Frame-Options", "Referrer-Policy", "Permissions-Policy"}

// asData takes off the answer what only documents need.
func asData(header http.Header) {
	for _, name := range ofDocuments {
		delete(header, name)
	}
}

// securityHeaders are on every answer, errors too, but those of documents (see asData). Browsers are held to TLS where the
// office's public address has it. The values are made once and shared by all answers, which may replace them and not change
// them.
func (s *server) securityHeaders() gin.HandlerFunc {
	shared := http.Header{}
	for name, value := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY",
		"Content-Security-Policy": policyOfData, "Cross-Origin-Resource-Policy": "same-origin",
		"Permissions-Policy": "camera=(), geolocation=(), microphone=()",
		"Cache-Control":      "no-cache", "Vary": "Authorization, Accept, Accept-Language",
	} {
		shared.Set(name, value)
	}
	if len(s.Origins) > 0 { // the answer names the origin that may read it
		shared.Set("Vary", "Origin, "+shared.Get("Vary"))
	}
	if strings.HasPrefix(s.Office.PublicURL, "https://") {
		shared.Set("Strict-Transport-Security", "max-age=31536000")
	}
	return func(c *gin.Context) { maps.Copy(c.Writer.Header(), shared) }
}

// authorize settles who calls, whether they have called too often, and whether the policy table lets them, before anything is
// read.
func (s *server) authorize(ctx huma.Context, next func(huma.Context)) {
	r, operation, header := requestOf(ctx.Context()), ctx.Operation().OperationID, humagin.Unwrap(ctx).Writer.Header()
	err := s.identify(ctx, r, header)
	if limited := s.limit(header, r, operation); limited != nil {
		err = limited
	}
	if err == nil {
		err = permit(operation, r.actor.Role)
	}
	if err != nil {
		s.deny(ctx, err)
		return
	}
	next(ctx)
}

// identify tells whose token the call carries. A token that is none counts as a guess.
func (s *server) identify(ctx huma.Context, r *request, header http.Header) error {
	stated := ctx.Header("Authorization")
	if stated == "" {
		return nil
	}
	scheme, token, _ := strings.Cut(stated, " ")
	err := error(models.Errorf(models.CodeUnauthenticated))
	if strings.EqualFold(scheme, "Bearer") {
		r.actor, err = s.Accounts.Authenticate(ctx.Context(), token)
	}
	r.actor.Origin, r.actor.RequestID = r.origin, r.id
	if models.CodeOf(err) == models.CodeUnauthenticated {
		if limited := tell(header, s.Limits.Guesses.Allow(neighbourhood(r.origin))); limited != nil {
			return limited
		}
	}
	return err
}

func (s *server) deny(ctx huma.Context, err error) {
	p := problemOf(requestOf(ctx.Context()), s.logged(ctx.Context(), err))
	for k, v := range p.GetHeaders() {
		ctx.SetHeader(k, v[0])
	}
	_ = huma.WriteErr(s.huma, ctx, p.Status, p.Detail, err) // a caller who is gone hears nothing
}
