package channels_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
)

func lineOf(v models.Vacancy) channels.Line {
	return channels.LineOf(channelstest.Edition(0), models.EditionItem{Vacancy: v})
}

func TestWageNotes(t *testing.T) {
	for _, c := range []struct{ note, extra, rebate string }{
		{"", "", ""},
		{"绩效400，年终奖", "另：绩效400，年终奖", ""},
		{"报销往返车费", "另：报销往返车费", ""},
		{"满60天返费3500元", "", "工资外：满60天返费3500元"},
		{"全勤奖200；入职奖500，返现1000", "另：全勤奖200", "工资外：入职奖500，返现1000"},
		{"返费3,500元，绩效400", "另：绩效400", "工资外：返费3,500元"},
		{"返费工最高7800元", "", "工资外：返费工最高7800元"},
		{"27元/小时直招补贴+500限时补贴", "", "工资外：27元/小时直招补贴+500限时补贴"},
		{"30天一次性发放300元额外补贴", "", "工资外：30天一次性发放300元额外补贴"},
		{"干满55天再领7000元", "", "工资外：干满55天再领7000元"},
		{"月25号在职享有上月分期稳岗奖金", "", "工资外：月25号在职享有上月分期稳岗奖金"},
		{"在职满3个月奖励1000", "", "工资外：在职满3个月奖励1000"},
		{"满3个月缴社保", "另：满3个月缴社保", ""},
		{"满30天返3000", "", "工资外：满30天返3000"},
		{"入职满两个月奖励2000", "", "工资外：入职满两个月奖励2000"},
		{"打卡满26天补贴800", "", "工资外：打卡满26天补贴800"},
		{"满60天800元补贴", "", "工资外：满60天800元补贴"},
		{"做满一个月额外给500", "", "工资外：做满一个月额外给500"},
		{"满30天返工资差价", "", "工资外：满30天返工资差价"},
		{"满30天发放工资", "另：满30天发放工资", ""},
		{"15天发放工资", "另：15天发放工资", ""},
		{"28天综合工资6000", "不是底薪：28天综合工资6000", ""},
		{"上班26天保底5000", "另：上班26天保底5000", ""},
		{"30天5000元", "另：30天5000元", ""},
		{"满30天发5000元", "另：满30天发5000元", ""},
		{"试用期15天工资120元/天", "另：试用期15天工资120元/天", ""},
		{"出满26天全勤奖200", "另：出满26天全勤奖200", ""},
		{"每月满26天奖励200", "另：每月满26天奖励200", ""},
		{"满3个月房补每月200", "另：满3个月房补每月200", ""},
		{"每年10天带薪年假补贴", "另：每年10天带薪年假补贴", ""},
		{"法定节假日11天补贴三倍工资", "另：法定节假日11天补贴三倍工资", ""},
		{"往返100公里，满60天往返车费报销", "另：往返100公里，满60天往返车费报销", ""},
		{"春节7天返乡路费补100元", "另：春节7天返乡路费补100元", ""},
		{"满30天返费3000不含社保", "", "工资外：满30天返费3000不含社保"},
		{"不含返费的综合工资6000", "不是底薪：不含返费的综合工资6000", ""},
		{"满30天无返费，不收介绍费", "另：满30天无返费，不收介绍费", ""},
		{"无返费但满30天奖励800", "", "工资外：无返费但满30天奖励800"},
		{"含夜班补贴不含加班费", "不是底薪：含夜班补贴不含加班费", ""},
		{"加班费不算在内", "另：加班费不算在内", ""},
		{"含加班费", "不是底薪：含加班费", ""},
		{"含加班6500左右，全勤奖100", "不是底薪：含加班6500左右；另：全勤奖100", ""},
		{"综合工资6000-8000元", "不是底薪：综合工资6000-8000元", ""},
		{"薪资组成包含2350元底薪、加班费、夜班补贴", "另：薪资组成包含2350元底薪、加班费、夜班补贴", ""},
		{"不含加班费", "另：不含加班费", ""},
		{"无返费，加班费另算", "另：无返费，加班费另算", ""},
		{"加班每日不超过3小时", "另：加班每日不超过3小时", ""},
		{"绩效400（年终发，满一年）；夜班补贴每晚20元", "另：绩效400（年终发，满一年），夜班补贴每晚20元", ""},
	} {
		got := lineOf(models.Vacancy{Wage: models.Wage{Note: c.note}})
		if got.Extra != c.extra || got.Rebate != c.rebate || got.Wage != "" {
			t.Errorf("%s: extra %q, rebate %q, wage %q", c.note, got.Extra, got.Rebate, got.Wage)
		}
	}
}

// TestTitlesHoldNoMoney keeps sums that are no basic pay away from the wage, which stands beside the title.
func TestTitlesHoldNoMoney(t *testing.T) {
	for _, c := range []struct{ title, want, extra, rebate string }{
		{"缝纫工（长白班）", "缝纫工（长白班）", "", ""},
		{"普工 不加班", "普工 不加班", "", ""},
		{"销售（底薪+提成）", "销售（底薪+提成）", "", ""},
		{"普工（返费7000）", "普工", "", "工资外：返费7000"},
		{"富士康普工返费7000元", "富士康普工", "", "工资外：返费7000元"},
		{"【返费6000】电子厂普工（长白班）", "电子厂普工 长白班", "", "工资外：返费6000"},
		{"返费工8000元", "返费工", "", "工资外：返费工8000元"},
		{"富士康小时工补贴500元", "富士康小时工", "另：补贴500元", ""},
		{"小时工27元/小时+500元限时补贴", "小时工27元/小时", "", "工资外：500元限时补贴"},
		{"普工-重磅！9月24日郑州富士康招聘最新政策：返费工7800元，小时工27元/小时+500元限时补贴", "普工-重磅！9月24日郑州富士康招聘最新政策 小时工27元/小时", "", "工资外：返费工7800元，500元限时补贴"},
		{"操作工，含加班6500", "操作工", "不是底薪：含加班6500", ""},
		{"操作工 加班费另算", "操作工", "另：加班费另算", ""},
	} {
		got := lineOf(models.Vacancy{Title: c.title})
		if got.Title != c.want || got.Extra != c.extra || got.Rebate != c.rebate {
			t.Errorf("%s: title %q, extra %q, rebate %q", c.title, got.Title, got.Extra, got.Rebate)
		}
	}
}

func TestBenefitsHoldNoRebate(t *testing.T) {
	for _, c := range []struct{ note, benefits, extra, rebate string }{
		{"四人间，有空调", "四人间，有空调", "", ""},
		{"餐补300；住宿免费", "餐补300；住宿免费", "", ""},
		{"四人间，满30天返现800", "四人间", "", "工资外：满30天返现800"},
		{"包吃住；加班费另算", "包吃住", "另：加班费另算", ""},
	} {
		got := lineOf(models.Vacancy{BenefitsNote: c.note})
		if b := strings.Join(got.Benefits, "|"); b != c.benefits || got.Extra != c.extra || got.Rebate != c.rebate {
			t.Errorf("%s: benefits %q, extra %q, rebate %q", c.note, b, got.Extra, got.Rebate)
		}
	}
}

// TestNoMoneyIsLost holds that what is taken from one place stands in another.
func TestNoMoneyIsLost(t *testing.T) {
	words := []string{"普工", "返费", "7000元", "含加班费", "（", "）", "，", "3,500", "+", "满60天", "绩效", "补贴", "无", "【", " "}
	rapid.Check(t, func(t *rapid.T) {
		title := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 8).Draw(t, "title"), "")
		note := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 8).Draw(t, "note"), "")
		l := lineOf(models.Vacancy{Title: title, Wage: models.Wage{Note: note}})
		said := l.Title + l.Extra + l.Rebate
		for _, word := range []string{"普工", "返费", "7000元", "含加班费", "3,500", "满60天", "绩效", "补贴"} {
			if strings.Count(said, word) < strings.Count(title+note, word) {
				t.Fatalf("%q with note %q lost %s: %q, %q, %q", title, note, word, l.Title, l.Extra, l.Rebate)
			}
		}
	})
}
