package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"

	"konggang/models"
	"konggang/services/importing"
	"konggang/services/intake"
	"konggang/services/search"
	"konggang/services/vacancies"
	"konggang/services/wording"
)

// ImportReport accounts for every row of a file.
type ImportReport struct {
	Rows           int         `json:"rows"`
	Created        int         `json:"created"`
	Updated        int         `json:"updated"`
	Unchanged      int         `json:"unchanged"`
	Rejected       int         `json:"rejected"`
	UnknownColumns []string    `json:"unknown_columns"`
	Results        []ImportRow `json:"results"`
}

// ImportRow is what became of one row; the header is row 1.
type ImportRow struct {
	Row      int           `json:"row"`
	Status   string        `json:"status" enum:"created,updated,unchanged,rejected"`
	ID       string        `json:"id,omitempty"`
	Errors   []ImportError `json:"errors"`
	Findings []Finding     `json:"findings"`
}

// ImportError is why a row was refused.
type ImportError struct {
	Column  string `json:"column"`
	Message string `json:"message"`
}

// ReportOf puts a report into words.
func ReportOf(l wording.Language, r importing.Report) ImportReport {
	out := ImportReport{r.Rows, r.Created, r.Updated, r.Unchanged, r.Rejected, append([]string{}, r.UnknownColumns...), make([]ImportRow, len(r.Results))}
	for i, row := range r.Results {
		out.Results[i] = ImportRow{row.Row, string(row.Status), row.ID, []ImportError{}, findingsOf(l, row.Findings)}
		for _, f := range row.Errors {
			out.Results[i].Errors = append(out.Results[i].Errors, ImportError{wording.Field(l, f.Field), wording.Text(l, f.Code, f.Args...)})
		}
	}
	return out
}

// ImportInput is a file to bring in.
type ImportInput struct {
	DryRun bool `query:"dry_run" doc:"Try every row and keep nothing"`
	Keyed
	Upload
}

// content is the file alone: the form around it is different each time it is sent.
func (in ImportInput) content(ctx context.Context) []byte {
	f, err := in.file(requestOf(ctx).media)
	if err != nil {
		return in.RawBody
	}
	sum := sha256.Sum256(f.content)
	return sum[:]
}

type vacancyImportInput struct {
	Then string `query:"then" enum:"draft,submit,open" default:"draft" doc:"What becomes of complete rows; only an office opens"`
	ImportInput
}

type importAnswer struct{ Body ImportReport }

// rendering is bytes with their type.
type rendering struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	ETag        string `header:"ETag"`
	// Policy is what a page may load, where it is one; others may load nothing.
	Policy string `header:"Content-Security-Policy"`
	// Keeping and Robots keep what nobody has approved out of caches and indexes.
	Keeping   string `header:"Cache-Control"`
	Robots    string `header:"X-Robots-Tag"`
	PageCount string `header:"X-Page-Count"`
	// EditionStatus tells programs what the mark on a form tells people.
	EditionStatus string `header:"X-Edition-Status"`
	Body          []byte
}

// Media types of files.
const (
	mediaXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	mediaCSV  = "text/csv; charset=utf-8"
	mediaPNG  = "image/png"
	mediaSSML = "application/ssml+xml"
	mediaWAV  = "audio/wav"
	mediaHTML = "text/html; charset=utf-8"
	mediaText = "text/plain; charset=utf-8"
)

func (s *server) sheetRoutes() {
	handleOnce(s, command[vacancyImportInput, importAnswer]{
		call:  call{id: "import-vacancies", method: http.MethodPost, path: "/vacancies/import", summary: "Bring in a spreadsheet of vacancies", tag: "vacancies", maxBody: maxUpload},
		alone: true,
		do:    s.importVacancies,
		show: func(ctx context.Context, _ *vacancyImportInput, o outcome) (*importAnswer, error) {
			return showReport(o)
		},
	})
	handleOnce(s, command[ImportInput, importAnswer]{
		call:  call{id: "import-seekers", method: http.MethodPost, path: "/seekers/import", summary: "Bring in a spreadsheet of seekers", tag: "seekers", maxBody: maxUpload},
		alone: true,
		do:    s.importSeekers,
		show:  func(ctx context.Context, _ *ImportInput, o outcome) (*importAnswer, error) { return showReport(o) },
	})
	handle(s, call{id: "get-import-template", method: http.MethodGet, path: "/vacancies/import/template.xlsx", summary: "An empty sheet with our headers", tag: "vacancies"},
		func(context.Context, *struct{}) (*rendering, error) {
			content, err := intake.Template()
			return fileAnswer(mediaXLSX, "vacancies-template.xlsx", content), err
		})
	handle(s, call{id: "export-vacancies", method: http.MethodGet, path: "/vacancies/export", summary: "Open vacancies as a spreadsheet", tag: "vacancies"}, s.exportVacancies)
}

func by(a models.Actor) importing.By { return importing.By{Actor: a, Home: a.Division} }

func (s *server) importVacancies(ctx context.Context, in *vacancyImportInput) (outcome, error) {
	r := requestOf(ctx)
	f, err := in.file(r.media)
	if err != nil {
		return outcome{}, err
	}
	sheet, err := intake.Vacancies(f.name, bytes.NewReader(f.content), s.Calendar.Today())
	if err != nil {
		return outcome{}, err
	}
	report, err := s.Vacancies.Import(ctx, by(r.actor), sheet, vacancies.Then(in.Then), importing.Options{DryRun: in.DryRun})
	return reportOutcome(r, report, err)
}

func (s *server) importSeekers(ctx context.Context, in *ImportInput) (outcome, error) {
	r := requestOf(ctx)
	f, err := in.file(r.media)
	if err != nil {
		return outcome{}, err
	}
	sheet, err := intake.Seekers(f.name, bytes.NewReader(f.content), s.Calendar.Today())
	if err != nil {
		return outcome{}, err
	}
	report, err := s.Seekers.Import(ctx, by(r.actor), sheet, importing.Options{DryRun: in.DryRun})
	return reportOutcome(r, report, err)
}

// reportOutcome keeps the report itself, for unlike a resource it cannot be read again later.
func reportOutcome(r *request, report importing.Report, err error) (outcome, error) {
	if err != nil {
		return outcome{}, err
	}
	text, err := json.Marshal(ReportOf(r.language(), report))
	return outcome{report: text}, err
}

func showReport(o outcome) (*importAnswer, error) {
	out := &importAnswer{}
	return out, json.Unmarshal(o.report, &out.Body)
}

func fileAnswer(media, name string, content []byte) *rendering {
	return &rendering{ContentType: media, Disposition: attachment(name), ETag: digest(content), Body: content}
}

func attachment(name string) string { return `attachment; filename="` + name + `"` }

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}

type exportInput struct {
	SearchInput
	Format string `query:"format" enum:"xlsx,csv" default:"xlsx"`
}

func (s *server) exportVacancies(ctx context.Context, in *exportInput) (*rendering, error) {
	q, err := in.query(s.Calendar.Zone)
	if err != nil {
		return nil, err
	}
	view, err := s.Market.Current(ctx)
	if err != nil {
		return nil, err
	}
	postings, err := s.publicPostings(ctx, view.Search, q)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if in.Format == "csv" {
		err = intake.WriteVacanciesCSV(&out, postings)
		return fileAnswer(mediaCSV, "vacancies.csv", out.Bytes()), err
	}
	err = intake.WriteVacanciesXLSX(&out, postings)
	return fileAnswer(mediaXLSX, "vacancies.xlsx", out.Bytes()), err
}

// exportedAtOnce is how many vacancies are read from the database before the next are looked for.
const exportedAtOnce = 1000

// publicPostings are all that a query finds, without what only the keepers of a vacancy may read.
func (s *server) publicPostings(ctx context.Context, x *search.Index, q search.Query) ([]models.Posting, error) {
	var out []models.Posting
	q.Limit = exportedAtOnce
	for {
		found, err := x.Run(q)
		if err != nil {
			return nil, err
		}
		postings, _, err := s.Market.Postings(ctx, found.Hits)
		if err != nil {
			return nil, err
		}
		for _, p := range postings {
			p.Vacancy.Findings, p.Vacancy.StatusReason = nil, ""
			out = append(out, p)
		}
		if q.Cursor = found.Next; q.Cursor == "" {
			return out, nil
		}
	}
}
