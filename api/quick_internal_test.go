package api

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humagin"
	"github.com/gin-gonic/gin"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// byFramework gives what the framework reads from a query; nil where it refuses it.
func byFramework() func(query string) *listVacanciesInput {
	var read *listVacanciesInput
	engine := gin.New()
	huma.Register(humagin.New(engine, document("test")), huma.Operation{OperationID: "read", Method: http.MethodGet, Path: "/"},
		func(_ context.Context, in *listVacanciesInput) (*struct{}, error) {
			read = in
			return nil, nil
		})
	return func(query string) *listVacanciesInput {
		read = nil
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.URL.RawQuery = query
		engine.ServeHTTP(httptest.NewRecorder(), r)
		return read
	}
}

var (
	parameters = []string{"q", "division", "near", "datum", "radius_km", "occupation", "wage_min", "education", "employment_type", "shift", "benefit",
		"enterprise", "since", "sort", "facets", "status", "limit", "cursor", "page", "Q", ""}
	values = rapid.OneOf(rapid.SampledFrom([]string{"", "0", "20", "100", "101", "-1", "+5", "007", "1e3", "0x10", "1_0", "NaN", "Inf", "-0", "5000.5", "gcj02", "wgs84", "any",
		"full_time", "day", "meals", "wage", "distance", "open", "a,b", " 5", "包装工", strings.Repeat("包", 100), strings.Repeat("包", 101), "\xff", "a;b", "a&b", "a=b", "a+b"}), anyText)
)

// TestQuickReadingIsTheFrameworks holds that what is read quickly is what the framework would have read, from queries in any
// order, written in any way, with parameters that repeat, are unknown or wrong.
func TestQuickReadingIsTheFrameworks(t *testing.T) {
	quick, slow := newQuickReader[listVacanciesInput](), byFramework()
	read := 0
	rapid.Check(t, func(t *rapid.T) {
		var pairs []string
		for range rapid.IntRange(0, 4).Draw(t, "parameters") {
			value := values.Draw(t, "value")
			if rapid.IntRange(0, 9).Draw(t, "written") > 0 {
				value = url.QueryEscape(value)
			}
			pairs = append(pairs, rapid.SampledFrom(parameters).Draw(t, "name")+rapid.SampledFrom([]string{"=", "=", "=", "=", ""}).Draw(t, "=")+value)
		}
		query := strings.Join(pairs, "&")
		got, ok := quick.read(query)
		if !ok {
			return
		}
		read++
		if want := slow(query); want == nil || !cmp.Equal(want, got, cmp.AllowUnexported(listVacanciesInput{})) {
			t.Fatalf("%q: (-framework +quick)\n%s", query, cmp.Diff(want, got))
		}
	})
	if read == 0 {
		t.Error("nothing was read quickly")
	}
}

// TestUsualSearchesAreReadQuickly names what people ask.
func TestUsualSearchesAreReadQuickly(t *testing.T) {
	quick := newQuickReader[listVacanciesInput]()
	for _, query := range []string{"", "q=%E5%8C%85%E8%A3%85%E5%B7%A5", "near=34.59,113.82&radius_km=20&sort=distance", "near=34.59%2C113.82&datum=wgs84",
		"benefit=meals&benefit=housing&wage_min=4500.5", "q=a+b&limit=100&cursor=eyJpIjoiIn0", "facets=shift,wage&facets=division&employment_type=full_time"} {
		if _, ok := quick.read(query); !ok {
			t.Errorf("%s is not read", query)
		}
	}
}

// TestUnusualSearchesAreLeftToTheFramework names what somebody else has to judge.
func TestUnusualSearchesAreLeftToTheFramework(t *testing.T) {
	quick := newQuickReader[listVacanciesInput]()
	for _, query := range []string{"q", "q=", "q=a&q=b", "q=%zz", "q=a;b", "%71=a", "page=2", "radius_km=5000.5", "radius_km=-1", "wage_min=NaN", "limit=0",
		"limit=101", "limit=1e1", "datum=bd09", "q=" + strings.Repeat("a", 101), strings.Repeat("benefit=meals&", 14) + "benefit=meals", "&q=a"} {
		if _, ok := quick.read(query); ok {
			t.Errorf("%s is read", query)
		}
	}
}
