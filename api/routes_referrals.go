package api

import (
	"context"
	"net/http"

	"konggang/models"
	"konggang/services/referrals"
)

func (s *server) referralRoutes() {
	handleOnce(s, command[jsonInput, single[Referral]]{
		call: call{id: "create-referral", method: http.MethodPost, path: "/referrals", summary: "Apply for a vacancy, or refer somebody to it", tag: "referrals", status: http.StatusCreated, body: ReferralBody{}},
		do:   s.createReferral,
		show: func(ctx context.Context, _ *jsonInput, o outcome) (*single[Referral], error) {
			r, err := s.Referrals.Get(ctx, actorOf(ctx), o.id)
			if err != nil {
				return nil, err
			}
			return created("/referrals/"+o.id, r.Version, referralOf(actorOf(ctx), r)), nil
		},
	})
	handle(s, call{id: "list-referrals", method: http.MethodGet, path: "/referrals", summary: "One's own referrals, one's people's, or those for one's vacancies", tag: "referrals"}, s.listReferrals)
	handle(s, call{id: "get-referral", method: http.MethodGet, path: "/referrals/{id}", summary: "One referral", tag: "referrals"},
		func(ctx context.Context, in *ByID) (*single[Referral], error) {
			r, err := s.Referrals.Get(ctx, actorOf(ctx), in.ID)
			return showReferral(ctx, r, err)
		})
	handle(s, call{id: "patch-referral", method: http.MethodPatch, path: "/referrals/{id}", summary: "Say what became of a referral, or take it back", tag: "referrals", body: ReferralPatch{}}, s.patchReferral)
}

// ReferralBody is who goes to which vacancy, and where they heard of it. Who applies leaves the seeker out.
type ReferralBody struct {
	Vacancy string `json:"vacancy"`
	Seeker  string `json:"seeker,omitempty"`
	Channel string `json:"channel" enum:"noticeboard,wechat,loudspeaker,kiosk,web,operator,partner"`
}

// ReferralPatch is what became of a referral.
type ReferralPatch struct {
	Status string `json:"status" enum:"contacted,hired,declined,withdrawn"`
}

// Referral is a referral as it is answered. The person's name is masked for an enterprise, the phone for everybody else than
// the person.
type Referral struct {
	ID        string `json:"id"`
	Vacancy   string `json:"vacancy"`
	Seeker    string `json:"seeker"`
	Person    Person `json:"person"`
	Channel   string `json:"channel"`
	Status    string `json:"status" enum:"applied,contacted,hired,declined,withdrawn"`
	Version   int    `json:"version"`
	CreatedAt Stamp  `json:"created_at"`
	UpdatedAt Stamp  `json:"updated_at"`
}

func referralOf(a models.Actor, r referrals.Referred) Referral {
	shown := Person{r.Person.Name, r.Person.Phone.Masked()}
	switch {
	case a.Is(r.SeekerID):
		shown.Phone = string(r.Person.Phone)
	case a.Role == models.RoleEnterprise:
		shown.Name = models.MaskedName(r.Person.Name)
	}
	return Referral{r.ID, r.VacancyID, r.SeekerID, shown, string(r.Channel), string(r.Status), r.Version, Stamp(r.CreatedAt), Stamp(r.UpdatedAt)}
}

func showReferral(ctx context.Context, r referrals.Referred, err error) (*single[Referral], error) {
	if err != nil {
		return nil, err
	}
	return resource(r.Version, referralOf(actorOf(ctx), r)), nil
}

func (s *server) createReferral(ctx context.Context, in *jsonInput) (outcome, error) {
	body, err := decode[ReferralBody](requestOf(ctx).media, in.RawBody)
	if err != nil {
		return outcome{}, err
	}
	r, err := s.Referrals.Refer(ctx, actorOf(ctx), models.Referral{VacancyID: body.Vacancy, SeekerID: body.Seeker, Channel: models.Channel(body.Channel)})
	return outcome{id: r.ID}, err
}

func (s *server) listReferrals(ctx context.Context, in *struct {
	Vacancy string `query:"vacancy" maxLength:"64"`
	Status  string `query:"status" enum:"applied,contacted,hired,declined,withdrawn"`
	Paged
}) (*listed[Referral], error) {
	a := actorOf(ctx)
	l, err := s.Referrals.List(ctx, a, models.ReferralFilter{VacancyID: in.Vacancy, Status: models.ReferralStatus(in.Status)}, in.page())
	if err != nil {
		return nil, err
	}
	return listOf(l, func(r referrals.Referred) Referral { return referralOf(a, r) }), nil
}

func (s *server) patchReferral(ctx context.Context, in *patchInput) (*single[Referral], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	a := actorOf(ctx)
	standing, err := s.Referrals.Get(ctx, a, in.ID)
	if err != nil {
		return nil, err
	}
	body, _, err := merge(requestOf(ctx).media, ReferralPatch{string(standing.Status)}, in.RawBody)
	if err != nil {
		return nil, err
	}
	r, err := s.Referrals.Move(ctx, a, in.ID, version, models.ReferralStatus(body.Status))
	return showReferral(ctx, r, err)
}
