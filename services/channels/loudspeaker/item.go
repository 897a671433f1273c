package loudspeaker

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/spoken"
)

// tell says one vacancy in the order in which it is understood by ear: employer, job and headcount, whom they take, pay,
// food and lodging, place, phone twice. There is nothing when one of the things that matter cannot be said.
func tell(ordinal int, e models.Edition, item models.EditionItem) ([]Segment, []Unread) {
	r := reader{rank: item.Rank, vacancy: item.VacancyID}
	line := channels.LineOf(e, item)
	employer, job := r.name("employer", line.Employer), r.name("title", withoutAsides(line.Title))
	phone := item.Vacancy.Contact.Phone
	if phone == "" {
		r.note("contact.phone", "")
	}
	if len(r.unread) > 0 {
		return nil, r.unread
	}
	offer := sentence("第"+spoken.Integer(int64(ordinal))+"个岗位", employer+"招聘"+places(item.Vacancy)+job, demands(item.Vacancy))
	terms := sentence(wage(item.Vacancy.Wage), caveat(item.Vacancy.Wage, line.NotBase), comforts(item.Vacancy.Benefits), r.place(line.Place), r.distance(line.Distance), r.source(line.Source))
	told := append([]Segment{{Kind: Vacancy, Text: offer + terms + r.contact(line.Contact)}}, twice(phone)...)
	for i := range told {
		told[i].Rank, told[i].VacancyID = item.Rank, item.VacancyID
	}
	return told, r.unread
}

func sentence(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "，") + "。"
}

// places stands before the job, so that no number at the end of its name runs into the headcount.
func places(v models.Vacancy) string {
	if v.Headcount == 0 {
		return ""
	}
	return spoken.Measure(int64(v.Remaining()), "名")
}

// demands are age and schooling where they turn anybody away.
func demands(v models.Vacancy) string {
	var pieces []string
	if ages := age(v.AgeMin, v.AgeMax); ages != "" {
		pieces = append(pieces, ages)
	}
	if v.Education.Years() > 0 {
		pieces = append(pieces, models.Educations.Zh(v.Education)+"以上学历")
	}
	if len(pieces) == 0 {
		return ""
	}
	return "要求" + strings.Join(pieces, "、")
}

func age(least, most int) string {
	low, high := spoken.Integer(int64(least)), spoken.Integer(int64(most))
	switch {
	case least > 0 && least == most:
		return high + "周岁"
	case least > 0 && most > 0:
		return low + "到" + high + "周岁"
	case least > 0:
		return low + "周岁以上"
	case most > 0:
		return high + "周岁以下"
	}
	return ""
}

// comfort are the benefits that decide whether somebody can take a job away from home.
var comfort = []struct {
	benefit models.Benefit
	said    string
}{
	{models.BenefitMeals, "管饭"}, {models.BenefitLodging, "有住宿"}, {models.BenefitCoupleRoom, "有夫妻房"}, {models.BenefitShuttle, "有班车"},
}

func comforts(given []models.Benefit) string {
	var pieces []string
	for _, c := range comfort {
		if slices.Contains(given, c.benefit) {
			pieces = append(pieces, c.said)
		}
	}
	return strings.Join(pieces, "、")
}

var throughTown = regexp.MustCompile(`^\p{Han}{1,8}?(?:镇|乡|街道)`)

// place is the town where the address names one: the way there is on the sheet.
func (r *reader) place(address string) string {
	address = withoutAsides(address)
	if town := throughTown.FindString(address); town != "" && !namesRoad(address[len(town):]) {
		address = town
	}
	said := r.words("workplace.address", address)
	if said == "" {
		return ""
	}
	return "在" + said
}

// namesRoad tells that 镇 or 乡 was part of a road's name: 新镇路.
func namesRoad(rest string) bool {
	return slices.ContainsFunc([]string{"路", "街", "巷", "大道"}, func(kind string) bool { return strings.HasPrefix(rest, kind) })
}

// longestSource is how many characters the source of a repost may take of the time there is.
const longestSource = 16

// source says where a repost is from, if that is short.
func (r *reader) source(printed string) string {
	name := withoutAsides(strings.TrimPrefix(printed, channels.Reposted))
	said := r.words("source.name", name)
	if said == "" {
		return ""
	}
	if utf8.RuneCountInString(said) > longestSource {
		r.note("source.name", name)
		return ""
	}
	return channels.Reposted + said
}

var homely = strings.NewReplacer("距", "离", "本村", "咱村", "镇区", "镇上")

func (r *reader) distance(printed string) string {
	return homely.Replace(r.text("distance", printed))
}

// contact is the name to ask for as the employer stated it; the phone follows.
func (r *reader) contact(name string) string {
	said := r.words("contact.name", withoutAsides(name))
	if said == "" {
		return ""
	}
	return "联系" + said + "，"
}
