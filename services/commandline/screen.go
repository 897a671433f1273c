package commandline

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"

	"konggang/models"
	"konggang/services/screening"
	"konggang/services/wording"
)

// screened is a finding as the filter prints it. Start is the place of the excerpt in characters from 0.
type screened struct {
	Rule     string          `json:"rule"`
	Severity models.Severity `json:"severity"`
	Excerpt  string          `json:"excerpt"`
	Start    int             `json:"start"`
	Law      string          `json:"law"`
	Advice   string          `json:"advice"`
}

// Screen reads lines of free advert text and writes the findings of each as a line with a JSON array, [] for a clean one.
// What was judged before an error is written all the same.
func Screen(in io.Reader, out io.Writer, c screening.Context) error {
	w := bufio.NewWriter(out)
	err := screen(in, w, c)
	return errors.Join(err, w.Flush())
}

func screen(in io.Reader, out io.Writer, c screening.Context) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	array := json.NewEncoder(out)
	array.SetEscapeHTML(false)
	for lines.Scan() {
		if err := array.Encode(screenedOf(screening.Text(lines.Text(), c))); err != nil {
			return err
		}
	}
	return lines.Err()
}

func screenedOf(findings []models.Finding) []screened {
	out := make([]screened, len(findings))
	for i, f := range findings {
		out[i] = screened{f.Rule, f.Severity, f.Excerpt, f.Start, f.Law, wording.Finding(wording.Chinese, f)}
	}
	return out
}
