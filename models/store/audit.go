package store

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"konggang/models"
)

// auditRow is an entry of the audit. MAC covers what it says, from the moment it is written; Link chains it behind the entry
// before it, once the sequencer has given it its place.
type auditRow struct {
	ID        string `gorm:"primaryKey"`
	Seq       *int64
	At        time.Time
	AccountID string
	Role      models.Role
	Origin    string
	RequestID string
	Action    string
	Object    models.AuditObject
	ObjectID  string
	Division  models.DivisionCode
	Reason    string
	Details   list[string]
	MAC       string
	Link      string
}

// TableName implements GORM's schema.Tabler.
func (auditRow) TableName() string { return "audit_entries" }

func (r auditRow) key() string { return r.ID }

func (r auditRow) model() models.AuditEntry {
	e := models.AuditEntry{ID: r.ID, At: r.At.UTC(), AccountID: r.AccountID, Role: r.Role, Origin: r.Origin, RequestID: r.RequestID,
		Action: r.Action, Object: r.Object, ObjectID: r.ObjectID, Division: r.Division, Reason: r.Reason, Details: r.Details}
	if r.Seq != nil {
		e.Seq = *r.Seq
	}
	return e
}

// mac is the keyed hash of all that the entry says.
func (r auditRow) mac(key []byte) (string, error) {
	text, err := json.Marshal([]any{r.ID, r.At.UTC().UnixMilli(), r.AccountID, r.Role, r.Origin, r.RequestID, r.Action, r.Object, r.ObjectID,
		r.Division, r.Reason, append([]string{}, r.Details...)})
	return keyed(key, text), err
}

func keyed(key, text []byte) string {
	h := hmac.New(sha256.New, key)
	h.Write(text)
	return hex.EncodeToString(h.Sum(nil))
}

// Record keeps an entry of the audit in the transaction of what it is about, which must be the one in ctx. The entry gets its
// place in the chain afterwards (see SequenceAudit).
func (s *Store) Record(ctx context.Context, e models.AuditEntry) error {
	key, err := s.chainKey(ctx)
	if err != nil {
		return err
	}
	row := auditRow{ID: newID(), At: s.moment(), AccountID: e.AccountID, Role: e.Role, Origin: e.Origin, RequestID: e.RequestID,
		Action: e.Action, Object: e.Object, ObjectID: e.ObjectID, Division: e.Division, Reason: e.Reason, Details: e.Details}
	if row.MAC, err = row.mac(key); err != nil {
		return err
	}
	return insert(ctx, s, row)
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
		where.add("at >= ?", *utc(&f.Since))
	}
	if !f.Until.IsZero() {
		where.add("at < ?", *utc(&f.Until))
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
		if err = s.makeSecret(ctx, chainSecret); err == nil {
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

func (s *Store) secret(ctx context.Context, name string) (string, error) {
	kept, err := gorm.G[secretRow](s.db(ctx)).Where("name = ?", name).Take(ctx)
	if err != nil {
		return "", err
	}
	return s.unseal(secretPlace(name), kept.Value)
}

// makeSecret keeps a random secret, unless somebody else did so first.
func (s *Store) makeSecret(ctx context.Context, name string) error {
	fresh := make([]byte, secretBytes)
	_, _ = rand.Read(fresh) // never fails: it ends the program instead
	return s.Atomically(ctx, func(ctx context.Context) error {
		if err := s.followKeys(ctx); err != nil {
			return err
		}
		made := secretRow{name, s.ring().seal(secretPlace(name), string(fresh))}
		return gorm.G[secretRow](s.db(ctx), clause.OnConflict{DoNothing: true}).Create(ctx, &made)
	})
}
