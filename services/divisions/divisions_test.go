package divisions_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/divisions"
	"konggang/services/importing"
	"konggang/services/intake"
)

const sheet = `区划代码,名称,纬度,经度,坐标系,精度
410184,新郑市,34.395949,113.740662,,
410184102,辛店镇,34.4,113.6,wgs84,
410184102201,口张村委会,,,,
`

func bring(t *testing.T, s *store.Store, csv string, o importing.Options) importing.Report {
	t.Helper()
	rows, err := intake.Divisions("区划.csv", strings.NewReader(csv))
	if err != nil {
		t.Fatal(err)
	}
	report, err := divisions.Service{Store: s}.Import(t.Context(), importing.CommandLine(""), rows, o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func outcomes(r importing.Report) string {
	var out []string
	for _, row := range r.Results {
		out = append(out, string(row.Status))
	}
	return strings.Join(out, " ")
}

func TestImport(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, c := range []struct{ name, csv, want string }{
			{"first", sheet, "created created created"},
			{"again", sheet, "unchanged unchanged unchanged"},
			{"a new name", strings.Replace(sheet, "口张村委会", "口张社区居委会", 1), "unchanged unchanged updated"},
			{"another point", strings.Replace(sheet, "34.4,", "34.41,", 1), "unchanged updated updated"},
			{"bad rows between", "区划代码,名称\n41018,短\n410184102202,东村\n410184102203,\n", "rejected created rejected"},
		} {
			if got := outcomes(bring(t, s, c.csv, importing.Options{})); got != c.want {
				t.Errorf("%s: got %s, want %s", c.name, got, c.want)
			}
		}
		got, err := divisions.Service{Store: s}.Get(t.Context(), "410184102000")
		want := models.Division{Code: "410184102000", Name: "辛店镇", Point: &models.Point{Lat: 34.41, Lon: 113.6, Datum: models.WGS84}, Precision: models.PrecisionOwn}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v\n%s", err, diff)
		}
	})
}

func TestDryRunKeepsNothing(t *testing.T) {
	s := storetest.SQLite(t)
	if got := outcomes(bring(t, s, sheet, importing.Options{DryRun: true})); got != "created created created" {
		t.Error(got)
	}
	if n, err := s.CountDivisions(t.Context()); n != 0 || err != nil {
		t.Errorf("%d divisions are kept (%v)", n, err)
	}
}

// A list of names must not cost the map its points.
func TestSheetWithoutPointsKeepsThem(t *testing.T) {
	s := storetest.SQLite(t)
	bring(t, s, sheet, importing.Options{})
	if got := outcomes(bring(t, s, "code,name\n410184102,辛店镇\n410184,新郑\n", importing.Options{})); got != "unchanged updated" {
		t.Error(got)
	}
	d, err := divisions.Service{Store: s}.Get(t.Context(), "410184000000")
	if err != nil || d.Name != "新郑" || d.Point == nil || d.Precision != models.PrecisionOwn {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestUnreadPointIsReported(t *testing.T) {
	r := bring(t, storetest.SQLite(t), "code,name,lat,lon\n410184102,辛店镇,北纬,113.6\n", importing.Options{})
	if got := outcomes(r); got != "created" || len(r.Results[0].Findings) != 1 {
		t.Errorf("%+v", r)
	}
}

func TestGetAndChildren(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		service := divisions.Service{Store: s}
		bring(t, s, sheet, importing.Options{})
		if _, err := service.Get(t.Context(), "410184199000"); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("an unknown division: %v", err)
		}
		for _, c := range []struct {
			parent models.DivisionCode
			want   []models.DivisionCode
		}{
			{"410184000000", []models.DivisionCode{"410184102000"}},
			{"410184102000", []models.DivisionCode{"410184102201"}},
			{"410184102201", nil},
			{"", nil},
		} {
			list, err := service.Children(t.Context(), c.parent)
			if err != nil {
				t.Fatal(err)
			}
			var got []models.DivisionCode
			for _, d := range list {
				got = append(got, d.Code)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("%q\n%s", c.parent, diff)
			}
		}
	})
}

// TestAnImportIsOneEntry tells who brought the map in and what became of it, about the smallest division around it.
func TestAnImportIsOneEntry(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		bring(t, s, sheet, importing.Options{DryRun: true})
		for _, c := range []struct {
			csv    string
			around models.DivisionCode
			counts string
		}{
			{sheet, "410184000000", "rows=3 created=3 updated=0 unchanged=0 rejected=0"},
			{"code,name\n410184102201,口张村\n410184102,辛店\n短,短\n", "410184102000", "rows=3 created=0 updated=2 unchanged=0 rejected=1"},
			{"code,name\n410184102202,东村\n", "410184102202", "rows=1 created=1 updated=0 unchanged=0 rejected=0"},
			{"code,name\n410122,中牟县\n410184,新郑市\n", "410100000000", "rows=2 created=1 updated=0 unchanged=1 rejected=0"},
			{"code,name\n410184,新郑市\n110101,东城区\n410122,中牟县\n", "", "rows=3 created=1 updated=0 unchanged=2 rejected=0"},
			{"code,name\n", "", "rows=0 created=0 updated=0 unchanged=0 rejected=0"},
		} {
			bring(t, s, c.csv, importing.Options{})
			list, err := s.AuditEntries(t.Context(), models.AuditFilter{}, models.Page{Limit: 1})
			if err != nil {
				t.Fatal(err)
			}
			e := list.Items[0]
			want := importing.CommandLine("").Actor.Did("import", models.ObjectDivision, string(c.around), c.around).With(strings.Fields(c.counts)...)
			want.ID, want.At = e.ID, e.At
			if diff := cmp.Diff(want, e); diff != "" {
				t.Errorf("%s\n%s", c.csv, diff)
			}
		}
		if list, err := s.AuditEntries(t.Context(), models.AuditFilter{}, models.Page{Limit: 1}); err != nil || list.Total != 6 {
			t.Errorf("%d entries, %v", list.Total, err)
		}
	})
}

// unrecorded is a real store that keeps no audit.
type unrecorded struct{ *store.Store }

var errDisk = errors.New("disk full")

func (unrecorded) Record(context.Context, models.AuditEntry) error { return errDisk }

func TestAMapThatCannotBeRecordedIsNotKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		rows, err := intake.Divisions("区划.csv", strings.NewReader(sheet))
		if err != nil {
			t.Fatal(err)
		}
		_, err = divisions.Service{Store: unrecorded{s}}.Import(t.Context(), importing.CommandLine(""), rows, importing.Options{})
		if n, counted := s.CountDivisions(t.Context()); !errors.Is(err, errDisk) || n != 0 || counted != nil {
			t.Errorf("%d divisions are kept (%v, %v)", n, err, counted)
		}
	})
}
