package cells_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/intake/cells"
)

const today models.Date = "2026-11-23"

// expect runs one reader over a table; "" stands for unreadable.
func expect[T any](t *testing.T, reader func(string) (T, bool), readable map[string]T, unreadable ...string) {
	t.Helper()
	for in, want := range readable {
		got, ok := reader(in)
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("%q: readable %v, (-want +got)\n%s", in, ok, diff)
		}
	}
	for _, in := range unreadable {
		if got, ok := reader(in); ok {
			t.Errorf("%q was read as %v, want unreadable", in, got)
		}
	}
}

func TestHeadcount(t *testing.T) {
	expect(t, cells.Headcount, map[string]int{
		"20": 20, "20人": 20, "1名": 1, "二十名": 20, "两人": 2, "十五": 15, "招20人": 20, "20.0": 20, "3-5人": 5, "约10人": 10, "10人左右": 10, "100000": 100000,
	}, "若干", "不限", "数名", "-1", "0", "100001", "1.5", "男2女3", "99999999999999999999")
}

func TestEducation(t *testing.T) {
	expect(t, cells.Education, map[string]models.Education{
		"初中及以上": "70", "学历不限": "any", "不限": "any", "无": "any", "中专/高中": "40", "高中/中专": "60", "大专以上": "30", "硕士": "10", "博士": "10",
		"大学": "20", "大学专科": "30", "60": "60", "any": "any", "其他": "90", "初中、高中、中专及以上学历均可": "70", "高中以上,大专优先": "60", "无任何学历限制": "any", "技校": "40", "小学": "80",
	}, "3", "0", "100", "小学以下", "本科优先", "会写自己名字", "招若干人")
}

type ages struct{ Low, High int }

func TestAges(t *testing.T) {
	read := func(s string) (ages, bool) {
		low, high, ok := cells.Ages(s)
		return ages{low, high}, ok
	}
	expect(t, read, map[string]ages{
		"18-45": {18, 45}, "18-45周岁": {18, 45}, "18—48周岁": {18, 48}, "年龄18~50": {18, 50}, "20至50岁": {20, 50}, "满18周岁至48周岁": {18, 48},
		"16岁以上": {16, 0}, "年满18周岁": {18, 0}, "16.5+": {17, 0}, "50岁以下": {0, 50}, "60周岁及以下": {0, 60}, "≤60周岁": {0, 60}, "18周岁以上，45周岁以下": {18, 45}, "不限": {},
	}, "18", "15-40", "14岁以上", "男18-45,女18-40", "35岁以下优先", "50-18", "成年人", "200-300")
}

func TestExperience(t *testing.T) {
	expect(t, cells.Experience, map[string]int{
		"1年": 1, "1-3年": 1, "3": 3, "三年以上": 3, "3年以上工作经验": 3, "10": 10, "经验不限": 0, "应届": 0, "无": 0, "1年以内": 0, "有经验者优先": 0,
	}, "半年", "有相关经验", "-1", "99年", "很久")
}

func TestDate(t *testing.T) {
	read := func(s string) (models.Date, bool) { return cells.Date(s, today) }
	expect(t, read, map[string]models.Date{
		"2027-12-31": "2027-12-31", "2027/1/5": "2027-01-05", "2027.6.30": "2027-06-30", "2027年12月31日": "2027-12-31", "20271231": "2027-12-31",
		"46387": "2026-12-31", "12月31日": "2026-12-31", "3月1日": "2027-03-01", "2月29日": "2028-02-29", "2027-1-1 10:00": "2027-01-01",
		"2027-01-01T00:00:00Z": "2027-01-01", "2027-01-01至2027-12-31": "2027-12-31", "2026-12-01 - 2026-12-31": "2026-12-31", "截止2027年6月30日": "2027-06-30",
	}, "00000", "12345", "长期", "长期有效", "招满为止", "2027-02-30", "2027", "13月1日", "2月30日", "明年")
}

func TestBirthYear(t *testing.T) {
	read := func(s string) (int, bool) { return cells.BirthYear(s, today) }
	expect(t, read, map[string]int{
		"1985": 1985, "1985年": 1985, "1985.0": 1985, "1985-03-02": 1985, "1985年3月": 1985, "1985.03": 1985, "19850302": 1985, "40": 1986, "40岁": 1986,
	}, "2030", "1900", "85年", "四十", "120岁", "-5")
}

func TestVocabularies(t *testing.T) {
	expect(t, cells.EnterpriseKind, map[string]models.EnterpriseKind{
		"民营企业": "company", "有限责任公司": "company", "company": "company", "个体户": "individual", "农民专业合作社": "cooperative", "家庭农场": "farm", "农业大户": "farm", "国有": "company",
	}, "机关", "其他")
	expect(t, cells.EmploymentType, map[string]models.EmploymentType{
		"全职": "full_time", "正式工": "full_time", "非全日制": "part_time", "临时工": "casual", "季节性用工": "seasonal", "学徒工": "apprentice", "劳务派遣": "dispatch", "dispatch": "dispatch",
	}, "实习", "小时工")
	expect(t, cells.Industry, map[string]string{
		"制造业": "C", "c": "C", "T": "T", "餐饮": "H", "物流": "G", "农林牧渔业": "A", "软件和信息技术服务业": "I",
	}, "Z", "普工/技工", "餐饮和物流")
	expect(t, cells.SeekerStatus, map[string]models.SeekerStatus{"求职中": "looking", "已就业": "placed", "未就业": "looking", "暂停": "paused"}, "不详")
	expect(t, cells.Precision, map[string]models.Precision{"own": "own", "镇区": "town", "约": "approximate", "大约": "approximate"}, "很准")
	expect(t, cells.Datum, map[string]models.Datum{"GCJ-02": "gcj02", "WGS 84": "wgs84", "火星坐标": "gcj02"}, "BD-09")
	expect(t, cells.Yes, map[string]bool{"是": true, "√": true, "1": true, "否": false, "不同意": false, "No": false}, "也许")
	expect(t, cells.Occupation, map[string]models.OccupationCode{"6-31-01-03": "6-31-01-03", "6": "6"}, "缝纫工", "6-3")
	expect(t, cells.Address, map[string]string{"https://example.com/a": "https://example.com/a"}, "example.com", "javascript:alert(1)")
}

func TestHoursAndRest(t *testing.T) {
	expect(t, cells.Hours, map[string]float64{"8": 8, "8.5小时": 8.5, "每天10小时": 10}, "0", "25", "八小时班", "40小时/周")
	expect(t, cells.RestDays, map[string]int{"4": 4, "4天": 4, "月休4天": 4, "单休": 4, "双休": 8, "做六休一": 4, "大小周": 6}, "32", "无休", "看情况")
}

func TestWishes(t *testing.T) {
	money := func(s string) (models.Fen, bool) { return cells.WageWish(s, cells.WageHint{}) }
	expect(t, money, map[string]models.Fen{"4000": 400000, "4000-5000": 400000, "4千以上": 400000, "面议": 0, "不限": 0, "20元/小时": 348000}, "高", "-5", "8元/件")
	expect(t, cells.Kilometres, map[string]float64{"10": 10, "10公里": 10, "10km以内": 10, "800米": 0.8, "20里": 10, "不限": 0}, "附近", "0", "-3", "9999")
}

func TestPoint(t *testing.T) {
	want := models.Point{Lat: 34.5808, Lon: 113.8122, Datum: models.GCJ02}
	expect(t, cells.Point, map[string]models.Point{
		"34.5808,113.8122": want, "34.5808，113.8122 GCJ-02": want, cells.JoinPoint(want): want,
		"34.5808,113.8122 wgs84": {Lat: 34.5808, Lon: 113.8122, Datum: models.WGS84},
	}, "113.8122,34.5808", "34.5808", "0,0", "34.5808,113.8122 bd09")
}
