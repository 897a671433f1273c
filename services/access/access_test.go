package access_test

import (
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/services/access"
)

const (
	county, otherCounty = models.DivisionCode("410184000000"), models.DivisionCode("410185000000")
	town, otherTown     = models.DivisionCode("410184107000"), models.DivisionCode("410184102000")
	village, neighbour  = models.DivisionCode("410184107208"), models.DivisionCode("410184107209")
)

// The actors, in the order of the columns of every table below.
var actors = []struct {
	name  string
	actor models.Actor
}{
	{"county office", models.Actor{Role: models.RoleOffice, Division: county}},
	{"town office", models.Actor{Role: models.RoleOffice, Division: town}},
	{"other town's office", models.Actor{Role: models.RoleOffice, Division: otherTown}},
	{"other county's office", models.Actor{Role: models.RoleOffice, Division: otherCounty}},
	{"office of nowhere", models.Actor{Role: models.RoleOffice}},
	{"the enterprise", models.Actor{Role: models.RoleEnterprise, EnterpriseID: "e1"}},
	{"another enterprise", models.Actor{Role: models.RoleEnterprise, EnterpriseID: "e2"}},
	{"enterprise of none", models.Actor{Role: models.RoleEnterprise}},
	{"the village", models.Actor{Role: models.RoleVillage, Division: village}},
	{"the neighbour village", models.Actor{Role: models.RoleVillage, Division: neighbour}},
	{"the seeker", models.Actor{Role: models.RoleSeeker, SeekerID: "s1"}},
	{"another seeker", models.Actor{Role: models.RoleSeeker, SeekerID: "s2"}},
	{"seeker of none", models.Actor{Role: models.RoleSeeker}},
	{"device of the village", models.Actor{Role: models.RoleDevice, Division: village}},
	{"anonymous", models.Anonymous},
	// Bindings that a role does not read give it nothing.
	{"seeker bound to everything", models.Actor{Role: models.RoleSeeker, SeekerID: "s2", Division: county, EnterpriseID: "e1"}},
	{"device bound to everything", models.Actor{Role: models.RoleDevice, SeekerID: "s1", Division: county, EnterpriseID: "e1"}},
}

func posting(opened bool) models.Posting {
	p := models.Posting{Vacancy: models.Vacancy{ID: "v1", EnterpriseID: "e1"}, Employer: employer()}
	if opened {
		at := time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC)
		p.Vacancy.OpenedAt = &at
	}
	return p
}

func employer() models.Enterprise { return models.Enterprise{ID: "e1", Division: town} }

func seeker() models.Seeker { return models.Seeker{ID: "s1", Village: village} }

func agreed() models.Seeker {
	return models.Seeker{ID: "s1", Village: village, Consents: []models.Consent{{Scope: models.ConsentShare}, {Scope: models.ConsentContact}}}
}

func interest() access.Interest {
	p := posting(true)
	p.Vacancy.Status, p.Employer.Status = models.VacancyOpen, models.EnterpriseApproved
	return access.Interest{Posting: p, Linked: true}
}

func application(who models.Seeker) access.Application {
	return access.Application{Referral: models.Referral{ID: "r1"}, Seeker: who, Vacancy: models.Vacancy{ID: "v1", EnterpriseID: "e1"}}
}

func edition(status models.EditionStatus) models.Edition {
	return models.Edition{ID: "n1", Village: village, Status: status}
}

// A cell is + for allowed, - for visible but forbidden, . for not found.
func TestMatrix(t *testing.T) {
	for _, c := range []struct {
		name string
		//     county office
		//     |town office
		//     ||other town's office
		//     |||other county's office
		//     ||||office of nowhere
		//     ||||| the enterprise, another, one of none
		//     ||||| ||| the village, its neighbour
		//     ||||| ||| || the seeker, another, one of none
		//     ||||| ||| || ||| device, anonymous
		//     ||||| ||| || ||| || bound to everything: seeker, device
		want string
		ask  func(models.Actor) access.Decision
	}{
		{"read a draft", "++... +.. .. ... .. ..", func(a models.Actor) access.Decision { return access.ReadVacancy(a, posting(false)) }},
		{"read one that was open", "+++++ +++ ++ +++ ++ ++", func(a models.Actor) access.Decision { return access.ReadVacancy(a, posting(true)) }},
		{"write a draft", "++... +.. .. ... .. ..", func(a models.Actor) access.Decision { return access.WriteVacancy(a, posting(false)) }},
		{"write one that was open", "++--- +-- -- --- -- --", func(a models.Actor) access.Decision { return access.WriteVacancy(a, posting(true)) }},
		{"judge a draft", "++... -.. .. ... .. ..", func(a models.Actor) access.Decision { return access.JudgeVacancy(a, posting(false)) }},
		{"judge one that was open", "++--- --- -- --- -- --", func(a models.Actor) access.Decision { return access.JudgeVacancy(a, posting(true)) }},
		{"read an enterprise", "++... +.. .. ... .. ..", func(a models.Actor) access.Decision { return access.ReadEnterprise(a, employer()) }},
		{"write an enterprise", "++... +.. .. ... .. ..", func(a models.Actor) access.Decision { return access.WriteEnterprise(a, employer()) }},
		{"judge an enterprise", "++... -.. .. ... .. ..", func(a models.Actor) access.Decision { return access.JudgeEnterprise(a, employer()) }},
		{"a seeker", "++... ... +. +.. .. ..", func(a models.Actor) access.Decision { return access.Seeker(a, seeker()) }},
		{"register somebody", "++--- --- +- --+ -- --", func(a models.Actor) access.Decision { return access.Register(a, village) }},
		{"reveal somebody who agreed", "++... +.. +. +.. .. ..", func(a models.Actor) access.Decision { return access.Reveal(a, agreed(), interest()) }},
		{"reveal somebody who did not", "++... ... +. +.. .. ..", func(a models.Actor) access.Decision { return access.Reveal(a, seeker(), interest()) }},
		{"read a referral", "++... +.. +. +.. .. ..", func(a models.Actor) access.Decision { return access.ReadReferral(a, application(agreed())) }},
		{"read one whose consent is withdrawn", "++... ... +. +.. .. ..", func(a models.Actor) access.Decision { return access.ReadReferral(a, application(seeker())) }},
		{"call an applicant", "--... +.. -. -.. .. ..", func(a models.Actor) access.Decision {
			return access.MoveReferral(a, application(agreed()), models.ReferralContacted)
		}},
		{"withdraw a referral", "++... -.. +. +.. .. ..", func(a models.Actor) access.Decision {
			return access.MoveReferral(a, application(agreed()), models.ReferralWithdrawn)
		}},
		{"make a referral new again", "--... -.. -. -.. .. ..", func(a models.Actor) access.Decision {
			return access.MoveReferral(a, application(agreed()), models.ReferralApplied)
		}},
		{"work for a village", "++--- --- +- --- -- --", func(a models.Actor) access.Decision { return access.Village(a, village) }},
		{"work for no village", "----- --- -- --- -- --", func(a models.Actor) access.Decision { return access.Village(a, "") }},
		{"work for a town", "++--- --- -- --- -- --", func(a models.Actor) access.Decision { return access.Division(a, town) }},
		{"work for a county", "+---- --- -- --- -- --", func(a models.Actor) access.Decision { return access.Division(a, county) }},
		{"work for the country", "----- --- -- --- -- --", func(a models.Actor) access.Decision { return access.Division(a, "") }},
		{"read a draft edition", "++... ... +. ... .. ..", func(a models.Actor) access.Decision { return access.ReadEdition(a, edition(models.EditionDraft)) }},
		{"read a published edition", "+++++ +++ ++ +++ ++ ++", func(a models.Actor) access.Decision { return access.ReadEdition(a, edition(models.EditionPublished)) }},
		{"read a superseded edition", "+++++ +++ ++ +++ ++ ++", func(a models.Actor) access.Decision { return access.ReadEdition(a, edition(models.EditionSuperseded)) }},
		{"write a draft edition", "++... ... +. ... .. ..", func(a models.Actor) access.Decision { return access.WriteEdition(a, edition(models.EditionDraft)) }},
		{"write a published edition", "++--- --- +- --- -- --", func(a models.Actor) access.Decision { return access.WriteEdition(a, edition(models.EditionPublished)) }},
		{"a recall", "++... ... +. ... .. ..", func(a models.Actor) access.Decision { return access.Recall(a, models.Recall{Village: village}) }},
		{"a target", "++... ... +. ... .. ..", func(a models.Actor) access.Decision { return access.Target(a, models.Target{Village: village}) }},
		{"a delivery", "++... ... +. ... .. ..", func(a models.Actor) access.Decision { return access.Delivery(a, models.Delivery{Village: village}) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			cells := []rune{}
			for _, r := range c.want {
				if r != ' ' {
					cells = append(cells, r)
				}
			}
			if len(cells) != len(actors) {
				t.Fatalf("%d cells for %d actors", len(cells), len(actors))
			}
			for i, a := range actors {
				if got := signOf(c.ask(a.actor).Err()); got != cells[i] {
					t.Errorf("%s: got %c, want %c", a.name, got, cells[i])
				}
			}
		})
	}
}

// An enterprise sees who somebody is only about a vacancy of its own that still hires, for somebody it has to do with, who agreed
// both to be shown and to be called.
func TestWhenAnEnterpriseSeesWhoSomebodyIs(t *testing.T) {
	for _, c := range []struct {
		name   string
		spoil  func(*models.Seeker, *access.Interest)
		reason access.Reason
	}{
		{"as it should be", func(*models.Seeker, *access.Interest) {}, access.Consented},
		{"a paused vacancy", func(_ *models.Seeker, i *access.Interest) { i.Posting.Vacancy.Status = models.VacancyPaused }, access.Consented},
		{"a draft", func(_ *models.Seeker, i *access.Interest) { i.Posting.Vacancy.Status = models.VacancyDraft }, access.Hidden},
		{"a filled vacancy", func(_ *models.Seeker, i *access.Interest) { i.Posting.Vacancy.Status = models.VacancyFilled }, access.Hidden},
		{"another's vacancy", func(_ *models.Seeker, i *access.Interest) { i.Posting.Vacancy.EnterpriseID = "e2" }, access.Hidden},
		{"a suspended employer", func(_ *models.Seeker, i *access.Interest) { i.Posting.Employer.Status = models.EnterpriseSuspended }, access.Hidden},
		{"no vacancy", func(_ *models.Seeker, i *access.Interest) { *i = access.Interest{} }, access.Hidden},
		{"nothing to do with each other", func(_ *models.Seeker, i *access.Interest) { i.Linked = false }, access.Hidden},
		{"not to be shown", func(s *models.Seeker, _ *access.Interest) { s.Withdraw(models.ConsentShare) }, access.NoConsent},
		{"not to be called", func(s *models.Seeker, _ *access.Interest) { s.Withdraw(models.ConsentContact) }, access.NoConsent},
	} {
		who, of := agreed(), interest()
		c.spoil(&who, &of)
		got := access.Reveal(actors[5].actor, who, of)
		if got.Reason != c.reason || got.Allowed != (c.reason == access.Consented) || got.Visible != got.Allowed {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
}

// A refusal tells why to the log alone: the problem that a caller gets has the code and nothing else.
func TestEveryDecisionHasAReason(t *testing.T) {
	for _, c := range []struct {
		decision access.Decision
		want     access.Reason
	}{
		{access.ReadVacancy(models.Anonymous, posting(true)), access.Public},
		{access.ReadVacancy(models.Anonymous, posting(false)), access.Hidden},
		{access.WriteVacancy(models.Anonymous, posting(true)), access.NotYours},
		{access.WriteVacancy(actors[5].actor, posting(true)), access.Own},
		{access.JudgeVacancy(actors[0].actor, posting(true)), access.Oversees},
		{access.Seeker(actors[8].actor, seeker()), access.Serves},
		{access.Village(actors[9].actor, village), access.Outside},
	} {
		if c.decision.Reason != c.want {
			t.Errorf("got %+v, want %s", c.decision, c.want)
		}
		if err := c.decision.Err(); err != nil && !strings.Contains(err.Error(), string(c.want)) {
			t.Errorf("%v does not tell %s", err, c.want)
		}
	}
}

func signOf(err error) rune {
	sign, ok := map[models.Code]rune{"": '+', models.CodeForbidden: '-', models.CodeNotFound: '.'}[models.CodeOf(err)]
	if !ok {
		return '?'
	}
	return sign
}
