package channels

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"konggang/models"
)

// demands are the conditions of v, one piece each.
func demands(v models.Vacancy) []string {
	pieces := []string{education(v.Education), age(v.AgeMin, v.AgeMax)}
	if v.ExperienceYears > 0 {
		pieces = append(pieces, strconv.Itoa(v.ExperienceYears)+"年以上经验")
	}
	pieces = append(pieces, v.Skills...)
	for _, certificate := range v.Certificates {
		pieces = append(pieces, "有"+certificate)
	}
	return stated(pieces)
}

func education(e models.Education) string {
	word := models.Educations.Zh(e)
	switch e {
	case "":
		return ""
	case models.EducationAny:
		return "学历不限"
	case models.EducationGraduate, models.EducationOtherwise:
		return "学历" + word
	}
	return word + "及以上"
}

// age is what is asked of the age in full years: 18-45周岁, "" for no limit.
func age(least, most int) string {
	switch {
	case least > 0 && most > 0:
		return strconv.Itoa(least) + "-" + strconv.Itoa(most) + "周岁"
	case least > 0:
		return strconv.Itoa(least) + "周岁以上"
	case most > 0:
		return strconv.Itoa(most) + "周岁以下"
	}
	return ""
}

func hours(v models.Vacancy) []string {
	pieces := []string{models.EmploymentTypes.Zh(v.EmploymentType), models.Shifts.Zh(v.Shift)}
	if v.HoursPerDay > 0 {
		pieces = append(pieces, "每天"+strconv.FormatFloat(v.HoursPerDay, 'f', -1, 64)+"小时")
	}
	if v.RestDaysPerMonth > 0 {
		pieces = append(pieces, "月休"+strconv.Itoa(v.RestDaysPerMonth)+"天")
	}
	return stated(pieces)
}

func benefits(v models.Vacancy) []string {
	var pieces []string
	for _, term := range models.Benefits {
		if slices.Contains(v.Benefits, term.Code) {
			pieces = append(pieces, term.Zh)
		}
	}
	return stated(append(pieces, v.BenefitsNote))
}

var rebate = regexp.MustCompile(`返费|返现|返款|返还?\d|入职奖`)

// besidesPay divides a wage note into what is paid besides basic pay and a rebate, which is tied to days worked and must
// never look like pay.
func besidesPay(note string) (extra, back string) {
	var extras, backs []string
	for _, clause := range strings.FieldsFunc(note, func(r rune) bool { return strings.ContainsRune("，,；;。", r) }) {
		if rebate.MatchString(clause) {
			backs = append(backs, clause)
		} else {
			extras = append(extras, clause)
		}
	}
	return led("另：", extras), led("工资外：", backs)
}

func led(lead string, clauses []string) string {
	if len(clauses) == 0 {
		return ""
	}
	return lead + strings.Join(clauses, "，")
}

func stated(pieces []string) []string {
	return slices.DeleteFunc(pieces, func(s string) bool { return s == "" })
}
