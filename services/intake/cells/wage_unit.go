package cells

import (
	"regexp"

	"konggang/models"
)

// WageHint is what the header of a wage column says about its numbers: 工资(元/月), 薪资(千元), 时薪. Scale is what 1 stands for in
// yuan, 0 when the header does not say.
type WageHint struct {
	Unit  models.WageUnit
	Scale float64
}

var (
	hintScale = regexp.MustCompile(`([千万k])(?:元|/|\)|$)`)
	scales    = map[string]float64{"": 1, "千": 1000, "k": 1000, "万": 10000, "w": 10000}
)

// WageHintOf reads the header of a wage column.
func WageHintOf(header string) WageHint {
	t := fold(header)
	h := WageHint{Unit: unitOf(t)}
	if m := hintScale.FindStringSubmatch(t); m != nil {
		h.Scale = scales[m[1]]
	}
	return h
}

const perUnit = `/(?:个|一)?(?:小时|工时|时|hour|hr|h|天|日|工|day|d|年|year|y|月|month|m|公斤|公里|件|单|条|双|套|斤|kg|吨|平方|平|米|只|箱|袋|票|趟|亩|车|piece)薪?|每个?小时|每[天日月年件单]|一(?:小时|天|个月|年)`

var wageUnits = []word[models.WageUnit]{
	is(`/(?:个|一)?(?:小时|工时|时|hour|hr|h)|每个?小时|时薪|小时工资|一小时|^(?:hour|小时)$`, models.PerHour),
	is(`/一?(?:天|日|工|day|d)|每[天日]|日薪|日工资|一天|^(?:day|天|日)$`, models.PerDay),
	is(`/一?(?:年|year|y)|每年|年薪|年收入|一年|^(?:year|年)$`, models.PerYear),
	is(`/(?:个|一)?(?:月|month|m$)|每个?月|月薪|月工资|月收入|月综合|一个月|^(?:month|月)$`, models.PerMonth),
	is(`/(?:公斤|公里|[件单个条双套斤吨平米只箱袋票趟亩车]|kg|piece)|每[件单]|计件|^(?:piece|件|单)$`, models.PerPiece),
}

// unitOf is the unit that the folded text names, "" for none.
func unitOf(t string) models.WageUnit {
	for _, w := range wageUnits {
		if w.pattern.MatchString(t) {
			return w.code
		}
	}
	return ""
}
