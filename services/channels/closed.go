package channels

import (
	"slices"

	"konggang/models"
)

// closedWords are for the four states that a closed line can have; any other is as good as withdrawn.
var closedWords = map[models.VacancyStatus]string{
	models.VacancyFilled: Full, models.VacancyExpired: "已过有效期", models.VacancyWithdrawn: "已停止招聘", models.VacancyPaused: "暂停招聘",
}

// Closed says what became of a closed line.
func Closed(status models.VacancyStatus) string {
	if word, ok := closedWords[status]; ok {
		return word
	}
	return closedWords[models.VacancyWithdrawn]
}

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
