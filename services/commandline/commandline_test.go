package commandline_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store/storetest"
	"konggang/services/commandline"
	"konggang/services/divisions"
	"konggang/services/enterprises"
	"konggang/services/importing"
	"konggang/services/screening"
	"konggang/services/seekers"
	"konggang/services/vacancies"
)

func TestSpeak(t *testing.T) {
	for _, c := range []struct {
		name, in, out, errs string
		all                 bool
	}{
		{"nothing", "", "", "", true},
		{"one line without an end", "22元/小时", "每小时二十二元\n", "", true},
		{"empty lines stay", "\n面议\n\n", "\n工资面议\n\n", "", true},
		{"what cannot be read leaves its line empty", "8小时\nMcDonald\n2人", "八小时\n\n两人\n", "2: ", false},
		{"a long line", strings.Repeat("管饭，", 50_000), strings.Repeat("管饭，", 50_000) + "\n", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			all, err := commandline.Speak(strings.NewReader(c.in), &out, &errs)
			if err != nil || all != c.all || out.String() != c.out || !strings.HasPrefix(errs.String(), c.errs) || c.errs == "" && errs.Len() > 0 {
				t.Errorf("%v %v %.200q %q", all, err, out.String(), errs.String())
			}
		})
	}
}

func TestBar(t *testing.T) {
	var out bytes.Buffer
	hear := commandline.Bar(&out, "空岗.xlsx")
	for i := range 1000 {
		hear(i+1, 1000)
	}
	drawn := strings.Split(out.String(), "\r")
	if len(drawn) != 102 || !strings.HasSuffix(drawn[101], "[##############################] 100%\n") || !strings.Contains(drawn[51], "[###############               ]  50%") {
		t.Errorf("%d times, %q %q", len(drawn), drawn[51], drawn[len(drawn)-1])
	}
}

func TestImportOfEveryKind(t *testing.T) {
	s := storetest.SQLite(t)
	calendar := models.Calendar{Now: func() time.Time { return storetest.Start }, Zone: time.UTC}
	m := commandline.Importer{Divisions: divisions.Service{Store: s}, Enterprises: enterprises.Service{Store: s},
		Vacancies: vacancies.Service{Store: s, Calendar: calendar, Screen: (*screening.MinimumWages)(nil).Gate(calendar)}, Seekers: seekers.Service{Store: s, Calendar: calendar},
		Sheltered: s, Calendar: calendar, Home: "410184000000"}
	for _, c := range []struct {
		kind, file string
		created    int
	}{
		{"divisions", "code,name\n410184000000,新郑市\n410184107000,孟庄镇\n410184107208,口张村委会\n", 3},
		{"enterprises", "企业名称,区划代码\n宏发食品有限公司,410184107\n", 1},
		{"vacancies", "企业名称,岗位名称\n宏发食品有限公司,包装工\n", 1},
		{"seekers", "姓名,电话,所在村,同意岗位匹配\n张三,15400000001,口张村,是\n", 1},
	} {
		done := 0
		report, err := m.Import(t.Context(), "a.csv", strings.NewReader(c.file), commandline.ImportOptions{Kind: c.kind, Then: vacancies.ThenOpen, Progress: func(n, _ int) { done = n }})
		if err != nil || report.Created != c.created || report.Rejected != 0 || done != c.created {
			t.Errorf("%s: %+v, %v, heard of %d", c.kind, report, err, done)
		}
	}
	_, err := m.Import(t.Context(), "a.csv", strings.NewReader("a"), commandline.ImportOptions{Kind: "dogs"})
	if models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("unknown kind: %v", err)
	}
	if _, err := m.ImportFile(t.Context(), "no-such-file.csv", commandline.ImportOptions{Kind: "divisions"}); err == nil {
		t.Error("a file that is not there passes")
	}
}

func TestSummaryAndJSON(t *testing.T) {
	report := importing.Report{Rows: 5, Created: 1, Updated: 2, Unchanged: 1, Rejected: 1}
	if got := commandline.Summary("a.csv", report); got != "a.csv：共 5 行，新增 1，更新 2，未变 1，退回 1" {
		t.Error(got)
	}
	var out bytes.Buffer
	if err := commandline.WriteJSON(&out, map[string]string{"工资": "<5000"}); err != nil || out.String() != "{\n  \"工资\": \"<5000\"\n}\n" {
		t.Errorf("%q, %v", out.String(), err)
	}
}
