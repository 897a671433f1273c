package store

import (
	"encoding/base64"
	"encoding/binary"
	"time"

	"github.com/google/uuid"

	"konggang/models"
)

// waitingSince is when a vacancy entered the office's queue; one that never did counts from its making.
const waitingSince = "COALESCE(submitted_at, created_at)"

// byWaiting is the order of the office's queue. Its cursor holds the time itself, since the vacancy that it stands for may
// have been judged and come back by the time of the next part.
var byWaiting = order[vacancyRow]{
	by: waitingSince + ", id",
	beyond: func(text string) (condition, error) {
		at, id, err := parseWaiting(text)
		return condition{"(" + waitingSince + " > ? OR (" + waitingSince + " = ? AND id > ?))", []any{at, at, id}}, err
	},
	cursor: func(last vacancyRow) string {
		since := last.CreatedAt
		if last.SubmittedAt != nil {
			since = *last.SubmittedAt
		}
		id := uuid.MustParse(last.ID)
		return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64(id[:], uint64(since.UnixMilli()))) //nolint:gosec // read back the same way
	},
}

// parseWaiting reads a cursor of the queue: 16 bytes of an id and 8 of milliseconds; error CodeInvalidCursor.
func parseWaiting(text string) (time.Time, string, error) {
	const idBytes, timeBytes = 16, 8
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil || len(b) != idBytes+timeBytes {
		return time.Time{}, "", models.Errorf(models.CodeInvalidCursor)
	}
	at := time.UnixMilli(int64(binary.BigEndian.Uint64(b[idBytes:]))).UTC() //nolint:gosec // written the same way
	if year := at.Year(); year < 1000 || year > 9999 {
		return time.Time{}, "", models.Errorf(models.CodeInvalidCursor) // beyond what every engine can compare
	}
	return at, uuid.UUID(b[:idBytes]).String(), nil
}
