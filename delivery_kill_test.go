package main

import (
	"context"
	"crypto/md5" //nolint:gosec // the protocol asks for it
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/wechat"
	"konggang/services/robots/robottest"
)

// killedIn says how a round of TestKilledWhileSending ends: how many messages pass before one robot's message is the last thing that
// the processes see, and what becomes of it; true where it is answered.
type killedIn struct {
	kind  models.RobotKind
	after int
	last  func(robottest.Hands) bool
}

// The message of a killed process is lost on its way, or in the group without an answer, or answered in the moment of the kill.
func lost(robottest.Hands) bool { return false }

func stalled(h robottest.Hands) bool {
	h.Take()
	return false
}

func answered(h robottest.Hands) bool {
	h.Answer()
	return true
}

var killed = []killedIn{
	{models.RobotWeCom, 1, stalled}, {models.RobotDingTalk, 0, lost}, {models.RobotWebhook, 1, answered}, {models.RobotWeCom, 2, answered},
	{models.RobotDingTalk, 1, stalled}, {models.RobotWeCom, 0, answered},
}

// TestKilledWhileSending kills real serving processes with -9 in the middle of what they send, again and again, one on SQLite and two
// at once on MySQL. Nothing is lost; what the database says was acknowledged is not sent again; and each message that came twice is one
// that its delivery says may have.
func TestKilledWhileSending(t *testing.T) {
	for _, e := range storetest.Engines {
		t.Run(e.Name, func(t *testing.T) {
			processes := map[string]int{"sqlite": 1, "mysql": 2}[e.Name]
			s := newStreet(t, e)
			for round, k := range killed {
				s.killRound(t, processes, round, k)
			}
			running := s.start(t, processes)
			s.untilSent(t)
			for _, p := range running {
				p.end(t)
			}
			s.check(t)
		})
	}
}

// street is a town with robots of every kind in each village, and what was known of them at each kill.
type street struct {
	token   string
	kept    *store.Store
	servers map[models.RobotKind]*robottest.Server
	targets []models.Target
	kills   []snapshot
	// digests are those of pictures by edition and number, which are drawn once.
	digests map[string]string
}

// snapshot is what the database says was acknowledged when the processes were dead, and how much had come to each robot by then.
type snapshot struct {
	sent  map[string]int
	taken map[models.RobotKind]int
}

func newStreet(t *testing.T, e storetest.Engine) *street {
	t.Helper()
	d, c := newDesk(t), e.Config(t)
	t.Setenv("DB_DRIVER", c.Driver)
	t.Setenv("DB_DSN", c.DSN)
	t.Setenv("SECRET_KEYS", "k1:"+base64.StdEncoding.EncodeToString([]byte("thirty-two bytes of a secret key")))
	t.Setenv("ALLOW_PRIVATE_TARGETS", "true")
	if got := d.command(t, "", "migrate"); got.code != exitDone {
		t.Fatal(got.err)
	}
	s := &street{token: strings.TrimSpace(d.command(t, "", "account", "create", "-role", "office", "-division", "410184000000").out), kept: reopened(t)}
	s.servers, s.digests = map[models.RobotKind]*robottest.Server{}, map[string]string{}
	for _, k := range models.RobotKinds {
		s.servers[k.Code] = robottest.Start(t, k.Code, time.Now)
	}
	return s
}

func (s *street) start(t *testing.T, processes int) []served {
	t.Helper()
	var waiting []func() served
	for range processes {
		waiting = append(waiting, launch(t))
	}
	var running []served
	for _, listening := range waiting {
		running = append(running, listening())
	}
	return running
}

// killRound has an edition sent to the robots of another village, and kills the processes as the round says.
func (s *street) killRound(t *testing.T, processes, round int, k killedIn) {
	t.Helper()
	running := s.start(t, processes)
	reached := make(chan struct{})
	s.servers[k.kind].Misbehave(append(make([]robottest.Fault, k.after), func(w http.ResponseWriter, r *http.Request, h robottest.Hands) {
		done := k.last(h)
		close(reached)
		if !done {
			robottest.Silence(w, r, h)
		}
	})...)
	s.sendEdition(t, running[0], round)
	select {
	case <-reached:
	case <-time.After(time.Minute):
		t.Fatalf("round %d: nothing was sent", round)
	}
	for _, p := range running {
		p.kill(t)
	}
	s.remember(t)
}

// sendEdition gives a village of its own three robots and an edition, and queues its posts by the API.
func (s *street) sendEdition(t *testing.T, p served, round int) {
	t.Helper()
	village := models.DivisionCode(fmt.Sprintf("4101841072%02d", 8+round))
	for _, k := range models.RobotKinds {
		target := s.servers[k.Code].Target(fmt.Sprintf("%s-%d", k.Code, round))
		body, err := json.Marshal(map[string]string{"kind": string(k.Code), "name": target.Name, "url": target.URL, "secret": target.Secret})
		if err != nil {
			t.Fatal(err)
		}
		var made struct{ ID string }
		if status := p.call(t, s.token, http.MethodPost, "/villages/"+string(village)+"/targets", string(body), &made); status != http.StatusCreated {
			t.Fatalf("target: %d", status)
		}
		target.ID, target.Village = made.ID, village
		s.targets = append(s.targets, target)
	}
	e := channelstest.Edition(9)
	e.Village, e.Year = village, time.Now().Year()
	employer := storetest.Build(t, s.kept).Enterprise(fmt.Sprintf("第%d街商行", round+1))
	for i := range e.Items { // what does not hire is not sent
		e.Items[i].VacancyID = employer.Vacancy(e.Items[i].Vacancy.Title, func(v *models.Vacancy) {
			v.ValidUntil = models.DateOf(time.Now(), time.UTC).AddDays(30)
		}).ID
	}
	if err := s.kept.CreateEdition(t.Context(), &e); err != nil {
		t.Fatal(err)
	}
	var queued any
	if status := p.call(t, s.token, http.MethodPost, "/editions/"+e.ID+"/deliveries", "{}", &queued); status/100 != 2 {
		t.Fatalf("deliveries: %d %v", status, queued)
	}
}

// remember looks at what is kept while nobody is at work, and lets the leases of the dead lapse.
func (s *street) remember(t *testing.T) {
	t.Helper()
	now := snapshot{map[string]int{}, map[models.RobotKind]int{}}
	for kind, server := range s.servers {
		now.taken[kind] = len(server.Taken())
	}
	for _, d := range s.deliveries(t, "") {
		now.sent[d.ID] = d.Sent
	}
	s.kills = append(s.kills, now)
	s.letGo(t)
}

// letGo takes all robots that have something to send from the dead, and holds none of them.
func (s *street) letGo(t *testing.T) {
	t.Helper()
	var held []models.Robot
	for later := time.Now().Add(time.Hour); ; {
		r, err := s.kept.ClaimRobot(t.Context(), later, later.Add(time.Second))
		if models.CodeOf(err) == models.CodeNotFound {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, r)
	}
	for _, r := range held {
		r.Lease.Until = time.Unix(0, 0)
		if err := s.kept.UpdateRobot(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
}

func (s *street) deliveries(t *testing.T, status models.DeliveryStatus) []models.Delivery {
	t.Helper()
	list, err := s.kept.DeliveriesInOrder(t.Context(), models.DeliveryFilter{Status: status})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// untilSent waits until nothing waits any more.
func (s *street) untilSent(t *testing.T) {
	t.Helper()
	ctx, give := context.WithTimeout(t.Context(), 2*time.Minute)
	defer give()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for len(s.deliveries(t, models.DeliveryWaiting)) > 0 {
		select {
		case <-ctx.Done():
			t.Fatal(ctx.Err())
		case <-look.C:
		}
	}
}

// check holds what was sent against what is kept.
func (s *street) check(t *testing.T) {
	t.Helper()
	var messages, doubles, admitted int
	for _, d := range s.deliveries(t, "") {
		if d.Status != models.DeliverySent || d.Sent != len(d.Messages) {
			t.Errorf("%s is %s with %d of %d messages", d.TargetName, d.Status, d.Sent, len(d.Messages))
		}
		taken, acked := s.arrivals(t, d, s.servers[d.Kind].Taken()), s.arrivals(t, d, s.servers[d.Kind].Acknowledged())
		mine := 0
		for number := 1; number <= len(d.Messages); number++ {
			if len(acked[number]) == 0 {
				t.Errorf("%s: message %d never came", d.TargetName, number)
			}
			mine += len(taken[number])
			s.checkKills(t, d, number, taken[number])
		}
		if extra := mine - len(d.Messages); extra > d.Uncertain {
			t.Errorf("%s: %d messages came again, %d are admitted", d.TargetName, extra, d.Uncertain)
		}
		messages, doubles, admitted = messages+len(d.Messages), doubles+mine-len(d.Messages), admitted+d.Uncertain
	}
	t.Attr("figure", fmt.Sprintf("%d kills: %d messages, 0 lost, %d came twice, %d admitted as uncertain", len(s.kills), messages, doubles, admitted))
}

// checkKills holds that a message did not come any more once the database said at a kill that it was acknowledged.
func (s *street) checkKills(t *testing.T, d models.Delivery, number int, arrivals []int) {
	t.Helper()
	for i, k := range s.kills {
		for _, at := range arrivals {
			if number <= k.sent[d.ID] && at >= k.taken[d.Kind] {
				t.Errorf("%s: message %d came again after it was acknowledged before kill %d", d.TargetName, number, i+1)
			}
		}
	}
}

// arrivals are the places in the list at which each message of a delivery came, by its number.
func (s *street) arrivals(t *testing.T, d models.Delivery, list []robottest.Message) map[int][]int {
	t.Helper()
	pictures, key := map[string]int{}, s.servers[d.Kind].Key(d.TargetName)
	for i, m := range d.Messages {
		if m.Picture > 0 {
			pictures[s.digest(t, d.EditionID, m.Picture)] = i + 1
		}
	}
	out := map[int][]int{}
	for at, m := range list {
		switch {
		case m.Key != key:
		case m.Picture != "":
			out[pictures[m.Picture]] = append(out[pictures[m.Picture]], at)
		case m.EventID == d.EventID:
			out[m.Number] = append(out[m.Number], at)
		}
	}
	return out
}

func (s *street) digest(t *testing.T, edition string, picture int) string {
	t.Helper()
	name := fmt.Sprint(edition, picture)
	if s.digests[name] != "" {
		return s.digests[name]
	}
	e, err := s.kept.Edition(t.Context(), edition)
	if err != nil {
		t.Fatal(err)
	}
	file, err := wechat.Picture(e, picture)
	if err != nil {
		t.Fatal(err)
	}
	sum := md5.Sum(file) //nolint:gosec // as above
	s.digests[name] = hex.EncodeToString(sum[:])
	return s.digests[name]
}
