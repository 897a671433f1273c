package noticeboard

import (
	"math"

	"konggang/services/channels/flow"
)

// share divides the inner width among the columns: each first gets what reads well, then step by step the one that
// lowers the rows most. Where not all can read well, they come down to what must not be divided alike.
func (t *table) share(inner float64) {
	const steps = 120
	hard, soft := t.leasts()
	sum := total(soft)
	t.widths, t.squeezed = soft, sum > inner
	switch {
	case len(t.cells) == 0:
		scale(soft, inner/sum)
	case !t.squeezed:
		step := (inner - sum) / steps
		needs := t.needs()
		for range steps {
			t.widths[needs.neediest(t.widths, step, 2*t.pad)] += step
		}
	case total(hard) < inner:
		part := (inner - total(hard)) / (sum - total(hard))
		for i := range soft {
			t.widths[i] = hard[i] + part*(soft[i]-hard[i])
		}
	default:
		scale(soft, inner/sum)
	}
}

func total(widths []float64) float64 {
	sum := 0.0
	for _, w := range widths {
		sum += w
	}
	return sum
}

func scale(widths []float64, by float64) {
	for i := range widths {
		widths[i] *= by
	}
}

// leasts are the widths that the columns cannot do without, as of a phone, and those from which they read well.
func (t *table) leasts() (hard, soft []float64) {
	hard, soft = make([]float64, len(t.columns)), make([]float64, len(t.columns))
	for i, c := range t.columns {
		for _, p := range c.heads(t.kit) {
			hard[i] = max(hard[i], p.Style.MinWidth(p.Text))
		}
		for _, row := range t.cells {
			for _, p := range row[i] {
				least, good := t.piece(p, c.floor*t.body.Size)
				hard[i], soft[i] = max(hard[i], least), max(soft[i], good)
			}
		}
		hard[i] += 2 * t.pad
		soft[i] = max(hard[i], soft[i]+2*t.pad)
	}
	return hard, soft
}

// piece is the width that p cannot do without, and the one from which it reads well. A word in a flexible text counts up to
// the length that occurs in Chinese.
func (t *table) piece(p flow.Paragraph, floor float64) (hard, soft float64) {
	const longWord = 7
	widest := p.Style.MinWidth(p.Text)
	soft = max(min(widest, longWord*t.body.Size), min(floor, p.Style.Width(p.Text)))
	if p.Flexible {
		return min(widest, 2*p.Style.Size), soft
	}
	return widest, max(soft, widest)
}

// need is a cell as the sharing sees it: for each paragraph its length on one line and the height of a line.
type need struct{ length, height float64 }

// needs are the needs of all cells, row by row.
type needs [][][]need

func (t *table) needs() needs {
	out := make(needs, len(t.cells))
	for i, row := range t.cells {
		out[i] = make([][]need, len(row))
		for j, cell := range row {
			for _, p := range cell {
				if p.Text != "" {
					out[i][j] = append(out[i][j], need{p.Style.Width(p.Text), p.Style.Size * flow.Leading})
				}
			}
		}
	}
	return out
}

// neediest is the column whose cells, widened by step, take most off the rows. Rows are as high as their highest cell;
// the fourth power stands for that, smoothly, so that lower cells have a small say too.
func (n needs) neediest(widths []float64, step, pads float64) int {
	gains := make([]float64, len(widths))
	for _, row := range n {
		heights, sum := make([]float64, len(row)), 1e-9
		for j, cell := range row {
			heights[j] = height(cell, widths[j]-pads)
			sum += heights[j] * heights[j] * heights[j] * heights[j]
		}
		scale := 1 / math.Sqrt(sum*math.Sqrt(sum)) // sum to the power of -3/4
		for j, cell := range row {
			saved := heights[j] - height(cell, widths[j]+step-pads)
			gains[j] += (saved + 1e-6*heights[j]) * heights[j] * heights[j] * heights[j] * scale
		}
	}
	best := 0
	for j := range gains {
		if gains[j] > gains[best] {
			best = j
		}
	}
	return best
}

// height estimates what a cell takes at a width.
func height(cell []need, width float64) float64 {
	sum := 0.0
	for _, n := range cell {
		sum += n.height * max(1, n.length/width)
	}
	return sum
}
