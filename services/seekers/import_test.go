package seekers_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/importing"
	"konggang/services/intake"
)

const head = "姓名,手机号,村,求职意向,期望工资,授权范围\n"

var byOffice, byVillage = importing.By{Actor: office, Home: county}, importing.By{Actor: operator, Home: storetest.Village}

func sheetOf(t *testing.T, rows string) intake.Sheet[intake.SeekerRow] {
	t.Helper()
	sheet, err := intake.Seekers("求职.csv", strings.NewReader(head+rows), storetest.Today)
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

func bring(t *testing.T, s *store.Store, by importing.By, rows string, o importing.Options) importing.Report {
	t.Helper()
	report, err := service(s).Import(t.Context(), by, sheetOf(t, rows), o)
	if err != nil {
		t.Fatal(err)
	}
	if report.Created+report.Updated+report.Unchanged+report.Rejected != report.Rows || len(report.Results) != report.Rows {
		t.Errorf("the counts do not add up: %+v", report)
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
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		b.Seeker("外乡人", func(k *models.Seeker) { k.Phone, k.Village = "15400000077", far })
		b.Seeker("邻村人", func(k *models.Seeker) { k.Phone, k.Village = "15400000078", neighbour })
		for _, c := range []struct {
			name string
			by   importing.By
			rows string
			want string
		}{
			{"first", byOffice, "张三,15400000011,410184102201,保洁员,4000,岗位匹配\n李四,15400000012,东村,电工,,岗位匹配、电话联系\n王五,15400000013,口张村村委会,,,岗位匹配\n", "created; created; created"},
			{"again", byOffice, "张三,15400000011,410184102201,保洁员,4000,岗位匹配\n李四,15400000012,东村,电工,,岗位匹配、电话联系\n王五,15400000013,口张村村委会,,,岗位匹配\n", "unchanged; unchanged; unchanged"},
			{"a changed wish", byVillage, "张三,15400000011,口张村,电工,4000,岗位匹配\n", "updated"},
			{"nothing said is nothing wiped", byVillage, "张三,15400000011,口张村,,,\n", "unchanged"},
			{"twice in one file", byVillage, "赵六,15400000014,口张村,,,岗位匹配\n赵六,15400000014,口张村,,,岗位匹配\n赵六,15400000014,口张村,,3000,岗位匹配\n", "created; unchanged; rejected 手机号 repeated_row"},
			{"bad rows between", byOffice, ",15400000015,东村,,,岗位匹配\n钱七,123,东村,,,岗位匹配\n孙八,15400000016,,,,岗位匹配\n周九,15400000017,东村,,,岗位匹配\n吴十,15400000018,东村,,,\n",
				"rejected 姓名 required; rejected 手机号 invalid_phone; rejected 村 required; created; rejected 授权范围 consent_required"},
			{"villages", byOffice, "甲,15400000021,西村,,,岗位匹配\n乙,15400000022,410184102299,,,岗位匹配\n丙,15400000023,410184102,,,岗位匹配\n丁,15400000024,远村,,,岗位匹配\n戊,15400000025,410185102201,,,岗位匹配\n",
				"rejected 村 unknown_division; rejected 村 unknown_division; rejected 村 not_village; rejected 村 unknown_division; rejected 村 forbidden"},
			{"of a neighbour's village", byVillage, "己,15400000026,410184102202,,,岗位匹配\n庚,15400000027,东村,,,岗位匹配\n", "rejected 村 forbidden; rejected 村 unknown_division"},
			{"somebody who is another's, and somebody whom another county knows", byVillage, "邻村人,15400000078,口张村,,,岗位匹配\n外乡人,15400000077,口张村,,,岗位匹配\n", "rejected 姓名 duplicate; created"},
			{"somebody who moved within the county", byOffice, "邻村人,15400000078,口张村,,,岗位匹配\n", "updated"},
			{"from the machine itself", importing.CommandLine(""), "辛,15400000028,410185102201,,,岗位匹配\n壬,15400000029,东村,,,岗位匹配\n", "created; rejected 村 unknown_division"},
		} {
			if diff := cmp.Diff(c.want, outcomes(bring(t, s, c.by, c.rows, importing.Options{}))); diff != "" {
				t.Errorf("%s (-want +got)\n%s", c.name, diff)
			}
		}
	})
}

func TestVillagesThatShareAName(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		b.Village("410184103201", "口张村村委会")
		b.Village("410184104201", "口张村")
		rows := "张三,15400000011,口张村,,,岗位匹配\n李四,15400000012,410184104201,,,岗位匹配\n王五,15400000013,东村村委会,,,岗位匹配\n"
		if diff := cmp.Diff("rejected 村 ambiguous; created; created", outcomes(bring(t, s, byOffice, rows, importing.Options{}))); diff != "" {
			t.Error(diff)
		}
		// Within the village's own bounds the name is plain.
		if diff := cmp.Diff("created", outcomes(bring(t, s, byVillage, "张三,15400000011,口张村,,,岗位匹配\n", importing.Options{}))); diff != "" {
			t.Error(diff)
		}
	})
}

// Consent is the person's own word: a sheet brings it with a new person and never changes a known one's.
func TestSheetNeverWidensConsent(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, _ *storetest.Builder) {
		scopes := func() (out []models.ConsentScope) {
			for _, c := range known(t, s, "张三", "15400000011").Consents {
				out = append(out, c.Scope)
			}
			return out
		}
		for _, rows := range []string{
			"张三,15400000011,口张村,保洁员,,岗位匹配\n", "张三,15400000011,口张村,电工,,岗位匹配、向用人单位提供、电话联系\n", "张三,15400000011,口张村,电工,5000,\n",
		} {
			bring(t, s, byVillage, rows, importing.Options{})
			if diff := cmp.Diff([]models.ConsentScope{models.ConsentMatching}, scopes()); diff != "" {
				t.Errorf("after %s(-want +got)\n%s", rows, diff)
			}
		}
	})
}

func TestSheetTellsOccupationsAnew(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, _ *storetest.Builder) {
		told := func(wanted string) []models.OccupationCode {
			r := bring(t, s, byVillage, "张三,15400000011,口张村,"+wanted+",,岗位匹配\n", importing.Options{})
			k, err := s.Seeker(t.Context(), r.Results[0].ID)
			if err != nil {
				t.Fatal(err)
			}
			return k.Occupations
		}
		cleaner, electrician := told("保洁员"), told("电工")
		if len(cleaner) != 1 || len(electrician) != 1 || cleaner[0] == electrician[0] {
			t.Errorf("保洁员 tells %v, 电工 %v", cleaner, electrician)
		}
		if diff := cmp.Diff(electrician, told("")); diff != "" {
			t.Errorf("an empty cell tells\n%s", diff)
		}
	})
}

func TestImportDryRunAndFindings(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, _ *storetest.Builder) {
		r := bring(t, s, byVillage, "张三,15400000011,口张村,,好几千,岗位匹配\n", importing.Options{DryRun: true})
		if outcomes(r) != "created" || len(r.Results[0].Findings) != 1 || r.Results[0].Findings[0].Column != "期望工资" {
			t.Errorf("%+v", r)
		}
		if list, err := s.Seekers(t.Context(), models.SeekerFilter{}, models.Page{}); list.Total != 0 || err != nil {
			t.Errorf("%d are kept (%v)", list.Total, err)
		}
	})
}

func TestTwoImportsOfOneFileAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, _ *storetest.Builder) {
		sheet := sheetOf(t, "张三,15400000011,口张村,保洁员,4000,岗位匹配\n李四,15400000012,口张村,电工,,岗位匹配\n王五,15400000013,口张村,,,岗位匹配\n")
		reports, errs := make([]importing.Report, 4), make([]error, 4)
		var wait sync.WaitGroup
		for i := range reports {
			wait.Go(func() { reports[i], errs[i] = service(s).Import(t.Context(), byVillage, sheet, importing.Options{}) })
		}
		wait.Wait()
		created := 0
		for i, r := range reports {
			if created += r.Created; errs[i] != nil || r.Created+r.Unchanged != 3 {
				t.Errorf("%+v, %v", r, errs[i])
			}
		}
		if list, err := s.Seekers(t.Context(), models.SeekerFilter{}, models.Page{}); created != 3 || list.Total != 3 || err != nil {
			t.Errorf("%d created, %d kept (%v)", created, list.Total, err)
		}
	})
}
