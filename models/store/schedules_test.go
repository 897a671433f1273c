package store_test

import (
	"context"
	"slices"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// TestOneOfManyMovesAScheduleOn has many move it on from where they read it, each with an operation that is kept or not with it.
func TestOneOfManyMovesAScheduleOn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		c := models.Schedule{Division: "410184102000", NextAt: at(4), Rhythm: models.Rhythm{Time: "06:30"}}
		must(t, s.CreateSchedule(ctx, &c))
		winners := 0
		for _, err := range atOnce(8, func(int) error {
			mine := c
			mine.NextAt = at(5)
			return s.Atomically(ctx, func(ctx context.Context) error {
				must(t, s.CreateOperation(ctx, &models.Operation{Kind: "editions", Division: c.Division}))
				return s.UpdateSchedule(ctx, &mine)
			})
		}) {
			if err == nil {
				winners++
				continue
			}
			fails(t, err, models.CodeStale)
		}
		given(s.ClaimOperation(ctx, "", at(4), at(5)))
		_, err := s.ClaimOperation(ctx, "", at(4), at(5))
		fails(t, err, models.CodeNotFound)
		if got := given(s.Schedule(ctx, c.ID)); winners != 1 || !got.NextAt.Equal(at(5)) || got.Version != 2 {
			t.Errorf("%d moved it on, to %+v", winners, got)
		}
	})
}

func TestSchedulesThatAreDue(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		var ids []string
		for i, hour := range []int{6, 4, 5, 7} {
			c := models.Schedule{Division: "410184102000", NextAt: at(hour), Rhythm: models.Rhythm{Weekdays: []models.Weekday{models.Weekdays[i].Code}, Time: "06:30"}}
			must(t, s.CreateSchedule(ctx, &c))
			fails(t, s.CreateSchedule(ctx, &c), models.CodeDuplicate)
			ids = append(ids, c.ID)
		}
		due := func(hour int) (out []string) {
			for behind := (models.Schedule{}); ; {
				part := given(s.SchedulesDue(ctx, at(hour), behind, 2))
				for _, behind = range part {
					out = append(out, behind.ID)
				}
				if len(part) < 2 {
					return out
				}
			}
		}
		around := models.Schedule{Division: "410184000000", NextAt: at(6), Rhythm: models.Rhythm{Time: "06:30"}}
		must(t, s.CreateSchedule(ctx, &around))
		if got := due(6); !slices.Equal(got, []string{around.ID, ids[0], ids[1], ids[2]}) || len(due(3)) != 0 {
			t.Errorf("%v of %v", got, ids)
		}
		must(t, s.DeleteSchedule(ctx, around.ID))
		must(t, s.DeleteSchedule(ctx, ids[2]))
		fails(t, s.DeleteSchedule(ctx, ids[2]), models.CodeNotFound)
		first := given(s.Schedules(ctx, "410184102000", models.Page{Limit: 2}))
		rest := given(s.Schedules(ctx, "410184102000", models.Page{Limit: 2, Cursor: first.Next}))
		if first.Total != 3 || first.Items[0].ID != ids[0] || len(rest.Items) != 1 || rest.Items[0].ID != ids[3] || rest.Next != "" {
			t.Errorf("%+v, %+v", first, rest)
		}
		if other := given(s.Schedules(ctx, "410184000000", models.Page{Limit: 2})); other.Total != 0 {
			t.Errorf("the county has the schedules of its towns: %+v", other)
		}
	})
}
