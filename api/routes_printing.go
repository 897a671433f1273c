package api

import (
	"context"
	"net/http"
	"strings"

	"konggang/models"
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
	Layout
	Duplex bool `query:"duplex" doc:"Whether both sides of the paper are printed: every sheet then starts on a front"`
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
			file, err := s.Press.Print(ctx, list, in.options(), in.Duplex)
			if err != nil {
				return nil, err
			}
			return &printJob{"application/pdf", attachment("noticeboards-" + string(code) + ".pdf"), digest(file), itoa(len(list)), codesOf(without), file}, nil
		})
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
