package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNormalHeader(t *testing.T) {
	for in, want := range map[string]string{
		"工资(元/月)": "工资", "＊工资（必填）": "工资", "工 资*": "工资", "必填 工资:": "工资", "Wage Min": "wagemin", "contact.name": "contactname", "【必填】工资": "工资",
	} {
		if got := normalHeader(in); got != want {
			t.Errorf("normalHeader(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestHeadersNameOneField holds that no header of a kind of sheet is claimed by two of its fields.
func TestHeadersNameOneField(t *testing.T) {
	for name, k := range map[string]kind{"vacancies": vacancyKind, "seekers": seekerKind, "enterprises": enterpriseKind, "divisions": divisionKind} {
		claimed := map[string]string{}
		for _, c := range k.columns {
			for _, h := range append([]string{c.field, c.header}, c.synonyms...) {
				n := normalHeader(h)
				if other, taken := claimed[n]; taken && other != c.field {
					t.Errorf("%s: %q names %s and %s", name, h, other, c.field)
				}
				claimed[n] = c.field
			}
		}
		for _, n := range k.needs {
			if k.headerOf(n.field) == "" {
				t.Errorf("%s: needs the unknown column %s", name, n.field)
			}
		}
	}
}

// TestTablesNameColumns holds that the tables beside the columns name columns.
func TestTablesNameColumns(t *testing.T) {
	for field := range writers {
		if vacancyKind.headerOf(field) == "" {
			t.Errorf("a writer for %s, which is no column", field)
		}
		if _, ok := templateHints[field]; !ok {
			t.Errorf("no hint for %s", field)
		}
	}
	for field := range templateHints {
		if vacancyKind.headerOf(field) == "" {
			t.Errorf("a hint for %s, which is no column", field)
		}
	}
}

func TestSecondColumnOfAFieldIsUnknown(t *testing.T) {
	l, err := vacancyKind.recognise([]string{"公司", "岗位", "电话", "手机", "", "备注"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"手机", "备注"}, l.unknown); diff != "" {
		t.Error(diff)
	}
	if l.at["contact.phone"] != 2 {
		t.Errorf("phone in column %d", l.at["contact.phone"])
	}
}

// TestHeadersOfTheContract are the headers that the contract lists.
func TestHeadersOfTheContract(t *testing.T) {
	for field, headers := range map[string][]string{
		"employer": {"企业名称", "单位名称"}, "credit_code": {"统一社会信用代码"}, "title": {"岗位", "岗位名称", "职位"}, "headcount": {"人数", "招聘人数", "需求人数"},
		"wage": {"工资", "薪资", "月薪", "待遇"}, "education": {"学历", "学历要求"}, "age": {"年龄", "年龄要求"}, "requirements": {"要求", "任职要求"}, "duties": {"工作内容", "岗位职责"},
		"benefits": {"福利", "福利待遇"}, "shift": {"班次", "工作时间"}, "workplace.address": {"工作地点", "地址"}, "contact.name": {"联系人"}, "contact.phone": {"联系电话", "电话"},
		"valid_until": {"有效期", "有效期至", "截止日期"}, "external_id": {"编号", "external_id"},
	} {
		for _, h := range headers {
			l, err := kind{columns: vacancyKind.columns}.recognise([]string{h})
			if _, ok := l.at[field]; !ok || err != nil {
				t.Errorf("%s is not recognised as %s", h, field)
			}
		}
	}
	for field, headers := range map[string][]string{
		"name": {"姓名"}, "phone": {"电话"}, "village": {"村", "所在村"}, "birth_year": {"出生年份", "年龄"}, "education": {"学历"}, "wanted": {"意向岗位", "求职意向"},
		"skills": {"技能"}, "wage_min": {"期望工资"}, "max_distance_km": {"可接受距离"}, "needs": {"需要"},
	} {
		for _, h := range headers {
			l, err := kind{columns: seekerKind.columns}.recognise([]string{h})
			if _, ok := l.at[field]; !ok || err != nil {
				t.Errorf("%s is not recognised as %s", h, field)
			}
		}
	}
}
