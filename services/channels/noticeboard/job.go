package noticeboard

import (
	"context"
	"strconv"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/typeset"
)

// Job is one document for the printer with the sheets of all editions, one after the other, each numbered by itself. When
// both sides of the paper are printed, duplex, every sheet starts on a front: an empty page follows one with an odd number
// of pages. It is given up when ctx ends. Errors as for PDF, typeset.ErrNoPage without any edition, CodeUnavailable when it is
// given up.
func Job(ctx context.Context, editions []models.Edition, o Options, duplex bool) ([]byte, error) {
	canvas := typeset.NewPDF(jobInfo(editions))
	for i, e := range editions {
		if err := ctx.Err(); err != nil {
			return nil, &models.Error{Code: models.CodeUnavailable, Cause: err}
		}
		s, err := newSheet(e, o)
		if err != nil {
			return nil, err
		}
		s.draw(canvas)
		if duplex && len(s.pages)%2 == 1 && i < len(editions)-1 {
			canvas.NewPage(s.width, s.height)
		}
	}
	return canvas.Bytes()
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
