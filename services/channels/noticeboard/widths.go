package noticeboard

import (
	"math"
	"slices"

	"konggang/services/channels/flow"
)

// measures are what the columns need, in ems of body type, as it is the same in every size: the widths that they must have
// for what is never divided, as a phone, those under which words are torn, those from which they read well, and the needs of
// all cells, row by row.
type measures struct {
	must, hard, soft []float64
	needs            [][][]need
	pads             float64
}

// need is a cell as the sharing sees it: for each paragraph its length on one line and the height of a line.
type need struct{ length, height float64 }

func (w words) measure() measures {
	m := measures{must: make([]float64, len(w.columns)), hard: make([]float64, len(w.columns)), soft: make([]float64, len(w.columns)), pads: 2 * w.unit.pad}
	for i, head := range w.heads {
		for _, p := range head {
			m.must[i] = max(m.must[i], p.Style.MinWidth(p.Text))
		}
	}
	for _, r := range w.rows {
		row := make([][]need, len(w.columns))
		for i, cell := range r.cells {
			for _, p := range cell.text {
				if p.Text != "" {
					row[i] = append(row[i], m.add(i, p, w.columns[i].floor))
				}
			}
		}
		m.needs = append(m.needs, row)
	}
	for i, c := range w.columns {
		m.must[i] += m.pads + c.apart
		m.hard[i] = max(m.must[i], m.hard[i]+m.pads+c.apart)
		m.soft[i] = max(m.hard[i], m.soft[i]+m.pads+c.apart)
	}
	return m
}

// add takes p into the widths of its column and tells its need. A word in a flexible text counts up to the length that
// occurs in Chinese, and has room for a character with …… at the least.
func (m *measures) add(col int, p flow.Paragraph, floor float64) need {
	const longWord, shortest = 7, 3
	word, length := p.Style.MinWidth(p.Text), p.Style.Width(p.Text)
	hard, soft := word, word
	if p.Flexible {
		hard, soft = min(word, shortest*p.Style.Size), min(word, longWord)
	} else {
		m.must[col] = max(m.must[col], word)
	}
	m.hard[col] = max(m.hard[col], hard)
	m.soft[col] = max(m.soft[col], soft, min(floor, length))
	return need{length, float64(p.Style.Size * flow.Leading)}
}

// share divides the inner width among the columns: each first gets what reads well, then step by step the one that
// lowers the rows most. Where not all can read well, which it tells, they come down alike to what tears no word, and from
// there to what must not be divided.
func (m measures) share(inner float64) (widths []float64, squeezed bool) {
	const steps = 120
	sum := total(m.soft)
	switch {
	case len(m.needs) == 0 || total(m.must) >= inner:
		widths = slices.Clone(m.soft)
		scale(widths, inner/sum)
	case total(m.hard) >= inner:
		widths = between(m.must, m.hard, inner)
	case sum > inner:
		widths = between(m.hard, m.soft, inner)
	default:
		widths = slices.Clone(m.soft)
		m.widen(widths, (inner-sum)/steps, steps)
	}
	return widths, sum > inner
}

// between are widths that add up to inner, each the same part of the way from less to more.
func between(less, more []float64, inner float64) []float64 {
	least, most := total(less), total(more)
	widths := slices.Clone(less)
	for i := range widths {
		widths[i] += float64((more[i] - less[i]) * (inner - least) / (most - least))
	}
	return widths
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
		widths[i] = float64(widths[i] * by)
	}
}

// heights are those of the cells of a column, row by row: at its width and at one a step wider.
type heights struct{ now, wider []float64 }

// widen gives each of so many steps to the column that needs it most.
func (m measures) widen(widths []float64, step float64, steps int) {
	columns := make([]heights, len(widths))
	for j := range columns {
		columns[j] = heights{make([]float64, len(m.needs)), make([]float64, len(m.needs))}
		m.take(columns[j], j, widths[j], step)
	}
	gains := make([]float64, len(widths))
	for range steps {
		clear(gains)
		for i := range m.needs {
			addGains(gains, columns, i)
		}
		best := largest(gains)
		widths[best] += step
		m.take(columns[best], best, widths[best], step)
	}
}

// take takes the heights of a column at a width.
func (m measures) take(h heights, col int, width, step float64) {
	for i, row := range m.needs {
		h.now[i], h.wider[i] = height(row[col], width-m.pads), height(row[col], width+step-m.pads)
	}
}

// addGains adds what the columns, each a step wider, take off a row. It is as high as its highest cell; the fourth power
// stands for that, smoothly, so that lower cells have a small say too.
func addGains(gains []float64, columns []heights, row int) {
	sum := 1e-9
	for _, h := range columns {
		now := h.now[row]
		sum += float64(now * now * now * now)
	}
	scale := 1 / math.Sqrt(sum*math.Sqrt(sum)) // sum to the power of -3/4
	for j, h := range columns {
		now := h.now[row]
		gains[j] += float64((now - h.wider[row] + float64(1e-6*now)) * now * now * now * scale)
	}
}

// largest is the place of the first of the largest.
func largest(values []float64) int {
	best := 0
	for i := range values {
		if values[i] > values[best] {
			best = i
		}
	}
	return best
}

// height estimates what a cell takes at a width.
func height(cell []need, width float64) float64 {
	sum := 0.0
	for _, n := range cell {
		sum += float64(n.height * max(1, n.length/width))
	}
	return sum
}
