package api

import (
	"context"
	"net/http"

	"konggang/models"
)

// AccountBody is what an account is made from.
type AccountBody struct {
	Role       string `json:"role" enum:"office,enterprise,village,seeker,device"`
	Division   string `json:"division,omitempty"`
	Enterprise string `json:"enterprise,omitempty"`
	Seeker     string `json:"seeker,omitempty"`
}

// Account is an account; Token is given once, when it is made.
type Account struct {
	AccountBody
	ID    string `json:"id"`
	Token string `json:"token,omitempty"`
}

func (s *server) accountRoutes() {
	handleOnce(s, command[jsonInput, struct{ Body Account }]{
		call:   call{id: "create-account", method: http.MethodPost, path: "/accounts", summary: "Make an account and its first token", tag: "accounts", status: http.StatusCreated, body: AccountBody{}},
		secret: true,
		do:     s.createAccount,
		show: func(ctx context.Context, in *jsonInput, o outcome) (*struct{ Body Account }, error) {
			body, err := decode[AccountBody](requestOf(ctx).media, in.RawBody)
			return &struct{ Body Account }{Account{body, o.id, o.token}}, err
		},
	})
	handle(s, call{id: "get-me", method: http.MethodGet, path: "/me", summary: "Who calls", tag: "accounts"},
		func(ctx context.Context, _ *struct{}) (*struct{ Body Account }, error) {
			a := actorOf(ctx)
			return &struct{ Body Account }{Account{AccountBody{string(a.Role), string(a.Division), a.EnterpriseID, a.SeekerID}, a.AccountID, ""}}, nil
		})
}

// createAccount lets an office make accounts inside its own division.
func (s *server) createAccount(ctx context.Context, in *jsonInput) (outcome, error) {
	body, err := decode[AccountBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	var p models.Problems
	account := models.Account{Role: models.Role(body.Role), Division: divisionOf(&p, "division", body.Division), EnterpriseID: body.Enterprise, SeekerID: body.Seeker}
	if err := p.Err(); err != nil {
		return outcome{}, err
	}
	made, token, err := s.Accounts.Invite(ctx, actorOf(ctx), account)
	return outcome{id: made.ID, token: token}, err
}
