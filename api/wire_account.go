package api

import (
	"konggang/models"
	"konggang/services/accounts"
)

// AccountBody is what an account is made from. An office states the role and what it is bound to; who signs up states phone
// and one-time code, and either an invitation or the role enterprise or seeker.
type AccountBody struct {
	Role       string `json:"role,omitempty" enum:"office,enterprise,village,seeker,device"`
	Division   string `json:"division,omitempty"`
	Enterprise string `json:"enterprise,omitempty"`
	Seeker     string `json:"seeker,omitempty"`
	Name       string `json:"name,omitempty" doc:"Who it is; not kept of seekers here"`
	Phone      string `json:"phone,omitempty" doc:"What its holder signs in with"`
	Invitation string `json:"invitation,omitempty"`
	Code       string `json:"code,omitempty" doc:"One-time code for the purpose register"`
	Password   string `json:"password,omitempty"`
}

// account is what an office describes.
func (b AccountBody) account() (models.Account, error) {
	var p models.Problems
	for _, f := range []struct{ name, value string }{{"invitation", b.Invitation}, {"code", b.Code}, {"password", b.Password}} {
		if f.value != "" {
			p.Add(f.name, models.CodeNotCombinable, "role")
		}
	}
	a := models.Account{Role: models.Role(b.Role), Division: divisionOf(&p, "division", b.Division), EnterpriseID: b.Enterprise,
		SeekerID: b.Seeker, Name: b.Name, Phone: phoneOf(&p, "phone", b.Phone)}
	return a, p.Err()
}

// signUp is what somebody states for themselves; what they are bound to is not theirs to say.
func (b AccountBody) signUp() (accounts.SignUp, error) {
	var p models.Problems
	for _, f := range []struct{ name, value string }{{"division", b.Division}, {"enterprise", b.Enterprise}, {"seeker", b.Seeker}} {
		if f.value != "" {
			p.Add(f.name, models.CodeForbidden)
		}
	}
	in := accounts.SignUp{Invitation: b.Invitation, Role: models.Role(b.Role), Name: b.Name, Phone: phoneOf(&p, "phone", b.Phone),
		Code: b.Code, Password: b.Password}
	return in, p.Err()
}

// Account is an account as its holder and its office see it; the phone is masked.
type Account struct {
	ID         string `json:"id"`
	Role       string `json:"role"`
	Division   string `json:"division,omitempty"`
	Enterprise string `json:"enterprise,omitempty"`
	Seeker     string `json:"seeker,omitempty"`
	Name       string `json:"name,omitempty"`
	Phone      string `json:"phone,omitempty"`
}

func accountOf(a models.Account) Account {
	return Account{a.ID, string(a.Role), string(a.Division), a.EnterpriseID, a.SeekerID, a.Name, a.Phone.Masked()}
}

// NewAccount is an account with its first token, which is given out here once: an API token where an office made it, none where
// it did for a person who looks for work, and a session where its holder did.
type NewAccount struct {
	Account
	Token     string `json:"token,omitempty"`
	ExpiresAt *Stamp `json:"expires_at,omitempty"`
}

func newAccountOf(s accounts.Session) *NewAccount {
	return &NewAccount{accountOf(s.Account), s.Secret, stampOf(&s.Token.ExpiresAt)}
}

// InvitationBody is the account that somebody is invited to.
type InvitationBody struct {
	Role       string `json:"role" enum:"enterprise,village,office"`
	Division   string `json:"division,omitempty"`
	Enterprise string `json:"enterprise,omitempty"`
	Name       string `json:"name,omitempty"`
	Phone      string `json:"phone,omitempty" doc:"The only phone that can accept it"`
}

func (b InvitationBody) model() (models.Invitation, error) {
	var p models.Problems
	i := models.Invitation{Role: models.Role(b.Role), Division: divisionOf(&p, "division", b.Division), EnterpriseID: b.Enterprise,
		Name: b.Name, Phone: phoneOf(&p, "phone", b.Phone)}
	return i, p.Err()
}

// NewInvitation is an invitation with its code, which is given out here once.
type NewInvitation struct {
	InvitationBody
	ID        string `json:"id"`
	Code      string `json:"code" doc:"What the invited person states as invitation"`
	ExpiresAt Stamp  `json:"expires_at"`
}

// SessionBody is what somebody signs in with: a phone and either a password or a one-time code.
type SessionBody struct {
	Phone    string `json:"phone"`
	Password string `json:"password,omitempty"`
	Code     string `json:"code,omitempty"`
	Role     string `json:"role,omitempty" enum:"office,enterprise,village,seeker,device" doc:"Which account, where the phone has several; else the oldest"`
}

// NewSession is a session that has begun; the token is given out here once.
type NewSession struct {
	Token     string  `json:"token"`
	ExpiresAt Stamp   `json:"expires_at"`
	Account   Account `json:"account"`
}

type sessionBegun struct {
	Location string `header:"Location"`
	Body     NewSession
}

// PasswordReset sets a password anew.
type PasswordReset struct {
	Phone    string `json:"phone"`
	Code     string `json:"code"`
	Password string `json:"password"`
}

// TokenBody is what a token is made for.
type TokenBody struct {
	Label     string `json:"label,omitempty" doc:"What it is for"`
	Account   string `json:"account,omitempty" doc:"A device of the caller's area; else the caller"`
	ExpiresAt *Stamp `json:"expires_at,omitempty" doc:"At most a year ahead"`
}

// Token is a token or session without its secret.
type Token struct {
	ID         string  `json:"id"`
	Kind       string  `json:"kind" enum:"session,token"`
	Label      string  `json:"label,omitempty"`
	Account    Account `json:"account"`
	Current    bool    `json:"current" doc:"This call is made with it"`
	CreatedAt  Stamp   `json:"created_at"`
	ExpiresAt  Stamp   `json:"expires_at"`
	LastUsedAt *Stamp  `json:"last_used_at,omitempty"`
}

func tokenOf(a models.Actor, h models.Held) Token {
	t := h.Token
	return Token{t.ID, string(t.Kind), t.Label, accountOf(h.Account), t.ID == a.TokenID, Stamp(t.CreatedAt), Stamp(t.ExpiresAt), stampOf(t.LastUsedAt)}
}

// NewToken is a token with its secret, which is given out here once.
type NewToken struct {
	Token
	Secret string `json:"token"`
}
