package noticeboard

import (
	"strconv"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/typeset"
)

// Job is one document for the printer with the sheets of all editions, one after the other, each numbered by itself. When
// both sides of the paper are printed, duplex, every sheet starts on a front: an empty page follows one with an odd number
// of pages. There is a report for each edition. Errors as for PDF, and typeset.ErrNoPage without any edition.
func Job(editions []models.Edition, o Options, duplex bool) ([]byte, []Report, error) {
	canvas := typeset.NewPDF(jobInfo(editions))
	var reports []Report
	for i, e := range editions {
		s, err := newSheet(e, o)
		if err != nil {
			return nil, nil, err
		}
		s.draw(canvas)
		if duplex && len(s.pages)%2 == 1 && i < len(editions)-1 {
			canvas.NewPage(s.width, s.height)
		}
		reports = append(reports, s.report())
	}
	file, err := canvas.Bytes()
	return file, reports, err
}

// jobInfo names the job after its only town, where it has one.
func jobInfo(editions []models.Edition) typeset.Info {
	info := typeset.Info{Title: channels.Title + "（" + strconv.Itoa(len(editions)) + "份）"}
	if len(editions) == 0 {
		return info
	}
	town := editions[0].TownName
	info.Author = editions[0].Office.Name
	for _, e := range editions {
		if e.TownName != town {
			return info
		}
	}
	info.Title = town + " " + info.Title
	return info
}
