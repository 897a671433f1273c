package store_test

import (
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// people is one of everything that a key is needed for.
type people struct {
	seeker  models.Seeker
	account models.Account
	ledger  []models.ConsentEntry
	report  models.Report
	claim   models.KeyClaim
	code    models.OneTimeCode
	target  models.Target
}

const (
	theCode       = "482913"
	theInvitation = "invitation-hash"
)

// plantAll keeps something in every column of the vault.
func plantAll(t *testing.T, s *store.Store) people {
	t.Helper()
	ctx := t.Context()
	p := people{seeker: fullSeeker()}
	must(t, s.CreateSeeker(ctx, &p.seeker))
	p.account = models.Account{Role: models.RoleSeeker, SeekerID: p.seeker.ID, Phone: p.seeker.Phone}
	must(t, s.CreateAccount(ctx, &p.account))
	must(t, s.CreateAccount(ctx, &models.Account{Role: models.RoleOffice, Name: "没有电话的人"}))
	must(t, s.AddConsents(ctx, p.seeker.ID, models.ConsentChanges(nil, p.seeker.Consents, system, at(3))))
	p.ledger = given(s.ConsentLedger(ctx, p.seeker.ID))
	enterprise := fullEnterprise()
	must(t, s.CreateEnterprise(ctx, &enterprise))
	vacancy := fullVacancy(enterprise.ID)
	must(t, s.CreateVacancy(ctx, &vacancy))
	p.report = models.Report{VacancyID: vacancy.ID, Kind: models.ReportFee, Text: "向张𠙶花 15400000001 收钱" + awkward, Reporter: s.Pseudonym("203.0.113.7")}
	must(t, s.CreateReport(ctx, &p.report))
	p.claim = claimed(t, s, models.KeyClaim{Caller: p.account.ID, Key: awkward, Fingerprint: "f"})
	p.code = models.OneTimeCode{Phone: p.seeker.Phone, Purpose: models.CodeForLogin, ExpiresAt: storetest.Start.Add(time.Hour)}
	must(t, s.CreateCode(ctx, &p.code, theCode))
	p.target = fullTarget()
	must(t, s.CreateTarget(ctx, &p.target))
	invitation := models.Invitation{Role: models.RoleVillage, Phone: "15400000002", Hash: theInvitation, ExpiresAt: storetest.Start.Add(72 * time.Hour)}
	must(t, s.CreateInvitation(ctx, &invitation))
	must(t, s.Record(ctx, system.Did("register", models.ObjectSeeker, p.seeker.ID, p.seeker.Village)))
	return p
}

func claimed(t *testing.T, s *store.Store, c models.KeyClaim) models.KeyClaim {
	t.Helper()
	claim, _, err := s.ClaimKey(t.Context(), c, at(1))
	must(t, err)
	claim.Status, claim.Report = 200, []byte(`{"row":2,"name":"张𠙶花"}`)
	must(t, s.CompleteKey(t.Context(), claim))
	claim.Done = true
	return claim
}

// checkAll holds that everything is read and found as it was planted.
func (p people) checkAll(t *testing.T, s *store.Store) {
	t.Helper()
	ctx := t.Context()
	same(t, p.seeker, given(s.Seeker(ctx, p.seeker.ID)))
	same(t, p.seeker, given(s.SeekerByPhone(ctx, p.seeker.Phone, p.seeker.Name)))
	fails(t, s.CreateSeeker(ctx, pointer(fullSeeker())), models.CodeDuplicate)
	same(t, []models.Account{p.account}, given(s.AccountsByPhone(ctx, p.seeker.Phone)))
	fails(t, s.CreateAccount(ctx, &models.Account{Role: models.RoleSeeker, Phone: p.seeker.Phone}), models.CodeDuplicate)
	same(t, p.ledger, given(s.ConsentLedger(ctx, p.seeker.ID)))
	same(t, []models.Report{p.report}, given(s.Reports(ctx, p.report.VacancyID, models.Page{Limit: 9})).Items)
	same(t, p.target, given(s.Target(ctx, p.target.ID)))
	claim, _, err := s.ClaimKey(ctx, models.KeyClaim{Caller: p.claim.Caller, Key: p.claim.Key, Fingerprint: p.claim.Fingerprint}, at(2))
	must(t, err)
	same(t, p.claim, claim)
	given(s.SequenceAudit(ctx))
	check := given(s.VerifyAudit(ctx, nil, nil))
	if len(check.Faults) > 0 || check.Entries < 1 {
		t.Errorf("the audit: %+v", check)
	}
}
