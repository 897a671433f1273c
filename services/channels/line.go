package channels

import (
	"net/url"
	"strconv"
	"strings"

	"konggang/models"
)

// Line is one vacancy in words. What the employer did not state is "" or empty.
type Line struct {
	Rank   int
	Number string
	// New tells that the village's edition before did not have it.
	New bool
	// Employer is the name; EmployerKind its legal kind where the name does not say it, Source where a repost is from.
	Employer     string
	EmployerKind string
	Source       string
	Title        string
	// Headcount is the number of places still free: 30人.
	Headcount string
	// Demands are education, age, experience, skills and certificates, one piece each.
	Demands []string
	Duties  string
	// Wage is basic pay alone; Extra what is paid besides, Rebate a sign-on rebate (返费), which is no pay. NotBase is why the
	// wage as stated is no basic pay (含加班费); Extra says it too, so that only who leaves out Extra needs it.
	Wage    string
	Extra   string
	NotBase string
	Rebate  string
	// Hours are form of employment, shift, daily hours and days of rest; Benefits food, lodging and the like.
	Hours    []string
	Benefits []string
	Place    string
	Distance string
	// Phone is the number as it is printed, Contact the name to ask for.
	Phone   string
	Contact string
	// ValidUntil is the last day: 11月30日, with its year where that is not the edition's.
	ValidUntil string
	// Why says in a villager's words why the line is on the list, beyond its distance and headcount.
	Why string
}

// Lines reads all lines of e in their order.
func Lines(e models.Edition) []Line {
	out := make([]Line, len(e.Items))
	for i, item := range e.Items {
		out[i] = LineOf(e, item)
	}
	return out
}

// LineOf reads one line of e.
func LineOf(e models.Edition, item models.EditionItem) Line {
	v := item.Vacancy
	money, title, benefitsNote := sorted(v)
	l := Line{
		Rank: item.Rank, Number: item.Number, New: item.New,
		Employer: item.Employer, EmployerKind: unsaidKind(item), Title: title, Headcount: headcount(v),
		Demands: demands(v), Duties: v.Duties, Wage: v.Wage.Text(), Hours: hours(v), Benefits: benefits(v, benefitsNote),
		Extra: money.extra(), NotBase: listed(money.notBase), Rebate: Led("工资外：", listed(money.rebate)),
		Place: item.Place, Distance: models.DistanceText(item.DistanceKM, item.Precision),
		Phone: v.Contact.Phone.Display(), Contact: v.Contact.Name,
		ValidUntil: shortDate(v.ValidUntil, e.Year), Why: why(item.Reasons), Source: source(v.Source),
	}
	if v.ValidUntil == "" {
		l.ValidUntil = ""
	}
	if l.Place == "" {
		l.Place = v.Workplace.Address
	}
	return l
}

// LineOfPosting reads a posting that stands on no edition: without rank and distance, and the year said of every date.
func LineOfPosting(p models.Posting) Line {
	return LineOf(models.Edition{}, models.EditionItem{Employer: p.Employer.Name, EmployerKind: p.Employer.Kind, Number: p.Vacancy.Number, Vacancy: p.Vacancy})
}

// source says where a repost is from, by its site where it has no name.
func source(s models.Source) string {
	name := s.Name
	if site, err := url.Parse(s.URL); name == "" && err == nil {
		name = strings.TrimPrefix(site.Hostname(), "www.")
	}
	if name == "" {
		return ""
	}
	return Reposted + name
}

// Reposted leads the source of a repost.
const Reposted = "转自"

// unsaidKind is the employer's kind, which an advert must state (人力资源市场暂行条例 art. 24), where its name leaves it open.
func unsaidKind(item models.EditionItem) string {
	if item.EmployerKind == models.KindOfName(item.Employer) {
		return ""
	}
	return models.EnterpriseKinds.Zh(item.EmployerKind)
}

// Full stands for the headcount of a vacancy whose places are taken.
const Full = "已招满"

func headcount(v models.Vacancy) string {
	switch {
	case v.Headcount == 0:
		return ""
	case v.Remaining() == 0:
		return Full
	}
	return strconv.Itoa(v.Remaining()) + "人"
}

// why leaves out the reasons that other columns say already.
func why(reasons []models.Reason) string {
	var texts []string
	for _, r := range reasons {
		if r.Kind != "distance" && r.Kind != "headcount" {
			texts = append(texts, r.Text)
		}
	}
	return strings.Join(texts, "，")
}
