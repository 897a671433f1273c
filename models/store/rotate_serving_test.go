package store_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// keyFile is a file with keys, the form that serve and the command share.
type keyFile struct{ path string }

func newKeyFile(t *testing.T, keys ...string) keyFile {
	t.Helper()
	f := keyFile{filepath.Join(t.TempDir(), "keys")}
	f.write(t, keys...)
	return f
}

func (f keyFile) write(t *testing.T, keys ...string) {
	t.Helper()
	must(t, os.WriteFile(f.path+".new", []byte(strings.Join(keys, ",")), 0o600))
	must(t, os.Rename(f.path+".new", f.path))
}

func (f keyFile) read() (*store.Keyring, error) {
	text, err := os.ReadFile(f.path)
	if err != nil {
		return nil, err
	}
	return store.ParseKeyring(string(text))
}

// from opens the database with the keys of the file, which it reads again when it needs to.
func (f keyFile) from(t *testing.T, c store.Config) *store.Store {
	t.Helper()
	c.Keys, c.Reload = given(f.read()), f.read
	return storetest.Open(t, c)
}

// writer registers, changes and erases people and signs accounts up, until it is told to stop, and knows what must be there.
type writer struct {
	store   *store.Store
	name    string
	seekers map[string]models.Seeker
	account map[string]models.Account
}

func (w *writer) write(ctx context.Context, n int) error {
	k := fullSeeker()
	k.Name = fmt.Sprint(w.name, n)
	k.Phone = models.Phone(fmt.Sprintf("154%08d", n))
	if err := w.store.CreateSeeker(ctx, &k); err != nil {
		return fmt.Errorf("register: %w", err)
	}
	a := models.Account{Role: models.RoleSeeker, SeekerID: k.ID, Phone: models.Phone(fmt.Sprintf("155%s%06d", w.name, n))}
	if err := w.store.CreateAccount(ctx, &a); err != nil {
		return fmt.Errorf("sign up: %w", err)
	}
	switch n % 3 {
	case 0:
		k.WageMin++
		if err := w.store.UpdateSeeker(ctx, &k); err != nil {
			return fmt.Errorf("change: %w", err)
		}
	case 1:
		if err := w.store.DeleteSeeker(ctx, k.ID); err != nil {
			return fmt.Errorf("erase: %w", err)
		}
		_, err := w.store.DeleteAccountsOf(ctx, k.ID)
		return err
	}
	w.seekers[k.ID], w.account[a.ID] = k, a
	found, err := w.store.SeekerByPhone(ctx, k.Phone, k.Name)
	if err != nil || found.ID != k.ID {
		return fmt.Errorf("look up: %w", err)
	}
	if signed, err := w.store.AccountsByPhone(ctx, a.Phone); err != nil || len(signed) != 1 {
		return fmt.Errorf("sign in: %d, %w", len(signed), err)
	}
	return nil
}

// serving are writers on one store that has the keys of a file.
type serving struct {
	writers []*writer
	errs    []error
	stop    chan struct{}
	started sync.WaitGroup
	done    sync.WaitGroup
}

func serve(ctx context.Context, s *store.Store, writers int) *serving {
	v := &serving{stop: make(chan struct{}), errs: make([]error, writers)}
	for i := range writers {
		w := &writer{s, fmt.Sprintf("%02d", i), map[string]models.Seeker{}, map[string]models.Account{}}
		v.writers = append(v.writers, w)
		v.started.Add(1)
		v.done.Go(func() { v.errs[i] = v.run(ctx, w) })
	}
	v.started.Wait()
	return v
}

func (v *serving) run(ctx context.Context, w *writer) error {
	started := sync.OnceFunc(v.started.Done)
	defer started()
	for n := 0; ; n++ {
		if err := w.write(ctx, n); err != nil {
			return err
		}
		if n == 3 {
			started()
		}
		select {
		case <-v.stop:
			return nil
		default:
		}
	}
}

func (v *serving) end(t *testing.T) {
	t.Helper()
	close(v.stop)
	v.done.Wait()
	for _, err := range v.errs {
		must(t, err)
	}
}

// check holds that all that was written is there, once, and reads as it was written.
func (v *serving) check(t *testing.T, s *store.Store) {
	t.Helper()
	ctx, seekers := t.Context(), 0
	for _, w := range v.writers {
		for id, k := range w.seekers {
			same(t, k, given(s.Seeker(ctx, id)))
			same(t, k, given(s.SeekerByPhone(ctx, k.Phone, k.Name)))
		}
		for _, a := range w.account {
			same(t, []models.Account{a}, given(s.AccountsByPhone(ctx, a.Phone)))
		}
		seekers += len(w.seekers)
	}
	if got := given(s.Seekers(ctx, models.SeekerFilter{}, models.Page{Limit: 1})).Total; got != seekers || seekers == 0 {
		t.Errorf("%d seekers are there, %d were kept", got, seekers)
	}
}

// TestRotationWhileServing changes the key twice, by the file, under writers that are told nothing.
func TestRotationWhileServing(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		ctx := t.Context()
		file := newKeyFile(t, oldKey)
		v := serve(ctx, file.from(t, c), 4)
		command := file.from(t, c)
		file.write(t, newKey, oldKey)
		first := given(command.RotateInBatches(ctx, 3, nil))
		same(t, []string{"old"}, first.Free)
		file.write(t, newKey)
		file.write(t, newerKey, newKey)
		second := given(command.RotateInBatches(ctx, 3, nil))
		same(t, []string{"new"}, second.Free)
		if first.Sealed == 0 || second.Sealed == 0 || len(first.Stuck)+len(second.Stuck) > 0 {
			t.Errorf("%+v, %+v", first, second)
		}
		v.end(t)
		alone := under(t, c, newerKey)
		v.check(t, alone)
		onlyUnder(t, alone, "newer", "codes", "invitations", "consents", "reports", "idempotency_keys", "targets")
	})
}

// TestATransactionUnderTheOldKeyIsWaitedFor begins the rotation in the middle of a transaction that has sealed something.
func TestATransactionUnderTheOldKeyIsWaitedFor(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		ctx := t.Context()
		s, other := under(t, c, oldKey, newKey), under(t, c, oldKey, newKey)
		c.Keys = storetest.Keyring(t, newKey+","+oldKey)
		command := given(store.Open(ctx, c))
		defer func() { must(t, command.Close()) }()
		first, last := fullSeeker(), fullSeeker()
		last.Name = "最后一个"
		rotated := make(chan error, 1)
		must(t, s.Atomically(ctx, func(ctx context.Context) error {
			must(t, s.CreateSeeker(ctx, &first))
			go func() {
				_, err := command.Rotate(t.Context(), system, nil)
				rotated <- err
			}()
			for range 1000 { // gives the rotation time to get where it must wait, or to go wrong
				given(other.Seekers(t.Context(), models.SeekerFilter{}, models.Page{Limit: 1}))
				if len(rotated) > 0 {
					t.Error("the rotation did not wait")
					break
				}
			}
			return s.CreateSeeker(ctx, &last)
		}))
		must(t, <-rotated)
		alone := under(t, c, newKey)
		same(t, first, given(alone.Seeker(ctx, first.ID)))
		same(t, last, given(alone.Seeker(ctx, last.ID)))
	})
}

// TestALookUpFindsWhatIsSealedAnewMeanwhile changes the keys between the question's making and its asking.
func TestALookUpFindsWhatIsSealedAnewMeanwhile(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		file := newKeyFile(t, oldKey)
		s, command := file.from(t, c), file.from(t, c)
		k := fullSeeker()
		must(t, s.CreateSeeker(t.Context(), &k))
		file.write(t, newKey, oldKey)
		same(t, k, given(s.FindAfter(t.Context(), k.Phone, k.Name, func() { given(command.Rotate(t.Context(), system, nil)) })))
	})
}

// TestRotationsToDifferentKeysAtOnce lets two disagree on the key: the database never forgets one that still seals.
func TestRotationsToDifferentKeysAtOnce(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		s, db := under(t, c, oldKey), storetest.Raw(t, c)
		for i := range 12 {
			k := fullSeeker()
			k.Name = fmt.Sprint("人", i)
			must(t, s.CreateSeeker(t.Context(), &k))
		}
		stores := []*store.Store{under(t, c, newKey, newerKey, oldKey), under(t, c, newerKey, newKey, oldKey), under(t, c, oldKey, newerKey, newKey)}
		for range 5 {
			must(t, errors.Join(atOnce(len(stores), func(i int) error {
				_, err := stores[i].RotateInBatches(t.Context(), 1, nil)
				return err
			})...))
			kept := column(t, db, "SELECT id FROM sealing_keys")
			for what := range given(s.Census(t.Context())) {
				if _, key, _ := strings.Cut(what, " "); !slices.Contains(kept, key) {
					t.Errorf("%s is needed, and the database remembers only %v", what, kept)
				}
			}
		}
	})
}

// TestWithoutTheNewKeyNothingIsWrittenOrGuessed keeps a process with its keys in the environment from writing beside a new key.
func TestWithoutTheNewKeyNothingIsWrittenOrGuessed(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		ctx := t.Context()
		var log strings.Builder
		lacking := c
		lacking.Log = slog.New(slog.NewTextHandler(&log, nil))
		s := under(t, lacking, oldKey)
		p := plantAll(t, s)
		given(under(t, c, newKey, oldKey).Rotate(ctx, system, nil))
		k := fullSeeker()
		_, err := s.Seeker(ctx, p.seeker.ID)
		fails(t, err, models.CodeUnavailable)
		_, err = s.SeekerByPhone(ctx, k.Phone, k.Name)
		fails(t, err, models.CodeUnavailable)
		_, err = s.AccountsByPhone(ctx, k.Phone)
		fails(t, err, models.CodeUnavailable)
		fails(t, s.CreateSeeker(ctx, &k), models.CodeUnavailable)
		fails(t, s.CreateReport(ctx, &models.Report{VacancyID: p.report.VacancyID}), models.CodeUnavailable)
		fails(t, s.CreateCode(ctx, &p.code, theCode), models.CodeUnavailable)
		if !strings.Contains(log.String(), `\"new\"`) || !strings.Contains(log.String(), "restart") {
			t.Errorf("the log says %q", log.String())
		}
		p.checkAll(t, under(t, c, newKey, oldKey))
	})
}

// TestAKeyFileThatCannotBeReadRefusesTheWrite loses the file under a process that needs it.
func TestAKeyFileThatCannotBeReadRefusesTheWrite(t *testing.T) {
	eachConfig(t, func(t *testing.T, c store.Config) {
		file := newKeyFile(t, oldKey)
		s := file.from(t, c)
		given(under(t, c, newKey, oldKey).Rotate(t.Context(), system, nil))
		must(t, os.Remove(file.path))
		k := fullSeeker()
		fails(t, s.CreateSeeker(t.Context(), &k), models.CodeUnavailable)
		file.write(t, newKey, oldKey)
		must(t, s.CreateSeeker(t.Context(), &k))
	})
}
