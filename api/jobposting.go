package api

import (
	"cmp"
	"context"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"konggang/models"
	"konggang/services/channels/jobposting"
)

// asJobPosting answers in place of the route who would rather have a vacancy as a JobPosting. What goes wrong, and a vacancy
// that was never open, which is no posting, the route answers.
func (s *server) asJobPosting(ctx huma.Context, next func(huma.Context)) {
	if !rather(jobposting.Media, mediaJSON, ctx.Header("Accept")) {
		next(ctx)
		return
	}
	p, err := s.Vacancies.Get(ctx.Context(), actorOf(ctx.Context()), ctx.Param("id"))
	if err != nil || !p.Vacancy.EverOpen() {
		next(ctx)
		return
	}
	text, err := s.jobPosting(ctx.Context(), p)
	if err != nil {
		s.deny(ctx, err)
		return
	}
	ctx.SetHeader("Content-Type", jobposting.Media)
	ctx.SetHeader("ETag", digest(text))
	ctx.SetStatus(http.StatusOK)
	_, _ = ctx.BodyWriter().Write(text) // a caller who is gone hears nothing
}

func (s *server) jobPosting(ctx context.Context, p models.Posting) ([]byte, error) {
	f := jobposting.Facts{Posting: p, URL: s.vacancyAddress(p.Vacancy.ID), Office: s.Office.Name, Today: s.Calendar.Today(), Zone: s.Calendar.Zone}
	at := cmp.Or(p.Vacancy.Workplace.Division, p.Employer.Division)
	for _, code := range append([]models.DivisionCode{at}, at.Above()...) {
		d, err := s.Divisions.Get(ctx, code)
		if models.CodeOf(err) == models.CodeNotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		switch level := code.Level(); {
		case level == models.LevelProvince:
			f.Region = d.Name
		case level <= models.LevelCounty:
			f.Locality = d.Name + f.Locality
		default:
			f.Street = d.ShortName() + f.Street
		}
	}
	return f.JSON()
}

// rather tells whether an Accept (RFC 9110, 12.5.1) prefers a media type to the one that is usual: by its weight, and where that
// is the same by being named where the other is not, or first.
func rather(media, usual, accept string) bool {
	a, b := wanted(media, accept), wanted(usual, accept)
	if a.weight != b.weight {
		return a.weight > b.weight
	}
	return a.weight > 0 && a.named && (!b.named || a.place < b.place)
}

// wish is how much a media type is wanted, by the most specific range that it is in: where that stands, and whether it names it.
type wish struct {
	weight float64
	place  int
	named  bool
}

func wanted(media, accept string) wish {
	kind, _, _ := strings.Cut(media, "/")
	var best wish
	closest := 0
	for i, stated := range strings.Split(accept, ",") {
		name, parameters, err := mime.ParseMediaType(stated)
		near := map[string]int{media: 3, kind + "/*": 2, "*/*": 1}[name]
		weight, wrong := strconv.ParseFloat(cmp.Or(parameters["q"], "1"), 64)
		if err != nil || near <= closest || wrong != nil || !(weight >= 0 && weight <= 1) {
			continue
		}
		closest, best = near, wish{weight, i, near == 3}
	}
	return best
}
