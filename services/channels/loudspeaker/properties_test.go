package loudspeaker_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels/loudspeaker"
)

var (
	employers = []string{"新郑市麦垄晴食品有限公司", "富士康（郑州）科技工业园", "A3物流园2号店", "三元食品", "McDonald's餐厅", "招工热线15410000000", "某厂!!", "“老枣树”饭庄"}
	titles    = []string{"食品厂普工", "C1驾照司机B2", "CNC操机", "普工(返费7800元)", "返费7800元普工", "3D建模师", "两班倒质检员", "java工程师", "招聘专员", "急招：普工！"}
	places    = []string{"", "薛店镇食品工业园莲花路16号", "107国道东侧", "新镇路88号", "A栋3-202", "www.example.cn"}
	contacts  = []string{"", "孙经理", "李师傅(工作日)", "Tom", "王女士13800000000"}
	phones    = []models.Phone{"15410760798", "0371-62345678", "010-81234567", "0374-6234567-801", "0371-62300000-8", "4001234567", ""}
)

const inclusive = "含加班费"

func wages(t *rapid.T) models.Wage {
	w := models.Wage{Unit: rapid.SampledFrom(models.WageUnits).Draw(t, "unit").Code, Note: rapid.SampledFrom([]string{"", inclusive, "绩效400"}).Draw(t, "note")}
	sum := rapid.OneOf(rapid.Int64Range(1, 3000), rapid.Map(rapid.Int64Range(1, 100_000), func(n int64) int64 { return n * 100 }),
		rapid.Map(rapid.Int64Range(1, 1_000_000), func(n int64) int64 { return n * 50 }))
	low := models.Fen(sum.Draw(t, "low"))
	high := low + models.Fen(sum.Draw(t, "more"))
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0:
		return models.Wage{Negotiable: true, Note: "入职满30天返费1200元"}
	case 1:
		return models.Wage{}
	case 2:
		w.Min = &low
	case 3:
		w.Max = &high
	case 4:
		w.Min, w.Max = &low, &low
	default:
		w.Min, w.Max = &low, &high
	}
	return w
}

func editions(t *rapid.T) models.Edition {
	e := edition()
	for rank := 1; rank <= rapid.IntRange(0, 12).Draw(t, "lines"); rank++ {
		e.Items = append(e.Items, line(rank, func(i *models.EditionItem) {
			v := &i.Vacancy
			i.VacancyID = fmt.Sprint("v", rank)
			i.Employer = rapid.SampledFrom(employers).Draw(t, "employer")
			i.Place = rapid.SampledFrom(places).Draw(t, "place")
			i.DistanceKM = rapid.Float64Range(-1, 60).Draw(t, "km")
			v.Title = rapid.SampledFrom(titles).Draw(t, "title")
			v.Headcount = rapid.SampledFrom([]int{0, 1, 2, 12, 200, 1800}).Draw(t, "headcount")
			v.Filled = rapid.IntRange(0, 2).Draw(t, "filled")
			v.Wage = wages(t)
			v.AgeMin, v.AgeMax = rapid.SampledFrom([]int{0, 18, 20}).Draw(t, "from"), rapid.SampledFrom([]int{0, 20, 55}).Draw(t, "to")
			v.Education = rapid.SampledFrom(models.Educations).Draw(t, "education").Code
			v.Contact = models.Contact{Name: rapid.SampledFrom(contacts).Draw(t, "contact"), Phone: rapid.SampledFrom(phones).Draw(t, "phone")}
		}))
	}
	for range rapid.IntRange(0, 5).Draw(t, "gone") {
		e.Gone = append(e.Gone, models.GoneLine{VacancyID: "g", Employer: rapid.SampledFrom(employers).Draw(t, "gone from"),
			Title: rapid.SampledFrom(titles).Draw(t, "gone as"), Became: rapid.SampledFrom(models.VacancyStatuses).Draw(t, "became").Code})
	}
	e.Status = rapid.SampledFrom(models.EditionStatuses).Draw(t, "status").Code
	e.Office.Phone = string(rapid.SampledFrom(phones).Draw(t, "office"))
	return e
}

func options(t *rapid.T) loudspeaker.Options {
	return loudspeaker.Options{
		CharactersPerMinute: rapid.IntRange(160, 270).Draw(t, "speed"), Minutes: rapid.IntRange(1, 6).Draw(t, "minutes"),
		MaxVacancies: rapid.IntRange(1, 8).Draw(t, "most"),
	}
}

// TestNumbersAgreeWithTheEdition reads pay, headcount and phone back out of the script.
func TestNumbersAgreeWithTheEdition(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		e := editions(r)
		script, err := loudspeaker.Compose(e, loudspeaker.Options{Minutes: 15, MaxVacancies: 40})
		if err != nil {
			r.Fatal(err)
		}
		for _, said := range script.Items {
			v := e.Items[said.Rank-1].Vacancy
			notBase := v.Wage.Note == inclusive && !v.Wage.Negotiable
			v.Wage.Note = ""
			if v.Wage.Min == nil && v.Wage.Max == nil {
				v.Wage.Unit, notBase = "", false
			}
			want := heard{v.Wage, notBase, v.Remaining(), strings.ReplaceAll(string(v.Contact.Phone), "-", "")}
			if diff := cmp.Diff(want, listen(t, said.Text)); diff != "" {
				r.Fatalf("%s -edition +heard\n%s", said.Text, diff)
			}
		}
	})
}

// checkSegments holds that the segments are the script: in words, in characters and in time.
func checkSegments(t *rapid.T, s loudspeaker.Script) {
	var text strings.Builder
	var length loudspeaker.Tenths
	characters := 0
	for i, g := range s.Segments {
		text.WriteString(g.Text)
		length += g.Seconds + g.Pause
		characters += g.Characters
		if last := i == len(s.Segments)-1; g.Text == "" || g.Seconds <= 0 || g.Pause <= 0 && !last || (g.Kind == loudspeaker.PhoneRepeat) != (i > 0 && s.Segments[i-1].Kind == loudspeaker.Phone) {
			t.Fatalf("segment %d: %+v", i, g)
		}
		if pace := g.Pace(s.CharactersPerMinute); int(g.Seconds)*pace < g.Characters*600 {
			t.Fatalf("%d characters in %d tenths of a second", g.Characters, g.Seconds)
		}
	}
	_, said, marked := strings.Cut(s.Text(), "，请勿播出】\n")
	if !marked {
		said = s.Text()
	}
	if text.String() != strings.ReplaceAll(said, "\n", "") || int(length) != 10*s.Seconds || characters != s.Characters {
		t.Fatalf("%d tenths, %d characters: %+v", length, characters, s)
	}
	if whole := loudspeaker.Tenths(s.Passes)*length + loudspeaker.Tenths(s.Passes-1)*s.BetweenPasses; whole != s.TotalSeconds {
		t.Fatalf("%d tenths in all, not %d", whole, s.TotalSeconds)
	}
}

// TestEveryLineIsAccountedFor: closed, said, left out for time, or unreadable with the field named; in rank order and in time.
func TestEveryLineIsAccountedFor(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e, o := editions(t), options(t)
		o.Closed = map[string]models.VacancyStatus{}
		for _, item := range e.Items {
			if rapid.IntRange(0, 3).Draw(t, "closed") == 0 {
				o.Closed[item.VacancyID] = rapid.SampledFrom(models.VacancyStatuses).Draw(t, "became").Code
			}
		}
		script, err := loudspeaker.Compose(e, o)
		if err != nil {
			t.Skip("too little time for opening and closing")
		}
		checkSegments(t, script)
		if script.Seconds > o.Minutes*60 || script.Characters > o.Minutes*o.CharactersPerMinute || len(script.Items) > o.MaxVacancies {
			t.Fatalf("over the budget: %+v", script)
		}
		told := slices.Clone(script.Omitted)
		last := 0
		for _, item := range script.Items {
			if item.Rank <= last {
				t.Fatalf("rank %d after %d", item.Rank, last)
			}
			last = item.Rank
			told = append(told, item.VacancyID)
		}
		for _, u := range script.Unread {
			told = append(told, u.VacancyID)
		}
		for _, item := range e.Items {
			if !slices.Contains(told, item.VacancyID) {
				t.Fatalf("rank %d is neither said nor left out", item.Rank)
			}
		}
	})
}

// speakable holds what must be true of any script.
func speakable(t *rapid.T, script loudspeaker.Script) {
	text := script.Text()
	for _, r := range text {
		if unicode.IsNumber(r) || unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) && (r < 'A' || r > 'Z') {
			t.Fatalf("%q is no spoken word: %s", r, text)
		}
	}
	for _, stumble := range []string{"，，", "，。", "。，", "。。", "  "} {
		if strings.Contains(text, stumble) {
			t.Fatalf("%s in %s", stumble, text)
		}
	}
	_, said, marked := strings.Cut(text, "，请勿播出】\n")
	if !marked {
		said = text
	}
	if !strings.HasPrefix(said, "乡亲们") || !strings.Contains(text, "求职免费，不收押金") {
		t.Fatalf("no opening or closing: %s", text)
	}
}

func TestScriptIsSpeakable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		script, err := loudspeaker.Compose(editions(t), loudspeaker.Options{Minutes: 10})
		if err != nil {
			t.Fatal(err)
		}
		speakable(t, script)
		for _, doubled := range []string{"元元", "每月每", "工资工资"} {
			if strings.Contains(script.Text(), doubled) {
				t.Fatalf("%s in %s", doubled, script.Text())
			}
		}
	})
}

// TestAnyTexts puts anything into every text that a person fills in.
func TestAnyTexts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		anything := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom([]rune("一二元块村镇0189ABx-()（，。:+/年月")), 0, 12, -1))
		e := edition(line(1, func(i *models.EditionItem) {
			i.Employer, i.Place, i.Vacancy.Title = anything.Draw(t, "employer"), anything.Draw(t, "place"), anything.Draw(t, "title")
			i.Vacancy.Contact.Name = anything.Draw(t, "contact")
		}))
		e.VillageName, e.Office.Name, e.Approver = anything.Draw(t, "village"), anything.Draw(t, "office"), anything.Draw(t, "approver")
		script, err := loudspeaker.Compose(e, loudspeaker.Options{Minutes: 15})
		if err != nil {
			t.Fatal(err)
		}
		speakable(t, script)
	})
}
