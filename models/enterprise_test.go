package models_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
)

const enterpriseMachine = `
            approve   reject    suspend
pending     approved  rejected  -
approved    -         -         suspended
suspended   approved  -         -
rejected    approved  -         -
`

func TestEnterpriseMachine(t *testing.T) {
	want := machine(enterpriseMachine)
	if len(want) != len(models.EnterpriseStatuses) {
		t.Fatal("the table has not every status")
	}
	for _, status := range models.EnterpriseStatuses {
		for action, next := range want[string(status.Code)] {
			enterprise := models.Enterprise{Status: status.Code, StatusReason: "before"}
			err := enterprise.Decide(models.EnterpriseAction(action), "after")
			switch {
			case next != "-" && (err != nil || string(enterprise.Status) != next || enterprise.StatusReason != "after"):
				t.Errorf("%s %s: %s (%s), %v; want %s", status.Code, action, enterprise.Status, enterprise.StatusReason, err, next)
			case next == "-":
				if diff := cmp.Diff(models.Enterprise{Status: status.Code, StatusReason: "before"}, enterprise); diff != "" {
					t.Errorf("%s refused %s but changed\n%s", status.Code, action, diff)
				}
				checkIllegal(t, err, status.Zh, models.EnterpriseAction(action).Zh())
			}
		}
	}
	enterprise := models.Enterprise{Status: models.EnterprisePending}
	checkIllegal(t, enterprise.Decide("close", ""), "待审核", "")
}

func goodEnterprise() models.Enterprise {
	return models.Enterprise{
		Name: "新郑市晨光食品有限公司", CreditCode: "91350100M000100Y43", Kind: models.KindCompany, Industry: "C",
		Division: "410184106000", Address: "薛店镇世纪大道1号", Point: &models.Point{Lat: 34.497578, Lon: 113.798718, Datum: models.GCJ02},
		Contact: models.Contact{Name: "王主管", Phone: "0371-62345678"}, Status: models.EnterprisePending,
	}
}

func TestEnterpriseValidate(t *testing.T) {
	type e = models.Enterprise
	checkRules(t, goodEnterprise, models.Enterprise.Validate, []ruleCase[e]{
		{"only what must be", func(x *e) { *x = e{Name: "晨光食品", Division: "410184000000"} }, ""},
		{"nothing", func(x *e) { *x = e{} }, "name required\ndivision required"},
		{"no name", func(x *e) { x.Name = "" }, "name required"},
		{"long name", func(x *e) { x.Name = strings.Repeat("厂", 101) }, "name too_long"},
		{"unclean name", func(x *e) { x.Name = " 晨光" }, "name invalid_text"},
		{"wrong check character", func(x *e) { x.CreditCode = "91350100M000100Y4Z" }, "credit_code invalid_credit_code"},
		{"credit code in small letters", func(x *e) { x.CreditCode = "91350100m000100y43" }, "credit_code invalid_credit_code"},
		{"unknown kind", func(x *e) { x.Kind = "bank" }, "kind unknown_value"},
		{"first industry", func(x *e) { x.Industry = "A" }, ""},
		{"last industry", func(x *e) { x.Industry = "T" }, ""},
		{"no such industry", func(x *e) { x.Industry = "U" }, "industry unknown_value"},
		{"small letter", func(x *e) { x.Industry = "c" }, "industry unknown_value"},
		{"industry class", func(x *e) { x.Industry = "C13" }, "industry unknown_value"},
		{"no division", func(x *e) { x.Division = "" }, "division required"},
		{"division of six digits", func(x *e) { x.Division = "410184" }, "division invalid_division"},
		{"nonsense for a division", func(x *e) { x.Division = "abcdefghijkl" }, "division invalid_division"},
		{"long address", func(x *e) { x.Address = strings.Repeat("路", 201) }, "address too_long"},
		{"point elsewhere", func(x *e) { x.Point.Lat = -34 }, "point invalid_point"},
		{"point without datum", func(x *e) { x.Point.Datum = "" }, "point.datum unknown_value"},
		{"long contact", func(x *e) { x.Contact.Name = strings.Repeat("王", 51) }, "contact.name too_long"},
		{"wrong phone", func(x *e) { x.Contact.Phone = "12345" }, "contact.phone invalid_phone"},
		{"phone in another form", func(x *e) { x.Contact.Phone = "138-0000-1111" }, "contact.phone invalid_phone"},
	})
}
