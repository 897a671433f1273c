package intake_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/intake"
)

func TestEnterprises(t *testing.T) {
	sheet, err := intake.Enterprises("企业.csv", strings.NewReader(`单位名称,信用代码,性质,行业,区划代码,地址,纬度,经度,联系人,电话
某厂,91350100M000100Y43,民营企业,制造业,410184107,薛店镇,34.5,113.8,王某,0371-62345678
,,,,,,,,,
别厂,91350100M000100Y4Z,,,,,34.5,,,
,,个体,,,,,,,
`))
	if err != nil {
		t.Fatal(err)
	}
	unreadable := func(field, column, text string) models.Finding {
		return models.Finding{Rule: intake.RuleUnreadable, Severity: models.SeverityBlock, Field: field, Column: column, Excerpt: text, Code: models.CodeUnreadable}
	}
	want := []intake.EnterpriseRow{
		{Row: 2, Enterprise: models.Enterprise{Name: "某厂", CreditCode: "91350100M000100Y43", Kind: models.KindCompany, Industry: "C", Division: "410184107000", Address: "薛店镇",
			Point: &models.Point{Lat: 34.5, Lon: 113.8, Datum: models.GCJ02}, Contact: models.Contact{Name: "王某", Phone: "0371-62345678"}}},
		{Row: 4, Enterprise: models.Enterprise{Name: "别厂"},
			Findings: []models.Finding{unreadable("credit_code", "信用代码", "91350100M000100Y4Z"), unreadable("point", "纬度", "34.5,")}},
		{Row: 5, Enterprise: models.Enterprise{Kind: models.KindIndividual}, Errors: []models.FieldError{{Field: "单位名称", Code: models.CodeRequired}}},
	}
	if diff := cmp.Diff(want, sheet.Rows); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestDivisions(t *testing.T) {
	sheet, err := intake.Divisions("区划.csv", strings.NewReader(`code,name,old_code,lat,lon,datum,precision
410184,新郑市,,34.395949,113.740662,,
410184107208,口张村委会,,,,,
410184107001,某社区居委会,,34.58,113.81,wgs84,approximate
41018410,某镇,,,,,
410184107,,,,,,
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []intake.DivisionRow{
		{Row: 2, Division: models.Division{Code: "410184000000", Name: "新郑市", Point: &models.Point{Lat: 34.395949, Lon: 113.740662, Datum: models.GCJ02}, Precision: models.PrecisionOwn}},
		{Row: 3, Division: models.Division{Code: "410184107208", Name: "口张村委会", Precision: models.PrecisionTown}},
		{Row: 4, Division: models.Division{Code: "410184107001", Name: "某社区居委会", Point: &models.Point{Lat: 34.58, Lon: 113.81, Datum: models.WGS84}, Precision: models.PrecisionApproximate}},
		{Row: 5, Division: models.Division{Name: "某镇", Precision: models.PrecisionTown}, Errors: []models.FieldError{{Field: "code", Code: models.CodeInvalidDivision}}},
		{Row: 6, Division: models.Division{Code: "410184107000", Precision: models.PrecisionTown}, Errors: []models.FieldError{{Field: "name", Code: models.CodeRequired}}},
	}
	if diff := cmp.Diff(want, sheet.Rows); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{"old_code"}, sheet.UnknownColumns); diff != "" {
		t.Error(diff)
	}
}

func TestColumnIsTheHeaderAsWritten(t *testing.T) {
	sheet, err := intake.Enterprises("企业.csv", strings.NewReader("单位名称,电话\n某厂,0371-62345678\n"))
	if err != nil {
		t.Fatal(err)
	}
	for field, want := range map[string]string{"name": "单位名称", "contact.phone": "电话", "division": "区划代码", "status": "status"} {
		if got := sheet.Column(field); got != want {
			t.Errorf("%s: got %s, want %s", field, got, want)
		}
	}
	if got := (intake.Sheet[intake.EnterpriseRow]{}).Column("name"); got != "name" {
		t.Errorf("a sheet that was not read calls it %s", got)
	}
}
