package enterprises_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/importing"
	"konggang/services/intake"
)

var byOffice = importing.By{Actor: office, Home: county}

func bring(t *testing.T, s *store.Store, by importing.By, csv string, approve bool, o importing.Options) importing.Report {
	t.Helper()
	sheet, err := intake.Enterprises("企业.csv", strings.NewReader(csv))
	if err != nil {
		t.Fatal(err)
	}
	report, err := service(s).Import(t.Context(), s, by, sheet, approve, o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// outcomes writes what became of each row, with the columns that are to blame.
func outcomes(r importing.Report) string {
	var out []string
	for _, row := range r.Results {
		text := string(row.Status)
		for _, e := range row.Errors {
			text += " " + e.Field + " " + string(e.Code)
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

func TestImport(t *testing.T) {
	const head = "单位名称,信用代码,区划代码,地址\n"
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		b.Enterprise("远方厂", func(e *models.Enterprise) { e.Division, e.CreditCode = far, "91410100MA0000001X" })
		for _, c := range []struct {
			name, rows string
			by         importing.By
			want       string
		}{
			{"first", "宏发食品厂,,,东街\n利民合作社,,410184102201,\n", byOffice, "created; created"},
			{"again", "宏发食品厂,,,东街\n利民合作社,,410184102201,\n", byOffice, "unchanged; unchanged"},
			{"a new address and a code", "宏发食品厂,91350100M000100Y43,,西街\n", byOffice, "updated"},
			{"by the code alone", "宏发食品有限公司,91350100M000100Y43,,西街\n", byOffice, "unchanged"},
			{"nothing said is nothing wiped", "宏发食品厂,,,\n", byOffice, "unchanged"},
			{"bad rows between", ",,,\n,,,北街\n新厂,,,\n异乡厂,,410184199,\n", byOffice, "rejected 单位名称 required; created; rejected 区划代码 unknown_division"},
			{"out of reach", "新开远方厂,,410185102201,\n远方厂,91410100MA0000001X,,\n", byOffice, "rejected 区划代码 forbidden; rejected 单位名称 foreign_enterprise"},
			{"from the machine itself", "新开远方厂,,410185102201,\n远方厂,91410100MA0000001X,,\n", importing.CommandLine(""), "created; unchanged"},
			{"from the machine, of no division", "某店,,,\n", importing.CommandLine(""), "rejected 区划代码 required"},
		} {
			if got := outcomes(bring(t, s, c.by, head+c.rows, false, importing.Options{})); got != c.want {
				t.Errorf("%s: got %s, want %s", c.name, got, c.want)
			}
		}
		kept, err := s.EnterpriseByCreditCode(t.Context(), code)
		if err != nil || kept.Name != "宏发食品厂" || kept.Address != "西街" || kept.Kind != models.KindCompany || kept.Status != models.EnterprisePending {
			t.Errorf("%+v, %v", kept, err)
		}
	})
}

func TestImportApproves(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		for _, status := range []models.EnterpriseStatus{models.EnterprisePending, models.EnterpriseSuspended, models.EnterpriseRejected} {
			b.Enterprise("某厂"+string(status), func(e *models.Enterprise) { e.Status = status })
		}
		const rows = "name,division\n新厂,410184102201\n某厂pending,410184102201\n某厂suspended,410184102201\n某厂rejected,410184102201\n"
		got := outcomes(bring(t, s, byOffice, rows, true, importing.Options{}))
		if diff := cmp.Diff("created; updated; unchanged; unchanged", got); diff != "" {
			t.Error(diff)
		}
		for name, want := range map[string]models.EnterpriseStatus{
			"新厂": models.EnterpriseApproved, "某厂pending": models.EnterpriseApproved, "某厂suspended": models.EnterpriseSuspended, "某厂rejected": models.EnterpriseRejected,
		} {
			if e, err := s.EnterpriseByName(t.Context(), name, county); err != nil || e.Status != want {
				t.Errorf("%s stands at %s, want %s (%v)", name, e.Status, want, err)
			}
		}
	})
}

func TestImportDryRunAndUnknownColumns(t *testing.T) {
	s := storetest.SQLite(t)
	storetest.Build(t, s).Village(county, "新郑市")
	r := bring(t, s, byOffice, "名称,老板,信用代码\n某厂,王五,91350100M000100Y4Z\n", false, importing.Options{DryRun: true})
	if outcomes(r) != "created" || cmp.Diff([]string{"老板"}, r.UnknownColumns) != "" || len(r.Results[0].Findings) != 1 || r.Results[0].Findings[0].Column != "信用代码" {
		t.Errorf("%+v", r)
	}
	if _, err := s.EnterpriseByName(t.Context(), "某厂", ""); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("it is kept: %v", err)
	}
}
