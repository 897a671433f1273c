package models

import (
	"regexp"
	"strings"
)

// Vocabulary is a closed list of codes, each with the Chinese word that is printed for it, in a fixed order.
type Vocabulary[T ~string] []Term[T]

// Term is one code of a vocabulary and its Chinese word.
type Term[T ~string] struct {
	Code T
	Zh   string
}

// Has tells whether code is in the vocabulary.
func (v Vocabulary[T]) Has(code T) bool { return v.Zh(code) != "" }

// Zh is the Chinese word of code, "" for a code that is not in the vocabulary.
func (v Vocabulary[T]) Zh(code T) string {
	for _, t := range v {
		if t.Code == code {
			return t.Zh
		}
	}
	return ""
}

// Words lists the codes in order, for error texts and schemas.
func (v Vocabulary[T]) Words() []string {
	out := make([]string, len(v))
	for i, t := range v {
		out[i] = string(t.Code)
	}
	return out
}

// check notes a code that is not in the vocabulary; "" passes.
func (v Vocabulary[T]) check(p *Problems, field string, code T) {
	if code != "" && !v.Has(code) {
		p.Add(field, CodeUnknownValue, joinWords(v))
	}
}

// checkAll notes a list that is longer than the vocabulary, and every entry that is not in it.
func (v Vocabulary[T]) checkAll(p *Problems, field string, codes []T) {
	if len(codes) > len(v) {
		p.Add(field, CodeTooMany, len(v), len(codes))
	}
	for _, c := range codes {
		if !v.Has(c) {
			p.Add(field, CodeUnknownValue, joinWords(v))
		}
	}
}

func joinWords[T ~string](v Vocabulary[T]) string {
	return strings.Join(v.Words(), " ")
}

// Precisions are the precisions of a point.
var Precisions = Vocabulary[Precision]{{PrecisionOwn, "本村"}, {PrecisionApproximate, "约"}, {PrecisionTown, "镇区"}}

// Valid tells whether p is one of the three precisions.
func (p Precision) Valid() bool { return Precisions.Has(p) }

// Benefit is something an employer gives besides the wage; the first few are also what a seeker can need.
type Benefit string

// The benefits of the contract.
const (
	BenefitMeals           Benefit = "meals"
	BenefitLodging         Benefit = "lodging"
	BenefitSocialInsurance Benefit = "social_insurance"
	BenefitHousingFund     Benefit = "housing_fund"
	BenefitShuttle         Benefit = "shuttle"
	BenefitCoupleRoom      Benefit = "couple_room"
	BenefitAttendance      Benefit = "attendance_bonus"
	BenefitOvertimePay     Benefit = "overtime_pay"
	BenefitTraining        Benefit = "training"
	BenefitNight           Benefit = "night_allowance"
	BenefitHeat            Benefit = "heat_allowance"
	BenefitHolidayGift     Benefit = "holiday_gift"
	BenefitPaidLeave       Benefit = "paid_leave"
	BenefitAnnualBonus     Benefit = "annual_bonus"
)

// Benefits are all benefits in the order in which they are printed.
var Benefits = Vocabulary[Benefit]{
	{BenefitMeals, "管饭"}, {BenefitLodging, "提供住宿"}, {BenefitCoupleRoom, "夫妻房"}, {BenefitShuttle, "班车接送"},
	{BenefitSocialInsurance, "缴社保"}, {BenefitHousingFund, "公积金"}, {BenefitAttendance, "全勤奖"},
	{BenefitOvertimePay, "加班费"}, {BenefitNight, "夜班补贴"}, {BenefitHeat, "高温补贴"}, {BenefitTraining, "带薪培训"},
	{BenefitHolidayGift, "节日福利"}, {BenefitPaidLeave, "带薪年假"}, {BenefitAnnualBonus, "年终奖"},
}

// Needs are the benefits that a seeker can say are needed.
var Needs = Vocabulary[Benefit]{
	{BenefitMeals, "管饭"}, {BenefitLodging, "住宿"}, {BenefitShuttle, "班车"}, {BenefitCoupleRoom, "夫妻房"},
}

// Shift is when the work is done.
type Shift string

// The shifts of the contract.
const (
	ShiftDay      Shift = "day"
	ShiftNight    Shift = "night"
	ShiftTwo      Shift = "two_shift"
	ShiftThree    Shift = "three_shift"
	ShiftFlexible Shift = "flexible"
)

// Shifts are all shifts.
var Shifts = Vocabulary[Shift]{
	{ShiftDay, "长白班"}, {ShiftNight, "夜班"}, {ShiftTwo, "两班倒"}, {ShiftThree, "三班倒"}, {ShiftFlexible, "时间灵活"},
}

// EmploymentType is the form of employment (用工形式).
type EmploymentType string

// The forms of employment of the contract.
const (
	FullTime   EmploymentType = "full_time"
	PartTime   EmploymentType = "part_time"
	Casual     EmploymentType = "casual"
	Seasonal   EmploymentType = "seasonal"
	Apprentice EmploymentType = "apprentice"
	Dispatch   EmploymentType = "dispatch"
)

// EmploymentTypes are all forms of employment.
var EmploymentTypes = Vocabulary[EmploymentType]{
	{FullTime, "全职"}, {PartTime, "兼职"}, {Casual, "临时工"}, {Seasonal, "季节工"}, {Apprentice, "学徒"}, {Dispatch, "劳务派遣"},
}

// Education is a code of GB/T 4658-2006; as a minimum "any" asks for none, and "" means that nothing was stated.
type Education string

// The levels of the contract.
const (
	EducationAny       Education = "any"
	EducationGraduate  Education = "10"
	EducationBachelor  Education = "20"
	EducationCollege   Education = "30"
	EducationVocation  Education = "40"
	EducationSenior    Education = "60"
	EducationJunior    Education = "70"
	EducationPrimary   Education = "80"
	EducationOtherwise Education = "90"
)

// Educations are all levels.
var Educations = Vocabulary[Education]{
	{EducationAny, "不限"}, {EducationGraduate, "研究生"}, {EducationBachelor, "本科"}, {EducationCollege, "大专"},
	{EducationVocation, "中专"}, {EducationSenior, "高中"}, {EducationJunior, "初中"}, {EducationPrimary, "小学"},
	{EducationOtherwise, "其他"},
}

// educationsHeld are the levels that a person can have: all but "any".
var educationsHeld = Educations[1:]

// Years is the schooling in years by which minimum levels are compared; vocational and senior school are equal.
func (e Education) Years() int {
	return map[Education]int{EducationGraduate: 19, EducationBachelor: 16, EducationCollege: 15, EducationVocation: 12,
		EducationSenior: 12, EducationJunior: 9, EducationPrimary: 6}[e]
}

// Meets tells whether someone of level e satisfies the asked minimum.
func (e Education) Meets(asked Education) bool { return e.Years() >= asked.Years() }

// Channel is where a villager heard about a vacancy.
type Channel string

// The channels in which an edition is published.
const (
	ChannelNoticeboard Channel = "noticeboard"
	ChannelWeChat      Channel = "wechat"
	ChannelLoudspeaker Channel = "loudspeaker"
)

// Channels are all channels of the contract.
var Channels = Vocabulary[Channel]{
	{ChannelNoticeboard, "公告栏"}, {ChannelWeChat, "微信群"}, {ChannelLoudspeaker, "大喇叭"}, {"kiosk", "终端"}, {"web", "网页"},
	{"operator", "协理员"}, {"partner", "合作单位"},
}

// OccupationCode is a code of the occupation classification (职业分类大典), 6-31-01-03, or a wider class of it.
type OccupationCode string

var occupationPattern = regexp.MustCompile(`^\d(-\d{2}){0,3}$`)

// check notes what is not written as a code; whether the classification has it is for those who hold its table.
func (c OccupationCode) check(p *Problems, field string) {
	if !occupationPattern.MatchString(string(c)) {
		p.Add(field, CodeUnknownOccupation)
	}
}
