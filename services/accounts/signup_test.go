package accounts_test

import (
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/accounts"
)

func TestSignUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		code := d.code(t, phone, models.CodeForRegister)
		for _, c := range []struct {
			name string
			in   accounts.SignUp
			want string
		}{
			{"without a code", accounts.SignUp{Role: models.RoleSeeker, Phone: phone}, "code required"},
			{"without a phone", accounts.SignUp{Role: models.RoleSeeker, Code: code}, "phone required"},
			{"as an office", accounts.SignUp{Role: models.RoleOffice, Phone: phone, Code: code}, "invitation required"},
			{"as a village", accounts.SignUp{Role: models.RoleVillage, Phone: phone, Code: code}, "invitation required"},
			{"as a device", accounts.SignUp{Role: models.RoleDevice, Phone: phone, Code: code}, "invitation required"},
			{"with a weak password", accounts.SignUp{Role: models.RoleSeeker, Phone: phone, Code: code, Password: "88888888"}, "password weak_password"},
			{"with a wrong code", accounts.SignUp{Role: models.RoleSeeker, Phone: phone, Code: notThe(code)}, "code wrong_code"},
			{"with another phone", accounts.SignUp{Role: models.RoleSeeker, Phone: stranger, Code: code}, "code wrong_code"},
			{"with an unknown invitation", accounts.SignUp{Invitation: "X", Phone: phone, Code: code}, "invitation wrong_code"},
			{"with a name too long", accounts.SignUp{Role: models.RoleEnterprise, Name: strings.Repeat("长", 51), Phone: phone, Code: code}, "name too_long"},
			{"as an enterprise", accounts.SignUp{Role: models.RoleEnterprise, Name: " 王 经理 ", Phone: phone, Code: code, Password: password}, ""},
			{"with the code once more", accounts.SignUp{Role: models.RoleSeeker, Phone: phone, Code: code}, "code wrong_code"},
		} {
			session, err := d.SignUp(t.Context(), models.Anonymous, c.in)
			if got := problem(err); got != c.want {
				t.Errorf("%s: got %q, want %q", c.name, got, c.want)
			}
			if err == nil {
				if session.Account.Role != models.RoleEnterprise || session.Account.EnterpriseID != "" || session.Account.Name != "王 经理" {
					t.Errorf("%+v", session.Account)
				}
				_, err := d.Authenticate(t.Context(), session.Secret)
				must(t, err)
			}
		}
		_, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: password})
		must(t, err)
		again := accounts.SignUp{Role: models.RoleEnterprise, Phone: phone, Code: d.code(t, phone, models.CodeForRegister)}
		if _, err := d.SignUp(t.Context(), models.Anonymous, again); models.CodeOf(err) != models.CodeDuplicate {
			t.Errorf("twice the same: %v", err)
		}
		again.Role = models.RoleSeeker
		again.Name = "张三"
		session, err := d.SignUp(t.Context(), models.Anonymous, again)
		must(t, err)
		if session.Account.Name != "" {
			t.Error("a seeker's name is kept where it is not sealed")
		}
	})
}

func TestInvitations(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		for _, c := range []struct {
			name string
			i    models.Invitation
			want string
		}{
			{"an operator", models.Invitation{Role: models.RoleVillage, Division: storetest.Village, Name: "赵"}, ""},
			{"an enterprise", models.Invitation{Role: models.RoleEnterprise, EnterpriseID: d.world.employer}, ""},
			{"an office of a town", models.Invitation{Role: models.RoleOffice, Division: town}, ""},
			{"a seeker", models.Invitation{Role: models.RoleSeeker, EnterpriseID: d.world.seeker}, "role unknown_value"},
			{"a device", models.Invitation{Role: models.RoleDevice, Division: storetest.Village}, "role unknown_value"},
			{"a foreign enterprise", models.Invitation{Role: models.RoleEnterprise, EnterpriseID: d.world.stranger}, "forbidden"},
			{"an enterprise of none, by phone", models.Invitation{Role: models.RoleEnterprise, Division: county, Phone: phone}, "enterprise required"},
			{"a foreign village", models.Invitation{Role: models.RoleVillage, Division: far}, "forbidden"},
			{"a wider office", models.Invitation{Role: models.RoleOffice, Division: "410100000000"}, "forbidden"},
			{"an unknown village", models.Invitation{Role: models.RoleVillage, Division: nowhere}, "division unknown_division"},
		} {
			_, secret, err := d.Invite(t.Context(), office, c.i)
			if got := problem(err); got != c.want || (secret == "") != (err != nil) {
				t.Errorf("%s: got %q, want %q", c.name, got, c.want)
			}
		}

		made, secret, err := d.Invite(t.Context(), office, models.Invitation{Role: models.RoleVillage, Division: storetest.Village, Name: "赵", Phone: phone})
		must(t, err)
		accept := func(by models.Phone, secret string) (accounts.Session, error) {
			return d.SignUp(t.Context(), models.Anonymous, accounts.SignUp{Invitation: secret, Phone: by, Code: d.code(t, by, models.CodeForRegister)})
		}
		if _, err := accept(stranger, secret); problem(err) != "invitation wrong_code" {
			t.Errorf("somebody else accepts: %v", err)
		}
		session, err := accept(phone, secret)
		must(t, err)
		if a := session.Account; a.Role != models.RoleVillage || a.Division != storetest.Village || a.Name != "赵" || a.Phone != phone {
			t.Errorf("%+v", a)
		}
		if _, err := accept(phone, secret); problem(err) != "invitation wrong_code" {
			t.Errorf("an invitation is accepted twice: %v", err)
		}
		_, open, err := d.Invite(t.Context(), office, models.Invitation{Role: models.RoleOffice, Division: town})
		must(t, err)
		d.world.clock.now = made.ExpiresAt.Add(time.Hour)
		if _, err := accept(stranger, open); problem(err) != "invitation wrong_code" {
			t.Errorf("an old invitation is accepted: %v", err)
		}
	})
}

func TestTokens(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		open := func(a models.Account) models.Account {
			must(t, d.Store.CreateAccount(t.Context(), &a))
			return a
		}
		operator := open(models.Account{Role: models.RoleVillage, Division: storetest.Village})
		device := open(models.Account{Role: models.RoleDevice, Division: storetest.Village})
		farDevice := open(models.Account{Role: models.RoleDevice, Division: far})
		chief := open(models.Account{Role: models.RoleOffice, Division: county})
		clerk := open(models.Account{Role: models.RoleOffice, Division: town})
		firm := open(models.Account{Role: models.RoleEnterprise, EnterpriseID: d.world.employer})
		for _, c := range []struct {
			name    string
			by      models.Account
			account string
			want    string
		}{
			{"for oneself", firm, "", ""}, {"for the village's device", operator, device.ID, ""}, {"for a device of the county", chief, device.ID, ""},
			{"for a foreign device", operator, farDevice.ID, "not_found"}, {"for an operator", chief, operator.ID, "not_found"},
			{"for the chief", clerk, chief.ID, "not_found"}, {"for nobody", chief, noID, "not_found"}, {"for the office", device, chief.ID, "not_found"},
		} {
			_, err := d.Issue(t.Context(), c.by.Actor(), c.account, "", time.Time{})
			if got := problem(err); got != c.want {
				t.Errorf("%s: got %q, want %q", c.name, got, c.want)
			}
		}
		for _, c := range []struct {
			label   string
			expires time.Time
			want    string
		}{
			{strings.Repeat("长", 51), time.Time{}, "label too_long"}, {"", d.world.clock.now, "expires_at in_past"},
			{"", d.world.clock.now.Add(accounts.TokenLife + time.Hour), "expires_at above_maximum"},
		} {
			if _, err := d.Issue(t.Context(), chief.Actor(), "", c.label, c.expires); problem(err) != c.want {
				t.Errorf("got %q, want %q", problem(err), c.want)
			}
		}
		count := func(a models.Account) int {
			return given(d.Tokens(t.Context(), a.Actor(), models.Page{Limit: 50})).Total
		}
		if got := []int{count(chief), count(operator), count(firm), count(device), count(clerk)}; got[0] != 3 || got[1] != 2 || got[2] != 1 || got[3] != 2 || got[4] != 3 {
			t.Errorf("listed: %v", got)
		}
		mine, err := d.Issue(t.Context(), operator.Actor(), "", "手机", d.world.clock.now.Add(time.Hour))
		must(t, err)
		for _, c := range []struct {
			name string
			by   models.Account
			want string
		}{{"a firm", firm, "not_found"}, {"a device", device, "not_found"}, {"the town's office", clerk, ""}, {"once more", chief, "not_found"}} {
			if got := problem(d.Revoke(t.Context(), c.by.Actor(), mine.Token.ID)); got != c.want {
				t.Errorf("%s revokes: got %q, want %q", c.name, got, c.want)
			}
		}
		if _, err := d.Authenticate(t.Context(), mine.Secret); models.CodeOf(err) != models.CodeUnauthenticated {
			t.Errorf("a revoked token opens: %v", err)
		}
	})
}

func TestSessionsAreOnesOwn(t *testing.T) {
	d := newDoor(t, storetest.SQLite(t))
	d.holder(t, models.RoleVillage)
	first, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: password})
	must(t, err)
	second, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: password})
	must(t, err)
	me := given(d.Authenticate(t.Context(), second.Secret))
	if got := given(d.Sessions(t.Context(), me, models.Page{Limit: 10})); got.Total != 2 {
		t.Errorf("%d sessions", got.Total)
	}
	other := models.Account{Role: models.RoleOffice, Division: county}
	must(t, d.Store.CreateAccount(t.Context(), &other))
	if err := d.EndSession(t.Context(), other.Actor(), first.Token.ID); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("somebody else ends it: %v", err)
	}
	must(t, d.EndSession(t.Context(), me, first.Token.ID))
	must(t, d.EndSession(t.Context(), me, accounts.Current))
	for _, s := range []accounts.Session{first, second} {
		if _, err := d.Authenticate(t.Context(), s.Secret); models.CodeOf(err) != models.CodeUnauthenticated {
			t.Errorf("an ended session opens: %v", err)
		}
	}
}

// TestAnOperatorWhoLeavesIsShutOut closes an account: sessions, tokens and the way back in.
func TestAnOperatorWhoLeavesIsShutOut(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := newDoor(t, s)
		operator := d.holder(t, models.RoleVillage)
		session, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: password})
		must(t, err)
		chief, clerk := models.Account{Role: models.RoleOffice, Division: county}, models.Account{Role: models.RoleOffice, Division: "410184103000"}
		must(t, d.Store.CreateAccount(t.Context(), &chief))
		must(t, d.Store.CreateAccount(t.Context(), &clerk))
		firm := models.Account{Role: models.RoleEnterprise, EnterpriseID: d.world.employer}
		must(t, d.Store.CreateAccount(t.Context(), &firm))
		if got := given(d.List(t.Context(), chief.Actor(), models.Page{Limit: 10})); got.Total != 4 {
			t.Errorf("%d accounts in the county", got.Total)
		}
		for _, c := range []struct {
			by   models.Account
			id   string
			want string
		}{{clerk, operator.ID, "not_found"}, {operator, operator.ID, "not_found"}, {chief, chief.ID, "forbidden"}, {chief, noID, "not_found"}, {chief, operator.ID, ""}, {chief, firm.ID, ""}} {
			if got := problem(d.Close(t.Context(), c.by.Actor(), c.id)); got != c.want {
				t.Errorf("%s closes: got %q, want %q", c.by.Role, got, c.want)
			}
		}
		if _, err := d.Authenticate(t.Context(), session.Secret); models.CodeOf(err) != models.CodeUnauthenticated {
			t.Errorf("the session goes on: %v", err)
		}
		if _, err := d.signIn(t, accounts.Credentials{Phone: phone, Password: password}); models.CodeOf(err) != models.CodeUnauthenticated {
			t.Errorf("the password opens: %v", err)
		}
		must(t, d.SendCode(t.Context(), phone, models.CodeForLogin))
		if len(d.mail.sent) != 0 {
			t.Error("a code was sent to sign in with")
		}
	})
}

// An office enrols a person, and gets nothing to act in their name with.
func TestAnOfficeDoesNotActForAPerson(t *testing.T) {
	d := newDoor(t, storetest.SQLite(t))
	made, token, err := d.CreateWithin(t.Context(), office, models.Account{Role: models.RoleSeeker, SeekerID: d.world.seeker})
	who := given(d.Store.Seeker(t.Context(), d.world.seeker))
	if err != nil || token != "" || made.Phone != who.Phone {
		t.Errorf("%+v, token %v, %v", made, token != "", err)
	}
	if _, _, err := d.CreateWithin(t.Context(), office, models.Account{Role: models.RoleSeeker, SeekerID: d.world.seeker, Phone: stranger}); problem(err) != "phone unproven_phone" {
		t.Errorf("with another phone: %v", err)
	}
	session, err := d.signIn(t, accounts.Credentials{Phone: who.Phone, Code: d.code(t, who.Phone, models.CodeForLogin)})
	if err != nil || session.Account.ID != made.ID {
		t.Errorf("the person cannot sign in: %v", err)
	}
}
