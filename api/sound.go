package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"konggang/models"
)

// recording is a sound, which is sent as it is put together: one file may take a hundred megabytes.
type recording struct {
	ContentType   string `header:"Content-Type"`
	ContentLength string `header:"Content-Length"`
	ETag          string `header:"ETag"`
	EditionStatus string `header:"X-Edition-Status"`
	Body          func(huma.Context)
}

// sound has the script spoken, unless the caller has the sound already. The ETag is weak: another release of an engine says the same
// script in other bytes.
func (s *server) sound(ctx context.Context, e models.Edition, sheet Sheet) (*recording, error) {
	script, err := sheet.script(e)
	if err != nil {
		return nil, err
	}
	tag, err := s.Speaker.Tag(script)
	if err != nil {
		return nil, err
	}
	out := &recording{ContentType: mediaWAV, ETag: `W/"` + tag + `"`, EditionStatus: string(e.Status)}
	if holds(sheet.Held, out.ETag) {
		out.Body = func(hc huma.Context) { hc.SetStatus(http.StatusOK) } // which becomes a 304
		return out, nil
	}
	ctx, sent := context.WithCancel(ctx)
	file, size, err := s.Speaker.Audio(ctx, script)
	if err != nil {
		sent()
		return nil, err
	}
	out.ContentLength = strconv.FormatInt(size, 10)
	out.Body = func(hc huma.Context) {
		defer sent()
		hc.SetStatus(http.StatusOK)
		_, _ = file.WriteTo(hc.BodyWriter()) // who does not read on has left
	}
	return out, nil
}
