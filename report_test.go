package main

import (
	"encoding/json"
	"strings"
	"testing"

	"konggang/services/simulation"
)

func TestReportWords(t *testing.T) {
	d := newDesk(t)
	for _, c := range []struct {
		args []string
		code int
		err  string
	}{
		{[]string{"report"}, exitUsage, "report matching"},
		{[]string{"report", "weather"}, exitUsage, "report matching"},
		{[]string{"report", "matching", "-seeds", "0"}, exitUsage, "-seeds"},
		{[]string{"report", "matching", "-made", "-division", "410184"}, exitUsage, "-made has no division"},
		{[]string{"report", "matching", "-division", "xyz"}, exitFailed, "区划"},
		{[]string{"report", "matching", "-division", "999999"}, exitFailed, "没有这个区划代码"},
		{[]string{"report", "matching"}, exitFailed, "no vacancy is open"},
	} {
		if got := d.command(t, "", c.args...); got.code != c.code || !strings.Contains(got.err, c.err) {
			t.Errorf("%v: %d %q %q, want %d with %q", c.args, got.code, got.out, got.err, c.code, c.err)
		}
	}
}

// TestReportOnADatabase tries the villages of the bundled county with one seeker and two vacancies, one of which nobody can take.
func TestReportOnADatabase(t *testing.T) {
	d := newDesk(t)
	d.reported(t, "vacancies", "企业名称,岗位名称,招聘人数,工资,学历要求,工作内容,工作地点,联系电话,有效期至\n"+
		"宏发食品有限公司,包装工,20,4500-6500元/月,不限,装箱,孟庄镇,15400001111,2099-12-31\n"+
		"宏发食品有限公司,会计,1,4500-6500元/月,本科,记账,孟庄镇,15400001111,2099-12-31\n", "-then", "open")
	d.reported(t, "seekers", "姓名,手机号,村,出生年份,学历,求职意向,期望工资,同意岗位匹配\n张三,15400002222,410184107208,1985,初中,包装工,4000,是\n")
	got := d.command(t, "", "report", "matching", "-division", "410184107", "-seeds", "2")
	for _, part := range []string{"孟庄镇 410184107000, 2 seeds: 23 villages, 1 ± 0 seekers, 2 ± 0 vacancies with 21 ± 0 places", "load aware", "on no list: 1 of 2", "nobody_fits", "会计 宏发食品有限公司"} {
		if got.code != exitDone || !strings.Contains(got.out, part) {
			t.Errorf("no %q in %d\n%s%s", part, got.code, got.out, got.err)
		}
	}
	var document simulation.Document
	got = d.command(t, "", "report", "matching", "-json")
	if err := json.Unmarshal([]byte(got.out), &document); err != nil || len(document.Trials) != 5 || len(document.Unlisted) != 1 {
		t.Errorf("%v in %s %s", err, got.out, got.err)
	}
}

// reported imports a table and fails when a row is refused.
func (d desk) reported(t *testing.T, kind, table string, words ...string) {
	t.Helper()
	args := append([]string{"import", "-kind", kind}, words...)
	if got := d.command(t, "", append(args, d.file(t, kind+".csv", table))...); got.code != exitDone || !strings.Contains(got.out, "退回 0") {
		t.Fatalf("%+v", got)
	}
}
