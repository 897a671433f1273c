package channels

import (
	"net/url"
	"strconv"
	"strings"

	"konggang/models"
)

// Free is what every publication says: placement costs nothing (就业促进法 art. 35) and no deposit may be asked (劳动合同法 art. 9).
const Free = "求职免费，不收押金"

// Title is the name of what an edition is printed as.
const Title = "空岗信息表"

// Nothing stands where an edition has no line.
const Nothing = "本期暂无适合本村的空岗"

// Header is what stands above and below the lines. Notice tells whose wishes the list was made for when it was not the
// village's own, Mark that the edition is not to be put up; both are mostly "". Approver answers for a published one. Board is the address of the village's board,
// "" without a public address.
type Header struct {
	Title    string
	Town     string
	Village  string
	Issue    string
	Date     string
	Office   string
	Approver string
	Phone    string
	Free     string
	Notice   string
	Mark     string
	Board    string
}

var marks = map[models.EditionStatus]string{
	models.EditionDraft:      "草稿，请勿张贴",
	models.EditionSuperseded: "已作废，请看新的一期",
}

// HeaderOf reads the header of e for one channel.
func HeaderOf(e models.Edition, channel models.Channel) Header {
	h := Header{
		Title: Title, Approver: e.Approver, Town: e.TownName, Village: e.VillageName, Issue: fullIssue(e), Date: fullDate(e.Date),
		Office: e.Office.Name, Phone: models.Phone(e.Office.Phone).Display(), Free: Free,
		Mark: marks[e.Status], Board: BoardURL(e, channel),
	}
	if e.Borrowed {
		h.Notice = "本村暂无登记求职者，按全镇求职意向选岗"
	}
	return h
}

// Where is the town and the village in one breath.
func (h Header) Where() string { return h.Town + h.Village }

// BoardURL is the public address of the village's board. The edition's year and number (short, so that the code stays
// coarse and nobody takes a part of it for a telephone number) and the channel in it tell later which sheet or post
// brought a visitor.
func BoardURL(e models.Edition, channel models.Channel) string {
	if e.Office.PublicURL == "" {
		return ""
	}
	return strings.TrimRight(e.Office.PublicURL, "/") + "/b/" + url.PathEscape(string(e.Village)) +
		"?e=" + strconv.Itoa(e.Year) + "-" + strconv.Itoa(e.Number) + "&c=" + url.QueryEscape(string(channel))
}

// Issue names e as people do who hold it: 2026年第3期.
func Issue(e models.Edition) string {
	return strconv.Itoa(e.Year) + "年第" + strconv.Itoa(e.Number) + "期"
}

// fullIssue counts the village's editions of all years too: 2026年第3期（总第17期）.
func fullIssue(e models.Edition) string {
	if e.Total == 0 {
		return Issue(e)
	}
	return Issue(e) + "（总第" + strconv.Itoa(e.Total) + "期）"
}

func fullDate(d models.Date) string {
	year, month, day := d.Parts()
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year) + "年" + monthDay(month, day)
}

func monthDay(month, day int) string { return strconv.Itoa(month) + "月" + strconv.Itoa(day) + "日" }

// shortDate leaves out the year where it is the edition's own.
func shortDate(d models.Date, year int) string {
	own, month, day := d.Parts()
	if own != year {
		return fullDate(d)
	}
	return monthDay(month, day)
}
