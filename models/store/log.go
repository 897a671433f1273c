package store

import (
	"context"
	"log/slog"
	"time"

	"gorm.io/gorm/logger"

	"konggang/models"
)

// slow is how long a statement may take before the log hears of it.
const slow = 500 * time.Millisecond

// discreet is a GORM logger that never sees or prints a value of a row.
type discreet struct{ log *slog.Logger }

// ParamsFilter implements gorm.ParamsFilter: statements are shown with their question marks.
func (discreet) ParamsFilter(_ context.Context, statement string, _ ...any) (string, []any) {
	return statement, nil
}

func (d discreet) LogMode(logger.LogLevel) logger.Interface { return d }

func (d discreet) Info(ctx context.Context, message string, _ ...any) {
	d.log.DebugContext(ctx, message)
}

func (d discreet) Warn(ctx context.Context, message string, _ ...any) {
	d.log.WarnContext(ctx, message)
}

func (d discreet) Error(ctx context.Context, message string, _ ...any) {
	d.log.ErrorContext(ctx, message)
}

// Trace reports statements that took long, and those that failed in a way that no caller provokes.
func (d discreet) Trace(ctx context.Context, begin time.Time, statement func() (string, int64), err error) {
	took := time.Since(begin)
	code := models.CodeOf(err)
	switch {
	case code == models.CodeInternal && ctx.Err() == nil, code == models.CodeUnavailable:
		text, _ := statement()
		d.log.ErrorContext(ctx, "statement failed", "error", err, "sql", text)
	case took > slow:
		text, rows := statement()
		d.log.WarnContext(ctx, "slow statement", "took", took, "rows", rows, "sql", text)
	}
}
