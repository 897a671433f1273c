package api_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"konggang/api"
	"konggang/models"
	"konggang/models/store/storetest"
	"konggang/services/market"
)

// inMemory is a picture's store without a database.
type inMemory struct {
	market.Store
	postings []models.Posting
}

func (m inMemory) OnCommit(func(context.Context, []models.Change)) {}

func (m inMemory) ChangesAfter(context.Context, int64, int) ([]models.Change, error) { return nil, nil }

func (m inMemory) AffectedVacancies(context.Context, []models.Change) ([]string, error) {
	return nil, nil
}

func (m inMemory) AffectedSeekers(context.Context, []models.Change) ([]string, error) {
	return nil, nil
}

func (m inMemory) PostingsByID(context.Context, []string) (map[string]models.Posting, error) {
	return nil, nil
}

func (m inMemory) LookingByID(context.Context, []string) (map[string]models.Seeker, error) {
	return nil, nil
}

func (m inMemory) LastChange(context.Context) (int64, error) { return 0, nil }

func (m inMemory) SequenceChanges(context.Context) (int, error) { return 0, nil }

func (m inMemory) EachDivision(_ context.Context, page func([]models.Division, int, int) error) error {
	return page([]models.Division{{Code: town, Name: "孟庄镇"}}, 1, 1)
}

func (m inMemory) EachOpenPosting(_ context.Context, _ models.Date, page func([]models.Posting, int, int) error) error {
	return page(m.postings, len(m.postings), len(m.postings))
}

func (m inMemory) EachLookingSeeker(context.Context, func([]models.Seeker, int, int) error) error {
	return nil
}

// packers are so many open vacancies of one title.
func packers(n int) []models.Posting {
	out := make([]models.Posting, n)
	for i := range out {
		out[i] = packer(i)
	}
	return out
}

func packer(i int) models.Posting {
	low, high, opened := models.Fen(450_000), models.Fen(650_050), now.Add(-time.Duration(i)*time.Hour)
	point := &models.Point{Lat: 34.58123, Lon: 113.81456, Datum: models.GCJ02}
	id := fmt.Sprintf("0195f3c2-7a10-7c3e-9b1d-%012d", i)
	return models.Posting{
		Vacancy: models.Vacancy{
			ID: id, Number: fmt.Sprintf("K%05d", i), EnterpriseID: id, Title: "包装工", Occupation: "6-31-01-03", EmploymentType: models.FullTime,
			Headcount: 30, Filled: 4, Wage: models.Wage{Min: &low, Max: &high, Unit: models.PerMonth, Note: "计件，多劳多得"},
			Duties:    strings.Repeat("负责产品的包装、装箱、码垛与现场整理，服从班长安排，坐班与站班轮换。", 3),
			Education: models.EducationJunior, AgeMin: 18, AgeMax: 55, Skills: []string{"能吃苦耐劳", "会用打包机"},
			Shift: "two_shift", HoursPerDay: 10, RestDaysPerMonth: 4, Benefits: []models.Benefit{"meals", "housing"}, BenefitsNote: "夫妻房、空调",
			Workplace: models.Workplace{Division: town, Address: "人民路1号", Point: point},
			Contact:   models.Contact{Name: "王经理", Phone: "15400001111"}, ValidUntil: "2027-06-30",
			Status: models.VacancyOpen, Version: 3, OpenedAt: &opened, CreatedAt: opened, UpdatedAt: opened,
		},
		Employer: models.Enterprise{ID: id, Name: "宏发食品有限公司", Kind: models.KindCompany, Division: town, Status: models.EnterpriseApproved},
		Place:    point,
	}
}

// frontDoor is the whole API as it is served, with limits, metrics and a log, on a market in memory. Nothing else is behind
// it: whatever asked a database would panic.
func frontDoor(tb testing.TB, postings []models.Posting) http.Handler {
	tb.Helper()
	nowhere, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = nowhere.Close() })
	picture := market.New(inMemory{postings: postings}, calendar())
	picture.Encode = api.PreparedVacancy
	handler, err := api.New(api.Services{
		Market: picture, Calendar: calendar(),
		Office: models.Office{PublicURL: "https://kong.example"}, Log: slog.New(slog.NewTextHandler(nowhere, nil)),
		Limits: api.NewLimits(60_000_000, 60_000_000, time.Now), Metrics: api.NewMetrics(), Version: "test",
	})
	if err != nil {
		tb.Fatal(err)
	}
	return handler
}

func answerOf(tb testing.TB, h http.Handler, target string) []byte {
	tb.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, target, nil))
	if w.Code != http.StatusOK {
		tb.Fatalf("%d: %s", w.Code, w.Body)
	}
	return w.Body.Bytes()
}

// TestStrangersSearchWithoutADatabase calls a door that has no database behind it.
func TestStrangersSearchWithoutADatabase(t *testing.T) {
	answer := string(answerOf(t, frontDoor(t, packers(3)), "/api/v1/vacancies?q=%E5%8C%85%E8%A3%85%E5%B7%A5&near=34.5,113.8&facets=shift&limit=2"))
	if strings.Count(answer, `"title":"包装工"`) != 2 || !strings.Contains(answer, `"total":3,"total_headcount":78`) {
		t.Error(answer)
	}
}

// TestNoDoorWithoutPreparedAnswers forgets to let the market prepare them.
func TestNoDoorWithoutPreparedAnswers(t *testing.T) {
	if _, err := api.New(api.Services{Market: &market.Service{}}); err == nil {
		t.Error("it opens")
	}
}

// TestStrangersReadWhatTheTypedAnswerSays asks as somebody for whom the list is prepared, and as an office elsewhere, for which
// it is made from the typed vacancies and which keeps none of these: they read the same bytes.
func TestStrangersReadWhatTheTypedAnswerSays(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	for _, title := range []string{"叉车工", "包装工<夜班>", `包装工&\"甲\"`, "电工"} {
		h.open(title)
	}
	for _, query := range []string{"", "?q=%E5%8C%85%E8%A3%85", "?q=%3Cb%3E%22", "?near=34.59,113.82", "?near=34.59,113.82&radius_km=50&sort=distance&limit=2",
		"?facets=division,occupation,wage,benefit,education,employment_type,shift,enterprise_kind", "?limit=3", "?q=nothing", "?employment_type=full_time&wage_min=1"} {
		stranger, office := h.get("", "/vacancies"+query).want(200), h.get("foreign office", "/vacancies"+query).want(200)
		if stranger.Body.String() != office.Body.String() || stranger.Header().Get("Content-Type") != office.Header().Get("Content-Type") {
			t.Errorf("%s: a stranger reads\n%s\nan office elsewhere\n%s", query, stranger.Body, office.Body)
		}
	}
}

// TestKeepersReadTheirOwnNotes asks as those for whom a list is not prepared.
func TestKeepersReadTheirOwnNotes(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.open("叉车工")
	for as, want := range map[string]bool{"office": true, "enterprise": true, "foreign enterprise": false, "village": false, "": false} {
		if got := strings.Contains(h.get(as, "/vacancies").want(200).Body.String(), `"submitted_at"`); got != want {
			t.Errorf("%q reads when it was submitted: %v", as, got)
		}
	}
}
