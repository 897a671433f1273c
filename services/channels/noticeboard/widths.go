package noticeboard

import (
	"math"

	"konggang/services/channels/flow"
)

// share divides the inner width among the columns: each first gets the least at which nothing in it breaks that should
// not, then step by step the one that lowers the rows most.
func (t *table) share(inner float64) {
	const steps = 120
	needs := t.needs()
	rest := inner
	for i := range t.columns {
		t.widths[i] = t.least(i)
		rest -= t.widths[i]
	}
	if t.squeezed = rest < 0; t.squeezed {
		t.squeeze(inner)
		return
	}
	step := rest / steps
	for range steps {
		t.widths[needs.neediest(t.widths, step, 2*t.pad)] += step
	}
}

// squeeze takes the same part from every column; only absurd words need it.
func (t *table) squeeze(inner float64) {
	sum := 0.0
	for _, w := range t.widths {
		sum += w
	}
	for i := range t.widths {
		t.widths[i] *= inner / sum
	}
}

// least is the width of the widest piece of a column that must not be divided, and no less than reads well.
func (t *table) least(col int) float64 {
	floor := t.columns[col].floor * t.body.Size
	least := 0.0
	for _, p := range t.columns[col].heads(t.kit) {
		least = max(least, p.Style.MinWidth(p.Text))
	}
	for _, row := range t.cells {
		for _, p := range row[col] {
			piece := p.Style.MinWidth(p.Text)
			if p.Flexible {
				piece = min(piece, floor*1.3)
			}
			least = max(least, piece, min(floor, p.Style.Width(p.Text)))
		}
	}
	return least + 2*t.pad
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
