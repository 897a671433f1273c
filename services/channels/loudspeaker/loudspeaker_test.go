package loudspeaker_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/channels/loudspeaker"
)

var update = flag.Bool("update", false, "write the golden files")

func fen(yuan float64) *models.Fen {
	f := models.Fen(yuan*100 + 0.5)
	return &f
}

func monthly(low, high float64) models.Wage {
	return models.Wage{Min: fen(low), Max: fen(high), Unit: models.PerMonth}
}

// line is a good vacancy; changes make it another.
func line(rank int, changes ...func(*models.EditionItem)) models.EditionItem {
	item := models.EditionItem{
		Rank: rank, VacancyID: "v" + string(rune('a'+rank)), Employer: "新郑市麦垄晴食品有限公司", EmployerKind: models.KindCompany,
		Place: "薛店镇食品工业园莲花路16号", DistanceKM: 6.2, Precision: models.PrecisionOwn,
		Vacancy: models.Vacancy{
			Title: "食品厂普工", Headcount: 62, Wage: monthly(4500, 6000), Education: models.EducationAny,
			Benefits: []models.Benefit{models.BenefitMeals, models.BenefitLodging},
			Contact:  models.Contact{Name: "孙经理", Phone: "15410760798"},
		},
	}
	for _, change := range changes {
		change(&item)
	}
	return item
}

func edition(items ...models.EditionItem) models.Edition {
	return models.Edition{
		Village: "410184107208", VillageName: "口张村", TownName: "孟庄镇", Year: 2027, Number: 12, Total: 31, Date: "2027-11-23",
		Status: models.EditionPublished, Approver: "王建国", Items: items,
		Office: models.Office{Name: "孟庄镇就业服务站", Phone: "0371-62300000"},
	}
}

// mixed has what strangers write: hourly, daily, piece and yearly pay, rebates, landlines, remarks and Latin.
func mixed() models.Edition {
	return edition(
		line(1, func(i *models.EditionItem) {
			i.Employer, i.Place = "郑州穹芯寰电子制造有限公司", "孟庄镇东行临空大道88号(航空港区方向)"
			v := &i.Vacancy
			v.Title, v.Headcount, v.Filled = "小时工(日结)", 1400, 200
			v.Wage = models.Wage{Min: fen(26.5), Max: fen(26.5), Unit: models.PerHour, Note: "在职满60天另有返费1200元"}
			v.AgeMin, v.AgeMax, v.Contact.Name = 18, 48, "招聘中心"
		}),
		line(2, func(i *models.EditionItem) {
			i.Employer, i.Place = "新郑市三元食品有限公司", "107国道东侧工业园"
			i.DistanceKM, i.Precision = 2.3, models.PrecisionApproximate
			v := &i.Vacancy
			v.Title, v.Headcount, v.Education = "CNC师傅", 2, models.EducationJunior
			v.Wage = models.Wage{Min: fen(8000), Unit: models.PerMonth}
			v.Benefits, v.Contact = nil, models.Contact{Phone: "0371-62345678-8"}
		}),
		line(3, func(i *models.EditionItem) { i.Employer = "McDonald's餐厅" }),
		line(4, func(i *models.EditionItem) {
			i.DistanceKM, i.Precision = 0.3, models.PrecisionTown
			i.Vacancy.Wage = models.Wage{Negotiable: true}
			i.Vacancy.Title, i.Vacancy.AgeMax = "QC质检员", 50
		}),
		line(5, func(i *models.EditionItem) { i.Vacancy.Source.Name = "新郑市公共就业服务网" }),
	)
}

func drafted() models.Edition {
	e := edition(line(1))
	e.Status, e.Approver = models.EditionDraft, ""
	return e
}

func TestGolden(t *testing.T) {
	for name, e := range map[string]models.Edition{"mixed": mixed(), "draft": drafted(), "empty": edition()} {
		golden(t, name+".txt", compose(t, e).Text())
	}
	closed := composeWith(t, withGone(), loudspeaker.Options{Closed: map[string]models.VacancyStatus{line(2).VacancyID: models.VacancyExpired}})
	form, err := json.MarshalIndent(closed, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	ssml, err := closed.SSML()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "closed.txt", closed.Text())
	golden(t, "closed.json", string(form)+"\n")
	golden(t, "closed.ssml", ssml)
}

// golden holds what was made against a file, or writes it there.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s -want +got\n%s", name, diff)
	}
}

func compose(t *testing.T, e models.Edition) loudspeaker.Script {
	t.Helper()
	return composeWith(t, e, loudspeaker.Options{})
}

func composeWith(t *testing.T, e models.Edition, o loudspeaker.Options) loudspeaker.Script {
	t.Helper()
	script, err := loudspeaker.Compose(e, o)
	if err != nil {
		t.Fatal(err)
	}
	return script
}

func TestOnlyWhatIsInForceIsUnmarked(t *testing.T) {
	for status, want := range map[models.EditionStatus]struct{ mark, approver string }{
		models.EditionDraft: {"草稿", ""}, models.EditionPublished: {"", "王建国"}, models.EditionSuperseded: {"已作废", "王建国"},
	} {
		e := mixed()
		e.Status = status
		script := compose(t, e)
		if script.Mark != want.mark || script.Approver != want.approver {
			t.Errorf("%s: mark %q, approver %q", status, script.Mark, script.Approver)
		}
		if strings.Contains(script.Text(), "王建国") != (want.approver != "") {
			t.Errorf("%s: %s", status, script.Text())
		}
		if first, _, _ := strings.Cut(script.Text(), "\n"); strings.HasSuffix(first, "请勿播出】") != (want.mark != "") || !strings.Contains(first, want.mark) {
			t.Errorf("%s: %s", status, script.Text())
		}
	}
}

// TestWhatCannotBeReadIsNamed: what matters takes the vacancy with it, anything else is left out alone.
func TestWhatCannotBeReadIsNamed(t *testing.T) {
	for _, c := range []struct {
		name  string
		spoil func(*models.EditionItem)
		want  loudspeaker.Unread
		lost  bool
	}{
		{"a foreign employer", func(i *models.EditionItem) { i.Employer = "McDonald's餐厅" }, loudspeaker.Unread{Field: "employer", Excerpt: "McDonald's"}, true},
		{"a foreign title", func(i *models.EditionItem) { i.Vacancy.Title = "java工程师" }, loudspeaker.Unread{Field: "title", Excerpt: "java"}, true},
		{"a phone in the title", func(i *models.EditionItem) { i.Vacancy.Title = "普工138 0000 1111" }, loudspeaker.Unread{Field: "title", Excerpt: "138 0000 1111"}, true},
		{"a sum in the title", func(i *models.EditionItem) { i.Vacancy.Title = "7800元普工" }, loudspeaker.Unread{Field: "title", Excerpt: "七千八百元"}, true},
		{"a title of signs", func(i *models.EditionItem) { i.Vacancy.Title = "……" }, loudspeaker.Unread{Field: "title", Excerpt: "……"}, true},
		{"no phone", func(i *models.EditionItem) { i.Vacancy.Contact.Phone = "" }, loudspeaker.Unread{Field: "contact.phone"}, true},
		{"a foreign contact", func(i *models.EditionItem) { i.Vacancy.Contact.Name = "Tom" }, loudspeaker.Unread{Field: "contact.name", Excerpt: "Tom"}, false},
		{"a web address", func(i *models.EditionItem) { i.Place = "www.example.cn" }, loudspeaker.Unread{Field: "workplace.address", Excerpt: "www.example.cn"}, false},
		{"a source that is a web address", func(i *models.EditionItem) { i.Vacancy.Source.URL = "https://jobs.example/1" }, loudspeaker.Unread{Field: "source.name", Excerpt: "jobs.example"}, false},
		{"a long source", func(i *models.EditionItem) {
			i.Vacancy.Source.Name = "郑州航空港经济综合实验区人力资源服务网"
		}, loudspeaker.Unread{Field: "source.name", Excerpt: "郑州航空港经济综合实验区人力资源服务网"}, false},
	} {
		script := compose(t, edition(line(7, c.spoil)))
		c.want.Rank, c.want.VacancyID = 7, line(7).VacancyID
		if diff := cmp.Diff([]loudspeaker.Unread{c.want}, script.Unread); diff != "" {
			t.Errorf("%s -want +got\n%s", c.name, diff)
		}
		if lost := len(script.Items) == 0; lost != c.lost {
			t.Errorf("%s: lost %v", c.name, lost)
		}
	}
}

func TestHeaderThatCannotBeReadIsNamed(t *testing.T) {
	e := edition(line(1))
	e.Approver = "Smith"
	want := []loudspeaker.Unread{{Field: "approver", Excerpt: "Smith"}}
	if diff := cmp.Diff(want, compose(t, e).Unread); diff != "" {
		t.Error(diff)
	}
}

// TestSentences holds single turns of phrase, each as a change of the good vacancy.
func TestSentences(t *testing.T) {
	for want, change := range map[string]func(*models.EditionItem){
		"招聘食品厂普工。":         func(i *models.EditionItem) { i.Vacancy.Headcount = 0 },
		"招聘两名食品厂普工。":       func(i *models.EditionItem) { i.Vacancy.Headcount, i.Vacancy.Filled = 10, 8 },
		"普工，要求三十周岁。":       func(i *models.EditionItem) { i.Vacancy.AgeMin, i.Vacancy.AgeMax = 30, 30 },
		"要求十八周岁以上、大专以上学历。": func(i *models.EditionItem) { i.Vacancy.AgeMin, i.Vacancy.Education = 18, models.EducationCollege },
		"要求十八到四十五周岁。":      func(i *models.EditionItem) { i.Vacancy.AgeMin, i.Vacancy.AgeMax = 18, 45 },
		"公司招聘六十二名QC，急招。":   func(i *models.EditionItem) { i.Vacancy.Title = "QC——急招！" },
		"六十二名普工急招。":        func(i *models.EditionItem) { i.Vacancy.Title = "【普工】急招(日结)" },
		"岗位，富士康郑州科技工业园招聘":  func(i *models.EditionItem) { i.Employer = "富士康（郑州）科技工业园" },
		"工资面议，管饭":          func(i *models.EditionItem) { i.Vacancy.Wage = models.Wage{Negotiable: true, Note: "返费1200元"} },
		"工资最高每月八千元，":       func(i *models.EditionItem) { i.Vacancy.Wage = models.Wage{Max: fen(8000), Unit: models.PerMonth} },
		"工资每件三毛五，": func(i *models.EditionItem) {
			i.Vacancy.Wage = models.Wage{Min: fen(.35), Max: fen(.35), Unit: models.PerPiece}
		},
		"工资每件两块五到三元，": func(i *models.EditionItem) {
			i.Vacancy.Wage = models.Wage{Min: fen(2.5), Max: fen(3), Unit: models.PerPiece}
		},
		"工资每天二百到二百二十元，": func(i *models.EditionItem) {
			i.Vacancy.Wage = models.Wage{Min: fen(200), Max: fen(220), Unit: models.PerDay}
		},
		"工资每小时二十元到二十六块五，": func(i *models.EditionItem) {
			i.Vacancy.Wage = models.Wage{Min: fen(20), Max: fen(26.5), Unit: models.PerHour}
		},
		"到六千元，这里头还算着别的钱，不是底薪，管饭": func(i *models.EditionItem) { i.Vacancy.Wage.Note = "含加班费，满60天返费3500元" },
		"到六千元，管饭":     func(i *models.EditionItem) { i.Vacancy.Wage.Note = "不含加班费" },
		"工资面议，管饭、":    func(i *models.EditionItem) { i.Vacancy.Wage = models.Wage{Negotiable: true, Note: "综合工资"} },
		"普工。管饭、有住宿，在": func(i *models.EditionItem) { i.Vacancy.Wage = models.Wage{} },
		"有住宿、有夫妻房、有班车，": func(i *models.EditionItem) {
			i.Vacancy.Benefits = []models.Benefit{"shuttle", "couple_room", "lodging", "night_allowance"}
		},
		"，在新镇路八十八号，离": func(i *models.EditionItem) { i.Place = "新镇路88号" },
		"，在龙湖镇，离":     func(i *models.EditionItem) { i.Place = "龙湖镇大学南路星河小区" },
		"，离咱村六点二公里。":  func(i *models.EditionItem) { i.Place = "" },
		"离咱村六点二公里，转自就业网。联系": func(i *models.EditionItem) {
			i.Vacancy.Source = models.Source{Name: "就业网(郑州)", URL: "https://jobs.example"}
		},
		"，在薛店镇，就在咱村。":           func(i *models.EditionItem) { i.DistanceKM = 0 },
		"，在薛店镇。联系孙经理，":          func(i *models.EditionItem) { i.DistanceKM = models.DistanceUnknown },
		"公里。电话幺五四，零零零零，幺二三四，再":  func(i *models.EditionItem) { i.Vacancy.Contact = models.Contact{Phone: "15400001234"} },
		"电话零幺零，八幺二三，四五六七，转八零幺，": func(i *models.EditionItem) { i.Vacancy.Contact.Phone = "010-81234567-801" },
	} {
		script := compose(t, edition(line(1, change)))
		if len(script.Items) != 1 || !strings.Contains(script.Items[0].Text, want) {
			t.Errorf("%s is not in %v", want, script.Items)
		}
	}
}

func TestTimeEndsTheList(t *testing.T) {
	long := func(i *models.EditionItem) { i.Employer = strings.Repeat("长", 400) }
	gone := func(i *models.EditionItem) { i.Vacancy.Filled = i.Vacancy.Headcount }
	for _, c := range []struct {
		name  string
		items []models.EditionItem
		o     loudspeaker.Options
		said  []int
	}{
		{"three minutes", []models.EditionItem{line(1), line(2), line(3), line(4), line(5), line(6)}, loudspeaker.Options{}, []int{1, 2, 3}},
		{"spoken faster", []models.EditionItem{line(1), line(2), line(3), line(4), line(5), line(6)}, loudspeaker.Options{CharactersPerMinute: 260}, []int{1, 2, 3, 4, 5}},
		{"at most two", []models.EditionItem{line(1), line(2), line(3)}, loudspeaker.Options{MaxVacancies: 2}, []int{1, 2}},
		{"one that takes all the time", []models.EditionItem{line(1, long), line(2)}, loudspeaker.Options{}, []int{2}},
		{"nobody is passed over", []models.EditionItem{line(1), line(2, long), line(3)}, loudspeaker.Options{}, []int{1}},
		{"a full one gives room", []models.EditionItem{line(1, gone), line(2)}, loudspeaker.Options{}, []int{2}},
	} {
		script, err := loudspeaker.Compose(edition(c.items...), c.o)
		if err != nil {
			t.Fatal(err)
		}
		var got []int
		for _, item := range script.Items {
			got = append(got, item.Rank)
		}
		if diff := cmp.Diff(c.said, got); diff != "" || len(script.Omitted) != len(c.items)-len(c.said) {
			t.Errorf("%s: omitted %v, -want +got\n%s", c.name, script.Omitted, diff)
		}
	}
}

func TestOptionsOutOfBounds(t *testing.T) {
	for _, c := range []struct {
		o    loudspeaker.Options
		want models.FieldError
	}{
		{loudspeaker.Options{CharactersPerMinute: 99}, models.FieldError{Field: "characters_per_minute", Code: models.CodeOutOfRange, Args: []any{100, 300}}},
		{loudspeaker.Options{Minutes: -1}, models.FieldError{Field: "minutes", Code: models.CodeOutOfRange, Args: []any{1, 15}}},
		{loudspeaker.Options{MaxVacancies: 41}, models.FieldError{Field: "max_vacancies", Code: models.CodeOutOfRange, Args: []any{1, 40}}},
		{loudspeaker.Options{Passes: 6}, models.FieldError{Field: "passes", Code: models.CodeOutOfRange, Args: []any{1, 5}}},
		{loudspeaker.Options{CharactersPerMinute: 100, Minutes: 1}, models.FieldError{Field: "minutes", Code: models.CodeBelowMinimum, Args: []any{2}}},
	} {
		_, err := loudspeaker.Compose(mixed(), c.o)
		want := &models.Error{Code: models.CodeInvalid, Fields: []models.FieldError{c.want}}
		if diff := cmp.Diff(error(want), err); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	}
}

// TestDefaultsAndForm: no options are the default ones, and the form for programs has lists, never null.
func TestDefaultsAndForm(t *testing.T) {
	plain := compose(t, edition())
	standard, err := loudspeaker.Compose(edition(), loudspeaker.DefaultOptions())
	if diff := cmp.Diff(standard, plain); diff != "" || err != nil {
		t.Errorf("%v %s", err, diff)
	}
	form, err := json.Marshal(plain)
	if err != nil || plain.Passes != 2 || !strings.Contains(string(form), `"items":[],`) || !strings.Contains(string(form), `"omitted":[],"unread":[]}`) {
		t.Errorf("%v %s", err, form)
	}
}
