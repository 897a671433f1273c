package channels_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
)

// heads are the headings with the ranks of the lines under them.
func heads(t *testing.T, e models.Edition, by channels.Grouping) map[string][]int {
	t.Helper()
	groups, err := channels.Grouped(e, by)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]int{}
	for _, g := range groups {
		for _, l := range g.Lines {
			out[g.Head] = append(out[g.Head], l.Rank)
		}
	}
	return out
}

func TestGroups(t *testing.T) {
	e := channelstest.Edition(11)
	e.Items[3].DistanceKM = models.DistanceUnknown
	e.Items[10].Vacancy.Title = "跳绳教头"
	for by, want := range map[channels.Grouping]map[string][]int{
		channels.Ungrouped: {"": {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}},
		channels.ByDistance: {"3公里以内": {3, 8}, "3至6公里": {7, 9, 11}, "6至10公里": {1, 6}, "10至20公里": {2, 5, 10},
			"距离不详": {4}},
		channels.ByTrade: {"工厂用工": {1, 2, 6, 8}, "司机、物流、快递": {5, 7}, "餐饮住宿": {4}, "保洁、家政、护理": {9}, "农、林、养殖": {3},
			"办公、技术": {10}, "其他岗位": {11}},
	} {
		if diff := cmp.Diff(want, heads(t, e, by)); diff != "" {
			t.Errorf("%q: -want +got\n%s", by, diff)
		}
	}
	if _, err := channels.Grouped(e, "colour"); models.CodeOf(err) != models.CodeInvalid {
		t.Errorf("error %v", err)
	}
}

// TestGroupsLoseNothing holds that every line stands once, under whatever headings.
func TestGroupsLoseNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		groups, err := channels.Grouped(e, rapid.SampledFrom([]channels.Grouping{"", channels.ByDistance, channels.ByTrade}).Draw(t, "by"))
		if err != nil {
			t.Fatal(err)
		}
		var ranks []int
		for _, g := range groups {
			if len(g.Lines) == 0 {
				t.Fatalf("nothing under %q", g.Head)
			}
			for _, l := range g.Lines {
				ranks = append(ranks, l.Rank)
			}
		}
		slices.Sort(ranks)
		for i, rank := range ranks {
			if rank != i+1 {
				t.Fatalf("ranks %v", ranks)
			}
		}
		if len(ranks) != len(e.Items) {
			t.Fatalf("%d of %d lines", len(ranks), len(e.Items))
		}
	})
}
