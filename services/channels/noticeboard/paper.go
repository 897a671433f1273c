package noticeboard

import (
	"konggang/models"
	"konggang/services/typeset"
)

// paper is a sheet in points with the type that is read on it: body sizes from the largest to the least, and how much
// larger title, wage and phone are. On the wall these three have 18 points and the rest 12, in the hand all have 10 or more.
type paper struct {
	width, height float64
	margin        float64
	sizes         []float64
	emphasis      float64
	torn          float64 // the size of the phones that are torn off
	stacked       bool
}

var (
	a4 = paper{width: 841.89, height: 595.28, margin: 24, sizes: []float64{13, 12, 11, 10}, emphasis: 1.15, torn: 12}
	a3 = paper{width: 1190.55, height: 841.89, margin: 34, sizes: []float64{16, 15, 14, 13, 12}, emphasis: 1.5, torn: 14}
)

func paperOf(o Options) (paper, error) {
	p := a4
	switch o.Paper {
	case "", "a4":
	case "a3":
		p = a3
	default:
		return p, models.FieldErrorf("paper", models.CodeUnknownValue, "a4 a3")
	}
	switch o.Orientation {
	case "", "landscape":
	case "portrait":
		p = upright(p)
	default:
		return p, models.FieldErrorf("orientation", models.CodeUnknownValue, "landscape portrait")
	}
	return p, nil
}

// upright is a paper in portrait.
func upright(p paper) paper {
	p.width, p.height, p.stacked = p.height, p.width, true
	return p
}

func (p paper) inner() float64 { return p.width - 2*p.margin }

// kit is the type of one sheet.
type kit struct {
	body, strong, small typeset.Style
	pad                 float64
}

func (p paper) kit(size float64) kit {
	return kit{
		body:   typeset.Style{Size: size},
		strong: typeset.Style{Weight: typeset.Bold, Size: float64(size * p.emphasis)},
		small:  typeset.Style{Weight: typeset.Bold, Size: size},
		pad:    float64(size * 0.34),
	}
}
