package accounts_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/accounts"
	"konggang/services/onetime"
)

const (
	phone    = models.Phone("15400001111")
	stranger = models.Phone("15400002222")
	password = "苹果树下的小石头"
	wrong    = "苹果树上的小石头"
)

// mailbox is a sender that keeps what it was given.
type mailbox struct {
	mu   sync.Mutex
	sent []onetime.Message
	fail error
}

func (m *mailbox) Send(_ context.Context, message onetime.Message) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sent = append(m.sent, message)
	return m.fail
}

// last is the code that was sent last.
func (m *mailbox) last(t *testing.T) string {
	t.Helper()
	if len(m.sent) == 0 {
		t.Fatal("nothing was sent")
	}
	return m.sent[len(m.sent)-1].Code
}

// door is a service with a mailbox, where background work is done at once.
type door struct {
	accounts.Service
	world  *world
	mail   *mailbox
	failed []error
}

func newDoor(t *testing.T, s *store.Store) *door {
	t.Helper()
	d := &door{world: newWorld(t, s), mail: &mailbox{}}
	d.Service = d.world.clock.service(s)
	d.Calendar.Now = func() time.Time { return d.world.clock.now }
	d.Sender = d.mail
	d.Background = func(work func(context.Context)) { work(context.WithoutCancel(t.Context())) }
	d.Failed = func(_ context.Context, err error) { d.failed = append(d.failed, err) }
	return d
}

// holder makes an account with the phone and the password.
func (d *door) holder(t *testing.T, role models.Role) models.Account {
	t.Helper()
	a := models.Account{Role: role, Division: storetest.Village, Phone: phone, Password: given(d.Passwords.Hash(t.Context(), password))}
	if role == models.RoleOffice {
		a.Division = county
	}
	must(t, d.Store.CreateAccount(t.Context(), &a))
	return a
}

func (d *door) code(t *testing.T, to models.Phone, purpose models.CodePurpose) string {
	t.Helper()
	d.world.clock.now = d.world.clock.now.Add(2 * time.Minute) // past the pause between two codes
	must(t, d.SendCode(t.Context(), to, purpose))
	return d.mail.last(t)
}

func (d *door) signIn(t *testing.T, c accounts.Credentials) (accounts.Session, error) {
	t.Helper()
	return d.SignIn(t.Context(), models.Actor{Role: models.RoleAnonymous, Origin: "192.0.2.7"}, c)
}

func given[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestSignInByPassword(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		held := d.holder(t, models.RoleVillage)
		session, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: password})
		must(t, err)
		actor, err := d.Authenticate(t.Context(), session.Secret)
		must(t, err)
		if actor.AccountID != held.ID || actor.TokenID != session.Token.ID || session.Token.Kind != models.TokenSession {
			t.Errorf("session %+v acts as %+v", session.Token, actor)
		}
		for _, c := range []struct {
			name string
			with accounts.Credentials
			want string
		}{
			{"a wrong password", accounts.Credentials{Phone: phone, Password: wrong}, "unauthenticated"},
			{"an unknown phone", accounts.Credentials{Phone: stranger, Password: password}, "unauthenticated"},
			{"a role without an account", accounts.Credentials{Phone: phone, Password: password, Role: models.RoleOffice}, "unauthenticated"},
			{"a role that is none", accounts.Credentials{Phone: phone, Password: password, Role: "king"}, "role unknown_value"},
			{"no phone", accounts.Credentials{Password: password}, "phone required"},
			{"nothing to show", accounts.Credentials{Phone: phone}, "password one_of"},
			{"both", accounts.Credentials{Phone: phone, Password: password, Code: "123456"}, "password one_of"},
		} {
			if _, err := d.signIn(t, c.with); problem(err) != c.want {
				t.Errorf("%s: got %q, want %q", c.name, problem(err), c.want)
			}
		}
	})
}

// An account without a password cannot be opened by an empty or by any other one.
func TestNoPasswordOpensNothing(t *testing.T) {
	d := newDoor(t, storetest.SQLite(t))
	a := models.Account{Role: models.RoleVillage, Division: storetest.Village, Phone: phone}
	must(t, d.Store.CreateAccount(t.Context(), &a))
	if _, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: password}); models.CodeOf(err) != models.CodeUnauthenticated {
		t.Errorf("got %v", err)
	}
}

func TestThePhoneOfSeveralRoles(t *testing.T) {
	d := newDoor(t, storetest.SQLite(t))
	first, second := d.holder(t, models.RoleVillage), d.holder(t, models.RoleOffice)
	for role, want := range map[models.Role]string{"": first.ID, models.RoleVillage: first.ID, models.RoleOffice: second.ID} {
		session, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: password, Role: role})
		must(t, err)
		if session.Account.ID != want {
			t.Errorf("as %q: the %s", role, session.Account.Role)
		}
	}
	twin := models.Account{Role: models.RoleVillage, Division: storetest.Village, Phone: phone}
	if err := d.Store.CreateAccount(t.Context(), &twin); models.CodeOf(err) != models.CodeDuplicate {
		t.Errorf("two operators with one phone: %v", err)
	}
}

// What is locked is the phone, known or not, so that the lock tells nobody whether there is an account.
func TestLockOut(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.holder(t, models.RoleVillage)
		for _, who := range []models.Phone{phone, stranger} {
			for i := range 5 {
				if _, err := d.signIn(t, accounts.Credentials{Phone: who, Password: wrong}); models.CodeOf(err) != models.CodeUnauthenticated {
					t.Fatalf("try %d: %v", i+1, err)
				}
			}
			_, err := d.signIn(t, accounts.Credentials{Phone: who, Password: password})
			var e *models.Error
			if !errors.As(err, &e) || e.Code != models.CodeRateLimited || len(e.Args) != 1 || e.Args[0] != time.Minute {
				t.Errorf("%s is not locked for a minute: %v", who.Masked(), err)
			}
		}
		d.world.clock.now = d.world.clock.now.Add(time.Minute)
		if _, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: wrong}); models.CodeOf(err) != models.CodeUnauthenticated {
			t.Errorf("after the lock: %v", err)
		}
		_, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: password})
		var e *models.Error
		if !errors.As(err, &e) || e.Code != models.CodeRateLimited || e.Args[0] != 2*time.Minute {
			t.Errorf("the second lock is not longer: %v", err)
		}
		if _, err := d.signIn(t, accounts.Credentials{Phone: phone, Code: d.code(t, phone, models.CodeForLogin)}); err != nil {
			t.Errorf("a code does not open while passwords are locked: %v", err)
		}
		d.world.clock.now = d.world.clock.now.Add(2 * time.Minute)
		_, err = d.signIn(t, accounts.Credentials{Phone: phone, Password: password})
		must(t, err)
		for range 4 {
			if _, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: wrong}); models.CodeOf(err) != models.CodeUnauthenticated {
				t.Fatalf("a success does not begin the count anew: %v", err)
			}
		}
		d.world.clock.now = d.world.clock.now.Add(25 * time.Hour)
		for range 4 {
			if _, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: wrong}); models.CodeOf(err) != models.CodeUnauthenticated {
				t.Fatalf("yesterday's failures count: %v", err)
			}
		}
	})
}

// Many guesses at once are all counted: not more of them than the bound are tried.
func TestGuessesAtOnceAreAllCounted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.holder(t, models.RoleVillage)
		var tried sync.Map
		var all sync.WaitGroup
		for i := range 16 {
			all.Go(func() {
				_, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: wrong})
				tried.Store(i, models.CodeOf(err))
			})
		}
		all.Wait()
		counts := map[models.Code]int{}
		tried.Range(func(_, code any) bool { counts[code.(models.Code)]++; return true })
		if counts[models.CodeUnauthenticated] != 5 || counts[models.CodeRateLimited] != 11 {
			t.Errorf("of 16 guesses at once: %v", counts)
		}
	})
}

func TestSignInByCode(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		held := d.holder(t, models.RoleVillage)
		code := d.code(t, phone, models.CodeForLogin)
		if _, err := d.signIn(t, accounts.Credentials{Phone: stranger, Code: code}); models.CodeOf(err) != models.CodeUnauthenticated {
			t.Errorf("somebody else's code opens: %v", err)
		}
		session, err := d.signIn(t, accounts.Credentials{Phone: phone, Code: code})
		must(t, err)
		if session.Account.ID != held.ID {
			t.Errorf("signed in as %+v", session.Account)
		}
		if _, err := d.signIn(t, accounts.Credentials{Phone: phone, Code: code}); models.CodeOf(err) != models.CodeUnauthenticated {
			t.Errorf("a code opens twice: %v", err)
		}
		late := d.code(t, phone, models.CodeForLogin)
		d.world.clock.now = d.world.clock.now.Add(accounts.CodeLife)
		if _, err := d.signIn(t, accounts.Credentials{Phone: phone, Code: late}); models.CodeOf(err) != models.CodeUnauthenticated {
			t.Errorf("an old code opens: %v", err)
		}
		other := d.code(t, phone, models.CodeForReset)
		if _, err := d.signIn(t, accounts.Credentials{Phone: phone, Code: other}); models.CodeOf(err) != models.CodeUnauthenticated {
			t.Errorf("a code for something else opens: %v", err)
		}
	})
}

// A code is guessed at a few times only, and the guesses are counted although nothing comes of them.
func TestACodeIsGuessedAtFiveTimes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.holder(t, models.RoleVillage)
		code := d.code(t, phone, models.CodeForLogin)
		for range accounts.CodeTries {
			if _, err := d.signIn(t, accounts.Credentials{Phone: phone, Code: notThe(code)}); models.CodeOf(err) != models.CodeUnauthenticated {
				t.Fatal(err)
			}
		}
		if _, err := d.signIn(t, accounts.Credentials{Phone: phone, Code: code}); models.CodeOf(err) != models.CodeUnauthenticated {
			t.Errorf("the right code opens after %d guesses: %v", accounts.CodeTries, err)
		}
	})
}

func notThe(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func TestCodesAreSparedAndTellNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		d.holder(t, models.RoleVillage)
		for _, who := range []models.Phone{phone, stranger} {
			must(t, d.SendCode(t.Context(), who, models.CodeForLogin))
			if err := d.SendCode(t.Context(), who, models.CodeForLogin); models.CodeOf(err) != models.CodeRateLimited {
				t.Errorf("%s gets two codes in a minute: %v", who.Masked(), err)
			}
		}
		if len(d.mail.sent) != 1 || d.mail.sent[0].Phone != phone {
			t.Errorf("%d messages, one is for somebody known", len(d.mail.sent))
		}
		must(t, d.SendCode(t.Context(), "15400003333", models.CodeForRegister))
		if len(d.mail.sent) != 2 {
			t.Error("who signs up gets no code")
		}
		for range 5 {
			d.code(t, phone, models.CodeForLogin)
		}
		d.world.clock.now = d.world.clock.now.Add(2 * time.Minute)
		if err := d.SendCode(t.Context(), phone, models.CodeForLogin); models.CodeOf(err) != models.CodeRateLimited {
			t.Errorf("a seventh code in an hour: %v", err)
		}
		for _, c := range []struct {
			phone   models.Phone
			purpose models.CodePurpose
			want    string
		}{{"", models.CodeForLogin, "phone required"}, {phone, "fun", "purpose unknown_value"}} {
			if err := d.SendCode(t.Context(), c.phone, c.purpose); problem(err) != c.want {
				t.Errorf("got %q, want %q", problem(err), c.want)
			}
		}
		d.mail.fail = errors.New("the gateway is down")
		d.world.clock.now = d.world.clock.now.Add(2 * time.Hour)
		must(t, d.SendCode(t.Context(), phone, models.CodeForLogin))
		if len(d.failed) != 1 {
			t.Error("nobody hears that the gateway is down")
		}
		d.Sender = nil
		if err := d.SendCode(t.Context(), stranger, models.CodeForLogin); models.CodeOf(err) != models.CodeNoSender {
			t.Errorf("without a sender: %v", err)
		}
	})
}

func TestResetSetsThePasswordAndEndsTheSessions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		held := d.holder(t, models.RoleVillage)
		session, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: password})
		must(t, err)
		program, err := d.Issue(t.Context(), held.Actor(), "", "打印机", time.Time{})
		must(t, err)
		reset := func(code, next string) error {
			return d.Reset(t.Context(), models.Anonymous, phone, code, next)
		}
		code := d.code(t, phone, models.CodeForReset)
		for _, c := range []struct{ code, next, want string }{
			{code, "12345678", "password weak_password"}, {notThe(code), wrong, "code wrong_code"}, {code, wrong, ""}, {code, wrong, "code wrong_code"},
		} {
			if got := problem(reset(c.code, c.next)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		}
		if _, err := d.Authenticate(t.Context(), session.Secret); models.CodeOf(err) != models.CodeUnauthenticated {
			t.Errorf("the session goes on: %v", err)
		}
		if _, err := d.Authenticate(t.Context(), program.Secret); err != nil {
			t.Errorf("the API token ended: %v", err)
		}
		if _, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: password}); models.CodeOf(err) != models.CodeUnauthenticated {
			t.Errorf("the old password opens: %v", err)
		}
		_, err = d.signIn(t, accounts.Credentials{Phone: phone, Password: wrong})
		must(t, err)
		must(t, d.SendCode(t.Context(), stranger, models.CodeForReset))
		if err := d.Reset(t.Context(), models.Anonymous, stranger, "000000", wrong); problem(err) != "code wrong_code" {
			t.Errorf("somebody unknown: %v", err)
		}
	})
}

// Everything that happens at the door is in the audit: who, what and from where.
func TestTheDoorIsRecorded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		held := d.holder(t, models.RoleVillage)
		session, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: password})
		must(t, err)
		actor := held.Actor()
		actor.TokenID = session.Token.ID
		must(t, d.EndSession(t.Context(), actor, accounts.Current))
		var got []string
		for _, e := range given(s.AuditEntries(t.Context(), models.AuditFilter{Within: storetest.Village}, models.Page{Limit: 10})).Items {
			if e.AccountID == held.ID {
				got = append(got, e.Action+" "+e.Origin)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, []string{"sign_in 192.0.2.7", "sign_out "}) {
			t.Errorf("%q", got)
		}
	})
}
