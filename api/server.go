package api

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"
	"github.com/rs/cors"

	"konggang/models"
	"konggang/services/accounts"
	"konggang/services/audit"
	"konggang/services/channels/loudspeaker"
	"konggang/services/delivery"
	"konggang/services/divisions"
	"konggang/services/editions"
	"konggang/services/enterprises"
	"konggang/services/feed"
	"konggang/services/market"
	"konggang/services/recalls"
	"konggang/services/referrals"
	"konggang/services/seekers"
	"konggang/services/vacancies"
)

// Keys is what is kept of idempotency keys.
type Keys interface {
	Atomically(ctx context.Context, work func(context.Context) error) error
	ClaimKey(ctx context.Context, claim models.KeyClaim, now time.Time) (models.KeyClaim, bool, error)
	CompleteKey(ctx context.Context, claim models.KeyClaim) error
	ReleaseKey(ctx context.Context, caller, key string) error
	Pseudonym(text string) string
}

// Health tells whether the database answers.
type Health interface {
	Ping(ctx context.Context) error
}

// Speaker makes the audio of scripts, named by its tag before it is made; a file has its place in memory until ctx ends.
type Speaker interface {
	Tag(s loudspeaker.Script) (string, error)
	Audio(ctx context.Context, s loudspeaker.Script) (file io.WriterTo, size int64, err error)
}

// Services is what the API stands on.
type Services struct {
	Accounts    accounts.Service
	Divisions   divisions.Service
	Enterprises enterprises.Service
	Vacancies   vacancies.Service
	Seekers     seekers.Service
	Referrals   referrals.Service
	Market      *market.Service
	Feed        feed.Service
	Editions    *editions.Service
	Press       editions.Press
	Recalls     recalls.Service
	Speaker     Speaker
	Delivery    *delivery.Service
	Audit       audit.Service
	Keys        Keys
	Health      Health
	Calendar    models.Calendar
	Office      models.Office
	Log         *slog.Logger
	// Metrics may be nil: nothing is counted then.
	Metrics *Metrics
	// Background runs work beside the call that started it; the server waits for it when it stops.
	Background func(work func(ctx context.Context))
	// TrustedProxies are the proxies whose word on the caller's address is believed.
	TrustedProxies []string
	// Origins are the web origins whose scripts may call; none by default.
	Origins []string
	// Limits bound how often somebody may call.
	Limits Limits
	// Version is told in the document.
	Version string
}

type server struct {
	Services
	huma huma.API
	// quick reads what vacancies are looked for by.
	quick *quickReader[listVacanciesInput]
}

func init() {
	huma.NewErrorWithContext = problemFromHuma // process-global in the framework
	huma.NewError = func(status int, msg string, errs ...error) huma.StatusError {
		return problemFromHuma(nil, status, msg, errs...)
	}
	gin.SetMode(gin.ReleaseMode)
}

// New is the whole HTTP face. It panics when a route is not in the policy table.
func New(s Services) (http.Handler, error) {
	if s.Market != nil && s.Market.Encode == nil {
		return nil, errors.New("api: the market prepares no answers; let its Encode be PreparedVacancy")
	}
	engine := gin.New()
	if err := engine.SetTrustedProxies(s.TrustedProxies); err != nil {
		return nil, err
	}
	engine.HandleMethodNotAllowed = true
	engine.RedirectTrailingSlash = false
	srv := &server{Services: s, quick: newQuickReader[listVacanciesInput]()}
	engine.Use(srv.open, srv.recover, srv.securityHeaders(), srv.readable, conditional)
	engine.NoRoute(srv.refuse(models.CodeNotFound))
	engine.NoMethod(srv.refuse(models.CodeMethodNotAllowed))

	srv.huma = humagin.New(engine, document(s.Version))
	srv.huma.UseMiddleware(srv.authorize)
	srv.routes()
	srv.sideDoors(engine)
	return srv.crossOrigin(headAsGet(engine)), nil
}

// crossOrigin lets scripts of the configured origins call, and those of no other.
func (s *server) crossOrigin(next http.Handler) http.Handler {
	if len(s.Origins) == 0 {
		return next
	}
	return cors.New(cors.Options{
		AllowedOrigins: s.Origins,
		AllowedMethods: []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPatch, http.MethodDelete},
		AllowedHeaders: []string{"Authorization", "Content-Type", "If-Match", "If-None-Match", "Idempotency-Key", "Accept-Language"},
		ExposedHeaders: []string{"ETag", "Location", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "X-Page-Count", "X-Request-Id",
			"X-Villages", "X-Villages-Without-Edition"},
		MaxAge: 600,
	}).Handler(next)
}

func (s *server) routes() {
	s.divisionRoutes()
	s.enterpriseRoutes()
	s.vacancyRoutes()
	s.reviewRoutes()
	s.searchRoutes()
	s.sheetRoutes()
	s.feedRoutes()
	s.seekerRoutes()
	s.consentRoutes()
	s.personRoutes()
	s.referralRoutes()
	s.villageRoutes()
	s.editionRoutes()
	s.closedRoutes()
	s.recallRoutes()
	s.scheduleRoutes()
	s.renderingRoutes()
	s.printingRoutes()
	s.targetRoutes()
	s.deliveryRoutes()
	s.accountRoutes()
	s.auditRoutes()
}

// document is the head of the OpenAPI document.
func document(version string) huma.Config {
	config := huma.DefaultConfig("Konggang 空岗", version)
	config.CreateHooks = nil // no $schema in every body
	config.Formats = map[string]huma.Format{"application/json": jsonFormat, "json": jsonFormat}
	config.RejectUnknownQueryParameters = true
	config.DocsPath, config.SchemasPath = "", ""
	config.OpenAPIPath = prefix + "/openapi"
	config.Info.Description = "Vacancies from enterprises to villages: noticeboard sheet, WeChat post and loudspeaker script from one edition."
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"bearer": {Type: "http", Scheme: "bearer", BearerFormat: "kg_…"},
	}
	return config
}

// Document is the OpenAPI document as JSON, without anything to serve.
func Document(version string) ([]byte, error) {
	engine := gin.New()
	srv := &server{}
	srv.huma = humagin.New(engine, document(version))
	srv.routes()
	return json.MarshalIndent(srv.huma.OpenAPI(), "", "  ")
}
