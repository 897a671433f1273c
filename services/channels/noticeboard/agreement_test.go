package noticeboard_test

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/loudspeaker"
	"konggang/services/channels/noticeboard"
	"konggang/services/channels/wechat"
	"konggang/services/channels/workbook"
	"konggang/services/spoken"
)

// told is what a medium says of each line, by rank.
type told map[int]string

// TestAllAgree holds that the sheet on the wall in all its forms, the post and the picture in the group, and the voice say the
// same pay, headcount and phone of every vacancy, that a wage is no basic pay, and that a rebate is no wage.
func TestAllAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		e.Items = e.Items[:min(len(e.Items), 6)]
		o := anySheet(t)
		media := map[string]told{
			"sheet": noticeboard.ToldBySheet(t, e, o), "page": toldByPage(t, e, o), "workbook": toldByWorkbook(t, e, o), "picture": toldByPictures(t, e),
		}
		for _, limit := range []wechat.Limit{wechat.Robot, wechat.Personal} {
			media["post for "+string(limit)] = toldByPost(e, wechat.Options{Limit: limit})
			checkShort(t, e, toldByPost(e, wechat.Options{Form: wechat.Short, Limit: limit}))
		}
		for medium, told := range media {
			checkAll(t, medium, e, told)
		}
		checkSaid(t, e)
	})
}

// anySheet draws one of the 24 kinds of sheet.
func anySheet(t *rapid.T) noticeboard.Options {
	return noticeboard.Options{
		Paper:       rapid.SampledFrom([]string{"a4", "a3"}).Draw(t, "paper"),
		Orientation: rapid.SampledFrom([]string{"landscape", "portrait"}).Draw(t, "orientation"),
		Group:       rapid.SampledFrom([]channels.Grouping{channels.Ungrouped, channels.ByDistance, channels.ByTrade}).Draw(t, "group"),
		TearOff:     rapid.Bool().Draw(t, "tear off"),
	}
}

// The leads of what is no basic pay, as they stand wherever there is a wage.
const (
	notBase = "不是底薪"
	rebate  = "工资外"
)

// checkAll holds a medium that says everything.
func checkAll(t *rapid.T, medium string, e models.Edition, told told) {
	for _, l := range channels.Lines(e) {
		said := told[l.Rank]
		checkFacts(t, medium, l, said)
		if strings.Contains(said, rebate) != (l.Rebate != "") {
			t.Errorf("%s, line %d: rebate %q in %q", medium, l.Rank, l.Rebate, said)
		}
	}
}

// checkShort holds the short post, which has no room for what is no wage.
func checkShort(t *rapid.T, e models.Edition, told told) {
	for _, l := range channels.Lines(e) {
		checkFacts(t, "short post", l, told[l.Rank])
		if strings.Contains(told[l.Rank], rebate) {
			t.Errorf("short post, line %d: a rebate in %q", l.Rank, told[l.Rank])
		}
	}
}

func checkFacts(t *rapid.T, medium string, l channels.Line, said string) {
	for _, fact := range []string{l.Wage, l.Headcount, l.Phone} {
		if !strings.Contains(said, fact) {
			t.Errorf("%s, line %d: no %q in %q", medium, l.Rank, fact, said)
		}
	}
	if strings.Contains(said, notBase) != (l.NotBase != "") {
		t.Errorf("%s, line %d: no basic pay for %q in %q", medium, l.Rank, l.NotBase, said)
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

func toldByPage(t *rapid.T, e models.Edition, o noticeboard.Options) told {
	page, err := noticeboard.HTML(e, o)
	if err != nil {
		t.Fatal(err)
	}
	out := told{}
	for _, row := range strings.Split(string(page), "<tr><td><p")[1:] {
		cells := strings.Split(html.UnescapeString(tag.ReplaceAllString(strings.ReplaceAll("<p"+row, "</p>", "\n"), "")), "\n")
		rank, _ := strconv.Atoi(cells[0])
		out[rank] = strings.Join(cells, "\n")
	}
	return out
}

func toldByWorkbook(t *rapid.T, e models.Edition, o noticeboard.Options) told {
	content, err := workbook.XLSX(e, o)
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := file.GetRows(channels.Title)
	if err != nil {
		t.Fatal(err)
	}
	const ofPlaces = 4
	out := told{}
	for _, cells := range rows {
		if len(cells) <= ofPlaces {
			continue
		}
		if _, err := strconv.Atoi(cells[ofPlaces]); err == nil {
			cells[ofPlaces] += "人"
		}
		if rank, err := strconv.Atoi(cells[0]); err == nil {
			out[rank] = strings.Join(cells, "\n")
		}
	}
	return out
}

// entry begins what a post or a picture says of a line.
var entry = regexp.MustCompile(`^(\d+)\.`)

func toldByPost(e models.Edition, o wechat.Options) told {
	out := told{}
	for _, part := range wechat.Text(e, o) {
		for _, text := range strings.Split(part, "\n\n") {
			if found := entry.FindStringSubmatch(text); found != nil {
				rank, _ := strconv.Atoi(found[1])
				out[rank] = text
			}
		}
	}
	return out
}

func toldByPictures(t *rapid.T, e models.Edition) told {
	var spy channelstest.Spy
	if err := wechat.Draw(&spy, e); err != nil {
		t.Fatal(err)
	}
	out, rank := told{}, 0
	for _, d := range spy.Texts {
		if strings.HasPrefix(d.Text+" ", fmt.Sprintf("%d. ", rank+1)) {
			rank++
		}
		out[rank] += d.Text
	}
	return out
}

// checkSaid holds what is read out against the numbers.
func checkSaid(t *rapid.T, e models.Edition) {
	script, err := loudspeaker.Compose(e, loudspeaker.Options{Minutes: 15, MaxVacancies: 40})
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range script.Items {
		item := e.Items[said.Rank-1]
		v, l := item.Vacancy, channels.LineOf(e, item)
		if phone := spoken.Phone(withoutExtension(v.Contact.Phone)); strings.Count(said.Text, phone) < 2 {
			t.Errorf("line %d: %q is not said twice in %s", said.Rank, phone, said.Text)
		}
		if count := spoken.Measure(int64(v.Remaining()), "名"); v.Remaining() > 0 && !strings.Contains(said.Text, "招聘"+count) {
			t.Errorf("line %d: no %q in %s", said.Rank, count, said.Text)
		}
		for _, end := range []*models.Fen{v.Wage.Min, v.Wage.Max} {
			if end != nil && !strings.Contains(said.Text, strings.TrimSuffix(spoken.Money(int64(*end)), "元")) {
				t.Errorf("line %d: no %d in %s", said.Rank, *end, said.Text)
			}
		}
		if heard := strings.Contains(said.Text, notBase); heard != (l.NotBase != "" && !v.Wage.Negotiable) || strings.Contains(said.Text, rebate) {
			t.Errorf("line %d: not base %q, rebate %q: %s", said.Rank, l.NotBase, l.Rebate, said.Text)
		}
	}
}

// withoutExtension is a landline number without what comes after a second hyphen.
func withoutExtension(p models.Phone) string {
	parts := strings.Split(string(p), "-")
	return strings.Join(parts[:min(2, len(parts))], "-")
}
