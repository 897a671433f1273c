package api

import (
	"context"
	"net/url"

	"golang.org/x/text/language"

	"konggang/models"
	"konggang/services/wording"
)

// request is what every handler may know about the call it answers.
type request struct {
	id      string
	origin  string
	actor   models.Actor
	method  string
	url     *url.URL
	media   string
	accept  string
	tongues string // Accept-Language
}

// language is the caller's; most answers have no words and never ask for it.
func (r *request) language() wording.Language { return languageOf(r.tongues) }

// target is the path with its query, "" outside of calls.
func (r *request) target() string {
	if r.url == nil {
		return ""
	}
	return r.url.RequestURI()
}

// parameters is the path with its query in a fixed order, so that the same call is the same text.
func (r *request) parameters() string {
	u, err := url.ParseRequestURI(r.target())
	if err != nil {
		return r.target()
	}
	return u.Path + "?" + u.Query().Encode()
}

type requestKey struct{}

func withRequest(ctx context.Context, r *request) context.Context {
	return context.WithValue(ctx, requestKey{}, r)
}

// requestOf is the call that ctx belongs to.
func requestOf(ctx context.Context) *request {
	if r, ok := ctx.Value(requestKey{}).(*request); ok {
		return r
	}
	return &request{actor: models.Anonymous}
}

func actorOf(ctx context.Context) models.Actor { return requestOf(ctx).actor }

// languageOf is English where the caller prefers it over Chinese by the weights of RFC 9110, 12.5.4, and Chinese otherwise.
func languageOf(header string) wording.Language {
	tags, _, err := language.ParseAcceptLanguage(header)
	if err != nil {
		return wording.Chinese
	}
	for _, tag := range tags {
		switch base, _ := tag.Base(); base.String() {
		case "zh":
			return wording.Chinese
		case "en":
			return wording.English
		}
	}
	return wording.Chinese
}
