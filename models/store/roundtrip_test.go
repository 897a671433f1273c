package store_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// The texts hold what engines get wrong: characters of four bytes, quotes, a backslash, a percent sign.
const awkward = `𠙶村"'\%_;--😀`

func at(hour int) time.Time { return time.Date(2025, 3, 1, hour, 2, 3, 456_000_000, time.UTC) }

func pointer[T any](v T) *T { return &v }

func fullEnterprise() models.Enterprise {
	return models.Enterprise{
		Name: "宏发食品" + awkward, CreditCode: "91350100M000100Y43", Kind: models.KindCompany, Industry: "C",
		Division: "410184102000", Address: "人民路1号" + awkward, Point: &models.Point{Lat: 34.1234567891, Lon: 113.7000000001, Datum: models.WGS84},
		Contact: models.Contact{Name: "王经理" + awkward, Phone: "0371-62345678"},
		Status:  models.EnterpriseApproved, StatusReason: awkward,
	}
}

func fullVacancy(enterpriseID string) models.Vacancy {
	return models.Vacancy{
		EnterpriseID: enterpriseID, ExternalID: "岗-1" + awkward, Source: models.Source{Name: awkward, URL: "https://example.com/?a=%20"},
		Title: "包装工" + awkward, Occupation: "6-31-01-03", EmploymentType: models.FullTime, Headcount: 20, Filled: 3,
		Wage:   models.Wage{Min: pointer(models.Fen(450050)), Max: pointer(models.Fen(650000)), Unit: models.PerMonth, Negotiable: true, Note: awkward},
		Duties: "装箱\n封口" + awkward, Education: models.EducationJunior, ExperienceYears: 1, AgeMin: 18, AgeMax: 55,
		Skills: []string{"叉车", awkward}, Certificates: []string{"健康证"}, Shift: models.ShiftTwo, HoursPerDay: 8.5, RestDaysPerMonth: 4,
		Benefits: []models.Benefit{models.BenefitMeals, models.BenefitLodging}, BenefitsNote: awkward,
		Workplace:  models.Workplace{Division: "410184102201", Address: awkward, Point: &models.Point{Lat: 34.4, Lon: 113.9, Datum: models.GCJ02}},
		Contact:    models.Contact{Name: "李姐", Phone: "15412345678"},
		ValidUntil: "2025-06-30", Status: models.VacancyOpen, StatusReason: awkward,
		Findings: []models.Finding{{Rule: "age", Severity: models.SeverityReview, Field: "age_max", Column: "年龄", Excerpt: awkward, Start: 3,
			Law: "《就业促进法》", Code: models.CodeOutOfRange, Args: []string{"0", awkward}}},
		OpenedAt: pointer(at(2)), SubmittedAt: pointer(at(1)),
	}
}

func fullSeeker() models.Seeker {
	return models.Seeker{
		Name: "张𠙶花", Phone: "15400000001", Village: "410184102201", BirthYear: 1980, Education: models.EducationPrimary,
		Wanted: []string{"保洁", awkward}, Occupations: []models.OccupationCode{"4-08-04-00"}, Skills: []string{awkward},
		Certificates: []string{"C1"}, WageMin: 300000, MaxDistanceKM: 12.5, Shifts: []models.Shift{models.ShiftDay},
		Needs: []models.Benefit{models.BenefitMeals}, AvailableFrom: "2025-04-01",
		Consents: []models.Consent{
			{Scope: models.ConsentMatching, GivenAt: at(3), WitnessedBy: "协理员赵𠙶"},
			{Scope: models.ConsentContact, GivenAt: at(4), WitnessedBy: "协理员钱"},
		},
		Status: models.SeekerLooking,
	}
}

func fullEdition(t *testing.T, s *store.Store) models.Edition {
	enterprise := fullEnterprise()
	must(t, s.CreateEnterprise(t.Context(), &enterprise))
	vacancy := fullVacancy(enterprise.ID)
	must(t, s.CreateVacancy(t.Context(), &vacancy))
	return models.Edition{
		Village: "410184102201", VillageName: "口张村" + awkward, TownName: "辛店镇", Year: 2025, Date: "2025-03-01",
		Status: models.EditionDraft, Office: models.Office{Name: awkward, Phone: "0371-62345678", PublicURL: "https://example.com"},
		Approver: "李所长", Borrowed: true, StatusReason: awkward, PublishedAt: pointer(at(5)),
		Items: []models.EditionItem{{
			Rank: 1, New: true, VacancyID: vacancy.ID, Number: vacancy.Number, Employer: enterprise.Name, EmployerKind: enterprise.Kind,
			Vacancy: vacancy, Place: "辛店镇" + awkward, DistanceKM: 1.0 / 3, Precision: models.PrecisionApproximate,
			Reasons:       []models.Reason{{Kind: "distance", Text: "离家近" + awkward, Points: 300}},
			SeekersServed: 7,
		}},
		Gone: []models.GoneLine{{VacancyID: vacancy.ID, Number: vacancy.Number, Title: awkward, Employer: enterprise.Name, Became: models.VacancyFilled}},
		Corrections: []models.Correction{
			{Action: models.CorrectionAdd, VacancyID: vacancy.ID, Number: vacancy.Number, Title: vacancy.Title, From: 9, To: 2, Reason: awkward, AccountID: "a-1", Role: models.RoleVillage, At: at(3)},
			{Action: models.CorrectionMove, VacancyID: vacancy.ID, Number: vacancy.Number, Title: vacancy.Title, From: 2, To: 1, Reason: awkward, AccountID: "a-2", Role: models.RoleOffice, At: at(4)},
		},
	}
}

func fullTarget() models.Target {
	address := "https://oapi.dingtalk.com/robot/send?access_token=robot-" + awkward
	return models.Target{Village: kouzhang, Kind: models.RobotDingTalk, Name: "口张村务工群" + awkward, URL: address, Secret: "SEC" + awkward,
		Robot: models.RobotOf(models.RobotDingTalk, address), AccountID: noID}
}

// fullDelivery is one that waits.
func fullDelivery(t models.Target) models.Delivery {
	return models.Delivery{EventID: "K7Q2MZ4P", Village: t.Village, TargetID: t.ID, TargetName: t.Name, Kind: t.Kind, Robot: t.Robot, EditionID: noID,
		Subject: models.DeliverClosed, Key: noID + "/1", Messages: []models.Message{{Text: "停招" + awkward, Picture: 2, VacancyID: noID, Became: models.VacancyFilled}},
		Sent: 1, Status: models.DeliveryWaiting, Attempts: 2, Uncertain: 3, Fault: models.CodeRobotFailed, FaultDetail: "HTTP 500",
		NextAt: at(8), SentAt: pointer(at(7)), AccountID: noID}
}

func TestEveryFieldComesBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()

		division := models.Division{Code: "410184102201", Name: awkward, Point: &models.Point{Lat: 34.1, Lon: 113.7, Datum: models.GCJ02}, Precision: models.PrecisionOwn}
		must(t, s.SaveDivisions(ctx, []models.Division{division}))
		comesBack(t, division, given(s.Division(ctx, division.Code)))

		enterprise := fullEnterprise()
		must(t, s.CreateEnterprise(ctx, &enterprise))
		comesBack(t, enterprise, given(s.Enterprise(ctx, enterprise.ID)))
		must(t, s.UpdateEnterprise(ctx, &enterprise))
		comesBack(t, enterprise, given(s.Enterprise(ctx, enterprise.ID)))

		vacancy := fullVacancy(enterprise.ID)
		must(t, s.CreateVacancy(ctx, &vacancy))
		comesBack(t, vacancy, given(s.Vacancy(ctx, vacancy.ID)))
		must(t, s.UpdateVacancy(ctx, &vacancy))
		comesBack(t, vacancy, given(s.Vacancy(ctx, vacancy.ID)))

		seeker := fullSeeker()
		must(t, s.CreateSeeker(ctx, &seeker))
		comesBack(t, seeker, given(s.Seeker(ctx, seeker.ID)))
		must(t, s.UpdateSeeker(ctx, &seeker))
		comesBack(t, seeker, given(s.Seeker(ctx, seeker.ID)))

		must(t, s.UpdateEnterprise(ctx, pointer(models.Enterprise{ID: enterprise.ID, Version: enterprise.Version})))
		edition := fullEdition(t, s)
		must(t, s.CreateEdition(ctx, &edition))
		comesBack(t, edition, given(s.Edition(ctx, edition.ID)))
		must(t, s.UpdateEdition(ctx, &edition))
		comesBack(t, edition, given(s.Edition(ctx, edition.ID)))

		recalls := []models.Recall{{Village: edition.Village, EditionID: edition.ID, VacancyID: vacancy.ID, Became: models.VacancyFilled, Round: 2, Status: models.RecallDone,
			Remedy: models.RemedyStruck, Note: awkward, OpenedAt: at(8), SettledAt: pointer(at(9)), SettledBy: "a-1"}}
		for range 2 {
			must(t, s.SaveRecalls(ctx, recalls))
			comesBack(t, recalls[0], given(s.Recall(ctx, recalls[0].ID)))
		}
	})
}

func TestEveryFieldOfTheHousekeepingComesBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()

		account := models.Account{Role: models.RoleOffice, Division: "410184102000", EnterpriseID: awkward[:4], SeekerID: "s",
			Name: awkward, Phone: "15400000001", Password: "$argon2id$" + awkward}
		must(t, s.CreateAccount(ctx, &account))
		token := models.Token{AccountID: account.ID, Kind: models.TokenSession, Label: awkward, Hash: "h1", ExpiresAt: at(20)}
		must(t, s.CreateToken(ctx, &token))
		must(t, s.TouchToken(ctx, token.ID, at(6)))
		token.LastUsedAt = pointer(at(6))
		gotAccount, gotToken, err := s.AccountByTokenHash(ctx, "h1", at(7))
		must(t, err)
		comesBack(t, account, gotAccount)
		comesBack(t, token, gotToken)

		operation := models.Operation{Kind: "editions", Division: "410184102000", StartedBy: account.ID, Role: account.Role, Size: 5}
		must(t, s.CreateOperation(ctx, &operation))
		operation = given(s.ClaimOperation(ctx, operation.ID, at(5), at(6)))
		plan := models.VillagePlan{Village: "410184102201", Borrowed: true, Lines: []models.PlannedLine{{VacancyID: noID, DistanceKM: 1.0 / 3,
			Precision: models.PrecisionOwn, Reasons: []models.Reason{{Kind: "wage", Text: awkward, Points: 7}}, SeekersServed: 9}}}
		must(t, s.KeepPlans(ctx, &operation, []models.VillagePlan{plan}))
		comesBack(t, plan, given(s.PlansLeft(ctx, operation.ID, "", 5))[0])
		operation.Done, operation.Finished = 2, true
		operation.Failures = []models.OperationFailure{{Village: "410184102201", Code: models.CodeUnavailable}}
		must(t, s.LetGoOperation(ctx, &operation, at(7)))
		comesBack(t, operation, given(s.Operation(ctx, operation.ID)))

		schedule := models.Schedule{Division: "410184102000", AccountID: account.ID, Size: 5, NextAt: at(8), LastAt: pointer(at(7)), LastOperation: operation.ID,
			Rhythm: models.Rhythm{Weekdays: []models.Weekday{"monday", "sunday"}, Time: "06:30"}}
		must(t, s.CreateSchedule(ctx, &schedule))
		comesBack(t, schedule, given(s.Schedule(ctx, schedule.ID)))
		must(t, s.UpdateSchedule(ctx, &schedule))
		comesBack(t, schedule, given(s.Schedule(ctx, schedule.ID)))

		target := fullTarget()
		must(t, s.CreateTarget(ctx, &target))
		comesBack(t, target, given(s.Target(ctx, target.ID)))
		delivery := fullDelivery(target)
		must(t, s.CreateDelivery(ctx, &delivery))
		comesBack(t, delivery, given(s.Delivery(ctx, delivery.ID)))
		robot := given(s.ClaimRobot(ctx, at(8), at(9)))
		robot.Sends = []time.Time{at(7), at(8)}
		must(t, s.UpdateRobot(ctx, robot))
		comesBack(t, robot, given(s.Robot(ctx, target.Robot)))

		claim, claimed, err := s.ClaimKey(ctx, models.KeyClaim{Caller: account.ID, Key: awkward, Fingerprint: "f"}, at(1))
		must(t, err)
		if !claimed {
			t.Fatal("a fresh key was not claimed")
		}
		claim.Status, claim.ResourceID, claim.Report = 201, operation.ID, []byte{0, 1, 0xff}
		must(t, s.CompleteKey(ctx, claim))
		claim.Done = true
		kept, claimed, err := s.ClaimKey(ctx, models.KeyClaim{Caller: account.ID, Key: awkward, Fingerprint: "f"}, at(2))
		must(t, err)
		if claimed {
			t.Error("a key that is done was claimed again")
		}
		comesBack(t, claim, kept)
	})
}

// What nobody stated must come back as nothing: nil, not an empty list or a point in the sea.
func TestNothingComesBackAsNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		enterprise := fullEnterprise()
		must(t, s.CreateEnterprise(ctx, &enterprise))
		bare := models.Enterprise{ID: enterprise.ID, Version: enterprise.Version, CreatedAt: enterprise.CreatedAt}
		must(t, s.UpdateEnterprise(ctx, &bare))
		same(t, bare, given(s.Enterprise(ctx, bare.ID)))

		vacancy := fullVacancy(enterprise.ID)
		must(t, s.CreateVacancy(ctx, &vacancy))
		empty := models.Vacancy{ID: vacancy.ID, Number: vacancy.Number, EnterpriseID: enterprise.ID, Version: vacancy.Version, CreatedAt: vacancy.CreatedAt}
		must(t, s.UpdateVacancy(ctx, &empty))
		same(t, empty, given(s.Vacancy(ctx, empty.ID)))

		seeker := models.Seeker{Name: "赵", Phone: "15400000009"}
		must(t, s.CreateSeeker(ctx, &seeker))
		same(t, seeker, given(s.Seeker(ctx, seeker.ID)))

		division := models.Division{Code: "410000000000", Name: "河南省"}
		must(t, s.SaveDivisions(ctx, []models.Division{division}))
		same(t, division, given(s.Division(ctx, division.Code)))
	})
}

// comesBack holds that got equals want and that want leaves no field empty, so that a new field cannot be forgotten here.
func comesBack[T any](t *testing.T, want, got T) {
	t.Helper()
	same(t, want, got)
	for _, path := range emptyFields(reflect.ValueOf(want), reflect.TypeOf(want).Name()) {
		t.Errorf("%s is empty, so nothing shows that it is kept", path)
	}
}

func emptyFields(v reflect.Value, path string) []string {
	if v.IsZero() {
		return []string{path}
	}
	var out []string
	switch {
	case v.Kind() == reflect.Pointer:
		return emptyFields(v.Elem(), path)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		return emptyFields(v.Index(0), path)
	case v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[time.Time]():
		for i := range v.NumField() {
			out = append(out, emptyFields(v.Field(i), path+"."+v.Type().Field(i).Name)...)
		}
	}
	return out
}

func same[T any](t *testing.T, want, got T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kept and read differ (-kept +read):\n%s", diff)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// given is a value that must be there; the test ends by panic when it is not.
func given[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func fails(t testing.TB, err error, want models.Code) {
	t.Helper()
	if got := models.CodeOf(err); got != want {
		t.Errorf("error %v has code %q, want %q", err, got, want)
	}
}
