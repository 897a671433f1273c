package models

import "testing"

func TestGap(t *testing.T) {
	for _, c := range []struct {
		behind int64
		places []int64
		want   bool
	}{
		{0, nil, false}, {7, nil, false}, {0, []int64{1, 2, 3}, false}, {7, []int64{8, 9}, false},
		{7, []int64{9, 10}, true}, {7, []int64{8, 10}, true}, {7, []int64{8, 9, 9}, true}, {7, []int64{7, 8}, true},
	} {
		var changes []Change
		for _, seq := range c.places {
			changes = append(changes, Change{Seq: seq})
		}
		if got := Gap(c.behind, changes); got != c.want {
			t.Errorf("behind %d, %v: %v", c.behind, c.places, got)
		}
	}
}
