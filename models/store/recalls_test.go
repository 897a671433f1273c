package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

const thirdVillage models.DivisionCode = "410184107208"

// issuedEdition keeps an edition with lines about the vacancies; published "" is a draft.
func issuedEdition(t *testing.T, s *store.Store, village models.DivisionCode, status models.EditionStatus, published time.Time, vacancies ...string) models.Edition {
	t.Helper()
	e := models.Edition{Village: village, Year: 2025, Date: "2025-03-01", Status: status, PublishedAt: &published}
	if status == models.EditionDraft {
		e.PublishedAt = nil
	}
	for i, id := range vacancies {
		e.Items = append(e.Items, models.EditionItem{Rank: i + 1, VacancyID: id})
	}
	must(t, s.CreateEdition(t.Context(), &e))
	return e
}

func TestRecallsByHowLongTheyAreOpen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		e := issuedEdition(t, s, storetest.Village, models.EditionPublished, at(1))
		other := issuedEdition(t, s, thirdVillage, models.EditionPublished, at(1))
		all := []models.Recall{
			{Village: e.Village, EditionID: e.ID, VacancyID: "a", OpenedAt: at(5), Status: models.RecallOpen},
			{Village: e.Village, EditionID: e.ID, VacancyID: "b", OpenedAt: at(3), Status: models.RecallOpen},
			{Village: e.Village, EditionID: e.ID, VacancyID: "c", OpenedAt: at(2), Status: models.RecallLifted},
			{Village: other.Village, EditionID: other.ID, VacancyID: "b", OpenedAt: at(4), Status: models.RecallOpen},
			{Village: other.Village, EditionID: other.ID, OpenedAt: at(3), Status: models.RecallOpen},
		}
		must(t, s.SaveRecalls(ctx, all))
		must(t, s.SaveRecalls(ctx, nil))
		must(t, s.UpdateEdition(ctx, &e)) // what is recalled may go on changing
		for _, c := range []struct {
			filter models.RecallFilter
			want   []int
		}{
			{models.RecallFilter{}, []int{2, 1, 4, 3, 0}},
			{models.RecallFilter{Status: models.RecallOpen}, []int{1, 4, 3, 0}},
			{models.RecallFilter{Status: models.RecallOpen, OpenedBefore: at(4)}, []int{1, 4, 3}},
			{models.RecallFilter{Within: []models.DivisionCode{"410184102000"}, Status: models.RecallOpen}, []int{1, 0}},
			{models.RecallFilter{Within: []models.DivisionCode{"410184102000", other.Village}}, nil},
			{models.RecallFilter{Within: []models.DivisionCode{"410184000000", "", other.Village}}, []int{4, 3}},
		} {
			for _, limit := range []int{1, 2, 100} {
				var got []int
				page := models.Page{Limit: limit}
				for {
					list := given(s.Recalls(ctx, c.filter, page))
					if list.Total != len(c.want) || given(s.CountRecalls(ctx, c.filter)) != len(c.want) {
						t.Errorf("%+v: %d in all", c.filter, list.Total)
					}
					for _, r := range list.Items {
						got = append(got, slices.IndexFunc(all, func(other models.Recall) bool { return other.ID == r.ID }))
					}
					if page.Cursor = list.Next; page.Cursor == "" {
						break
					}
				}
				same(t, c.want, got)
			}
		}
		if got := given(s.RecallsOf(ctx, []string{"b", "c", "x"})); len(got) != 3 {
			t.Errorf("%+v", got)
		}
		if got := given(s.OpenRecalls(ctx, e.Village)); len(got) != 2 || got[0].VacancyID != "a" {
			t.Errorf("%+v", got)
		}
		fails(t, s.SaveRecalls(ctx, []models.Recall{{EditionID: noID, OpenedAt: at(1)}}), models.CodeConflict)
		_, err := s.Recalls(ctx, models.RecallFilter{}, models.Page{Limit: 1, Cursor: "x"})
		fails(t, err, models.CodeInvalidCursor)
	})
}

// TestTheNewestLineOfEachVillage holds which edition of a village counts as saying something about a vacancy.
func TestTheNewestLineOfEachVillage(t *testing.T) {
	const a, b, c, d = "01900000-0000-7000-8000-00000000000a", "01900000-0000-7000-8000-00000000000b", "01900000-0000-7000-8000-00000000000c", "01900000-0000-7000-8000-00000000000d"
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		names := map[string]string{}
		issue := func(name string, village models.DivisionCode, status models.EditionStatus, published time.Time, vacancies ...string) {
			names[issuedEdition(t, s, village, status, published, vacancies...).ID] = name
		}
		issue("long ago", storetest.Village, models.EditionPublished, at(1), a, b)
		issue("older", storetest.Village, models.EditionPublished, at(5), b, c)
		issue("taken back", storetest.Village, models.EditionSuperseded, at(6), b, d)
		issue("in force", storetest.Village, models.EditionPublished, at(7), c)
		issue("draft", storetest.Village, models.EditionDraft, at(8), a, d)
		issue("hangs for years", thirdVillage, models.EditionPublished, at(1), a)
		lines := func(ids ...string) []string {
			var out []string
			for _, l := range given(s.IssuedLines(ctx, ids, at(4))) {
				out = append(out, fmt.Sprintf("%s %s %v", l.VacancyID[35:], names[l.EditionID], l.InForce))
			}
			return out
		}
		same(t, []string{"a hangs for years true", "b older false", "c in force true"}, lines(a, b, c, d, noID))
		same(t, []string{"c in force true"}, lines(c))
		same(t, nil, lines())
		same(t, nil, lines(d))
		same(t, []string{a, b, c}, given(s.IssuedVacancies(ctx, at(4), "", 10)))
		same(t, []string{b}, given(s.IssuedVacancies(ctx, at(4), a, 1)))
		issue("nothing hangs", thirdVillage, models.EditionSuperseded, at(9), a)
		same(t, nil, lines(a))
	})
}

// TestThePlaceOfAReaderIsKeptWithItsWork moves a reader on in a transaction that is kept, and in one that is not.
func TestThePlaceOfAReaderIsKeptWithItsWork(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		if _, known, err := s.FeedPlace(ctx, "reader"); known || err != nil {
			t.Errorf("nobody has read yet: %v, %v", known, err)
		}
		must(t, s.SetFeedPlace(ctx, "reader", 7))
		must(t, s.SetFeedPlace(ctx, "other", 1))
		fails(t, s.Atomically(ctx, func(ctx context.Context) error {
			must(t, s.SetFeedPlace(ctx, "reader", 9))
			return models.Errorf(models.CodeStale)
		}), models.CodeStale)
		for _, seq := range []int64{7, 0, 12} {
			if seq != 7 {
				must(t, s.SetFeedPlace(ctx, "reader", seq))
			}
			if got, known, err := s.FeedPlace(ctx, "reader"); got != seq || !known || err != nil {
				t.Errorf("got %d, %v, %v, want %d", got, known, err, seq)
			}
		}
	})
}
