package store

import (
	"context"
	"maps"
	"slices"

	"gorm.io/gorm"

	"konggang/models"
)

// pictureRows is how many rows a picture reads at a time.
const pictureRows = 1000

// EachOpenPosting gives see everything that villages can hear about today, by the vacancy's id and some at a time, with how
// many of how many it has seen then. What is written meanwhile may be seen before or after; a vacancy that is no longer open
// by then is seen as it is.
func (s *Store) EachOpenPosting(ctx context.Context, today models.Date, see func(some []models.Posting, done, total int) error) error {
	var ids []string
	err := s.open(ctx, today).Select("id").Scan(ctx, &ids)
	if err != nil {
		return err
	}
	slices.Sort(ids)
	done := 0
	for some := range slices.Chunk(ids, pictureRows) {
		rows, err := gorm.G[vacancyRow](s.db(ctx)).Where("id IN ?", some).Order("id").Find(ctx)
		if err != nil {
			return err
		}
		list, err := s.postings(ctx, rows)
		if err != nil {
			return err
		}
		done += len(some)
		if err := see(list, done, len(ids)); err != nil {
			return err
		}
	}
	return nil
}

// open are the live vacancies of approved enterprises.
func (s *Store) open(ctx context.Context, today models.Date) gorm.ChainInterface[vacancyRow] {
	return gorm.G[vacancyRow](s.db(ctx)).
		Where("status = ? AND valid_until >= ? AND headcount > filled", models.VacancyOpen, today).
		Where("enterprise_id IN (SELECT id FROM enterprises WHERE status = ?)", models.EnterpriseApproved)
}

// PostingsByID reads many postings of any state; what is not there is left out.
func (s *Store) PostingsByID(ctx context.Context, ids []string) (map[string]models.Posting, error) {
	return s.postingsBy(ctx, "id", ids, func(v models.Vacancy) string { return v.ID })
}

// PostingsByNumber is PostingsByID by the vacancies' numbers.
func (s *Store) PostingsByNumber(ctx context.Context, numbers []string) (map[string]models.Posting, error) {
	return s.postingsBy(ctx, "number", numbers, func(v models.Vacancy) string { return v.Number })
}

func (s *Store) postingsBy(ctx context.Context, column string, names []string, name func(models.Vacancy) string) (map[string]models.Posting, error) {
	out := make(map[string]models.Posting, len(names))
	rows, err := anyOf[vacancyRow](ctx, s, column, set(names))
	if err != nil {
		return nil, err
	}
	list, err := s.postings(ctx, rows)
	for _, p := range list {
		out[name(p.Vacancy)] = p
	}
	return out, err
}

// lookingColumns are a seeker without what is sealed. Who agreed to what is told by two columns of their own.
var lookingColumns = []any{"version", "created_at", "updated_at", "village", "birth_year", "education", "wanted", "occupations", "skills", "certificates",
	"wage_min", "max_distance_km", "shifts", "needs", "available_from", "matching", "sharing", "status"}

var looking = condition{"status = ? AND matching = ?", []any{models.SeekerLooking, true}}

// unnamed is a seeker without name, phone and the words of the consents, which are not even read.
func (r seekerRow) unnamed() models.Seeker {
	k := models.Seeker{
		ID: r.ID, Village: r.Village, BirthYear: r.BirthYear, Education: r.Education,
		Wanted: r.Wanted, Occupations: r.Occupations, Skills: r.Skills, Certificates: r.Certificates,
		WageMin: r.WageMin, MaxDistanceKM: r.MaxDistanceKM, Shifts: r.Shifts, Needs: r.Needs, AvailableFrom: r.AvailableFrom,
		Status: r.Status, Version: r.Version, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC(),
	}
	for _, c := range []struct {
		scope models.ConsentScope
		given bool
	}{{models.ConsentMatching, r.Matching}, {models.ConsentShare, r.Sharing}} {
		if c.given {
			k.Consents = append(k.Consents, models.Consent{Scope: c.scope})
		}
	}
	return k
}

// EachLookingSeeker gives see everybody who looks for work and agreed to be matched, by id and some at a time, with how many
// of how many it has seen then. Names, phones and the words of the consents stay sealed and are left empty.
func (s *Store) EachLookingSeeker(ctx context.Context, see func(some []models.Seeker, done, total int) error) error {
	return eachPart(ctx, s, conditions{looking}, "id", lookingColumns, func(rows []seekerRow, done, total int) error {
		return see(converted(rows, seekerRow.unnamed), done, total)
	})
}

// LookingByID reads those of the ids who look for work and agreed to be matched, as EachLookingSeeker does.
func (s *Store) LookingByID(ctx context.Context, ids []string) (map[string]models.Seeker, error) {
	out := make(map[string]models.Seeker, len(ids))
	for some := range slices.Chunk(slices.Sorted(maps.Keys(set(ids))), maxIn) {
		rows, err := gorm.G[seekerRow](s.db(ctx)).Where("id IN ?", some).Where(looking.sql, looking.args...).Select("id", lookingColumns...).Find(ctx)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out[r.ID] = r.unnamed()
		}
	}
	return out, nil
}

// EachDivision gives see every division, by code and some at a time, with how many of how many it has seen then.
func (s *Store) EachDivision(ctx context.Context, see func(some []models.Division, done, total int) error) error {
	return eachPart(ctx, s, nil, "code", nil, func(rows []divisionRow, done, total int) error {
		return see(converted(rows, divisionRow.model), done, total)
	})
}

// eachPart reads the rows in the order of their key, a page at a time: the key and the columns given, or all for none.
func eachPart[R interface{ key() string }](ctx context.Context, s *Store, where conditions, key string, columns []any, see func(rows []R, done, total int) error) error {
	total, err := selected[R](ctx, s, where).Count(ctx, "*")
	if err != nil {
		return err
	}
	done, behind := 0, ""
	for {
		next := selected[R](ctx, s, where).Where(key+" > ?", behind).Order(key).Limit(pictureRows)
		if columns != nil {
			next = next.Select(key, columns...)
		}
		rows, err := next.Find(ctx)
		if err != nil || len(rows) == 0 {
			return err
		}
		done, behind = done+len(rows), rows[len(rows)-1].key()
		if err := see(rows, done, max(done, int(total))); err != nil {
			return err
		}
	}
}

func set[K comparable](values []K) map[K]bool {
	out := make(map[K]bool, len(values))
	for _, v := range values {
		out[v] = true
	}
	return out
}
