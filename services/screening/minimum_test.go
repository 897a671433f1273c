package screening_test

import (
	"slices"
	"strings"
	"testing"

	"konggang/models"
	"konggang/services/screening"
)

// TestMinimumWage holds the table of minimums against places, days and kinds of pay.
func TestMinimumWage(t *testing.T) {
	const xinzheng, elsewhere, abroad = "410184000000", "411300000000", "440100000000"
	for _, c := range []struct {
		text  string
		place models.DivisionCode
		today models.Date
		want  models.Severity
	}{
		{"月薪2000元", xinzheng, "2025-06-01", models.SeverityBlock},
		{"月薪2100元", xinzheng, "2025-06-01", ""},
		{"月薪2000元", xinzheng, "2023-06-01", ""},
		{"月薪1900元", xinzheng, "2023-06-01", models.SeverityBlock},
		{"月薪1950元", xinzheng, "2020-06-01", ""},
		{"月薪2099元", xinzheng, "2026-11-26", models.SeverityReview},
		{"月薪2100元", xinzheng, "2026-11-26", ""},
		{"月薪1700元", elsewhere, "2025-06-01", models.SeverityReview},
		{"月薪1900元", elsewhere, "2025-06-01", models.SeverityReview},
		{"月薪2100元", elsewhere, "2025-06-01", ""},
		{"月薪500元", abroad, "2025-06-01", ""},
		{"月薪500元", xinzheng, "2010-06-01", ""},
		{"12元/小时", xinzheng, "2025-06-01", models.SeverityBlock},
		{"13元/小时", xinzheng, "2025-06-01", ""},
		{"兼职20元/小时", xinzheng, "2025-06-01", models.SeverityBlock},
		{"兼职21元/小时", xinzheng, "2025-06-01", ""},
		{"96元/天", xinzheng, "2025-06-01", models.SeverityBlock},
		{"97元/天", xinzheng, "2025-06-01", ""},
		{"年薪2.5万", xinzheng, "2025-06-01", models.SeverityBlock},
		{"年薪2.6万", xinzheng, "2025-06-01", ""},
		{"工资2-3千", xinzheng, "2025-06-01", models.SeverityBlock},
	} {
		context := here(t)
		context.Place, context.Today = c.place, c.today
		var got models.Severity
		for _, f := range screening.Text(c.text, context) {
			got = f.Severity
		}
		if got != c.want {
			t.Errorf("%s in %s on %s: %q, want %q", c.text, c.place, c.today, got, c.want)
		}
	}
}

// TestMinimumIsStatedWithItsUnit holds that a finding says by what time its minimum counts.
func TestMinimumIsStatedWithItsUnit(t *testing.T) {
	for text, want := range map[string]string{"月薪1500元": "2100 元/月", "全职12元/小时": "2100 元/月", "兼职20元/小时": "20.6 元/小时"} {
		found := screening.Text(text, here(t))
		if len(found) != 1 || !slices.Equal(found[0].Args, []string{want}) {
			t.Errorf("%s: %v, want %s", text, found, want)
		}
	}
}

// TestOfficeTable extends the table by an office's own lines.
func TestOfficeTable(t *testing.T) {
	extra := "division,tier,from,month,hour,source\n41,1,2026-01-01,2300,22,豫政〔2025〕0号\n4113,2,,,,南阳\n410184,1,2024-01-01,2150,21,更正\n"
	wages, err := screening.LoadMinimumWages(strings.NewReader(extra))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text  string
		place models.DivisionCode
		want  int
	}{
		{"月薪2120元", "410184000000", 1}, // the narrower division wins
		{"月薪2500元", "410184000000", 0},
		{"月薪1900元", "411300000000", 1}, // its tier is known now
		{"月薪2250元", "410100000000", 1}, // between the tiers
		{"月薪2300元", "410100000000", 0},
	} {
		context := screening.Context{Today: "2026-02-01", Place: c.place, Wages: wages}
		if got := screening.Text(c.text, context); len(got) != c.want {
			t.Errorf("%s in %s: %v", c.text, c.place, got)
		}
	}
}

func TestOfficeTableErrors(t *testing.T) {
	for _, c := range []struct{ extra, want string }{
		{"41,1,2026-01-01,2300,22,x\n4x,1,2026-01-01,2300,22,x", "line 2"},
		{"41,1,2026-13-01,2300,22,x", "line 1"},
		{"# 2026\n41,1,2026-01-01,-5,22,x", "line 2"},
		{"41,1,2026-01-01,2300,NaN,x", "line 1"},
		{"41,,2026-01-01,2300,22,x", "line 1"},
		{"41,1", "line 1"},
	} {
		if _, err := screening.LoadMinimumWages(strings.NewReader(c.extra)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v", c.extra, err)
		}
	}
}
