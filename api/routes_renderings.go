package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/loudspeaker"
	"konggang/services/channels/noticeboard"
	"konggang/services/channels/wechat"
	"konggang/services/channels/workbook"
)

// Layout says how a noticeboard is laid out.
type Layout struct {
	Paper       string `query:"paper" enum:"a4,a3" default:"a4"`
	Orientation string `query:"orientation" enum:"portrait,landscape" default:"landscape"`
	Group       string `query:"group" enum:"distance,trade" doc:"Headings that the lines of a noticeboard stand under; none without it"`
	TearOff     bool   `query:"tear_off" doc:"Whether a noticeboard has strips with the phone numbers to tear off"`
}

func (l Layout) options() noticeboard.Options {
	return noticeboard.Options{Paper: l.Paper, Orientation: l.Orientation, Group: channels.Grouping(l.Group), TearOff: l.TearOff}
}

// Sheet says how a rendering should look; what a form has no use for is passed over.
type Sheet struct {
	Layout
	Form  string `query:"form" enum:"long,short" default:"long" doc:"How much a post says of each vacancy, for wechat.txt and wechat.json"`
	Limit string `query:"limit" enum:"robot,personal" default:"robot" doc:"What a part of a post fits into: 2048 bytes, or 1800 characters"`
	Page  int    `query:"page" minimum:"1" maximum:"100" default:"1" doc:"Which picture, for png"`
	// Held is what the caller has; the document says of no file that it may be sent.
	Held string `header:"If-None-Match" hidden:"true"`
	Reading
}

// Reading says how a script is read out.
type Reading struct {
	CharactersPerMinute int `query:"characters_per_minute" minimum:"100" maximum:"300" default:"180" doc:"How fast a script is read, for loudspeaker"`
	Minutes             int `query:"minutes" minimum:"1" maximum:"15" default:"3" doc:"How long one pass of a script may take with its silences, for loudspeaker"`
	MaxVacancies        int `query:"max_vacancies" minimum:"1" maximum:"40" default:"5" doc:"How many vacancies a script has at most, for loudspeaker"`
	Passes              int `query:"passes" minimum:"1" maximum:"5" default:"2" doc:"How often a script is read, for loudspeaker"`
	// closed is what became of lines since, where a script or a post is for now; no parameter says so.
	closed map[string]models.VacancyStatus
}

// script is the edition in words.
func (r Reading) script(e models.Edition) (loudspeaker.Script, error) {
	return loudspeaker.Compose(e, loudspeaker.Options{
		CharactersPerMinute: r.CharactersPerMinute, Minutes: r.Minutes, MaxVacancies: r.MaxVacancies, Passes: r.Passes, Closed: r.closed,
	})
}

func (s Sheet) wechat() wechat.Options {
	return wechat.Options{Form: wechat.Form(s.Form), Limit: wechat.Limit(s.Limit), Closed: s.closed}
}

// form is one file that an edition comes out as.
type form struct {
	file  string
	media string
	draw  func(models.Edition, Sheet) (pages [][]byte, err error)
}

// forms are those of the contract.
var forms = []form{
	{"noticeboard.pdf", "application/pdf", func(e models.Edition, s Sheet) ([][]byte, error) {
		pdf, err := noticeboard.PDF(e, s.options())
		return [][]byte{pdf}, err
	}},
	{"noticeboard.png", mediaPNG, func(e models.Edition, s Sheet) ([][]byte, error) { return noticeboard.PNG(e, s.options()) }},
	{"noticeboard.html", mediaHTML, func(e models.Edition, s Sheet) ([][]byte, error) {
		page, err := noticeboard.HTML(e, s.options())
		return [][]byte{page}, err
	}},
	{"noticeboard.xlsx", mediaXLSX, func(e models.Edition, s Sheet) ([][]byte, error) {
		file, err := workbook.XLSX(e, s.options())
		return [][]byte{file}, err
	}},
	{"wechat.txt", mediaText, func(e models.Edition, s Sheet) ([][]byte, error) {
		return [][]byte{[]byte(wechat.Join(wechat.Text(e, s.wechat())))}, nil
	}},
	{"wechat.json", mediaJSON, func(e models.Edition, s Sheet) ([][]byte, error) { return jsonPage(wechat.PostOf(e, s.wechat())) }},
	{"wechat.png", mediaPNG, func(e models.Edition, s Sheet) ([][]byte, error) {
		return wechat.PNG(channels.WithoutClosed(e, s.closed))
	}},
	{"loudspeaker.txt", mediaText, func(e models.Edition, s Sheet) ([][]byte, error) {
		script, err := s.script(e)
		return [][]byte{[]byte(script.Text())}, err
	}},
	{"loudspeaker.json", mediaJSON, func(e models.Edition, s Sheet) ([][]byte, error) {
		script, err := s.script(e)
		if err != nil {
			return nil, err
		}
		return jsonPage(script)
	}},
	{"loudspeaker.ssml", mediaSSML, func(e models.Edition, s Sheet) ([][]byte, error) {
		script, err := s.script(e)
		if err != nil {
			return nil, err
		}
		ssml, err := script.SSML()
		return [][]byte{[]byte(ssml)}, err
	}},
}

// soundFile is the form that is spoken and not drawn.
const soundFile = "loudspeaker.wav"

func jsonPage(v any) ([][]byte, error) {
	text, err := json.Marshal(v)
	return [][]byte{text}, err
}

func (s *server) renderingRoutes() {
	for _, f := range forms {
		formRoutes(s, f.file, func(_ context.Context, e models.Edition, sheet Sheet) (*rendering, error) { return f.render(e, sheet) })
	}
	formRoutes(s, soundFile, s.sound)
	s.describeMedia("/editions/{id}/"+soundFile, mediaWAV)
	s.describeMedia("/villages/{code}/editions/latest/"+soundFile, mediaWAV)
}

// formRoutes are those of a form: of any edition, and of the one in force.
func formRoutes[O any](s *server, file string, render func(context.Context, models.Edition, Sheet) (*O, error)) {
	name := strings.ReplaceAll(file, ".", "-")
	handle(s, call{id: "get-" + name, method: http.MethodGet, path: "/editions/{id}/" + file, summary: "An edition as " + file, tag: "renderings"},
		func(ctx context.Context, in *struct {
			ByID
			Sheet
		}) (*O, error) {
			e, err := s.Editions.Get(ctx, actorOf(ctx), in.ID)
			if err != nil {
				return nil, err
			}
			return render(ctx, e, in.Sheet)
		})
	handle(s, call{id: "get-latest-" + name, method: http.MethodGet, path: "/villages/{code}/editions/latest/" + file, summary: "The edition in force as " + file, tag: "renderings"},
		func(ctx context.Context, in *struct {
			ByCode
			Sheet
		}) (*O, error) {
			e, err := s.latest(ctx, &in.ByCode)
			if err != nil {
				return nil, err
			}
			if !strings.HasPrefix(file, "noticeboard.") { // what hangs is recalled
				if in.closed, err = s.closedOf(ctx, e); err != nil {
					return nil, err
				}
			}
			return render(ctx, e, in.Sheet)
		})
}

// closedOf is what became of the lines of an edition that have closed since. What hangs and what was posted cannot change any more,
// but nobody is to read out or post a closed gate from now on.
func (s *server) closedOf(ctx context.Context, e models.Edition) (map[string]models.VacancyStatus, error) {
	lines, err := s.Editions.ClosedLines(ctx, e)
	out := make(map[string]models.VacancyStatus, len(lines))
	for _, l := range lines {
		out[l.Item.VacancyID] = l.Status
	}
	return out, err
}

func (f form) render(e models.Edition, sheet Sheet) (*rendering, error) {
	pages, err := f.draw(e, sheet)
	if err != nil {
		return nil, err
	}
	out := &rendering{ContentType: f.media, EditionStatus: string(e.Status), Body: pages[0]}
	switch f.media {
	case mediaPNG:
		if sheet.Page > len(pages) {
			return nil, models.Errorf(models.CodeNotFound)
		}
		out.Body, out.PageCount = pages[sheet.Page-1], itoa(len(pages))
	case mediaHTML:
		out.Policy = policyOfPages
	case mediaXLSX:
		out.Disposition = attachment(fmt.Sprintf("noticeboard-%s-%d-%d.xlsx", e.Village, e.Year, e.Number))
	}
	out.ETag = digest(out.Body)
	if e.Status != models.EditionPublished {
		out.Robots = "noindex"
	}
	if e.Status == models.EditionDraft {
		out.Keeping = "no-store"
	}
	return out, nil
}
