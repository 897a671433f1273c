package channels

import (
	"slices"

	"konggang/models"
)

// Became is how it is said what became of a closed line. Tag stands alone or behind its name (缝纫工已招满); Written goes on a sentence that
// names it (的招聘已过有效期), and While is for how long it is not to be called, "" for good; Said is Written for the ear.
type Became struct{ Tag, Written, While, Said string }

// becameWords are for the states that a closed line can have; any other is as good as withdrawn.
var becameWords = map[models.VacancyStatus]Became{
	models.VacancyFilled:    {Full, "已经招满", "", "已经招满"},
	models.VacancyExpired:   {"已过有效期", "的招聘已过有效期", "", "已经过期"},
	models.VacancyPaused:    {"暂停招聘", "暂停招聘", "暂时", "暂停招聘"},
	models.VacancyWithdrawn: {"已停止招聘", "已经停止招聘", "", "已经不招了"},
}

// BecameOf says what became of a closed line.
func BecameOf(status models.VacancyStatus) Became {
	if words, ok := becameWords[status]; ok {
		return words
	}
	return becameWords[models.VacancyWithdrawn]
}

// Closed is the tag of what became of a closed line.
func Closed(status models.VacancyStatus) string { return BecameOf(status).Tag }

// longestMention is how many characters job and employer may take each where a line is only mentioned.
const longestMention = 40

// ClosedMention says which vacancy it is and what became of it: 缝纫工（冠纺织造，编号K1201）已招满. It names no phone.
func ClosedMention(e models.Edition, item models.EditionItem, status models.VacancyStatus) string {
	return Mention(e, item) + Closed(status)
}

// Mention says which vacancy it is: 缝纫工（冠纺织造，编号K1201）.
func Mention(e models.Edition, item models.EditionItem) string {
	l := LineOf(e, item)
	title, _ := Shortened(l.Title, longestMention)
	employer, _ := Shortened(l.Employer, longestMention)
	return title + "（" + Joined("，", employer, Led("编号", l.Number)) + "）"
}

// WithoutClosed is e without the lines that have closed, for what shows those alone that still hire; the others keep their ranks.
func WithoutClosed(e models.Edition, closed map[string]models.VacancyStatus) models.Edition {
	e.Items = slices.DeleteFunc(slices.Clone(e.Items), func(i models.EditionItem) bool {
		_, is := closed[i.VacancyID]
		return is
	})
	return e
}
