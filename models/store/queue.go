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

// byWaiting is the order of the office's queue.
var byWaiting = byMoment(waitingSince, func(v vacancyRow) (string, time.Time) {
	if v.SubmittedAt != nil {
		return v.ID, *v.SubmittedAt
	}
	return v.ID, v.CreatedAt
})

// byMoment is an order by a time and then the id, the earliest first. Its cursor holds the time itself, since the row that it stands
// for may have gone and come back with another one by the time of the next part.
func byMoment[R any](column string, of func(R) (id string, at time.Time)) order[R] {
	return order[R]{
		by: column + ", id",
		beyond: func(text string) (condition, error) {
			at, id, err := parseMoment(text)
			return condition{"(" + column + " > ? OR (" + column + " = ? AND id > ?))", []any{at, at, id}}, err
		},
		cursor: func(last R) string {
			text, at := of(last)
			id := uuid.MustParse(text)
			return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64(id[:], uint64(at.UnixMilli()))) //nolint:gosec // read back the same way
		},
	}
}

// parseMoment reads a cursor of byMoment: 16 bytes of an id and 8 of milliseconds; error CodeInvalidCursor.
func parseMoment(text string) (time.Time, string, error) {
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
