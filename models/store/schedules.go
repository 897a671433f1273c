package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"konggang/models"
)

type scheduleRow struct {
	Record
	Division      models.DivisionCode
	AccountID     string
	Weekdays      list[models.Weekday]
	ClockTime     models.ClockTime
	Size          int
	NextAt        time.Time
	LastAt        *time.Time
	LastOperation string
}

// TableName implements GORM's schema.Tabler.
func (scheduleRow) TableName() string { return "schedules" }

func scheduleRowOf(s models.Schedule) scheduleRow {
	return scheduleRow{Record: Record{s.ID, s.Version, s.CreatedAt.UTC(), s.UpdatedAt.UTC()}, Division: s.Division, AccountID: s.AccountID,
		Weekdays: s.Weekdays, ClockTime: s.Time, Size: s.Size, NextAt: *utc(&s.NextAt), LastAt: utc(s.LastAt), LastOperation: s.LastOperation}
}

func (r scheduleRow) model() models.Schedule {
	return models.Schedule{ID: r.ID, Division: r.Division, AccountID: r.AccountID, Rhythm: models.Rhythm{Weekdays: r.Weekdays, Time: r.ClockTime},
		Size: r.Size, NextAt: r.NextAt.UTC(), LastAt: utc(r.LastAt), LastOperation: r.LastOperation,
		Version: r.Version, CreatedAt: r.CreatedAt.UTC(), UpdatedAt: r.UpdatedAt.UTC()}
}

// CreateSchedule keeps a new schedule and gives it its id, version and times. Error CodeDuplicate when the division has the same
// rhythm already.
func (s *Store) CreateSchedule(ctx context.Context, c *models.Schedule) error {
	created := *c
	created.ID, created.Version, created.CreatedAt = newID(), 1, s.moment()
	created.UpdatedAt = created.CreatedAt
	return keep(c, created, insert(ctx, s, scheduleRowOf(created)))
}

// UpdateSchedule writes what c now says, if nobody else did since it was read: of many who move a schedule on, one does. Errors:
// CodeStale, CodeNotFound when it was deleted.
func (s *Store) UpdateSchedule(ctx context.Context, c *models.Schedule) error {
	next := *c
	next.Version, next.UpdatedAt = c.Version+1, s.moment()
	return keep(c, next, replace(ctx, s, scheduleRowOf(next), c.Version))
}

// DeleteSchedule removes a schedule; error CodeNotFound.
func (s *Store) DeleteSchedule(ctx context.Context, id string) error {
	return removeOne[scheduleRow](ctx, s, id)
}

// Schedule reads one schedule; error CodeNotFound.
func (s *Store) Schedule(ctx context.Context, id string) (models.Schedule, error) {
	return fetch(ctx, s, plainly(scheduleRow.model), "id = ?", id)
}

// Schedules lists the schedules of a division itself, the oldest first. Error CodeInvalidCursor.
func (s *Store) Schedules(ctx context.Context, division models.DivisionCode, p models.Page) (models.Listed[models.Schedule], error) {
	return part(ctx, s, conditions{{"division = ?", []any{division}}}, true, p, each(plainly(scheduleRow.model)))
}

// SchedulesDue lists at most limit schedules whose time has come, by division and id, so that a county comes before its towns, from
// behind the given one on, or from the first for the zero schedule.
func (s *Store) SchedulesDue(ctx context.Context, now time.Time, behind models.Schedule, limit int) ([]models.Schedule, error) {
	rows, err := gorm.G[scheduleRow](s.db(ctx)).Where("next_at <= ?", *utc(&now)).
		Where("(division > ? OR (division = ? AND id > ?))", behind.Division, behind.Division, behind.ID).
		Order("division, id").Limit(limit).Find(ctx)
	return converted(rows, scheduleRow.model), err
}
