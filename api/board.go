package api

import (
	"cmp"
	"context"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"konggang/api/pages"
	"konggang/models"
	"konggang/services/channels"
	"konggang/services/editions"
	"konggang/services/search"
)

// What a board shows, so that it stays light on a poor line.
const (
	boardLines  = 40
	boardClosed = 10
)

// cacheOfBoard lets a visitor who goes back and forth read the page again without a call. It is short, since a vacancy that is
// closed must be gone.
const cacheOfBoard = "public, max-age=60"

// board is the village's page that the QR codes and links open: its open vacancies, the nearest first, and what has become of
// the edition that the visitor comes from.
func (s *server) board(c *gin.Context) {
	ctx := c.Request.Context()
	code, err := models.ParseDivisionCode(c.Param("code"))
	if err != nil || code.Level() != models.LevelVillage {
		s.writeProblem(c, models.Errorf(models.CodeNotFound))
		return
	}
	page, err := s.boardPage(ctx, code, c.Query("e"))
	if err != nil {
		s.writeProblem(c, s.logged(ctx, err))
		return
	}
	s.Metrics.visited(c.Query("c"))
	c.Header("Content-Security-Policy", policyOfPages)
	c.Header("Cache-Control", cacheOfBoard)
	c.Header("ETag", digest(page))
	c.Data(http.StatusOK, mediaHTML, page)
}

func (s *server) boardPage(ctx context.Context, code models.DivisionCode, held string) ([]byte, error) {
	village, err := s.Divisions.Get(ctx, code)
	if err != nil {
		return nil, err
	}
	year, number := issueOf(held)
	h, err := s.Editions.Held(ctx, code, year, number)
	if err != nil {
		return nil, err
	}
	b := pages.Board{Village: village.ShortName(), Office: s.Office}
	boardEditions(&b, h)
	if b.Feed, err = s.feedNear(ctx, code); err != nil {
		return nil, err
	}
	if err := s.boardVacancies(ctx, &b, village, h.Open); err != nil {
		return nil, err
	}
	return b.Render()
}

// fewInFeed is below how many open vacancies a feed is too thin to be followed.
const fewInFeed = 10

// feedNear is the feed that somebody from the village would follow: its town's, or where that tells of few vacancies its county's.
// The village's own tells of next to none, since hardly anybody's work lies there.
func (s *server) feedNear(ctx context.Context, village models.DivisionCode) (pages.Feed, error) {
	view, err := s.Market.Current(ctx)
	if err != nil {
		return pages.Feed{}, err
	}
	of := village.Town()
	found, err := view.Search.Run(search.Query{Division: of, Limit: 1})
	if err != nil {
		return pages.Feed{}, err
	}
	if found.Total < fewInFeed {
		of = village.County()
	}
	d, err := s.Divisions.Get(ctx, of)
	return pages.Feed{Title: feedTitle(d), Address: feedAddress(of)}, err
}

// boardVacancies are the open vacancies, by distance where it is known where the village lies. Those of the edition in force are
// among them, however far: whoever scans a sheet looks for what it says.
func (s *server) boardVacancies(ctx context.Context, b *pages.Board, village models.Division, listed []models.Posting) error {
	view, err := s.Market.Current(ctx)
	if err != nil {
		return err
	}
	q := search.Query{Near: village.Point, Sort: search.ByDistance, Limit: boardLines}
	if village.Point == nil {
		q.Sort = search.ByNewest
	}
	found, err := view.Search.Run(q)
	if err != nil {
		return err
	}
	nearest, _, err := s.Market.Postings(ctx, besides(listed, found.Hits))
	if err != nil {
		return err
	}
	b.Total, b.Headcount, b.Day = found.Total, found.Headcount, view.Today
	shown := slices.Concat(listed, nearest)
	away := func(p models.Posting) float64 { return distanceTo(village, p) }
	slices.SortStableFunc(shown, func(p, q models.Posting) int { return cmp.Compare(away(p), away(q)) })
	for i := range shown {
		line := pages.Line{Posting: &shown[i]}
		if km := away(shown[i]); !math.IsInf(km, 1) {
			line.Distance = models.DistanceText(km, village.Precision)
		}
		b.Lines = append(b.Lines, line)
	}
	return nil
}

// besides are the first of the hits that are not listed, as many as a board has room for.
func besides(listed []models.Posting, hits []search.Hit) []search.Hit {
	there := map[string]bool{}
	for _, p := range listed {
		there[p.Vacancy.ID] = true
	}
	others := slices.DeleteFunc(slices.Clone(hits), func(h search.Hit) bool { return there[h.ID] })
	return others[:min(len(others), max(0, boardLines-len(listed)))]
}

// distanceTo is how far a vacancy is in kilometres, infinite where nobody knows.
func distanceTo(village models.Division, p models.Posting) float64 {
	if village.Point == nil || p.Place == nil {
		return math.Inf(1)
	}
	return models.DistanceKM(*village.Point, *p.Place)
}

// boardEditions are the edition in force and what has become of the one that the visitor holds.
func boardEditions(b *pages.Board, h editions.Held) {
	if e := h.InForce; e.ID != "" {
		sheet := prefix + "/editions/" + e.ID + "/noticeboard."
		b.InForce = &pages.InForce{Issue: channels.Issue(e), Date: string(e.Date), PDF: sheet + "pdf", PNG: sheet + "png"}
	}
	if h.Edition.ID != "" {
		b.Held = heldOf(h)
	}
}

// issuePattern is the year and number of an edition in the address of a board (see channels.BoardURL).
var issuePattern = regexp.MustCompile(`^(\d{4})-([1-9]\d{0,5})$`)

// issueOf gives zeroes for what is none.
func issueOf(text string) (year, number int) {
	if parts := issuePattern.FindStringSubmatch(text); parts != nil {
		year, _ = strconv.Atoi(parts[1])
		number, _ = strconv.Atoi(parts[2])
	}
	return year, number
}

func heldOf(h editions.Held) *pages.Held {
	e := h.Edition
	out := &pages.Held{Issue: channels.Issue(e), Date: string(e.Date), Superseded: e.Status == models.EditionSuperseded, Lines: len(e.Items),
		More: max(0, len(h.Closed)-boardClosed)}
	if h.Newer {
		out.Newer = channels.Issue(h.InForce)
	}
	for _, c := range h.Closed[:len(h.Closed)-out.More] {
		out.Closed = append(out.Closed, channels.ClosedMention(e, c.Item, c.Status))
	}
	for _, item := range h.Changed[:min(len(h.Changed), boardClosed)] {
		out.Changed = append(out.Changed, channels.Mention(e, item))
	}
	return out
}
