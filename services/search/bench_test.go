package search_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"
	"time"

	"konggang/models"
	"konggang/services/occupations"
	"konggang/services/search"
)

// manyVacancies is how large the market of the benchmarks is.
const manyVacancies = 100_000

var (
	someTrades = []string{"普工", "包装工", "电焊工", "焊工", "叉车工", "保安", "保洁员", "厨师", "服务员", "缝纫工", "司机", "电工", "质检员", "仓管员", "操作工", "CNC操作工",
		"数控车工", "装卸工", "快递员", "收银员", "导购员", "小时工", "搬运工", "分拣员", "维修工", "食品厂普工", "电子厂普工", "学徒", "会计", "文员", "月嫂", "护工"}
	someBefore = []string{"", "", "", "急招", "高薪", "诚聘", "长期", "夜班", "车间", "仓库"}
	someBrands = []string{"宏发", "白象", "达利", "欧普", "金星", "恒通", "永盛", "富康", "兴隆", "华丰", "双汇", "三全", "思念", "好想你", "正大", "雏鹰", "鑫源", "瑞丰", "龙泰", "天源"}
	someLines  = []string{"食品", "电子", "机械", "服装", "物流", "建材", "陶瓷", "包装", "纺织", "汽车配件"}
	someDuties = []string{"装箱、贴标、码垛", "操作设备，按要求巡检", "流水线组装、搬料", "看守大门，巡逻登记", "打扫车间和宿舍区卫生", "焊接钢结构件，自检", "配送货物，有C1驾照", "检验来料和成品", "切配炒菜", "收发货物，盘点库存", "身体健康，能上夜班", "男女不限，认识字母", "有经验者优先", "服从安排，吃苦耐劳", "按件计酬，多劳多得"}
)

// aMarket makes vacancies of a made province, the same for the same number.
func aMarket(n int) ([]search.Entry, map[models.DivisionCode]string) {
	r := rand.New(rand.NewPCG(1, 2))
	called := map[models.DivisionCode]string{"410000000000": "河南省", "410100000000": "郑州市", "410184000000": "新郑市"}
	var towns []models.DivisionCode
	for i := range 60 {
		code := models.DivisionCode(fmt.Sprintf("4101%02d%03d000", 80+i/15, 100+i%15))
		called[code] = string([]rune("孟薛龙和郭辛梨观新城八双金银石")[i%15]) + string([]rune("庄店湖镇")[i/15]) + "镇"
		towns = append(towns, code)
	}
	out := make([]search.Entry, n)
	for i := range out {
		out[i] = search.Entry{Posting: aPosting(r, i, towns), JSON: []byte("{}")}
	}
	return out, called
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

func aPosting(r *rand.Rand, i int, towns []models.DivisionCode) models.Posting {
	firm, at := r.IntN(8000), day.Add(-time.Duration(r.IntN(60*24*60))*time.Minute)
	town := towns[firm%len(towns)]
	low := 2500 + 100*r.IntN(50)
	v := models.Vacancy{ID: fmt.Sprintf("018f3a%02x-%04x-7000-8000-%012x", r.IntN(256), r.IntN(65536), i), Number: fmt.Sprintf("K%d", 10000+i), EnterpriseID: fmt.Sprint("firm", firm),
		Title: pick(r, someBefore) + pick(r, someTrades), Headcount: 1 + r.IntN(50), Wage: wage(float64(low), float64(low+1500), models.PerMonth),
		Duties: pick(r, someDuties) + "；" + pick(r, someDuties) + "；" + pick(r, someDuties), Education: pick(r, codesOf(models.Educations)), Shift: pick(r, codesOf(models.Shifts)),
		EmploymentType: pick(r, codesOf(models.EmploymentTypes)), Workplace: models.Workplace{Division: town, Address: fmt.Sprintf("工业路%d号", firm%400)},
		Status: models.VacancyOpen, OpenedAt: &at, ValidUntil: "2027-06-30"}
	code, _ := occupations.Find(v.Title)
	v.Occupation = models.OccupationCode(code)
	for _, b := range models.Benefits {
		if r.IntN(4) == 0 {
			v.Benefits = append(v.Benefits, b.Code)
		}
	}
	return models.Posting{Vacancy: v, Place: &models.Point{Lat: 34.2 + float64(firm%997)/997, Lon: 113.2 + float64(firm%991)/991, Datum: models.GCJ02},
		Employer: models.Enterprise{ID: v.EnterpriseID, Name: fmt.Sprintf("郑州%s%s%d厂有限公司", someBrands[firm%20], someLines[firm/20%10], firm), Kind: pick(r, codesOf(models.EnterpriseKinds)[1:]),
			Division: town, Status: models.EnterpriseApproved}}
}

var market = sync.OnceValues(func() (*search.Index, []search.Entry) {
	made, called := aMarket(manyVacancies)
	return search.NewIndex(today, called).With(day, made, nil), made
})

// askedMix is thirty queries as villagers ask them, each with four facets.
var askedMix = func() []search.Query {
	four := []string{"division", "occupation", "wage", "benefit"}
	near := &models.Point{Lat: 34.6, Lon: 113.7, Datum: models.GCJ02}
	var out []search.Query
	for _, text := range []string{"普工", "包装工", "焊工 孟庄", "孟庄镇 保安", "CNC", "hg", "宏发食品", "电子厂普工", "包吃住 普工", "5000以上 叉车工", "叉车", "厨师 包住", "司机 c1", "夜班 保安",
		"保按", "质检员", "薛店 4000-6000", "小时工", "月嫂", "收银员 五险"} {
		out = append(out, search.Query{Text: text, Facets: four})
	}
	return append(out,
		search.Query{Facets: four},
		search.Query{Division: "410180101000", Facets: four},
		search.Query{Occupation: "6-18", WageMin: 600_000, Facets: four},
		search.Query{Text: "普工", Near: near, RadiusKM: 5, Sort: search.ByDistance, Facets: four},
		search.Query{Text: "电工", Sort: search.ByWage, Facets: four},
		search.Query{Text: "保洁", Education: models.EducationJunior, Facets: four},
		search.Query{Text: "操作工", Shift: models.ShiftDay, Facets: four},
		search.Query{Benefits: []models.Benefit{models.BenefitMeals, models.BenefitLodging}, Division: "410181000000", Facets: four},
		search.Query{Text: "文员", Sort: search.ByNewest, Facets: four},
		search.Query{Enterprise: "firm77", Facets: four},
	)
}()

func BenchmarkRun(b *testing.B) {
	x, _ := market()
	for _, q := range askedMix {
		b.Run(fmt.Sprintf("%s%s%s", q.Text, q.Division, q.Sort), func(b *testing.B) {
			b.ReportAllocs()
			found := 0
			for b.Loop() {
				found = run(b, x, q).Total
			}
			b.ReportMetric(float64(found), "found")
		})
	}
}

// BenchmarkMix is the thirty queries one after the other.
func BenchmarkMix(b *testing.B) {
	x, _ := market()
	b.ReportAllocs()
	for b.Loop() {
		for _, q := range askedMix {
			run(b, x, q)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(askedMix)), "µs/query")
}

// BenchmarkWith edits one vacancy after the other, compacting when it pays as the market does, the time of which is told
// apart.
func BenchmarkWith(b *testing.B) {
	x, made := market()
	i, compacting := 0, time.Duration(0)
	for b.Loop() {
		e := made[i*7919%len(made)]
		e.Posting.Vacancy.Headcount += i
		x = x.With(day.Add(time.Duration(i)*time.Second), []search.Entry{e}, nil)
		if i++; x.Ragged() {
			b.StopTimer()
			began := time.Now()
			x = x.Compact()
			compacting += time.Since(began)
			b.StartTimer()
		}
	}
	b.ReportMetric(float64(compacting.Microseconds())/float64(i), "µs-compacting/op")
}

func BenchmarkBuild(b *testing.B) {
	made, called := aMarket(manyVacancies)
	for b.Loop() {
		search.NewIndex(today, called).With(day, made, nil)
	}
}

func BenchmarkSuggest(b *testing.B) {
	x, _ := market()
	for _, typed := range []string{"普", "包装", "bz", "工", "hongfa", "孟"} {
		b.Run(typed, func(b *testing.B) {
			for b.Loop() {
				x.Suggest(typed, 10)
			}
		})
	}
}

// BenchmarkMemory tells the bytes a vacancy takes beyond its text and what was prepared for it.
func BenchmarkMemory(b *testing.B) {
	made, called := aMarket(manyVacancies)
	text := 0
	for _, e := range made {
		text += len(e.Posting.Vacancy.Duties) + len(e.Posting.Vacancy.Number)
	}
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		x := search.NewIndex(today, called).With(day, made, nil)
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric((float64(after.HeapAlloc)-float64(before.HeapAlloc)-float64(text))/float64(x.Len()), "B/vacancy")
		runtime.KeepAlive(made)
	}
}
