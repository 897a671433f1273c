package simulation

import (
	"fmt"
	"slices"

	"konggang/models"
)

// thinly is how many of each village are registered in a thin world; the others live there and are known to nobody.
const thinly = 5

// thin is the world with so many people registered in each village, drawn evenly.
func (w World) thin(seed uint64) World {
	order := newDraw(seed, 1234).Perm(len(w.People))
	left := map[models.DivisionCode]int{}
	for _, v := range w.Villages {
		left[v.Code] = thinly
	}
	var registered []models.Seeker
	for _, i := range order {
		if s := w.People[i]; left[s.Village] > 0 {
			left[s.Village]--
			registered = append(registered, s)
		}
	}
	w.People = registered
	return w
}

// apart is the world with every village in a town of its own, so that it can borrow nobody's wishes.
func (w World) apart() World {
	w.Villages, w.People = slices.Clone(w.Villages), slices.Clone(w.People)
	town := map[models.DivisionCode]models.DivisionCode{}
	for i := range w.Villages {
		code := models.DivisionCode(fmt.Sprintf("%s%03d001", madeDistrict, 1+i))
		town[w.Villages[i].Code], w.Villages[i].Code = code, code
	}
	for i := range w.People {
		w.People[i].Village = town[w.People[i].Village]
	}
	return w
}

// Thin is what lists made from a few registered people come to for all the others: the share of these to whom something is
// suitable, when a village's few stand alone, and when their wishes are blended with those of the town.
type Thin struct{ Alone, Blended float64 }

func (j *judged) thinTrial(seed uint64, m *meter) Thin {
	w := j.thin(seed)
	known := map[string]bool{}
	for _, s := range w.People {
		known[s.ID] = true
	}
	try := func(w World) float64 {
		lists := j.numbered(newEngine(w).allocate(m.piece(thinUnits)).lists)
		return j.suitable(lists, supposed(j.Acceptance), known)
	}
	return Thin{Alone: try(w.apart()), Blended: try(w)}
}
