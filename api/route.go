package api

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"konggang/models"
)

// maxJSON bounds a JSON body, bytes.
const maxJSON = 1 << 20

// prefix is where every route of the contract begins.
const prefix = "/api/v1"

// call describes one route of the contract; its id is its line in the policy table.
type call struct {
	id      string
	method  string
	path    string
	summary string
	tag     string
	status  int
	maxBody int64
	// before are what may answer in place of the route.
	before huma.Middlewares
	// body is a value of the type that the JSON body has, for the document; optional lets it be left out.
	body     any
	optional bool
}

func (c call) operation() huma.Operation {
	mustHavePolicy(c.id)
	if c.maxBody == 0 {
		c.maxBody = maxJSON
	}
	op := huma.Operation{OperationID: c.id, Method: c.method, Path: prefix + c.path, Summary: c.summary, Tags: []string{c.tag},
		DefaultStatus: c.status, Middlewares: c.before, MaxBodyBytes: c.maxBody, SkipValidateBody: true, Errors: []int{http.StatusUnprocessableEntity}}
	if !slices.Equal(policy[c.id], everyone) {
		op.Security = []map[string][]string{{"bearer": {}}}
	}
	return op
}

// handle registers a route that reads.
func handle[I, O any](s *server, c call, h func(context.Context, *I) (*O, error)) {
	huma.Register(s.huma, c.operation(), func(ctx context.Context, in *I) (*O, error) {
		out, err := h(ctx, in)
		if err != nil {
			return nil, s.fail(ctx, err)
		}
		return out, nil
	})
	s.describeBody(c)
}

// outcome is what a writing call came to: the id of the resource that it is about, or a report.
type outcome struct {
	id     string
	report []byte
	// given is given out with the first answer and not remembered.
	given any
}

// command is a route that writes: do works, in one transaction where atomic, and show renders what came of it afresh.
type command[I, O any] struct {
	call
	// alone says that do has transactions of its own, secret that its answer carries what is given out once.
	alone  bool
	secret bool
	do     func(context.Context, *I) (outcome, error)
	show   func(context.Context, *I, outcome) (*O, error)
}

// keyed is an input that can carry an Idempotency-Key and can tell what it was sent with.
type keyed interface {
	key() string
	content(ctx context.Context) []byte
}

// handleOnce registers a route that writes; with an Idempotency-Key it does so once.
func handleOnce[I, O any](s *server, c command[I, O]) {
	handle(s, c.call, func(ctx context.Context, in *I) (*O, error) {
		k, ok := any(in).(keyed)
		if !ok || k.key() == "" {
			got, err := c.do(ctx, in)
			if err != nil {
				return nil, err
			}
			return c.show(ctx, in, got)
		}
		got, again, err := s.once(ctx, k, c.alone, func(ctx context.Context) (outcome, error) { return c.do(ctx, in) })
		if err == nil && again && c.secret {
			err = models.Errorf(models.CodeConflict)
		}
		if err != nil {
			return nil, err
		}
		return c.show(ctx, in, got)
	})
}

// maxKey bounds an Idempotency-Key.
const maxKey = 200

// once does the work the first time that the caller sends the key, and afterwards gives what came of it. Unless the work
// has transactions of its own, the answer is remembered in the same transaction. It tells whether it was a repeat.
func (s *server) once(ctx context.Context, k keyed, alone bool, do func(context.Context) (outcome, error)) (got outcome, again bool, err error) {
	r := requestOf(ctx)
	if len(k.key()) > maxKey {
		return outcome{}, false, models.FieldErrorf("Idempotency-Key", models.CodeTooLong, maxKey, len(k.key()))
	}
	sum := sha256.Sum256(append([]byte(r.method+" "+r.parameters()+"\n"), k.content(ctx)...))
	claim := models.KeyClaim{Caller: s.caller(r), Key: k.key(), Fingerprint: hex.EncodeToString(sum[:])}
	known, mine, err := s.Keys.ClaimKey(ctx, claim, s.Calendar.Moment())
	if err != nil {
		return outcome{}, false, err
	}
	if !mine {
		return outcome{id: known.ResourceID, report: known.Report}, true, nil
	}
	work := func(ctx context.Context) error {
		var err error
		if got, err = do(ctx); err != nil {
			return err
		}
		claim.Done, claim.ResourceID, claim.Report = true, got.id, got.report
		return s.Keys.CompleteKey(ctx, claim)
	}
	if alone {
		err = work(ctx)
	} else {
		err = s.Keys.Atomically(ctx, work)
	}
	if err != nil {
		s.release(ctx, claim)
	}
	return got, false, err
}

// caller is whose keys are meant: an account's, or those of the address of somebody without one.
func (s *server) caller(r *request) string {
	return cmp.Or(r.actor.AccountID, s.Keys.Pseudonym(r.origin))
}

// release lets the key be used again after a failure; the caller may be gone by then.
func (s *server) release(ctx context.Context, claim models.KeyClaim) {
	if err := s.Keys.ReleaseKey(context.WithoutCancel(ctx), claim.Caller, claim.Key); err != nil {
		s.Log.WarnContext(ctx, "idempotency key not released", "error", err.Error(), "request_id", requestOf(ctx).id)
	}
}

// describeBody puts the type of the body into the document, since the framework only sees its bytes.
func (s *server) describeBody(c call) {
	if c.body == nil {
		return
	}
	item := s.huma.OpenAPI().Paths[prefix+c.path]
	op := map[string]*huma.Operation{http.MethodPost: item.Post, http.MethodPatch: item.Patch}[c.method]
	schema := s.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeOf(c.body), true, c.id)
	for _, media := range op.RequestBody.Content {
		media.Schema = schema
	}
	op.RequestBody.Required = !c.optional
}

// fail turns any error into the caller's problem.
func (s *server) fail(ctx context.Context, err error) error {
	return problemOf(requestOf(ctx), s.logged(ctx, err))
}

// logged keeps in the log what is not the caller's fault, and why something was denied, for the caller is not told.
// A caller who hung up is nobody's fault.
func (s *server) logged(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return err
	}
	r := requestOf(ctx)
	switch models.CodeOf(err) {
	case models.CodeInternal, models.CodeUnavailable, models.CodeSpeakerFailed:
		s.Log.ErrorContext(ctx, "call failed", "request_id", r.id, "path", path(r.target()), "error", err.Error())
	case models.CodeForbidden, models.CodeNotFound:
		if why := errors.Unwrap(err); why != nil {
			s.Log.InfoContext(ctx, "denied", "request_id", r.id, "role", string(r.actor.Role), "account", r.actor.AccountID, "reason", why.Error())
		}
	}
	return err
}

// Inputs that several routes share.

// Keyed is an Idempotency-Key.
type Keyed struct {
	IdempotencyKey string `header:"Idempotency-Key" doc:"Repeats with the same key within 24 hours do not write again"`
}

func (k Keyed) key() string { return k.IdempotencyKey }

// actionInput is what is done with an object, with what is said about it.
type actionInput struct {
	ByID
	Keyed
	JSONBody
}

// JSONBody is a JSON body as it was sent; routes read it strictly themselves, so that every error has our words.
type JSONBody struct {
	RawBody []byte `contentType:"application/json"`
}

func (b JSONBody) content(context.Context) []byte { return canonical(b.RawBody) }

// ByID names a resource.
type ByID struct {
	ID string `path:"id" maxLength:"64"`
}

// Paged asks for a part of a list.
type Paged struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"20"`
	Cursor string `query:"cursor" maxLength:"500"`
}

func (p Paged) page() models.Page { return models.Page{Limit: p.Limit, Cursor: p.Cursor} }

// Answers that several routes share.

// single is one resource with its ETag.
type single[T any] struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Body     T
}

func resource[T any](version int, body T) *single[T] {
	return &single[T]{ETag: etagOf(version, body), Body: body}
}

func created[T any](where string, version int, body T) *single[T] {
	out := resource(version, body)
	out.Location = prefix + where
	return out
}

// etagOf names a representation: the version that If-Match is held against, and a digest since the same version looks
// different to different callers.
func etagOf(version int, body any) string {
	text, err := json.Marshal(body)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(text)
	return `"v` + itoa(version) + "-" + hex.EncodeToString(sum[:6]) + `"`
}

// List is a part of a list.
type List[T any] struct {
	Items      []T    `json:"items"`
	NextCursor string `json:"next_cursor"`
	Total      int    `json:"total"`
}

type listed[T any] struct{ Body List[T] }

func listOf[M, T any](l models.Listed[M], view func(M) T) *listed[T] {
	out := &listed[T]{List[T]{Items: make([]T, len(l.Items)), NextCursor: l.Next, Total: l.Total}}
	for i, m := range l.Items {
		out.Body.Items[i] = view(m)
	}
	return out
}
