package store

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"konggang/models"
)

// auditRow is an entry of the audit, each cell as it is written, so that a verification sees every byte of it. At counts
// milliseconds since 1970, Details is a JSON array. MAC covers what the entry says, from the moment it is written; Link
// chains it behind the entry before it, once the sequencer has given it its place.
type auditRow struct {
	ID        string `gorm:"primaryKey"`
	Seq       *int64
	At        int64
	AccountID string
	Role      string
	Origin    string
	RequestID string
	Action    string
	Object    string
	ObjectID  string
	Division  string
	Reason    string
	Details   string
	MAC       string
	Link      string
}

// TableName implements GORM's schema.Tabler.
func (auditRow) TableName() string { return "audit_entries" }

func (r auditRow) key() string { return r.ID }

func auditRowOf(e models.AuditEntry) (auditRow, error) {
	details, err := list[string](e.Details).Value()
	text, _ := details.(string)
	return auditRow{ID: e.ID, At: e.At.UnixMilli(), AccountID: e.AccountID, Role: string(e.Role), Origin: e.Origin, RequestID: e.RequestID,
		Action: e.Action, Object: string(e.Object), ObjectID: e.ObjectID, Division: string(e.Division), Reason: e.Reason, Details: text}, err
}

// model shows an entry as it stands, also one that somebody changed: what is wrong with it is the verification's to tell.
func (r auditRow) model() models.AuditEntry {
	var details list[string]
	if details.Scan(r.Details) != nil {
		details = list[string]{r.Details}
	}
	e := models.AuditEntry{ID: r.ID, At: time.UnixMilli(r.At).UTC(), AccountID: r.AccountID, Role: models.Role(r.Role), Origin: r.Origin,
		RequestID: r.RequestID, Action: r.Action, Object: models.AuditObject(r.Object), ObjectID: r.ObjectID,
		Division: models.DivisionCode(r.Division), Reason: r.Reason, Details: details}
	if r.Seq != nil {
		e.Seq = *r.Seq
	}
	return e
}

// mac is the keyed hash of all that the entry says. Every cell stands behind its length, so that no two entries give the
// same text.
func (r auditRow) mac(key []byte) string {
	var text []byte
	for _, cell := range []string{r.ID, strconv.FormatInt(r.At, 10), r.AccountID, r.Role, r.Origin, r.RequestID, r.Action, r.Object,
		r.ObjectID, r.Division, r.Reason, r.Details} {
		text = fmt.Appendf(text, "%d:%s,", len(cell), cell)
	}
	return keyed(key, text)
}

func keyed(key, text []byte) string {
	h := hmac.New(sha256.New, key)
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}

// Record keeps an entry of the audit in the transaction of what it is about, which must be the one in ctx: an entry that
// cannot be kept takes its deed with it. The entry gets its place in the chain afterwards (see SequenceAudit). Error
// CodeInvalid for an entry that not every database could keep.
func (s *Store) Record(ctx context.Context, e models.AuditEntry) error {
	_, err := s.record(ctx, e)
	return err
}

func (s *Store) record(ctx context.Context, e models.AuditEntry) (auditRow, error) {
	e.Clean()
	if err := e.Validate(); err != nil {
		return auditRow{}, err
	}
	key, err := s.chainKey(ctx)
	if err != nil {
		return auditRow{}, err
	}
	e.ID, e.At = newID(), s.moment()
	row, err := auditRowOf(e)
	if err != nil {
		return auditRow{}, err
	}
	row.MAC = row.mac(key)
	return row, insert(ctx, s, row)
}

// AuditEntries lists the entries that the filter leaves, the newest first. Error CodeInvalidCursor.
func (s *Store) AuditEntries(ctx context.Context, f models.AuditFilter, p models.Page) (models.Listed[models.AuditEntry], error) {
	var where conditions
	where.within("division", f.Within)
	for _, c := range []struct {
		column, value string
	}{{"object", string(f.Object)}, {"object_id", f.ObjectID}, {"account_id", f.AccountID}, {"action", f.Action}} {
		if c.value != "" {
			where.add(c.column+" = ?", c.value)
		}
	}
	if !f.Since.IsZero() {
		where.add("at >= ?", f.Since.UnixMilli())
	}
	if !f.Until.IsZero() {
		where.add("at < ?", f.Until.UnixMilli())
	}
	return part(ctx, s, where, false, p, each(plainly(auditRow.model)))
}

type secretRow struct {
	Name  string `gorm:"primaryKey"`
	Value sealed
}

// TableName implements GORM's schema.Tabler.
func (secretRow) TableName() string { return "secrets" }

func secretPlace(name string) place { return place{"secrets", "value", name} }

const chainSecret = "audit"

// chainKey is the key of the audit chain: random, made once for a database, and kept sealed in it, so that the sealing keys
// can be changed without writing the chain anew.
func (s *Store) chainKey(ctx context.Context) ([]byte, error) {
	if key := s.auditKey.Load(); key != nil {
		return *key, nil
	}
	text, err := s.secret(ctx, chainSecret)
	if models.CodeOf(err) == models.CodeNotFound {
		if err = s.beginChain(ctx); err == nil {
			text, err = s.secret(ctx, chainSecret)
		}
	}
	if err != nil {
		return nil, err
	}
	key := []byte(text)
	if _, inside := ctx.Value(unitKey{s}).(*unit); !inside {
		s.auditKey.Store(&key) // within a transaction it may still be taken back
	}
	return key, nil
}

// beginChain makes the key of a chain that has no entry yet, and seals its head. A chain that has lost its key gets no new one, since that would
// hide the loss.
func (s *Store) beginChain(ctx context.Context) error {
	entries, err := gorm.G[auditRow](s.db(ctx)).Limit(1).Find(ctx)
	if err != nil {
		return err
	}
	if len(entries) == 0 {
		return s.makeChain(ctx)
	}
	if _, err = s.secret(ctx, chainSecret); models.CodeOf(err) == models.CodeNotFound { // else somebody began it meanwhile
		err = errors.New("store: the key of the audit chain is gone from the table secrets; put it back from a backup")
	}
	return err
}

func (s *Store) secret(ctx context.Context, name string) (string, error) {
	kept, err := gorm.G[secretRow](s.db(ctx)).Where("name = ?", name).Take(ctx)
	if err != nil {
		return "", err
	}
	return s.unseal(secretPlace(name), kept.Value)
}

// makeChain keeps a random key and the head of a chain without entries, unless somebody else did so first.
func (s *Store) makeChain(ctx context.Context) error {
	fresh := make([]byte, secretBytes)
	_, _ = rand.Read(fresh) // never fails: it ends the program instead
	return s.Atomically(ctx, func(ctx context.Context) error {
		first := clause.OnConflict{DoNothing: true}
		if err := s.keepSecret(ctx, chainSecret, string(fresh), first); err != nil {
			return err
		}
		return s.keepSecret(ctx, headSecret, models.AuditHead{}.String(), first)
	})
}

// keepSecret seals a text under a name. It must be called inside Atomically.
func (s *Store) keepSecret(ctx context.Context, name, text string, conflict clause.OnConflict) error {
	if err := s.followKeys(ctx); err != nil {
		return err
	}
	made := secretRow{name, s.ring().seal(secretPlace(name), text)}
	return gorm.G[secretRow](s.db(ctx), conflict).Create(ctx, &made)
}
