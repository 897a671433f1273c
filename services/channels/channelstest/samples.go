package channelstest

import (
	"time"

	"konggang/models"
)

// sample is one kind of line that occurs.
type sample struct {
	employer  string
	kind      models.EnterpriseKind
	landline  models.Phone
	place     string
	km        float64
	precision models.Precision
	vacancy   models.Vacancy
}

func yuan(amount float64) *models.Fen {
	f := models.Fen(amount * 100)
	return &f
}

func pay(unit models.WageUnit, least, most float64, note string) models.Wage {
	w := models.Wage{Unit: unit, Note: note}
	if least > 0 {
		w.Min = yuan(least)
	}
	if most > 0 {
		w.Max = yuan(most)
	}
	return w
}

var lastWeek = time.Date(2026, 11, 20, 2, 0, 0, 0, time.UTC)

var samples = []sample{
	{"新郑市冠纺织造有限公司", models.KindCompany, "", "孟庄镇商贸路18号", 6.24, models.PrecisionOwn, models.Vacancy{
		Title: "缝纫工", EmploymentType: models.FullTime, Headcount: 30, Filled: 4, Wage: pay(models.PerMonth, 4500, 7500, "全勤奖200"),
		Duties: "平车、包缝，按工序缝制，熟手优先，生手可学", Education: models.EducationAny, AgeMin: 18, AgeMax: 55,
		Shift: models.ShiftDay, HoursPerDay: 9, RestDaysPerMonth: 2,
		Benefits:   []models.Benefit{models.BenefitMeals, models.BenefitLodging, models.BenefitCoupleRoom, models.BenefitAttendance},
		Contact:    models.Contact{Name: "张秀兰"},
		ValidUntil: "2026-12-31", OpenedAt: &lastWeek}},
	{"河南腾辉精密电子科技股份有限公司航空港区第二制造事业部", models.KindCompany, "", "郑州航空港区振兴路与华夏大道交叉口向东三百米路北", 18.6, models.PrecisionApproximate, models.Vacancy{
		Title: "手机整机组装线普工（长期工、学生工均可）", EmploymentType: models.FullTime, Headcount: 5600, Filled: 600,
		Wage:   pay(models.PerHour, 27, 0, "夜班补贴每晚20元，工作满60天返费3500元"),
		Duties: "流水线组装、贴膜、锁螺丝、外观检测；站立或坐姿作业，须穿防静电服，车间恒温；按产线安排轮换岗位，服从班长调度，产量任务在当班完成，入职后有三天带薪培训，考核合格后上岗",
		AgeMin: 18, AgeMax: 48, Education: models.EducationJunior, Shift: models.ShiftTwo, HoursPerDay: 10.5, RestDaysPerMonth: 4,
		Benefits: []models.Benefit{models.BenefitMeals, models.BenefitLodging, models.BenefitShuttle, models.BenefitSocialInsurance,
			models.BenefitHousingFund, models.BenefitNight, models.BenefitTraining},
		BenefitsNote: "住宿每月150元，四人间，有空调和热水",
		Contact:      models.Contact{Name: "招聘中心李经理"}, ValidUntil: "2027-01-15"}},
	{"㙟头村龑䶮生态种植专业合作社", models.KindCooperative, "", "㙟头村三组", 1.3, models.PrecisionOwn, models.Vacancy{
		Title: "大棚采摘工", EmploymentType: models.Casual, Headcount: 12, Wage: pay(models.PerDay, 130, 150, "日结"),
		Duties: "采摘、分拣、装筐", Education: models.EducationAny, AgeMax: 65, Shift: models.ShiftFlexible,
		Benefits: []models.Benefit{models.BenefitMeals, models.BenefitShuttle}, Contact: models.Contact{Name: "龑师傅"}, ValidUntil: "2026-11-30"}},
	{"薛店镇老赵烩面馆", models.KindIndividual, "", "薛店镇世纪大道与莲花路口", 9, models.PrecisionTown, models.Vacancy{
		Title: "面点师", EmploymentType: models.FullTime, Headcount: 2, Wage: models.Wage{Negotiable: true},
		Duties: "手工面、烩面、馒头", ExperienceYears: 3, Certificates: []string{"健康证"}, RestDaysPerMonth: 4,
		Contact: models.Contact{Name: "赵老板"}, ValidUntil: "2026-12-10"}},
	{"新郑市迅达快递服务部", models.KindIndividual, "", "龙湖镇双湖大道", 12.04, models.PrecisionOwn, models.Vacancy{
		Title: "快递员", EmploymentType: models.FullTime, Headcount: 8, Wage: pay(models.PerPiece, 1.1, 1.1, "话费补贴100"),
		Duties: "村镇派送和揽收", Certificates: []string{"C1驾照"}, Education: models.EducationAny, AgeMin: 18, Shift: models.ShiftDay,
		Contact: models.Contact{Name: "韩站长"}, ValidUntil: "2026-12-20", OpenedAt: &lastWeek}},
	{"河南嵩岳陶瓷有限公司", models.KindCompany, "0371-62581234-802", "新村镇工业园区", 7.5, models.PrecisionApproximate, models.Vacancy{
		Title: "窑炉工", EmploymentType: models.FullTime, Headcount: 6, Wage: pay(models.PerMonth, 6500, 0, "绩效400至800，年终奖另计"),
		Duties: "看窑温、装窑出窑、交接记录", Education: models.EducationSenior, AgeMin: 22, AgeMax: 50, ExperienceYears: 1,
		Shift: models.ShiftThree, HoursPerDay: 8, Benefits: []models.Benefit{models.BenefitLodging, models.BenefitHeat, models.BenefitSocialInsurance},
		ValidUntil: "2026-12-31"}},
	{"郑州安途物流有限公司", models.KindCompany, "", "孟庄镇物流园B区12栋", 4, models.PrecisionOwn, models.Vacancy{
		Title: "货车司机", EmploymentType: models.FullTime, Headcount: 15, Wage: pay(models.PerYear, 100000, 130000, ""),
		Duties: "郑州周边城际运输，协助装卸", AgeMin: 24, AgeMax: 55, Certificates: []string{"B2驾照", "从业资格证"}, Skills: []string{"简单修车"},
		Education: models.EducationJunior, Shift: models.ShiftFlexible, Benefits: []models.Benefit{models.BenefitLodging, models.BenefitSocialInsurance},
		BenefitsNote: "意外险", Contact: models.Contact{Name: "孟调度"}, ValidUntil: "2026-12-15"}},
	{"大枣家庭农场", models.KindFarm, "", "孟庄镇栗元史村", 2.2, models.PrecisionOwn, models.Vacancy{
		Title: "红枣分拣工", EmploymentType: models.Seasonal, Headcount: 40, Wage: pay(models.PerPiece, 0.8, 0.8, ""),
		Duties: "按大小和成色挑选红枣，去坏果", Education: models.EducationAny, Shift: models.ShiftDay, HoursPerDay: 8,
		Benefits: []models.Benefit{models.BenefitMeals}, Contact: models.Contact{Name: "王大姐"}, ValidUntil: "2026-12-05", OpenedAt: &lastWeek}},
	{"新郑市惠民环境卫生服务有限公司", models.KindCompany, "0371-62587766", "孟庄镇区", 5.3, models.PrecisionOwn, models.Vacancy{
		Title: "环卫工人", EmploymentType: models.FullTime, Headcount: 60, Wage: pay(models.PerMonth, 2300, 2300, "绩效400，保险300/年"),
		Duties: "路段清扫、垃圾收集", AgeMax: 60, Education: models.EducationAny, Shift: models.ShiftDay,
		Benefits: []models.Benefit{models.BenefitHeat}, Contact: models.Contact{Name: "刘队长"}, ValidUntil: "2026-12-31",
		Source: models.Source{Name: "新郑市公共就业服务网"}}},
	{"河南百顺食品有限公司", models.KindCompany, "", "薛店镇工业大道6号", 10.8, models.PrecisionApproximate, models.Vacancy{
		Title: "化验员", EmploymentType: models.FullTime, Headcount: 1, Wage: pay(models.PerMonth, 0, 6200, "试用期两个月"),
		Duties: "微生物和理化指标检测", Education: models.EducationCollege, Certificates: []string{"健康证", "食品检验员证"},
		Shift: models.ShiftDay, HoursPerDay: 8, RestDaysPerMonth: 4, Benefits: []models.Benefit{models.BenefitMeals, models.BenefitSocialInsurance, models.BenefitHolidayGift},
		Contact: models.Contact{Name: "郭主任"}, ValidUntil: "2026-12-25"}},
	{"孟庄镇宏顺门窗加工店", models.KindIndividual, "", "孟庄镇鸡王社区", 3, models.PrecisionTown, models.Vacancy{
		Title: "门窗安装工", EmploymentType: models.PartTime, Headcount: 4, Wage: pay(models.PerDay, 250, 350.5, ""),
		Duties: "断桥铝门窗测量安装，能高处作业", AgeMin: 18, AgeMax: 55, Contact: models.Contact{Name: "郑师傅"}, ValidUntil: "2026-12-08"}},
}
