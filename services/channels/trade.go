package channels

import (
	"strings"

	"konggang/models"
	"konggang/services/occupations"
)

// trade is a family of occupations under the word that people in a village use for it. The classification's own names
// (生产辅助人员) say nothing to them.
type trade struct {
	name  string
	codes []string // beginnings of occupation codes
}

// trades stand in the order in which a sheet shows them: where most people look first.
var trades = []trade{
	{"工厂用工", []string{"6-0", "6-1", "6-2", "6-31"}},
	{"建筑安装维修", []string{"6-29", "4-12", "6-28"}},
	{"司机、物流、快递", []string{"4-02", "6-30"}},
	{"餐饮住宿", []string{"4-03"}},
	{"商店销售", []string{"4-01"}},
	{"保洁、家政、护理", []string{"4-09", "4-10", "4-14"}},
	{"保安、物业", []string{"4-06", "4-07-05", "3-02"}},
	{"农、林、养殖", []string{"5"}},
	{"办公、技术", []string{"2", "3", "4-04", "4-05", "4-07", "4-08"}},
}

// otherTrades stands over what belongs to no family or whose occupation nobody knows.
const otherTrades = "其他岗位"

// tradeOf is the family of a vacancy: the place of its longest matching code in trades, len(trades) for none.
func tradeOf(v models.Vacancy) int {
	code := string(v.Occupation)
	if code == "" {
		code, _ = occupations.Find(v.Title)
	}
	found, longest := len(trades), 0
	for i, t := range trades {
		for _, begin := range t.codes {
			if strings.HasPrefix(code, begin) && len(begin) > longest {
				found, longest = i, len(begin)
			}
		}
	}
	return found
}

func tradeName(place int) string {
	if place == len(trades) {
		return otherTrades
	}
	return trades[place].name
}
