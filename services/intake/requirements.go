package intake

import (
	"slices"
	"strings"

	"konggang/models"
	"konggang/services/intake/cells"
)

// duties are the work as described, with the requirements and working hours appended in their own words: the contract has no
// field for those, and what could be read out of them is only part of what they say.
func (r *row) duties(v *models.Vacancy, hours string) string {
	asked := r.text("requirements", models.MaxLongText)
	if asked != "" {
		r.demands(v, asked)
		asked = "要求：" + asked
	}
	if hours != "" {
		hours = "工作时间：" + hours
	}
	return r.limited("duties", sentences(r.text("duties", models.MaxLongText), asked, hours), models.MaxLongText)
}

// sentences joins what is not empty by full stops, one each.
func sentences(parts ...string) string {
	stated := slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	for i := range len(stated) - 1 {
		stated[i] = strings.TrimRight(stated[i], "。；;，, ")
	}
	return strings.Join(stated, "。")
}

// demands fills what the columns of its own left open from a text of requirements.
func (r *row) demands(v *models.Vacancy, asked string) {
	d := cells.Demands(asked)
	if r.raw("education") == "" {
		v.Education = d.Education
	}
	if r.raw("experience_years") == "" {
		v.ExperienceYears = d.ExperienceYears
	}
	if r.raw("age")+r.raw("age_min")+r.raw("age_max") == "" {
		v.AgeMin, v.AgeMax = d.AgeMin, d.AgeMax
	}
}
