package channels

import (
	"slices"
	"strconv"

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

// benefits are food, lodging and the like, the employer's own words for them last.
func benefits(v models.Vacancy, note string) []string {
	var pieces []string
	for _, term := range models.Benefits {
		if slices.Contains(v.Benefits, term.Code) {
			pieces = append(pieces, term.Zh)
		}
	}
	return stated(append(pieces, note))
}

func stated(pieces []string) []string {
	return slices.DeleteFunc(pieces, func(s string) bool { return s == "" })
}
