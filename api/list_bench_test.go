package api_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"konggang/api"
	"konggang/models"
	"konggang/services/market"
)

// The calls that are measured: one finds a full page, the other a single vacancy.
var measured = []struct{ name, target string }{
	{"page", "/api/v1/vacancies?q=%E5%8C%85%E8%A3%85%E5%B7%A5"},
	{"single", "/api/v1/vacancies?q=%E7%94%B5%E7%84%8A%E5%B7%A5&employment_type=full_time"},
}

// inMemory is a picture's store without a database.
type inMemory struct {
	market.Store
	postings []models.Posting
}

func (m inMemory) MarketStamp(context.Context) (string, error) { return "1", nil }

func (m inMemory) OpenPostings(context.Context, models.Date) ([]models.Posting, error) {
	return m.postings, nil
}

func (m inMemory) Division(_ context.Context, code models.DivisionCode) (models.Division, error) {
	return models.Division{Code: code, Name: "新郑市"}, nil
}

// benchPostings are twenty packers and a welder.
func benchPostings() []models.Posting {
	out := make([]models.Posting, 21)
	for i := range out {
		title := "包装工"
		if i == 0 {
			title = "电焊工"
		}
		out[i] = benchPosting(i, title)
	}
	return out
}

func benchPosting(i int, title string) models.Posting {
	low, high, opened := models.Fen(450_000), models.Fen(650_050), now.Add(-time.Duration(i)*time.Hour)
	point := &models.Point{Lat: 34.58123, Lon: 113.81456, Datum: models.GCJ02}
	id := fmt.Sprintf("0195f3c2-7a10-7c3e-9b1d-%012d", i)
	return models.Posting{
		Vacancy: models.Vacancy{
			ID: id, Number: fmt.Sprintf("K%05d", i), EnterpriseID: id, Title: title, Occupation: "6-31-01-03", EmploymentType: models.FullTime,
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
func frontDoor(tb testing.TB) http.Handler {
	tb.Helper()
	nowhere, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = nowhere.Close() })
	handler, err := api.New(api.Services{
		Market: &market.Service{Store: inMemory{postings: benchPostings()}, Calendar: calendar(), Encode: api.PreparedVacancy}, Calendar: calendar(),
		Office: models.Office{PublicURL: "https://kong.example"}, Log: slog.New(slog.NewTextHandler(nowhere, nil)),
		Limits: api.NewLimits(60_000_000, 60_000_000, time.Now), Metrics: api.NewMetrics(), Version: "test",
	})
	if err != nil {
		tb.Fatal(err)
	}
	return handler
}

// fixed is a bare Gin that answers every call with the same bytes.
func fixed(answer []byte) http.Handler {
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.GET("/api/v1/vacancies", func(c *gin.Context) { c.Data(http.StatusOK, "application/json", answer) })
	return engine
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

// deaf takes an answer and keeps nothing of it.
type deaf struct{ header http.Header }

func (d deaf) Header() http.Header         { return d.header }
func (d deaf) Write(b []byte) (int, error) { return len(b), nil }
func (d deaf) WriteHeader(int)             {}

func BenchmarkVacancies(b *testing.B) {
	door := frontDoor(b)
	for _, m := range measured {
		for name, h := range map[string]http.Handler{"gin": fixed(answerOf(b, door, m.target)), "api": door} {
			b.Run(m.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					r := httptest.NewRequest(http.MethodGet, m.target, nil)
					h.ServeHTTP(deaf{http.Header{}}, r)
				}
			})
		}
	}
}

// BenchmarkVacanciesOverHTTP compares the calls a second that clients on loopback get from the API and from a bare Gin with
// the same answer, in rounds that take turns. ratio is the median of the rounds' ratios.
func BenchmarkVacanciesOverHTTP(b *testing.B) {
	door := frontDoor(b)
	for _, m := range measured {
		b.Run(m.name, func(b *testing.B) {
			answer := answerOf(b, door, m.target)
			ours, bare := listen(b, door), listen(b, fixed(answer))
			var ratios, rates []float64
			for b.Loop() {
				theirs, own := rate(b, bare, m.target), rate(b, ours, m.target)
				ratios, rates = append(ratios, own/theirs), append(rates, own)
			}
			b.ReportMetric(median(ratios), "ratio")
			b.ReportMetric(median(rates), "calls/s")
			b.ReportMetric(float64(len(answer)), "bytes")
		})
	}
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}

func listen(b *testing.B, h http.Handler) string {
	b.Helper()
	srv := httptest.NewServer(h)
	b.Cleanup(srv.Close)
	return srv.Listener.Addr().String()
}

// A round is so many calls on so many connections that stay open.
const (
	roundCalls  = 4000
	connections = 4
)

// rate is the calls a second of one round.
func rate(b *testing.B, address, target string) float64 {
	b.Helper()
	began := time.Now()
	var callers sync.WaitGroup
	for range connections {
		callers.Go(func() {
			if err := callAgain(address, target, roundCalls/connections); err != nil {
				b.Error(err)
			}
		})
	}
	callers.Wait()
	return roundCalls / time.Since(began).Seconds()
}

// callAgain makes the same call so often on one connection.
func callAgain(address, target string, times int) error {
	c, err := net.Dial("tcp", address)
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	request := []byte("GET " + target + " HTTP/1.1\r\nHost: " + address + "\r\nAccept: application/json\r\nAccept-Language: zh-CN,zh;q=0.9\r\n\r\n")
	answers := bufio.NewReaderSize(c, 64<<10)
	for range times {
		if _, err := c.Write(request); err != nil {
			return err
		}
		answer, err := http.ReadResponse(answers, nil)
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, answer.Body); err != nil {
			return err
		}
		if answer.StatusCode != http.StatusOK {
			return fmt.Errorf("%s", answer.Status)
		}
	}
	return nil
}
