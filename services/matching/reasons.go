package matching

import (
	"slices"
	"strings"

	"konggang/models"
)

// phrases are the words for the parts of one pair's score; "" where there is nothing worth saying.
type phrases [partCount]string

func (m *Market) reasonsForSeeker(p *profile, o *offer, h hit, precision models.Precision) []models.Reason {
	return h.parts.reasons(phrases{
		partOccupation: wishPhrase(p, o, "和您想干的", "差不多", "是同一行", "沾点边"),
		partSkills:     list("用得上您会的", heldSkills(p, o)),
		partDistance:   distancePhrase(p, o, h.way, precision),
		partWage:       wagePhrase(p, o, "工资比您期望的高", "工资和您期望的差不多", "工资比您期望的低"),
		partShift:      shiftPhrase(p, o, "班次是您想要的"),
		partNeeds:      metNeeds(p, o),
		partFresh:      m.freshPhrase(o),
	})
}

func (m *Market) reasonsForEmployer(p *profile, o *offer, h hit, precision models.Precision) []models.Reason {
	return h.parts.reasons(phrases{
		partOccupation: wishPhrase(p, o, "想干的", "和本岗位差不多", "和本岗位是同一行", "和本岗位沾点边"),
		partSkills:     list("会", heldSkills(p, o)),
		partDistance:   distancePhrase(p, o, h.way, precision),
		partWage:       wagePhrase(p, o, "期望工资低于所给", "期望工资和所给差不多", "期望工资高于所给"),
		partShift:      shiftPhrase(p, o, "愿意上这个班次"),
		partNeeds:      metNeeds(p, o),
	})
}

func (p parts) reasons(texts phrases) []models.Reason {
	var out []models.Reason
	for i, text := range texts {
		if text != "" {
			out = append(out, models.Reason{Kind: partKinds[i], Text: text, Points: p[i]})
		}
	}
	return out
}

// wishPhrase names the wish that comes nearest, in the seeker's own word where there is one.
func wishPhrase(p *profile, o *offer, lead, close, trade, touch string) string {
	kinship := p.kinship[o.job]
	if kinship == 0 {
		return ""
	}
	nearest := slices.IndexFunc(p.wishes, func(w wish) bool { return w.kinship[o.job] == kinship })
	said := p.wishes[nearest].said
	if said == "" {
		said = "活"
	}
	return lead + said + [...]string{1: touch, 2: trade, 3: close, 4: same(lead)}[kinship]
}

// same closes the phrase for the very job that is wanted.
func same(lead string) string {
	if strings.HasPrefix(lead, "和") {
		return "一样"
	}
	return "就是本岗位"
}

func heldSkills(p *profile, o *offer) []string {
	var held []string
	for i, s := range o.skills {
		if p.skills[s] {
			held = append(held, o.Vacancy.Skills[i])
		}
	}
	return held
}

func list(lead string, words []string) string {
	if len(words) == 0 {
		return ""
	}
	return lead + strings.Join(words, "、")
}

func distancePhrase(p *profile, o *offer, w way, precision models.Precision) string {
	text := strings.Replace(models.DistanceText(w.km(), precision), "距本村", "离家", 1)
	switch {
	case text == "":
	case w.lodged && p.limit.lodges:
		text += ",可以住厂"
	case o.benefits.has(models.BenefitShuttle):
		text += ",有班车"
	}
	return text
}

// wagePhrase compares the middle of the wage with what is expected; within a tenth they are about equal.
func wagePhrase(p *profile, o *offer, above, equal, below string) string {
	switch {
	case o.Vacancy.Wage.Negotiable:
		return "工资面议"
	case o.Vacancy.Wage.Unit == models.PerPiece:
		return "计件工资,多劳多得"
	case !o.waged || p.WageMin == 0:
		return ""
	case o.wage*10 > p.wage*11:
		return above
	case o.wage*10 >= p.wage*9:
		return equal
	}
	return below
}

func shiftPhrase(p *profile, o *offer, wanted string) string {
	word := models.Shifts.Zh(o.Vacancy.Shift)
	switch {
	case word == "" || len(p.Shifts) == 0:
		return ""
	case o.Vacancy.Shift == models.ShiftFlexible || slices.Contains(p.Shifts, o.Vacancy.Shift):
		return word + "," + wanted
	}
	return "要上" + word
}

var needPhrases = map[models.Benefit]string{
	models.BenefitMeals: "管饭", models.BenefitLodging: "有住宿", models.BenefitShuttle: "有班车", models.BenefitCoupleRoom: "有夫妻房",
}

func metNeeds(p *profile, o *offer) string {
	var met []string
	for _, term := range models.Needs {
		if slices.Contains(p.Needs, term.Code) && o.benefits.has(term.Code) {
			met = append(met, needPhrases[term.Code])
		}
	}
	return strings.Join(met, ",")
}

func (m *Market) freshPhrase(o *offer) string {
	if days, known := m.daysOpen(&o.Vacancy); known && days <= 7 {
		return "这几天新发布的"
	}
	return ""
}
