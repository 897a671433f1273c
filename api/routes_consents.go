package api

import (
	"context"
	"net/http"
	"time"

	"konggang/models"
	"konggang/services/seekers"
)

func (s *server) consentRoutes() {
	handle(s, call{id: "list-consents", method: http.MethodGet, path: "/consents", summary: "What a person can agree to, in the words to show", tag: "consents"},
		func(context.Context, *struct{}) (*struct{ Body ConsentTerms }, error) {
			return &struct{ Body ConsentTerms }{consentTerms()}, nil
		})
	handleOnce(s, command[personInput, ledgerAnswer]{
		call: call{id: "give-seeker-consents", method: http.MethodPost, path: "/seekers/{id}/consents", summary: "Record what a person agrees to", tag: "consents", status: http.StatusCreated, body: Consent{}},
		do:   s.giveConsents,
		show: func(ctx context.Context, in *personInput, _ outcome) (*ledgerAnswer, error) {
			out, err := s.showLedger(ctx, in.ID)
			if err == nil {
				out.Location = prefix + "/seekers/" + in.ID + "/consents"
			}
			return out, err
		},
	})
	handle(s, call{id: "withdraw-seeker-consent", method: http.MethodDelete, path: "/seekers/{id}/consents/{scope}", summary: "Take a consent back, with effect at once", tag: "consents", status: http.StatusNoContent},
		func(ctx context.Context, in *struct {
			ByID
			Scope string `path:"scope" maxLength:"64"`
		}) (*struct{}, error) {
			return nil, s.Seekers.Withdraw(ctx, actorOf(ctx), in.ID, models.ConsentScope(in.Scope))
		})
	handle(s, call{id: "list-seeker-consents", method: http.MethodGet, path: "/seekers/{id}/consents", summary: "The consent ledger of a person, the oldest entry first", tag: "consents"},
		func(ctx context.Context, in *ByID) (*ledgerAnswer, error) { return s.showLedger(ctx, in.ID) })
}

// ConsentTerm is one thing that a person can agree to, in the words that they must be shown before.
type ConsentTerm struct {
	Scope string `json:"scope"`
	Name  string `json:"name"`
	Words string `json:"words"`
}

// ConsentTerms are all that a person can agree to, each by itself.
type ConsentTerms struct {
	Items []ConsentTerm `json:"items"`
}

func consentTerms() ConsentTerms {
	out := ConsentTerms{}
	for _, t := range models.ConsentScopes {
		out.Items = append(out.Items, ConsentTerm{string(t.Code), t.Zh, models.ConsentWords[t.Code]})
	}
	return out
}

// personInput is the input of an action on a person.
type personInput struct {
	ByID
	Keyed
	JSONBody
}

func (s *server) giveConsents(ctx context.Context, in *personInput) (outcome, error) {
	body, err := decode[Consent](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	given := seekers.Agreement{Scopes: codes[models.ConsentScope](body.Scopes), WitnessedBy: body.WitnessedBy}
	if body.GivenAt != nil {
		given.GivenAt = time.Time(*body.GivenAt).UTC().Truncate(time.Millisecond)
	}
	return outcome{id: in.ID}, s.Seekers.Consent(ctx, actorOf(ctx), in.ID, given)
}

// ConsentEntry is one entry of a consent ledger: what was agreed to or taken back, when, who recorded it, who saw it, and in
// which words it was asked.
type ConsentEntry struct {
	Scope       string `json:"scope"`
	Kind        string `json:"kind" enum:"given,withdrawn"`
	At          Stamp  `json:"at"`
	RecordedAt  Stamp  `json:"recorded_at"`
	RecordedBy  string `json:"recorded_by,omitempty" doc:"The account"`
	Role        string `json:"role,omitempty"`
	WitnessedBy string `json:"witnessed_by,omitempty"`
	Words       string `json:"words,omitempty"`
}

// ConsentLedger is all entries, the oldest first.
type ConsentLedger struct {
	Items []ConsentEntry `json:"items"`
}

type ledgerAnswer struct {
	Location string `header:"Location"`
	Body     ConsentLedger
}

func (s *server) showLedger(ctx context.Context, id string) (*ledgerAnswer, error) {
	entries, err := s.Seekers.Ledger(ctx, actorOf(ctx), id)
	if err != nil {
		return nil, err
	}
	return &ledgerAnswer{Body: ConsentLedger{ledgerOf(entries)}}, nil
}

func ledgerOf(entries []models.ConsentEntry) []ConsentEntry {
	out := make([]ConsentEntry, len(entries))
	for i, e := range entries {
		out[i] = ConsentEntry{string(e.Scope), string(e.Kind), Stamp(e.At), Stamp(e.RecordedAt), e.RecordedBy, string(e.Role), e.Witness, e.Words}
	}
	return out
}
