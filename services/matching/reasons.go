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

// judged is one seeker and one posting that suits, with what reasons are worded from.
type judged struct {
	*query
	seeker    *models.Seeker
	vacancy   *models.Vacancy
	offer     *offer
	precision models.Precision
	km        float64
}

// ForSeeker judges one pair anew, with reasons that are worded for the seeker; each says how many points it is worth. False
// when the vacancy cannot be heard about or a condition bars it. The distance is models.DistanceKM's.
func (m *Market) ForSeeker(p Person, posting models.Posting) (Match, bool) {
	return m.worded(toSeeker, &p, &posting)
}

// ForEmployer is ForSeeker with reasons that are worded for the employer. Whether the seeker agreed to be shown to
// employers (PIPL art. 23) is the caller's to ask.
func (m *Market) ForEmployer(p Person, posting models.Posting) (Match, bool) {
	return m.worded(toEmployer, &p, &posting)
}

func (m *Market) worded(v voice, who *Person, posting *models.Posting) (Match, bool) {
	seen, o, ok := m.openOffer(posting)
	if !ok || !m.eligible(&who.Seeker) {
		return Match{}, false
	}
	q := seen.query()
	defer q.free()
	q.askSeeker(&who.Seeker, spotOf(who.Place))
	parts, _, ok := q.parts(&o)
	if !ok {
		return Match{}, false
	}
	x := judged{q, &who.Seeker, &posting.Vacancy, &o, who.Precision, models.DistanceUnknown}
	if who.Place != nil && posting.Place != nil {
		x.km = models.DistanceKM(*who.Place, *posting.Place)
	}
	return Match{
		VacancyID: posting.Vacancy.ID, Score: parts.Sum(), Parts: parts, DistanceKM: x.km, Precision: who.Precision, Reasons: x.reasons(v, parts),
	}, true
}

func (x *judged) reasons(v voice, parts Parts) []models.Reason {
	return parts.explained(phrases{
		partOccupation: x.wishPhrase(v),
		partSkills:     list(v.skills, x.heldSkills()),
		partDistance:   x.distancePhrase(),
		partWage:       x.wagePhrase(v),
		partShift:      x.shiftPhrase(v),
		partNeeds:      x.metNeeds(),
		partFresh:      x.freshPhrase(v),
	})
}

func (p Parts) explained(texts phrases) []models.Reason {
	var out []models.Reason
	for i, text := range texts {
		if text != "" {
			out = append(out, models.Reason{Kind: partKinds[i], Text: text, Points: p[i]})
		}
	}
	return out
}

// wishPhrase names the wish that comes nearest, in the seeker's own word where there is one.
func (x *judged) wishPhrase(v voice) string {
	kinship := x.kinship(x.offer, x.codeLevel(x.offer.trade.occupation))
	if kinship == 0 {
		return ""
	}
	nearest := slices.IndexFunc(x.read, func(r *reading) bool {
		return max(r.level[x.offer.trade.occupation], r.text(x.offer.trade.title)) == kinship
	})
	said := x.wishes[nearest].said
	if said == "" {
		said = "活"
	}
	return v.wish[kinship][0] + said + v.wish[kinship][1]
}

func (x *judged) heldSkills() []string {
	var held []string
	for i, skill := range x.m.ahead.skillsAsked[x.offer.skills] {
		if x.skill[skill] {
			held = append(held, x.vacancy.Skills[i])
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

func (x *judged) distancePhrase() string {
	text := strings.Replace(models.DistanceText(x.km, x.precision), "距本村", "离家", 1)
	switch {
	case text == "":
	case x.offer.needs&needLodging != 0 && x.lodges:
		text += ",可以住厂"
	case x.offer.needs&needShuttle != 0:
		text += ",有班车"
	}
	return text
}

// wagePhrase compares the middle of the wage with what is expected; within a tenth they are about equal.
func (x *judged) wagePhrase(v voice) string {
	wage := int64(x.offer.wage)
	switch {
	case x.vacancy.Wage.Negotiable:
		return "工资面议"
	case x.vacancy.Wage.Unit == models.PerPiece:
		return "计件工资,多劳多得"
	case x.offer.wage == unwaged || x.seeker.WageMin == 0:
		return ""
	case wage*10 > x.wage*11:
		return v.wage[0]
	case wage*10 >= x.wage*9:
		return v.wage[1]
	}
	return v.wage[2]
}

func (x *judged) shiftPhrase(v voice) string {
	word := models.Shifts.Zh(x.vacancy.Shift)
	switch {
	case word == "" || len(x.seeker.Shifts) == 0:
		return ""
	case x.vacancy.Shift == models.ShiftFlexible || slices.Contains(x.seeker.Shifts, x.vacancy.Shift):
		return word + "," + v.shift
	}
	return "要上" + word
}

var needPhrases = map[models.Benefit]string{
	models.BenefitMeals: "管饭", models.BenefitLodging: "有住宿", models.BenefitShuttle: "有班车", models.BenefitCoupleRoom: "有夫妻房",
}

func (x *judged) metNeeds() string {
	var met []string
	for i, term := range models.Needs {
		if slices.Contains(x.seeker.Needs, term.Code) && x.offer.needs>>i&1 != 0 {
			met = append(met, needPhrases[term.Code])
		}
	}
	return strings.Join(met, ",")
}

// newFor is how many days a vacancy counts as news.
const newFor = 7

func (x *judged) freshPhrase(v voice) string {
	if x.offer.opened != 0 && int(x.m.today)-int(x.offer.opened) <= newFor {
		return v.fresh
	}
	return ""
}
