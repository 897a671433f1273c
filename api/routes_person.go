package api

import (
	"context"
	"net/http"

	"konggang/models"
	"konggang/services/seekers"
)

func (s *server) personRoutes() {
	// Not once with an Idempotency-Key: every look at a name is a look of its own, with its own entry of the audit.
	handle(s, call{id: "reveal-seeker", method: http.MethodPost, path: "/seekers/{id}/reveal", summary: "The full name and phone of a person, for a reason that is kept", tag: "seekers", body: RevealBody{}, optional: true}, s.reveal)
	handle(s, call{id: "export-seeker", method: http.MethodGet, path: "/seekers/{id}/export", summary: "Everything that is held about a person", tag: "seekers"}, s.exportSeeker)
}

// noStore keeps an answer out of every cache.
const noStore = "no-store"

// RevealBody is why somebody has to know; an enterprise also says for which of its vacancies.
type RevealBody struct {
	Reason  string `json:"reason,omitempty"`
	Vacancy string `json:"vacancy,omitempty" doc:"The vacancy of an enterprise that the person is a candidate for or has applied to"`
}

// Person is who somebody is and how they are called, masked where an answer says so.
type Person struct {
	Name  string `json:"name"`
	Phone string `json:"phone"`
}

type revealAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Body         Person
}

func (s *server) reveal(ctx context.Context, in *struct {
	ByID
	JSONBody
}) (*revealAnswer, error) {
	body, err := decodeOptional[RevealBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return nil, err
	}
	who, err := s.Seekers.Reveal(ctx, actorOf(ctx), in.ID, body.Vacancy, body.Reason)
	if err != nil {
		return nil, err
	}
	return &revealAnswer{noStore, Person{who.Name, string(who.Phone)}}, nil
}

// SeekerExport is everything that is held about a person.
type SeekerExport struct {
	Seeker    Seeker         `json:"seeker"`
	InForce   []HeldConsent  `json:"in_force"`
	Consents  []ConsentEntry `json:"consents" doc:"The whole ledger, the oldest entry first"`
	Accounts  []HeldAccount  `json:"accounts"`
	Referrals []HeldReferral `json:"referrals"`
	Audit     []HeldDeed     `json:"audit"`
}

// HeldConsent is a consent that is in force.
type HeldConsent struct {
	Scope       string `json:"scope"`
	GivenAt     Stamp  `json:"given_at"`
	WitnessedBy string `json:"witnessed_by,omitempty"`
}

// HeldAccount is an account of the person.
type HeldAccount struct {
	ID        string      `json:"id"`
	Role      string      `json:"role"`
	Phone     string      `json:"phone,omitempty"`
	CreatedAt Stamp       `json:"created_at"`
	Tokens    []HeldToken `json:"tokens"`
}

// HeldToken is a token of the person, without what makes it one.
type HeldToken struct {
	Kind       string `json:"kind"`
	Label      string `json:"label,omitempty"`
	CreatedAt  Stamp  `json:"created_at"`
	ExpiresAt  Stamp  `json:"expires_at"`
	LastUsedAt *Stamp `json:"last_used_at,omitempty"`
}

// HeldReferral is a referral without the person, who is told above.
type HeldReferral struct {
	ID        string `json:"id"`
	Vacancy   string `json:"vacancy"`
	Channel   string `json:"channel"`
	Status    string `json:"status"`
	CreatedAt Stamp  `json:"created_at"`
	UpdatedAt Stamp  `json:"updated_at"`
}

// HeldDeed is what somebody did to what belongs to the person, or the person did.
type HeldDeed struct {
	At      Stamp    `json:"at"`
	Account string   `json:"account,omitempty"`
	Role    string   `json:"role"`
	Action  string   `json:"action"`
	Object  string   `json:"object"`
	Reason  string   `json:"reason,omitempty"`
	Details []string `json:"details,omitempty"`
}

type exportAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Disposition  string `header:"Content-Disposition"`
	Body         SeekerExport
}

func (s *server) exportSeeker(ctx context.Context, in *ByID) (*exportAnswer, error) {
	held, err := s.Seekers.Export(ctx, actorOf(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &exportAnswer{noStore, `attachment; filename="personal-data.json"`, exportOf(held)}, nil
}

func exportOf(h seekers.Held) SeekerExport {
	self := models.Actor{Role: models.RoleSeeker, SeekerID: h.Seeker.ID} // whom nothing is masked for
	out := SeekerExport{Seeker: seekerOf(self, h.Seeker), InForce: []HeldConsent{}, Consents: ledgerOf(h.Ledger), Accounts: []HeldAccount{},
		Referrals: []HeldReferral{}, Audit: []HeldDeed{}}
	for _, c := range h.Seeker.Consents {
		out.InForce = append(out.InForce, HeldConsent{string(c.Scope), Stamp(c.GivenAt), c.WitnessedBy})
	}
	for _, one := range h.Holdings {
		out.Accounts = append(out.Accounts, heldAccountOf(one))
	}
	for _, r := range h.Referrals {
		out.Referrals = append(out.Referrals, HeldReferral{r.ID, r.VacancyID, string(r.Channel), string(r.Status), Stamp(r.CreatedAt), Stamp(r.UpdatedAt)})
	}
	for _, e := range h.Deeds {
		out.Audit = append(out.Audit, HeldDeed{Stamp(e.At), e.AccountID, string(e.Role), e.Action, string(e.Object), e.Reason, e.Details})
	}
	return out
}

func heldAccountOf(h models.Holding) HeldAccount {
	a := HeldAccount{h.Account.ID, string(h.Account.Role), string(h.Account.Phone), Stamp(h.Account.CreatedAt), []HeldToken{}}
	for _, t := range h.Tokens {
		a.Tokens = append(a.Tokens, HeldToken{string(t.Kind), t.Label, Stamp(t.CreatedAt), Stamp(t.ExpiresAt), stampOf(t.LastUsedAt)})
	}
	return a
}
