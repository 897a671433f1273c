package api

import (
	"context"
	"fmt"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"konggang/models"
	"konggang/services/channels/atom"
	"konggang/services/feed"
)

// ChangesPage is a part of the public feed.
type ChangesPage struct {
	Items     []FeedItem `json:"items"`
	NextSince int64      `json:"next_since" doc:"Where to read on; also behind changes that are not told here"`
	More      bool       `json:"more" doc:"Whether there is more to be read at once"`
	Head      int64      `json:"head" doc:"The last place. A since beyond it was given before the database was put back: begin anew with 0"`
}

// FeedItem is a vacancy that changed, as it stands now.
type FeedItem struct {
	Seq     int64           `json:"seq" doc:"Place of the change; a vacancy occurs once on a page, at the last of its places there"`
	At      Stamp           `json:"at"`
	Change  string          `json:"change" enum:"open,closed" doc:"open: to be put in the place of what is held of it; closed: a tombstone, to be struck out"`
	ID      string          `json:"id"`
	Number  string          `json:"number"`
	Status  string          `json:"status" enum:"open,paused,filled,expired,withdrawn" doc:"What became of it. One that waits for the office again counts as paused, one whose employer is not approved as withdrawn"`
	Vacancy preparedVacancy `json:"vacancy,omitempty" doc:"Where it is open"`
}

// preparedVacancy is what PreparedVacancy gives.
type preparedVacancy []byte

// MarshalJSON writes it as it is.
func (p preparedVacancy) MarshalJSON() ([]byte, error) { return p, nil }

// Schema documents the type.
func (preparedVacancy) Schema(r huma.Registry) *huma.Schema {
	return r.Schema(reflect.TypeFor[Vacancy](), true, "")
}

func (s *server) feedRoutes() {
	handle(s, call{id: "list-changes", method: http.MethodGet, path: "/changes", summary: "Openings, edits and closings in order", tag: "feed"}, s.listChanges)
	handle(s, call{id: "get-feed", method: http.MethodGet, path: "/feed.atom", summary: "The last openings, edits and closings as an Atom feed", tag: "feed"}, s.atomFeed)
	s.describeMedia("/feed.atom", atom.Media)
}

// describeMedia puts another form of a route's answer into the document, since the framework only sees bytes.
func (s *server) describeMedia(path, media string) {
	answer := s.huma.OpenAPI().Paths[prefix+path].Get.Responses["200"]
	if answer.Content == nil {
		answer.Content = map[string]*huma.MediaType{}
	}
	answer.Content[media] = &huma.MediaType{Schema: &huma.Schema{Type: huma.TypeString}}
}

type changesInput struct {
	Since int64  `query:"since" minimum:"0" default:"0" doc:"The next_since of the page before; 0 for the beginning, which tells of every open vacancy"`
	Limit int    `query:"limit" minimum:"1" maximum:"100" default:"20"`
	Held  string `header:"If-None-Match"`
}

type changesOutput struct {
	ETag string `header:"ETag"`
	Body ChangesPage
}

// listChanges asks for no more than the ends of the feed where the caller holds the page already.
func (s *server) listChanges(ctx context.Context, in *changesInput) (*changesOutput, error) {
	first, head, err := s.Feed.Ends(ctx)
	if err != nil {
		return nil, err
	}
	of := fmt.Sprintf("%d-%d", in.Since, in.Limit)
	out := &changesOutput{ETag: s.feedTag(first, head, of)}
	if holds(in.Held, out.ETag) {
		return out, nil // which becomes a 304
	}
	page, err := s.Feed.After(ctx, in.Since, in.Limit)
	if err != nil {
		return nil, err
	}
	out.ETag = s.feedTag(first, page.Head, of)
	out.Body = ChangesPage{Items: make([]FeedItem, len(page.Items)), NextSince: page.Next, More: page.More(), Head: page.Head}
	for i, item := range page.Items {
		out.Body.Items[i] = feedItemOf(item)
	}
	return out, nil
}

// feedTag names what is read of the feed. Its first place is in it too, for a page from the beginning leads on to a place that is gone
// once changes are dropped. It is weak, since a vacancy may be read shortly before its change has a place.
func (s *server) feedTag(first, head int64, of string) string {
	return fmt.Sprintf(`W/"%d-%d-%s-%s"`, first, head, of, s.Calendar.Today())
}

func feedItemOf(i feed.Item) FeedItem {
	v := i.Posting.Vacancy
	out := FeedItem{Seq: i.Seq, At: Stamp(i.At), Change: "closed", ID: v.ID, Number: v.Number, Status: string(i.Status)}
	if i.Open() {
		out.Change, out.Vacancy = "open", PreparedVacancy(i.Posting)
	}
	return out
}

type atomInput struct {
	Division string `query:"division" maxLength:"12" doc:"Only vacancies whose work is there"`
	Held     string `header:"If-None-Match"`
}

type atomOutput struct {
	ContentType  string `header:"Content-Type"`
	ETag         string `header:"ETag"`
	LastModified string `header:"Last-Modified"`
	Body         []byte
}

func (s *server) atomFeed(ctx context.Context, in *atomInput) (*atomOutput, error) {
	var p models.Problems
	division := divisionOf(&p, "division", in.Division)
	if err := p.Err(); err != nil {
		return nil, err
	}
	first, head, err := s.Feed.Ends(ctx)
	if err != nil {
		return nil, err
	}
	out := &atomOutput{ContentType: atom.Media + "; charset=utf-8", ETag: s.feedTag(first, head, "atom"+string(division))}
	if holds(in.Held, out.ETag) {
		return out, nil // which becomes a 304
	}
	f, err := s.atomOf(ctx, division)
	if err != nil {
		return nil, err
	}
	out.LastModified = f.Updated.UTC().Format(http.TimeFormat)
	out.Body, err = f.XML()
	return out, err
}

func (s *server) atomOf(ctx context.Context, division models.DivisionCode) (atom.Feed, error) {
	f := atom.Feed{Self: s.Office.PublicURL + feedAddress(division), Title: s.Office.Name + " 空岗信息", Author: s.Office.Name}
	if division != "" {
		d, err := s.Divisions.Get(ctx, division)
		if models.CodeOf(err) == models.CodeNotFound {
			err = models.FieldErrorf("division", models.CodeUnknownDivision)
		}
		if err != nil {
			return f, err
		}
		f.Title = feedTitle(d)
	}
	if division.Level() == models.LevelVillage {
		f.Page = s.Office.PublicURL + "/b/" + string(division)
	}
	recent, err := s.Feed.Recent(ctx, division)
	if err != nil {
		return f, err
	}
	f.Updated = recent.At
	if f.Updated.IsZero() {
		f.Updated = time.Unix(0, 0) // nothing was ever written
	}
	for _, p := range recent.Open {
		f.Entries = append(f.Entries, atom.Entry{Posting: p, Link: s.vacancyAddress(p.Vacancy.ID), Updated: feed.Written(p)})
	}
	for _, i := range recent.Closed {
		f.Deleted = append(f.Deleted, atom.Deleted{VacancyID: i.Posting.Vacancy.ID, When: i.At})
	}
	return f, nil
}

// feedTitle is what the Atom feed of a division is called.
func feedTitle(d models.Division) string { return d.ShortName() + " 空岗信息" }

// feedAddress is the path of the Atom feed of a division, of all for "".
func feedAddress(division models.DivisionCode) string {
	if division == "" {
		return prefix + "/feed.atom"
	}
	return prefix + "/feed.atom?division=" + string(division)
}

func (s *server) vacancyAddress(id string) string {
	return s.Office.PublicURL + prefix + "/vacancies/" + id
}
