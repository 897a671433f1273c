package loudspeaker_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/channels/loudspeaker"
)

func goneLine(id, employer, title string, became models.VacancyStatus) models.GoneLine {
	return models.GoneLine{VacancyID: id, Number: "7", Employer: employer, Title: title, Became: became}
}

func withGone() models.Edition {
	e := edition(line(1), line(2), line(3))
	e.Gone = []models.GoneLine{
		goneLine("g1", "新郑市锦绣服装有限公司", "缝纫工(熟手)", models.VacancyFilled),
		goneLine("g2", "McDonald's餐厅", "服务员", models.VacancyFilled),
		goneLine(line(3).VacancyID, "新郑市麦垄晴食品有限公司", "食品厂普工", models.VacancyPaused), // hires again
	}
	return e
}

// TestWhatClosedIsTold: each with its word and without its phone, a few by name and the others by number.
func TestWhatClosedIsTold(t *testing.T) {
	sewing := func(status models.VacancyStatus) []models.GoneLine {
		return []models.GoneLine{goneLine("g1", "锦绣服装", "缝纫工", status)}
	}
	many := make([]models.GoneLine, 0, 6)
	for _, id := range []string{"g1", "g2", "g3", "g4", "g5", "g6"} {
		many = append(many, goneLine(id, "锦绣服装", "缝纫工", models.VacancyFilled))
	}
	closed := map[string]models.VacancyStatus{line(1).VacancyID: models.VacancyFilled}
	const stay = "请不要再打电话，也别白跑一趟。"
	for _, c := range []struct {
		name   string
		gone   []models.GoneLine
		closed map[string]models.VacancyStatus
		o      loudspeaker.Options
		want   string
	}{
		{"nothing", nil, nil, loudspeaker.Options{}, ""},
		{"filled", sewing(models.VacancyFilled), nil, loudspeaker.Options{}, "上一期里，锦绣服装招聘的缝纫工已经招满。" + stay},
		{"expired", sewing(models.VacancyExpired), nil, loudspeaker.Options{}, "上一期里，锦绣服装招聘的缝纫工已经过期。" + stay},
		{"paused", sewing(models.VacancyPaused), nil, loudspeaker.Options{}, "上一期里，锦绣服装招聘的缝纫工暂停招聘。" + stay},
		{"withdrawn", sewing(models.VacancyWithdrawn), nil, loudspeaker.Options{}, "上一期里，锦绣服装招聘的缝纫工已经不招了。" + stay},
		{"rejected", sewing(models.VacancyRejected), nil, loudspeaker.Options{}, "上一期里，锦绣服装招聘的缝纫工已经不招了。" + stay},
		{"of this sheet", nil, closed, loudspeaker.Options{}, "这一期里，新郑市麦垄晴食品有限公司招聘的食品厂普工已经招满。" + stay},
		{"of both", sewing(models.VacancyFilled), closed, loudspeaker.Options{}, "上一期里，锦绣服装招聘的缝纫工已经招满。这一期里，新郑市麦垄晴食品有限公司招聘的食品厂普工已经招满。" + stay},
		{"many", many, nil, loudspeaker.Options{}, "上一期里，" + strings.Repeat("锦绣服装招聘的缝纫工已经招满，", 3) + "另外三个岗位也停止招聘了。" + stay},
		{"many in little time", many, nil, loudspeaker.Options{Minutes: 1, CharactersPerMinute: 220}, "上一期里，锦绣服装招聘的缝纫工已经招满，另外五个岗位也停止招聘了。" + stay},
		{"one that cannot be read", []models.GoneLine{goneLine("g1", "Tom's", "服务员", models.VacancyFilled)}, nil, loudspeaker.Options{}, "上一期里有一个岗位已经停止招聘。打电话以前，请先看村公告栏。"},
	} {
		e := edition(line(1), line(2))
		e.Gone = c.gone
		c.o.Closed = c.closed
		script := composeWith(t, e, c.o)
		if script.Gone != c.want || strings.Contains(script.Gone, "电话幺") {
			t.Errorf("%s: %q, want %q", c.name, script.Gone, c.want)
		}
		if told := strings.Contains(script.Text(), "大家好！现在播送孟庄镇口张村二零二七年第十二期招工信息，日期是十一月二十三日。\n"+c.want); !told {
			t.Errorf("%s: not after the opening: %s", c.name, script.Text())
		}
	}
}

// TestAClosedLineIsNotRead: it gives its place to others, and nobody is told a number that does not hold.
func TestAClosedLineIsNotRead(t *testing.T) {
	e := edition(line(1), line(2), line(3))
	all := map[string]models.VacancyStatus{}
	for i, want := range []string{"这一期一共三个岗位", "这一期还有两个岗位在招人", "这一期还有一个岗位在招人", "这一期的岗位都已经停止招聘"} {
		script := composeWith(t, e, loudspeaker.Options{Closed: all})
		if len(script.Items) != 3-i || !strings.HasPrefix(script.Closing, want) || len(script.Omitted) != i {
			t.Errorf("%d closed: %d items, omitted %v, %s", i, len(script.Items), script.Omitted, script.Closing)
		}
		if i < 3 {
			all[e.Items[i].VacancyID] = models.VacancyFilled
		}
	}
}

// TestUnreadableClosedLinesAreNoted with the vacancy, and the rank where it is one of this sheet.
func TestUnreadableClosedLinesAreNoted(t *testing.T) {
	e := withGone()
	e.Items[0].Vacancy.Title = "java工程师"
	script := composeWith(t, e, loudspeaker.Options{Closed: map[string]models.VacancyStatus{e.Items[0].VacancyID: models.VacancyFilled}})
	want := []loudspeaker.Unread{
		{VacancyID: "g2", Field: "employer", Excerpt: "McDonald's"}, {Rank: 1, VacancyID: e.Items[0].VacancyID, Field: "title", Excerpt: "java"},
	}
	if diff := cmp.Diff(want, script.Unread); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}
