package store_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const (
	kouzhang  models.DivisionCode = "410184102201"
	zhaozhai  models.DivisionCode = "410184102202"
	elsewhere                     = models.DivisionCode("410184103201")
)

func TestEditionsMadeAtOnceAreNumberedConsecutively(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		const n = 20
		made := make([]models.Edition, 2*n)
		must(t, s.CreateEdition(t.Context(), &models.Edition{Village: kouzhang, Year: 2024}))
		for _, err := range atOnce(2*n, func(i int) error {
			village := []models.DivisionCode{kouzhang, zhaozhai}[i%2]
			made[i] = models.Edition{Village: village, Year: 2025}
			return s.CreateEdition(t.Context(), &made[i])
		}) {
			must(t, err)
		}
		numbers, totals := map[models.DivisionCode][]int{}, map[models.DivisionCode][]int{}
		for _, e := range made {
			numbers[e.Village] = append(numbers[e.Village], e.Number)
			totals[e.Village] = append(totals[e.Village], e.Total)
		}
		consecutive(t, numbers[kouzhang], 1, n)
		consecutive(t, numbers[zhaozhai], 1, n)
		consecutive(t, totals[kouzhang], 2, n)
		consecutive(t, totals[zhaozhai], 1, n)
	})
}

func TestVacanciesMadeAtOnceAreNumberedConsecutively(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		const n = 20
		employer := fullEnterprise()
		must(t, s.CreateEnterprise(t.Context(), &employer))
		made := make([]models.Vacancy, n)
		for _, err := range atOnce(n, func(i int) error {
			made[i].EnterpriseID = employer.ID
			return s.CreateVacancy(t.Context(), &made[i])
		}) {
			must(t, err)
		}
		var numbers []int
		for _, v := range made {
			numbers = append(numbers, number(t, v.Number))
		}
		consecutive(t, numbers, 10001, n)
	})
}

func consecutive(t *testing.T, numbers []int, first, n int) {
	t.Helper()
	slices.Sort(numbers)
	want := make([]int, n)
	for i := range want {
		want[i] = first + i
	}
	if diff := cmp.Diff(want, numbers); diff != "" {
		t.Errorf("numbers (-want +got):\n%s", diff)
	}
}

// A number that a failed transaction took is given again.
func TestNumbersHaveNoGaps(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		fails(t, s.CreateVacancy(t.Context(), &models.Vacancy{EnterpriseID: noID}), models.CodeConflict)
		employer := fullEnterprise()
		must(t, s.CreateEnterprise(t.Context(), &employer))
		v := models.Vacancy{EnterpriseID: employer.ID}
		must(t, s.CreateVacancy(t.Context(), &v))
		if v.Number != "10001" {
			t.Errorf("number %s", v.Number)
		}
	})
}

func TestAPublishedEditionKeepsItsItemsAndNumbers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		e := fullEdition(t, s)
		must(t, s.CreateEdition(ctx, &e))
		line := e.Items[0]
		second := line
		second.Rank = 2
		e.Items = []models.EditionItem{second, line, line}
		must(t, s.UpdateEdition(ctx, &e))
		same(t, e, given(s.Edition(ctx, e.ID)))

		must(t, e.Publish("李所长", at(8)))
		must(t, s.UpdateEdition(ctx, &e))
		published := given(s.Edition(ctx, e.ID))
		same(t, e, published)

		forged := published
		forged.Items, forged.Number, forged.Total, forged.Village, forged.Year = nil, 9, 9, zhaozhai, 1999
		must(t, forged.Supersede("工资写错"))
		must(t, s.UpdateEdition(ctx, &forged))
		want := published
		want.Status, want.StatusReason, want.Version = models.EditionSuperseded, "工资写错", published.Version+1
		same(t, want, given(s.Edition(ctx, e.ID)))
	})
}

// The last issued edition of kouzhang was taken back, the one before the last of zhaozhai: what was replaced never comes to force
// again.
func TestLastIssuedAndEditionsInForce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		for _, e := range []models.Edition{
			{Village: kouzhang, Year: 2024, Status: models.EditionPublished},
			{Village: kouzhang, Year: 2025, Status: models.EditionPublished},
			{Village: kouzhang, Year: 2025, Status: models.EditionSuperseded},
			{Village: kouzhang, Year: 2025, Status: models.EditionDraft},
			{Village: zhaozhai, Year: 2025, Status: models.EditionSuperseded},
			{Village: zhaozhai, Year: 2025, Status: models.EditionPublished},
			{Village: elsewhere, Year: 2025, Status: models.EditionPublished},
			{Village: "410184104201", Year: 2025, Status: models.EditionDraft},
		} {
			must(t, s.CreateEdition(ctx, &e))
		}
		for _, c := range []struct {
			name          string
			read          func() (models.Edition, error)
			total, number int
		}{
			{"last issued", func() (models.Edition, error) { return s.LastIssued(ctx, kouzhang) }, 3, 2},
			{"last issued, in force", func() (models.Edition, error) { return s.LastIssued(ctx, zhaozhai) }, 2, 2},
		} {
			if got := given(c.read()); got.Total != c.total || got.Number != c.number {
				t.Errorf("%s is total %d, number %d", c.name, got.Total, got.Number)
			}
		}
		if got := given(s.EditionByNumber(ctx, kouzhang, 2025, 2)); got.Total != 3 || got.Status != models.EditionSuperseded {
			t.Errorf("number 2 of 2025 is total %d, %s", got.Total, got.Status)
		}
		if _, err := s.EditionByNumber(ctx, zhaozhai, 2025, 9); models.CodeOf(err) != models.CodeNotFound {
			t.Errorf("a number that was not given: %v", err)
		}
		_, err := s.LastIssued(ctx, "410184104201")
		fails(t, err, models.CodeNotFound)
		for within, want := range map[models.DivisionCode][]models.DivisionCode{
			"": {zhaozhai, elsewhere}, "410184000000": {zhaozhai, elsewhere}, "410184102000": {zhaozhai}, kouzhang: nil, "410184104000": nil,
		} {
			var got []models.DivisionCode
			for _, e := range given(s.EditionsInForce(ctx, within)) {
				got = append(got, e.Village)
			}
			same(t, want, got)
		}
		for _, c := range []struct {
			filter models.EditionFilter
			want   int
		}{
			{models.EditionFilter{}, 8}, {models.EditionFilter{Village: kouzhang}, 4}, {models.EditionFilter{Within: "410184102000"}, 6},
			{models.EditionFilter{Within: "410184000000", Status: models.EditionDraft}, 2},
			{models.EditionFilter{Village: zhaozhai, Status: models.EditionDraft}, 0},
		} {
			if got := given(s.Editions(ctx, c.filter, models.Page{Limit: 2})); got.Total != c.want || len(got.Items) != min(2, c.want) {
				t.Errorf("%+v: %d of %d", c.filter, len(got.Items), got.Total)
			}
		}
	})
}

// What was corrected stays as it was written, and an edition that is published gets no more of it.
func TestCorrectionsOnlyGrow(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		e := fullEdition(t, s)
		must(t, s.CreateEdition(ctx, &e))
		first := e.Corrections
		e.Corrections = append(slices.Clone(first), models.Correction{Action: models.CorrectionDrop, Reason: "重复", At: at(6)})
		must(t, s.UpdateEdition(ctx, &e))
		same(t, e.Corrections, given(s.Edition(ctx, e.ID)).Corrections)
		if latest := given(s.EditionByNumber(ctx, e.Village, e.Year, e.Number)); len(latest.Items) == 0 || len(latest.Corrections) != 0 {
			t.Errorf("a board reads %d lines and %d corrections", len(latest.Items), len(latest.Corrections))
		}

		forged := e
		forged.Corrections = []models.Correction{{Reason: "改写"}, {}, {}}
		must(t, forged.Publish("李所长", at(8)))
		must(t, s.UpdateEdition(ctx, &forged))
		forged.Corrections = append(forged.Corrections, models.Correction{Reason: "迟到"})
		must(t, s.UpdateEdition(ctx, &forged))
		same(t, e.Corrections, given(s.Edition(ctx, e.ID)).Corrections)
	})
}

// Editions are kept for good, so what is frozen today must be readable by every later program: the file only grows.
func TestTheFormOfFrozenFacts(t *testing.T) {
	v := fullVacancy("e-1")
	v.ID, v.Number, v.Version, v.CreatedAt, v.UpdatedAt = "v-1", "10001", 3, at(1), at(2)
	got := given(store.FactsOf(models.EditionItem{
		Rank: 1, VacancyID: v.ID, Number: v.Number, Employer: "宏发食品", EmployerKind: models.KindCompany, Vacancy: v, Place: "辛店镇",
		DistanceKM: 3.25, Precision: models.PrecisionOwn, Reasons: []models.Reason{{Kind: "skill", Text: "会叉车", Points: 200}}, SeekersServed: 7,
	}))
	golden := filepath.Join("testdata", "facts.json")
	if *update {
		must(t, os.WriteFile(golden, []byte(got+"\n"), 0o644))
	}
	if diff := cmp.Diff(string(given(os.ReadFile(golden))), got+"\n"); diff != "" {
		t.Errorf("the form changed (-kept +now):\n%s", diff)
	}
}
