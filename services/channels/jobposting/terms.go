package jobposting

import (
	"encoding/json"
	"html"
	"strings"

	"konggang/models"
	"konggang/services/channels"
)

// employmentTypes are in the words that search engines know; a labour agency's and an apprentice's are none of them.
var employmentTypes = map[models.EmploymentType]string{
	models.FullTime: "FULL_TIME", models.PartTime: "PART_TIME", models.Casual: "TEMPORARY", models.Seasonal: "TEMPORARY",
	models.Apprentice: "OTHER", models.Dispatch: "OTHER",
}

// payUnits are in the words that search engines know, which have none for a piece.
var payUnits = map[models.WageUnit]string{models.PerHour: "HOUR", models.PerDay: "DAY", models.PerMonth: "MONTH", models.PerYear: "YEAR"}

type salary struct {
	Type     string   `json:"@type"`
	Currency string   `json:"currency"`
	Value    quantity `json:"value"`
}

type quantity struct {
	Type  string      `json:"@type"`
	Value json.Number `json:"value,omitempty"`
	Min   json.Number `json:"minValue,omitempty"`
	Max   json.Number `json:"maxValue,omitempty"`
	Unit  string      `json:"unitText"`
}

// salaryOf is nil for a wage that is negotiable, by the piece or not stated.
func salaryOf(w models.Wage) *salary {
	unit := payUnits[w.Unit]
	if unit == "" || w.Negotiable || !w.Stated() {
		return nil
	}
	q := quantity{Type: "QuantitativeValue", Min: yuan(w.Min), Max: yuan(w.Max), Unit: unit}
	if q.Min == q.Max {
		q.Value, q.Min, q.Max = q.Min, "", ""
	}
	return &salary{"MonetaryAmount", "CNY", q}
}

func yuan(f *models.Fen) json.Number {
	if f == nil {
		return ""
	}
	return json.Number(f.Yuan())
}

type credential struct {
	Type     string `json:"@type"`
	Category string `json:"credentialCategory"`
}

// credentials are the levels in the words that search engines know; lower ones than high school they have no word for, and
// qualifications say them.
var credentials = map[models.Education]string{
	models.EducationGraduate: "postgraduate degree", models.EducationBachelor: "bachelor degree", models.EducationCollege: "associate degree",
	models.EducationVocation: "high school", models.EducationSenior: "high school",
}

func credentialOf(e models.Education) *credential {
	category := credentials[e]
	if category == "" {
		return nil
	}
	return &credential{"EducationalOccupationalCredential", category}
}

type experience struct {
	Type   string `json:"@type"`
	Months int    `json:"monthsOfExperience"`
}

func experienceOf(years int) *experience {
	if years == 0 {
		return nil
	}
	return &experience{"OccupationalExperienceRequirements", 12 * years}
}

func listed(pieces []string) string { return strings.Join(pieces, "，") }

// description is the whole advert in HTML, a paragraph each for duties, demands, hours, pay, benefits and employer.
func description(l channels.Line) string {
	var b strings.Builder
	for _, text := range []string{
		channels.Led("工作内容：", l.Duties), channels.Led("要求：", listed(l.Demands)), channels.Led("工作时间：", listed(l.Hours)),
		channels.Joined("；", channels.Led("工资：", l.Wage), l.Extra, l.Rebate), channels.Led("福利：", listed(l.Benefits)),
		channels.Led("招聘人数：", l.Headcount), channels.Led("用人单位：", channels.Joined("，", l.Employer, l.EmployerKind, l.Source, l.Place)),
	} {
		if text = strings.TrimSpace(text); text != "" {
			b.WriteString("<p>" + strings.ReplaceAll(html.EscapeString(text), "\n", "<br>") + "</p>")
		}
	}
	return b.String()
}
