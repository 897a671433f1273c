package wechat

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestEvenly(t *testing.T) {
	for _, c := range []struct {
		sizes      []int
		room, most int
		want       []run
	}{
		{nil, 10, 5, []run{{0, 0}}},
		{[]int{3}, 10, 5, []run{{0, 1}}},
		{[]int{5, 5}, 10, 5, []run{{0, 2}}},
		{[]int{10, 10, 10, 10, 10, 10, 10}, 30, 9, []run{{0, 3}, {3, 5}, {5, 7}}},
		{[]int{10, 10, 10, 10}, 30, 9, []run{{0, 2}, {2, 4}}},
		{[]int{1, 1, 1, 1, 1}, 30, 3, []run{{0, 3}, {3, 5}}},
		{[]int{50, 1, 50}, 30, 9, []run{{0, 1}, {1, 2}, {2, 3}}},
	} {
		if got := evenly(c.sizes, c.room, c.most); !slices.Equal(got, c.want) {
			t.Errorf("%v in %d: %v, want %v", c.sizes, c.room, got, c.want)
		}
	}
}

// TestEvenlyTakesNoMoreRunsThanFillingUp holds that evenness costs no message.
func TestEvenlyTakesNoMoreRunsThanFillingUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sizes := rapid.SliceOfN(rapid.IntRange(1, 120), 1, 40).Draw(t, "sizes")
		const room, most = 100, 7
		runs := evenly(sizes, room, most)
		filling, size, count := 1, 0, 0
		for _, s := range sizes {
			if count > 0 && (size+s > room || count == most) {
				filling, size, count = filling+1, 0, 0
			}
			size, count = size+s, count+1
		}
		if len(runs) != filling {
			t.Fatalf("%d runs, filling up makes %d", len(runs), filling)
		}
		next := 0
		for _, r := range runs {
			size := 0
			for _, s := range sizes[r.from:r.to] {
				size += s
			}
			if r.from != next || r.to <= r.from || r.to-r.from > most || size > room && r.to-r.from > 1 {
				t.Fatalf("%v", runs)
			}
			next = r.to
		}
		if next != len(sizes) {
			t.Fatalf("%v of %d", runs, len(sizes))
		}
	})
}
