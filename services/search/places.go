package search

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"konggang/models"
)

// places is the divisions by their names.
type places struct {
	names   map[models.DivisionCode]string
	byName  map[string][]models.DivisionCode // whole names, folded
	byStem  map[string][]models.DivisionCode // names without what says their rank
	longest int                              // runes
	written []string
	spelled []heard
	blurred []heard
	initial []heard
}

// ranks are the endings of names of divisions; of two that fit, the longer stands first.
var ranks = []string{"街道办事处", "街道办", "街道", "社区", "省", "市", "县", "区", "镇", "乡", "村"}

// oldNames are towns that old adverts of the bundled county still name and no list of divisions has any more: they were
// given to the airport zone of Zhengzhou. An address says them without the rank.
var oldNames = map[string]string{"八千乡": "八千", "龙王乡": "龙王"}

// shortestStem is how many characters a name without its rank must have to be understood as a place.
const shortestStem = 2

func newPlaces(names map[models.DivisionCode]string) *places {
	p := &places{names: names, byName: map[string][]models.DivisionCode{}, byStem: map[string][]models.DivisionCode{}}
	for _, code := range slices.Sorted(maps.Keys(names)) {
		name := fold(names[code])
		if utf8.RuneCountInString(name) < shortestStem {
			continue
		}
		p.byName[name] = append(p.byName[name], code)
		p.longest = max(p.longest, utf8.RuneCountInString(name))
		if s := stemOf(name); s != "" {
			p.byStem[s] = append(p.byStem[s], code)
		}
	}
	p.written = slices.Sorted(maps.Keys(p.byName))
	for s := range p.byStem {
		if _, whole := p.byName[s]; !whole {
			p.written = append(p.written, s)
		}
	}
	slices.Sort(p.written)
	p.spelled, p.blurred, p.initial = hear(p.written, spelled), hear(p.written, blurredly), hear(p.written, initials)
	return p
}

// stemOf is a name without its rank, "" when nothing is left that could not mean something else: 保安镇 without its rank is
// a trade.
func stemOf(name string) string {
	for _, r := range ranks {
		stem, ok := strings.CutSuffix(name, r)
		if !ok {
			continue
		}
		if _, trade := dictionary().codes[stem]; trade || utf8.RuneCountInString(stem) < shortestStem {
			return ""
		}
		return stem
	}
	return ""
}

// place is a place that a text names. Its stem is what addresses say.
type place struct {
	name, stem string
	codes      []models.DivisionCode
}

// named is the place that a whole word is; a wrong rank is forgiven where the right one is not elsewhere: 孟庄乡.
func (p *places) named(word string) (place, bool) {
	if stem, old := oldNames[word]; old {
		return place{word, stem, p.byName[word]}, true
	}
	if codes := p.byName[word]; codes != nil {
		stem := stemOf(word)
		if stem == "" {
			stem = word
		}
		return place{word, stem, codes}, true
	}
	if codes := p.byStem[word]; codes != nil {
		return place{word, word, codes}, true
	}
	if stem := stemOf(word); p.byStem[stem] != nil {
		return place{word, stem, p.byStem[stem]}, true
	}
	return place{}, false
}

// leading is the longest place that a text begins with. Of villages only the whole name counts, for there are so many that
// their stems stand in everything.
func (p *places) leading(text string) (place, bool) {
	ends := make([]int, 0, 32)
	for at := 0; at < len(text) && len(ends) < min(p.longest+1, cap(ends)); {
		r, size := firstRune(text[at:])
		if scriptOf(r) == divider {
			break
		}
		at += size
		ends = append(ends, at)
	}
	for n := len(ends) - 1; n >= shortestStem-1; n-- {
		word := text[:ends[n]]
		if found, ok := p.named(word); ok && (p.byName[word] != nil || oldNames[word] != "" || p.wide(&found)) {
			return found, true
		}
	}
	return place{}, false
}

// wide leaves of a place the towns and what is wider.
func (p *places) wide(found *place) bool {
	found.codes = slices.DeleteFunc(slices.Clone(found.codes), func(c models.DivisionCode) bool { return c.Level() == models.LevelVillage })
	return len(found.codes) > 0
}

// path is the name of a division with those of all around it, folded.
func (p *places) path(code string) string {
	var names []string
	for at := models.DivisionCode(code); at != ""; at = at.Parent() {
		if n := p.names[at]; n != "" {
			names = append(names, fold(n))
		}
	}
	return strings.Join(names, " ")
}

// legalEndings of employers' names; of two that fit, the longer stands first.
var legalEndings = []string{"集团有限公司", "有限责任公司", "股份有限公司", "有限公司", "集团公司", "公司", "集团", "专业合作社", "合作社", "家庭农场", "农场"}

// core is what people call an employer: its folded name without the place before it and the legal form behind it.
func (p *places) core(name string) string {
	for {
		found, ok := p.leading(name)
		if !ok || utf8.RuneCountInString(name[len(found.name):]) < shortestStem {
			break
		}
		name = name[len(found.name):]
	}
	for _, e := range legalEndings {
		if stem, ok := strings.CutSuffix(name, e); ok && utf8.RuneCountInString(stem) >= shortestStem {
			return stem
		}
	}
	return name
}
