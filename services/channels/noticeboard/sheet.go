package noticeboard

import (
	"slices"
	"sort"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/typeset"
)

// sheet is a whole edition set on its pages.
type sheet struct {
	paper
	kit
	header channels.Header
	around around
	qr     typeset.QR // of the board, where the header has one
	words  words
	table  *table
	strips strips
	pages  []page
	// squeezed tells that the columns do not fit side by side in the widths at which they read well.
	squeezed bool
}

func newSheet(e models.Edition, o Options) (*sheet, error) {
	p, err := paperOf(o)
	if err != nil {
		return nil, err
	}
	groups, err := channels.Grouped(e, o.Group)
	if err != nil {
		return nil, err
	}
	s := layOut(e, p, groups, o.TearOff)
	if s.header.Board != "" {
		s.qr, err = typeset.NewQR(s.header.Board)
	}
	return s, err
}

// layOut sets the lines on a paper.
func layOut(e models.Edition, p paper, groups []channels.Group, tearOff bool) *sheet {
	s := &sheet{paper: p, header: channels.HeaderOf(e, models.ChannelNoticeboard)}
	if tearOff && len(groups) > 0 {
		s.strips = newStrips(p, groups)
	}
	s.words = wordsOf(groups, p.columns(), p.kit(1))
	s.fitType()
	s.around = s.setAround()
	return s
}

// fitType sets the lines in the largest type that takes no more pages and cuts nothing more than the least would. What a
// type takes grows with it, so the middle of the sizes tells which half to try.
func (s *sheet) fitType() {
	m := s.words.measure()
	s.set(m, slices.Min(s.sizes))
	best, least := *s, *s
	sort.Search(len(s.sizes)-1, func(i int) bool {
		s.set(m, s.sizes[i])
		fits := len(s.pages) <= len(least.pages) && len(s.table.cut) <= len(least.table.cut) && !s.squeezed
		if fits {
			best = *s
		}
		return fits
	})
	*s = best
}

// tallestRow is the part of a page that one row may take, however long its words.
const tallestRow = 0.4

func (s *sheet) set(m measures, size float64) {
	var widths []float64
	widths, s.squeezed = m.share(s.inner() / size)
	scale(widths, size)
	s.kit = s.paper.kit(size)
	s.table = newTable(s.words, s.kit, widths, float64(tallestRow*(s.tableFoot()-s.tableTop())))
	s.pages = s.paginate()
}
