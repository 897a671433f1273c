package cells_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/intake/cells"
)

func TestBenefits(t *testing.T) {
	for _, c := range []struct{ in, given, note string }{
		{"包吃住", "meals lodging", ""},
		{"管吃管住", "meals lodging", ""},
		{"免费提供食宿", "meals lodging", ""},
		{"管吃不管住", "meals", "管吃不管住"},
		{"包住不包吃", "lodging", "包住不包吃"},
		{"不包吃住", "", "不包吃住"},
		{"食宿自理", "", "食宿自理"},
		{"无社保", "", "无社保"},
		{"不缴社保", "", "不缴社保"},
		{"五险一金", "social_insurance housing_fund", ""},
		{"五险", "social_insurance", ""},
		{"夫妻房、班车接送", "couple_room shuttle", ""},
		{"免费住宿", "lodging", ""},
		{"住宿150元/月", "lodging", "住宿150元/月"},
		{"餐补", "", "餐补"},
		{"住房补贴", "", "住房补贴"},
		{"专业培训", "", "专业培训"},
		{"吃住在厂,工时高,7天补100元", "meals lodging", "吃住在厂、工时高、7天补100元"},
		{"['五险一金', '弹性工作']", "social_insurance housing_fund", "弹性工作"},
		{"高温补贴,夜班补助", "heat_allowance night_allowance", ""},
		{"班车 包一餐", "shuttle meals", ""},
		{"提供食宿、不收押金", "meals lodging", "不收押金"},
		{"无", "", ""},
		{"meals、lodging", "meals lodging", ""},
	} {
		given, note := cells.Benefits(c.in)
		if got := joinCodes(given); got != c.given || note != c.note {
			t.Errorf("Benefits(%q) = %q, note %q; want %q, note %q", c.in, got, note, c.given, c.note)
		}
	}
}

func joinCodes[T ~string](list []T) string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = string(x)
	}
	return strings.Join(out, " ")
}

func TestPrintedBenefitsAreReadBack(t *testing.T) {
	var words []string
	for _, term := range models.Benefits {
		words = append(words, term.Zh)
	}
	given, note := cells.Benefits(cells.JoinList(words))
	if got := joinCodes(given); got != strings.Join(models.Benefits.Words(), " ") || note != "" {
		t.Errorf("got %q, note %q", got, note)
	}
}

func TestNeeds(t *testing.T) {
	for _, c := range []struct{ in, needs, rest string }{
		{"住宿、班车", "lodging shuttle", ""},
		{"管饭", "meals", ""},
		{"夫妻房，公积金", "couple_room", "公积金"},
		{"近", "", "近"},
		{"无", "", ""},
	} {
		needs, rest := cells.Needs(c.in)
		if got := joinCodes(needs); got != c.needs || rest != c.rest {
			t.Errorf("Needs(%q) = %q, rest %q; want %q, rest %q", c.in, got, rest, c.needs, c.rest)
		}
	}
}

func TestReadSchedule(t *testing.T) {
	for in, want := range map[string]cells.Schedule{
		"长白班":          {Shift: "day", Complete: true},
		"两班倒":          {Shift: "two_shift", Complete: true},
		"三班":           {Shift: "three_shift", Complete: true},
		"四班三运转":        {Shift: "three_shift", Complete: true},
		"夜班":           {Shift: "night", Complete: true},
		"时间灵活":         {Shift: "flexible", Complete: true},
		"8小时两班倒":       {Shift: "two_shift", HoursPerDay: 8, Complete: true},
		"两班倒，每天10小时":   {Shift: "two_shift", HoursPerDay: 10, Complete: true},
		"长白班、月休四天":     {Shift: "day", RestDaysPerMonth: 4, Complete: true},
		"白班8:00-17:30": {Shift: "day"},
		"做六休一":         {RestDaysPerMonth: 4, Complete: true},
		"月休4-6天":       {RestDaysPerMonth: 4, Complete: true},
		"每周40小时":       {},
		"two_shift":    {Shift: "two_shift", Complete: true},
		"倒班":           {Complete: true},
	} {
		if diff := cmp.Diff(want, cells.ReadSchedule(in)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", in, diff)
		}
	}
}

func TestShifts(t *testing.T) {
	shifts, rest := cells.Shifts("长白班、两班倒、白班、随便")
	if got := joinCodes(shifts); got != "day two_shift" || !cmp.Equal(rest, []string{"随便"}) {
		t.Errorf("got %q, rest %q", got, rest)
	}
}

func TestConsents(t *testing.T) {
	for _, c := range []struct{ in, scopes, rest string }{
		{"岗位匹配、向用人单位提供、电话联系", "matching share_with_employer contact", ""},
		{"matching", "matching", ""},
		{"全部同意", "matching share_with_employer contact", ""},
		{"岗位匹配，不同意向用人单位提供", "matching", ""},
		{"同意", "", "同意"},
		{"无", "", ""},
	} {
		scopes, rest := cells.Consents(c.in)
		if got := joinCodes(scopes); got != c.scopes || strings.Join(rest, " ") != c.rest {
			t.Errorf("Consents(%q) = %q, rest %q; want %q, rest %q", c.in, got, rest, c.scopes, c.rest)
		}
	}
}

func TestPhones(t *testing.T) {
	for _, c := range []struct{ in, phones, rest string }{
		{"15400001234", "15400001234", ""},
		{"154 0000 1234 王经理", "15400001234", "王经理"},
		{"李女士15400001234/15400005678", "15400001234 15400005678", "李女士"},
		{"0371-62345678、15400001234", "0371-62345678 15400001234", ""},
		{"（0371）62345678转801", "0371-62345678-801", ""},
		{"400-123-4567", "4001234567", ""},
		{"+86 15400001234", "15400001234", ""},
		{"15400001234.0", "15400001234", ""},
		{"电话：15400001234（微信同号）", "15400001234", ""},
		{"62345678", "", "62345678"},
		{"154000012345", "", "154000012345"},
		{"1.54E+10", "", "1.54E+10"},
	} {
		phones, rest := cells.Phones(c.in)
		if got := joinCodes(phones); got != c.phones || rest != c.rest {
			t.Errorf("Phones(%q) = %q, rest %q; want %q, rest %q", c.in, got, rest, c.phones, c.rest)
		}
	}
}

func TestIsPersonName(t *testing.T) {
	for s, want := range map[string]bool{"王经理": true, "李四": true, "张女士": true, "人事部": true, "电话": false, "abc": false, "": false, "请在工作时间拨打": false} {
		if got := cells.IsPersonName(s); got != want {
			t.Errorf("IsPersonName(%q) = %v", s, got)
		}
	}
}

func TestDemands(t *testing.T) {
	for in, want := range map[string]cells.DemandsRead{
		"初中以上学历，18-45岁，有1年以上工作经验":   {Education: "70", AgeMin: 18, AgeMax: 45, ExperienceYears: 1},
		"1.年龄18-50周岁;2.学历不限;3.经验不限": {Education: "any", AgeMin: 18, AgeMax: 50},
		"身体健康，能吃苦耐劳，提高中层管理水平":       {},
		"大专优先": {},
	} {
		if diff := cmp.Diff(want, cells.Demands(in)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", in, diff)
		}
	}
}

func TestListAndBack(t *testing.T) {
	if diff := cmp.Diff([]string{"C/C++", "焊工", `a"b`, `6"管`, `x "y"`}, cells.List(`"C/C++"、焊工, "a""b",6"管; x  "y"、焊工`)); diff != "" {
		t.Error(diff)
	}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfDistinct(rapid.Map(rapid.StringMatching(`[焊车"、,/;|' a-c]{1,8}`), models.CleanText).Filter(func(s string) bool { return s != "" }), rapid.ID).Draw(t, "words")
		if got := cells.List(cells.JoinList(words)); !cmp.Equal(got, words) && len(words) > 0 {
			t.Fatalf("%q became %q", words, got)
		}
	})
}

func TestNothing(t *testing.T) {
	for s, want := range map[string][2]bool{"": {true, true}, " — ": {true, true}, "/": {true, true}, "N/A": {true, true}, "无": {false, true}, "-5": {false, false}, "0": {false, false}} {
		if got := [2]bool{cells.Blank(s), cells.Nothing(s)}; got != want {
			t.Errorf("%q: blank, nothing = %v", s, got)
		}
	}
}
