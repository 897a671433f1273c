package simulation

import "math"

// Document is a report as JSON: what was tried, the figures of every trial by condition and method, and what had to be
// reached.
type Document struct {
	Title    string             `json:"title"`
	Lines    int                `json:"lines"`
	Trials   []DocumentTrial    `json:"trials"`
	Rows     []Row              `json:"rows"`
	Unlisted []DocumentUnlisted `json:"unlisted"`
}

// DocumentTrial is one trial; figures that do not apply are left out.
type DocumentTrial struct {
	Villages  int                                      `json:"villages"`
	Seekers   int                                      `json:"seekers"`
	Vacancies int                                      `json:"vacancies"`
	Places    int                                      `json:"places"`
	B         float64                                  `json:"acceptance_b"`
	Figures   map[string]map[string]map[string]float64 `json:"figures"`
}

// DocumentUnlisted is a vacancy that no village hears of.
type DocumentUnlisted struct {
	Vacancy string `json:"vacancy"`
	Cause   string `json:"cause"`
}

// JSON is the report in the form in which it is printed as JSON.
func (r Report) JSON() Document {
	d := Document{Title: r.Title, Lines: r.Lines, Trials: []DocumentTrial{}, Rows: append([]Row{}, r.Rows()...), Unlisted: []DocumentUnlisted{}}
	for _, t := range r.Trials {
		d.Trials = append(d.Trials, t.document())
	}
	for _, u := range r.Unlisted {
		d.Unlisted = append(d.Unlisted, DocumentUnlisted{u.Vacancy, string(u.Cause)})
	}
	return d
}

func (t Trial) document() DocumentTrial {
	out := DocumentTrial{t.Villages, t.Seekers, t.Vacancies, t.Places, t.Acceptance.B, map[string]map[string]map[string]float64{}}
	for c, methods := range t.Figures {
		of := map[string]map[string]float64{}
		for m, figures := range methods {
			told := map[string]float64{}
			for f, value := range figures {
				if !math.IsNaN(value) {
					told[figureNames[f]] = value
				}
			}
			if len(told) > 0 {
				of[methodNames[m]] = told
			}
		}
		if len(of) > 0 {
			out.Figures[conditionNames[c]] = of
		}
	}
	return out
}
