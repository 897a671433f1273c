package matching

import (
	"slices"
	"strings"

	"konggang/models"
)

// voice is how one listener is told about a pair: the wish, by how near the job comes to it, with its word put in the
// middle; what stands before the skills held; pay above, about and below the expectation; a shift that is wanted; news.
type voice struct {
	wish   [5][2]string
	skills string
	wage   [3]string
	shift  string
	fresh  string
}

var toSeeker = voice{
	wish:   [5][2]string{1: {"和您想干的", "沾点边"}, 2: {"和您想干的", "是同一行"}, 3: {"和您想干的", "差不多"}, 4: {"和您想干的", "一样"}},
	skills: "用得上您会的",
	wage:   [3]string{"工资比您期望的高", "工资和您期望的差不多", "工资比您期望的低"},
	shift:  "是您想要的班次",
	fresh:  "这几天新发布的",
}

var toEmployer = voice{
	wish:   [5][2]string{1: {"想干的", "和本岗位沾点边"}, 2: {"想干的", "和本岗位是同一行"}, 3: {"想干的", "和本岗位差不多"}, 4: {"想干的", "就是本岗位"}},
	skills: "会",
	wage:   [3]string{"期望工资低于所给", "期望工资和所给差不多", "期望工资高于所给"},
	shift:  "愿意上这个班次",
}

// phrases are the words for the parts of one pair's score; "" where there is nothing worth saying.
type phrases [partCount]string

func (m *Market) reasons(v voice, p *profile, o *offer, h hit, precision models.Precision) []models.Reason {
	return h.parts.explained(phrases{
		partOccupation: v.wishPhrase(p, o),
		partSkills:     list(v.skills, heldSkills(p, o)),
		partDistance:   distancePhrase(p, o, h.way, precision),
		partWage:       v.wagePhrase(p, o),
		partShift:      v.shiftPhrase(p, o),
		partNeeds:      metNeeds(p, o),
		partFresh:      m.freshPhrase(v, o),
	})
}

func (p parts) explained(texts phrases) []models.Reason {
	var out []models.Reason
	for i, text := range texts {
		if text != "" {
			out = append(out, models.Reason{Kind: partKinds[i], Text: text, Points: p[i]})
		}
	}
	return out
}

// wishPhrase names the wish that comes nearest, in the seeker's own word where there is one.
func (v voice) wishPhrase(p *profile, o *offer) string {
	kinship := p.kinship[o.job]
	if kinship == 0 {
		return ""
	}
	nearest := slices.IndexFunc(p.wishes, func(w wish) bool { return w.kinship[o.job] == kinship })
	said := p.wishes[nearest].said
	if said == "" {
		said = "活"
	}
	return v.wish[kinship][0] + said + v.wish[kinship][1]
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
func (v voice) wagePhrase(p *profile, o *offer) string {
	switch {
	case o.Vacancy.Wage.Negotiable:
		return "工资面议"
	case o.Vacancy.Wage.Unit == models.PerPiece:
		return "计件工资,多劳多得"
	case !o.waged || p.WageMin == 0:
		return ""
	case o.wage*10 > p.wage*11:
		return v.wage[0]
	case o.wage*10 >= p.wage*9:
		return v.wage[1]
	}
	return v.wage[2]
}

func (v voice) shiftPhrase(p *profile, o *offer) string {
	word := models.Shifts.Zh(o.Vacancy.Shift)
	switch {
	case word == "" || len(p.Shifts) == 0:
		return ""
	case o.Vacancy.Shift == models.ShiftFlexible || slices.Contains(p.Shifts, o.Vacancy.Shift):
		return word + "," + v.shift
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

func (m *Market) freshPhrase(v voice, o *offer) string {
	if days, known := m.daysOpen(&o.Vacancy); known && days <= 7 {
		return v.fresh
	}
	return ""
}
