package search_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/search"
)

// TestSuggest completes titles, employers and places by their text and by the initials of their pinyin.
func TestSuggest(t *testing.T) {
	title := func(s string) func(*models.Vacancy) { return func(v *models.Vacancy) { v.Title = s } }
	made := []models.Posting{
		vacancy("1", title("包装工")), vacancy("2", title("包装工")), vacancy("3", title("食品包装工")), vacancy("4", title("ＣＮＣ操作工")),
		vacancy("5", func(v *models.Vacancy) { v.Title, v.Workplace.Division = "叉车工", other }),
	}
	x := index(made)
	for _, c := range []struct {
		typed string
		limit int
		want  []string
	}{
		{"", 10, nil}, {"　", 10, nil}, {"没有这个", 10, nil},
		{"包装", 10, []string{"title 包装工", "title 食品包装工"}},
		{"装", 10, []string{"title 包装工", "title 食品包装工"}},
		{"包装", 1, []string{"title 包装工"}},
		{"bz", 10, []string{"title 包装工"}},
		{"ＢＺＧ", 10, []string{"title 包装工"}},
		{"b", 10, nil},
		{"ccg", 10, []string{"title 叉车工"}},
		{"cnccz", 10, []string{"title ＣＮＣ操作工"}},
		{"hf", 10, []string{"employer 宏发食品有限公司"}},
		{"食品", 10, []string{"title 食品包装工", "employer 宏发食品有限公司"}},
		{"孟", 10, []string{"place 孟庄镇"}},
		{"xdz", 10, []string{"place 辛店镇"}},
		{"zxd", 10, nil},
	} {
		var got []string
		for _, s := range x.Suggest(c.typed, c.limit) {
			got = append(got, s.Kind+" "+s.Text)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.typed, diff)
		}
	}
}

// TestSuggestionsAreFound: what is suggested finds something when it is searched for.
func TestSuggestionsAreFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := index(somePostings(t))
		typed := rapid.SampledFrom([]string{"包", "bz", "dg", "镇", "宏发", "工"}).Draw(t, "typed")
		limit := rapid.IntRange(0, 5).Draw(t, "limit")
		got := x.Suggest(typed, limit)
		if len(got) > limit {
			t.Fatalf("%d of at most %d", len(got), limit)
		}
		for _, s := range got {
			if run(t, x, search.Query{Text: s.Text}).Total == 0 {
				t.Fatalf("%q is suggested and not found", s.Text)
			}
		}
	})
}
