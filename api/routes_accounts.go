package api

import (
	"context"
	"net/http"

	"konggang/models"
	"konggang/services/accounts"
)

func (s *server) accountRoutes() {
	handleOnce(s, command[jsonInput, struct{ Body NewAccount }]{
		call: call{id: "create-account", method: http.MethodPost, path: "/accounts", summary: "Make an account: an office for others, anybody with a proven phone for themselves", tag: "accounts", status: http.StatusCreated, body: AccountBody{}},
		// A wrong one-time code is counted even when nothing comes of the call.
		alone: true, secret: true,
		do: s.createAccount,
		show: func(ctx context.Context, _ *jsonInput, o outcome) (*struct{ Body NewAccount }, error) {
			return &struct{ Body NewAccount }{*o.given.(*NewAccount)}, nil
		},
	})
	handle(s, call{id: "get-me", method: http.MethodGet, path: "/me", summary: "Who calls", tag: "accounts"},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Account }, error) {
			account, err := s.Accounts.Me(ctx, actorOf(ctx))
			return &struct{ Body Account }{accountOf(account)}, err
		})
	handleOnce(s, command[jsonInput, struct{ Body NewInvitation }]{
		call:   call{id: "create-invitation", method: http.MethodPost, path: "/invitations", summary: "Invite an enterprise, an operator or an office of a part", tag: "accounts", status: http.StatusCreated, body: InvitationBody{}},
		secret: true,
		do:     s.invite,
		show: func(ctx context.Context, _ *jsonInput, o outcome) (*struct{ Body NewInvitation }, error) {
			return &struct{ Body NewInvitation }{*o.given.(*NewInvitation)}, nil
		},
	})
	handle(s, call{id: "list-accounts", method: http.MethodGet, path: "/accounts", summary: "The accounts of one's division", tag: "accounts"},
		func(ctx context.Context, in *struct{ Paged }) (*listed[Account], error) {
			l, err := s.Accounts.List(ctx, actorOf(ctx), in.page())
			if err != nil {
				return nil, err
			}
			return listOf(l, accountOf), nil
		})
	handle(s, call{id: "close-account", method: http.MethodDelete, path: "/accounts/{id}", summary: "Close an account, with its sessions and tokens", tag: "accounts", status: http.StatusNoContent},
		func(ctx context.Context, in *ByID) (*struct{}, error) {
			return nil, s.Accounts.Close(ctx, actorOf(ctx), in.ID)
		})
	s.signInRoutes()
	s.tokenRoutes()
}

// createAccount lets an office make accounts inside its own division, and anybody else sign up.
func (s *server) createAccount(ctx context.Context, in *jsonInput) (outcome, error) {
	body, err := decode[AccountBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	a := actorOf(ctx)
	if a.Role != models.RoleOffice {
		return s.signUp(ctx, a, body)
	}
	account, err := body.account()
	if err != nil {
		return outcome{}, err
	}
	made, token, err := s.Accounts.CreateWithin(ctx, a, account)
	return outcome{id: made.ID, given: &NewAccount{accountOf(made), token, nil}}, err
}

func (s *server) signUp(ctx context.Context, a models.Actor, body AccountBody) (outcome, error) {
	in, err := body.signUp()
	if err != nil {
		return outcome{}, err
	}
	made, err := s.Accounts.SignUp(ctx, a, in)
	return outcome{id: made.Account.ID, given: newAccountOf(made)}, err
}

func (s *server) invite(ctx context.Context, in *jsonInput) (outcome, error) {
	body, err := decode[InvitationBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	i, err := body.model()
	if err != nil {
		return outcome{}, err
	}
	made, code, err := s.Accounts.Invite(ctx, actorOf(ctx), i)
	return outcome{id: made.ID, given: &NewInvitation{InvitationBody: body, ID: made.ID, Code: code, ExpiresAt: Stamp(made.ExpiresAt)}}, err
}

// CodeRequest asks for a one-time code.
type CodeRequest struct {
	Phone   string `json:"phone"`
	Purpose string `json:"purpose" enum:"login,reset,register"`
}

// CodeSent says how long a code is good for; whether anybody signs in with the phone is not told.
type CodeSent struct {
	ExpiresIn int `json:"expires_in" doc:"Seconds"`
}

func (s *server) signInRoutes() {
	handleOnce(s, command[jsonInput, struct{ Body CodeSent }]{
		call:  call{id: "create-code", method: http.MethodPost, path: "/codes", summary: "Have a one-time code sent to a phone", tag: "accounts", status: http.StatusAccepted, body: CodeRequest{}},
		alone: true,
		do: func(ctx context.Context, in *jsonInput) (outcome, error) {
			body, err := decode[CodeRequest](requestOf(ctx).media, in.RawBody)
			if err != nil {
				return outcome{}, err
			}
			var p models.Problems
			phone := phoneOf(&p, "phone", body.Phone)
			if err := p.Err(); err != nil {
				return outcome{}, err
			}
			return outcome{}, s.Accounts.SendCode(ctx, phone, models.CodePurpose(body.Purpose))
		},
		show: func(context.Context, *jsonInput, outcome) (*struct{ Body CodeSent }, error) {
			return &struct{ Body CodeSent }{CodeSent{int(accounts.CodeLife.Seconds())}}, nil
		},
	})
	handleOnce(s, command[jsonInput, sessionBegun]{
		call:  call{id: "create-session", method: http.MethodPost, path: "/sessions", summary: "Sign in by password or one-time code", tag: "accounts", status: http.StatusCreated, body: SessionBody{}},
		alone: true, secret: true,
		do: s.signIn,
		show: func(_ context.Context, _ *jsonInput, o outcome) (*sessionBegun, error) {
			return &sessionBegun{prefix + "/sessions/" + o.id, *o.given.(*NewSession)}, nil
		},
	})
	handle(s, call{id: "list-sessions", method: http.MethodGet, path: "/sessions", summary: "The caller's sessions", tag: "accounts"}, s.listSessions)
	handle(s, call{id: "delete-session", method: http.MethodDelete, path: "/sessions/{id}", summary: "End one of the caller's sessions", tag: "accounts", status: http.StatusNoContent},
		func(ctx context.Context, in *ByID) (*struct{}, error) {
			return nil, s.Accounts.EndSession(ctx, actorOf(ctx), in.ID)
		})
	handle(s, call{id: "delete-current-session", method: http.MethodDelete, path: "/sessions/current", summary: "Sign out", tag: "accounts", status: http.StatusNoContent},
		func(ctx context.Context, _ *struct{}) (*struct{}, error) {
			return nil, s.Accounts.EndSession(ctx, actorOf(ctx), accounts.Current)
		})
	handleOnce(s, command[jsonInput, struct{}]{
		call:  call{id: "reset-password", method: http.MethodPost, path: "/passwords/reset", summary: "Set the password of a phone's accounts anew, by one-time code", tag: "accounts", status: http.StatusNoContent, body: PasswordReset{}},
		alone: true,
		do:    s.resetPassword,
		show:  func(context.Context, *jsonInput, outcome) (*struct{}, error) { return nil, nil },
	})
}

func (s *server) signIn(ctx context.Context, in *jsonInput) (outcome, error) {
	body, err := decode[SessionBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	var p models.Problems
	c := accounts.Credentials{Phone: phoneOf(&p, "phone", body.Phone), Password: body.Password, Code: body.Code, Role: models.Role(body.Role)}
	if err := p.Err(); err != nil {
		return outcome{}, err
	}
	made, err := s.Accounts.SignIn(ctx, actorOf(ctx), c)
	return outcome{id: made.Token.ID, given: &NewSession{made.Secret, Stamp(made.Token.ExpiresAt), accountOf(made.Account)}}, err
}

func (s *server) listSessions(ctx context.Context, in *struct{ Paged }) (*listed[Token], error) {
	a := actorOf(ctx)
	l, err := s.Accounts.Sessions(ctx, a, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(l, func(h models.Held) Token { return tokenOf(a, h) }), nil
}

func (s *server) resetPassword(ctx context.Context, in *jsonInput) (outcome, error) {
	body, err := decode[PasswordReset](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	var p models.Problems
	phone := phoneOf(&p, "phone", body.Phone)
	for name, value := range map[string]string{"phone": body.Phone, "code": body.Code, "password": body.Password} {
		if value == "" {
			p.Add(name, models.CodeRequired)
		}
	}
	if err := p.Err(); err != nil {
		return outcome{}, err
	}
	return outcome{}, s.Accounts.Reset(ctx, actorOf(ctx), phone, body.Code, body.Password)
}

func (s *server) tokenRoutes() {
	handleOnce(s, command[jsonInput, struct{ Body NewToken }]{
		call:   call{id: "create-token", method: http.MethodPost, path: "/tokens", summary: "Make an API token for oneself, or for a device of one's area", tag: "accounts", status: http.StatusCreated, body: TokenBody{}},
		secret: true,
		do:     s.issueToken,
		show: func(_ context.Context, _ *jsonInput, o outcome) (*struct{ Body NewToken }, error) {
			return &struct{ Body NewToken }{*o.given.(*NewToken)}, nil
		},
	})
	handle(s, call{id: "list-tokens", method: http.MethodGet, path: "/tokens", summary: "API tokens: one's own, or those of one's area", tag: "accounts"},
		func(ctx context.Context, in *struct{ Paged }) (*listed[Token], error) {
			a := actorOf(ctx)
			l, err := s.Accounts.Tokens(ctx, a, in.page())
			if err != nil {
				return nil, err
			}
			return listOf(l, func(h models.Held) Token { return tokenOf(a, h) }), nil
		})
	handle(s, call{id: "delete-token", method: http.MethodDelete, path: "/tokens/{id}", summary: "Withdraw a token", tag: "accounts", status: http.StatusNoContent},
		func(ctx context.Context, in *ByID) (*struct{}, error) {
			return nil, s.Accounts.Revoke(ctx, actorOf(ctx), in.ID)
		})
}

func (s *server) issueToken(ctx context.Context, in *jsonInput) (outcome, error) {
	body, err := decode[TokenBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	a := actorOf(ctx)
	made, err := s.Accounts.Issue(ctx, a, body.Account, body.Label, body.ExpiresAt.time())
	return outcome{id: made.Token.ID, given: &NewToken{tokenOf(a, models.Held{Token: made.Token, Account: made.Account}), made.Secret}}, err
}
