package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"konggang/models"
	"konggang/services/channels/noticeboard"
)

// printJob is the sheets of many villages in one document.
type printJob struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	ETag        string `header:"ETag"`
	Villages    string `header:"X-Villages" doc:"How many sheets it has"`
	Without     string `header:"X-Villages-Without-Edition" doc:"Codes of the villages that have no edition in force, the first hundred, divided by commas; ends in ... where there are more"`
	Body        []byte
}

type printInput struct {
	ByCode
	Paper       string `query:"paper" enum:"a4,a3" default:"a4"`
	Orientation string `query:"orientation" enum:"portrait,landscape" default:"landscape"`
	Group       string `query:"group" enum:"distance,trade" doc:"Headings that the lines stand under; none without it"`
	TearOff     bool   `query:"tear_off" doc:"Whether sheets have strips with the phone numbers to tear off"`
	Duplex      bool   `query:"duplex" doc:"Whether both sides of the paper are printed: every sheet then starts on a front"`
}

func (in printInput) options() noticeboard.Options {
	return Sheet{Paper: in.Paper, Orientation: in.Orientation, Group: in.Group, TearOff: in.TearOff}.noticeboard()
}

func (s *server) printingRoutes() {
	handle(s, call{id: "get-noticeboards-pdf", method: http.MethodGet, path: "/divisions/{code}/noticeboards.pdf", summary: "The edition in force of every village of a town or county, as one print job", tag: "renderings"},
		func(ctx context.Context, in *printInput) (*printJob, error) {
			code, err := in.code()
			if err != nil {
				return nil, err
			}
			list, without, err := s.Editions.InForce(ctx, actorOf(ctx), code)
			if err != nil {
				return nil, err
			}
			file, err := s.press.print(ctx, list, in.options(), in.Duplex)
			if err != nil {
				return nil, err
			}
			return &printJob{"application/pdf", attachment("noticeboards-" + string(code) + ".pdf"), digest(file), itoa(len(list)), codesOf(without), file}, nil
		})
}

// press makes one print job at a time: a large one takes seconds of a processor and hundreds of megabytes.
type press chan struct{}

func newPress() press { return make(press, 1) }

// patience is how long a job waits for the one before.
const patience = 30 * time.Second

// print makes a job; error CodeUnavailable when the press does not get free in time.
func (p press) print(ctx context.Context, list []models.Edition, o noticeboard.Options, duplex bool) ([]byte, error) {
	waited := time.NewTimer(patience)
	defer waited.Stop()
	select {
	case p <- struct{}{}:
		defer func() { <-p }()
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-waited.C:
		return nil, models.Errorf(models.CodeUnavailable)
	}
	file, _, err := noticeboard.Job(list, o, duplex)
	return file, err
}

// codesInHeader bounds a header: proxies take few kilobytes of all together.
const codesInHeader = 100

func codesOf(list []models.DivisionCode) string {
	codes := make([]string, 0, len(list))
	for _, c := range list {
		codes = append(codes, string(c))
	}
	if len(codes) > codesInHeader {
		codes = append(codes[:codesInHeader], "...")
	}
	return strings.Join(codes, ",")
}
