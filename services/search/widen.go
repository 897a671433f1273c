package search

import (
	"slices"

	"konggang/models"
)

// enough is how many hits somebody looks at; where fewer have all that is wished, what lacks one wish comes after them.
const enough = 10

// layerStep is more than any relevance, so that no layer reaches into another.
const layerStep = 1 << 16

// Wishes that are given up where little has all of them, the first the easiest. Hours and a stated least wage are never
// given up: who cannot work at night cannot.
const (
	WishBenefits = "benefits"
	WishPlace    = "place"
	WishWage     = "wage"
	WishEmployer = "employer"
	WishWords    = "words"
	// WishVillage is given up before anything is looked for: no work is in the village, some is in the town around it.
	WishVillage = "village"
)

var losses = []struct {
	name    string
	without func(p *plan) bool // false when there is nothing to give up
}{
	{WishBenefits, (*plan).withoutBenefits}, {WishPlace, (*plan).withoutPlaces}, {WishWage, (*plan).withoutWage},
	{WishEmployer, (*plan).withoutEmployers}, {WishWords, (*plan).withoutWeakWords}, {WishWords, (*plan).withoutWords},
}

// widen adds layers until enough is found.
func (f *finder) widen(n int) {
	if len(f.plan.words) < 2 && !f.plan.understood() {
		return // there is but one wish
	}
	for i := range losses {
		less := f.plan.clone()
		if n >= enough || !losses[i].without(&less) || less.empty() {
			continue
		}
		layer := f.look(f.q, less)
		if losses[i].name == WishPlace {
			layer.near = f.nearnessTo(f.plan.places)
		}
		for part, found := range layer.found {
			if layer.all {
				found = f.copy(found)
			}
			for _, before := range append([]*finder{f}, f.layers...) {
				found.less(before.found[part])
			}
			layer.found[part] = found
		}
		layer.all = false
		if more := layer.count(); more > 0 {
			n += more
			f.layers = append(f.layers, layer)
			f.plan.said.Widened = append(f.plan.said.Widened, Widening{losses[i].name, less.texts()})
		}
	}
}

// clone is a plan that can be looked for besides the first.
func (p *plan) clone() plan {
	c := *p
	c.words = slices.Clone(p.words)
	for i := range c.words {
		c.words[i].spots = slices.Clone(c.words[i].spots)
	}
	return c
}

func (p *plan) texts() (out []string) {
	for i := range p.words {
		out = append(out, p.words[i].text)
	}
	return out
}

func (p *plan) empty() bool { return len(p.words) == 0 && !p.understood() }

func (p *plan) withoutBenefits() bool {
	had := len(p.said.Benefits) > 0
	p.said.Benefits = nil
	return had
}

func (p *plan) withoutPlaces() bool {
	had := len(p.places) > 0
	p.places = nil
	return had
}

// withoutWage keeps what the wage is paid by, and what was said as a limit by the month.
func (p *plan) withoutWage() bool {
	had := p.said.WageMin > 0 && (p.loose || p.said.PaidBy != "")
	if had {
		p.said.WageMin, p.said.WageMax = 0, 0
	}
	return had
}

func (p *plan) withoutEmployers() bool {
	had := len(p.said.Employers) > 0
	p.said.Employers = nil
	p.words = slices.DeleteFunc(p.words, func(w word) bool { return w.employerOnly })
	return had
}

// withoutWeakWords leaves the words that are found anywhere, of these the titles, labels and employers where there are any.
func (p *plan) withoutWeakWords() bool {
	had := len(p.words)
	strong := func(w word) bool { return w.employerOnly || w.trade != "" || w.label >= 0 || len(w.forms) > 0 }
	weak := func(w word) bool { return w.nowhere }
	if slices.ContainsFunc(p.words, strong) {
		weak = func(w word) bool { return !strong(w) }
	}
	p.words = slices.DeleteFunc(p.words, weak)
	return len(p.words) < had
}

// withoutWords leaves the employer. Work of any kind is of use only to who said where, when or with what.
func (p *plan) withoutWords() bool {
	had := len(p.words)
	if len(p.places)+len(p.said.Employers)+len(p.said.Shifts)+len(p.said.Benefits) == 0 {
		return false
	}
	p.words = slices.DeleteFunc(p.words, func(w word) bool { return !w.employerOnly })
	return len(p.words) < had
}

// preferred are the words that nobody typed and that what fits better has: a wage whose lower end suffices, the schooling
// that was named, the shift that was.
func (f *finder) preferred() (out []word) {
	said := &f.plan.said
	if said.WageMin > 0 || said.WageMax > 0 {
		out = append(out, f.preferring(func(p *part) set {
			to := f.set(p.n)
			for d := range p.n {
				if models.Fen(p.least[d]) >= max(said.WageMin, 1) && (said.WageMax == 0 || models.Fen(p.wage[d]) <= said.WageMax) {
					to.add(uint16(d))
				}
			}
			return to
		}))
	}
	if said.Education != "" {
		out = append(out, f.preferring(func(p *part) set {
			return p.labels.of(schoolingLabels + int(ordinal(models.Educations, said.Education)) - 1)
		}))
	}
	if len(said.Shifts) > 1 {
		out = append(out, f.preferring(func(p *part) set { return p.labels.of(int(ordinal(models.Shifts, said.Shifts[0])) - 1) }))
	}
	return out
}

func (f *finder) preferring(of func(p *part) set) word {
	w := word{spots: make([]spot, len(f.parts))}
	for i := range f.parts {
		w.spots[i].in[byEmployer] = of(&f.parts[i])
	}
	return w
}
