package api_test

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"konggang/api"
	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// The matrix: every route of the document, as every role, on an object of the caller's own world and on one of a foreign one.
// What must come of it is not written down route by route. It follows from the policy table and from what each kind of object
// says here about who sees it and who works on it.

// kind is a kind of object that paths name. Sees and works list the roles of the object's own world; make makes a fresh one
// in the own or the foreign world and gives what stands in the path.
type kind struct {
	sees, works []string
	make        func(h *house, foreign bool) string
}

var (
	callers  = append(slices.Clone(models.Roles.Words()), "anonymous")
	keepers  = []string{"office", "enterprise"}
	servants = []string{"office", "village"}
)

// kinds are the kinds of each first part of a path: where an object can be in several states, one of each.
var kinds = map[string][]kind{
	"vacancies": {
		{keepers, keepers, func(h *house, foreign bool) string { return h.vacancyOf(foreign, models.VacancyDraft) }},
		{callers, keepers, func(h *house, foreign bool) string { return h.vacancyOf(foreign, models.VacancyOpen) }},
	},
	"enterprises": {{keepers, keepers, (*house).enterpriseOf}},
	"seekers":     {{append(servants, "seeker"), append(servants, "seeker"), (*house).seekerOf}},
	"editions": {
		{servants, servants, func(h *house, foreign bool) string { return h.editionOf(foreign, models.EditionDraft) }},
		{callers, servants, func(h *house, foreign bool) string { return h.editionOf(foreign, models.EditionPublished) }},
	},
	"recalls":    {{servants, servants, (*house).recallOf}},
	"referrals":  {{append(servants, "seeker", "enterprise"), append(servants, "seeker", "enterprise"), (*house).referralOf}},
	"villages":   {{callers, servants, func(_ *house, foreign bool) string { return string(where(foreign)) }}},
	"divisions":  {{callers, []string{"office"}, (*house).townOf}},
	"deliveries": {{servants, servants, (*house).deliveryOf}},
	"operations": {{[]string{"office"}, []string{"office"}, (*house).operationOf}},
	"accounts":   {{[]string{"office"}, []string{"office"}, (*house).accountOf}},
	"tokens":     {{append(servants, "device"), append(servants, "device"), func(h *house, foreign bool) string { return h.tokenOf(foreign, models.TokenAPI) }}},
	"sessions":   {{[]string{"device"}, []string{"device"}, func(h *house, foreign bool) string { return h.tokenOf(foreign, models.TokenSession) }}},
}

// bodies are what calls need to be read at all, of a role where it matters, where an empty object does not do.
var bodies = map[string]string{
	"publish-edition": `{"approver":"王主任"}`, "patch-referral": `{"status":"withdrawn"}`, "patch-referral enterprise": `{"status":"contacted"}`,
}

// absent is what a path names when there is no such object.
var absent = map[string]string{"villages": "410184107299", "divisions": "410184199000"}

const noID = "01900000-0000-7000-8000-000000000000"

var placeholder = regexp.MustCompile(`\{([a-z]+)\}`)

// TestMatrix calls every route as every role. Who the policy table does not let in is told 401 or 403 before anything is
// read. Of the others, who does not see the object hears 404, in the same words as for one that does not exist; who sees it
// and may not work on it hears 403; who may gets past both.
func TestMatrix(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		checked := map[string]int{}
		calls := documented(t)
		for _, id := range slices.Sorted(maps.Keys(calls)) {
			method, path := calls[id][0], calls[id][1]
			on, named := kinds[strings.Split(strings.TrimPrefix(path, "/api/v1/"), "/")[0]]
			if !placeholder.MatchString(path) {
				on = []kind{{callers, callers, func(*house, bool) string { return "" }}}
			} else if !named {
				t.Errorf("%s: the matrix knows no object for %s", id, path)
			}
			for _, role := range callers {
				for _, k := range on {
					for _, foreign := range []bool{false, true}[:1+min(len(placeholder.FindString(path)), 1)] {
						h.check(t, id, method, path, role, k, foreign)
						checked[map[bool]string{false: "own", true: "foreign"}[foreign]]++
					}
				}
			}
		}
		t.Attr("figure", fmt.Sprintf("%d routes × %d roles: %d calls on what is the caller's own, %d on what is foreign", len(calls), len(callers), checked["own"], checked["foreign"]))
	})
}

func (h *house) check(t *testing.T, id, method, path, role string, k kind, foreign bool) {
	h = h.on(t)
	object := k.make(h, foreign)
	if before, is := strings.CutSuffix(path, "/schedules/{id}"); is {
		path = before + "/schedules/" + h.scheduleOf(foreign)
	}
	if before, is := strings.CutSuffix(path, "/targets/{id}"); is {
		path = before + "/targets/" + h.targetOf(foreign).ID
	}
	as := h.asFresh(role)
	ask := func(object string) reply {
		c := call{as: as, method: method, path: filled(path, object), headers: map[string]string{"If-Match": `"v1"`}}
		if method != http.MethodGet && method != http.MethodDelete {
			c.body = cmp.Or(bodies[id+" "+role], bodies[id], "{}")
		}
		return h.send(c)
	}
	got := ask(object)
	name := fmt.Sprintf("%s as %s, foreign %v", id, role, foreign)
	allowed := slices.Contains(api.Policy()[id], models.Role(role))
	sees := slices.Contains(k.sees, role) && (!foreign || len(k.sees) == len(callers))
	works := slices.Contains(k.works, role) && !foreign
	needsWork := len(api.Policy()[id]) < len(callers)
	want := 0
	switch {
	case !allowed && as == "":
		want = http.StatusUnauthorized
	case !allowed:
		want = http.StatusForbidden
	case !sees:
		want = http.StatusNotFound
	case needsWork && !works:
		want = http.StatusForbidden
	}
	past := !slices.Contains([]int{401, 403, 404}, got.Code) && got.Code < 500
	if want == 0 && !past || want != 0 && got.Code != want {
		t.Errorf("%s: %d, want %d: %s", name, got.Code, want, got.Body)
	}
	if want == http.StatusNotFound {
		missing := ask(absentOf(path))
		if a, b := nameless(got), nameless(missing); a != b {
			t.Errorf("%s: what is hidden and what is not there differ:\n%s\n%s", name, a, b)
		}
	}
}

func absentOf(path string) string {
	if code, ok := absent[strings.Split(strings.TrimPrefix(path, "/api/v1/"), "/")[0]]; ok {
		return code
	}
	return noID
}

// filled puts the object into a path, and what else it names.
func filled(path, object string) string {
	path = strings.ReplaceAll(path, "{scope}", string(models.ConsentMatching))
	return placeholder.ReplaceAllLiteralString(path, object)
}

// nameless is an answer without what must differ: the path that was called and the id of the call.
func nameless(r reply) string {
	text := regexp.MustCompile(`"instance":"[^"]*"`).ReplaceAllString(r.Body.String(), "")
	return fmt.Sprint(r.Code, r.Header().Get("Content-Type"), regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`).ReplaceAllString(text, "*"))
}

// asFresh is the role's caller with a token that no call before has withdrawn.
func (h *house) asFresh(role string) string {
	if role == "anonymous" {
		return ""
	}
	h.tokens["fresh"] = h.newTokenOf(role)
	return "fresh"
}

// newTokenOf is a fresh token of the role's caller; a seeker who was erased meanwhile has registered again.
func (h *house) newTokenOf(role string) string {
	if _, err := h.store.Account(h.t.Context(), h.accounts[role].ID); err != nil {
		h.seekerOf(false)
	}
	return h.newToken(h.accounts[role])
}

func where(foreign bool) models.DivisionCode {
	if foreign {
		return abroad
	}
	return village
}

func world(foreign bool, name string) string {
	if foreign {
		return "foreign " + name
	}
	return name
}

func (h *house) vacancyOf(foreign bool, status models.VacancyStatus) string {
	v := models.Vacancy{EnterpriseID: h.ids[world(foreign, "enterprise")], Title: "包装工", Headcount: 2, Status: status, ValidUntil: "2026-12-31"}
	if status == models.VacancyOpen {
		opened := now
		v.OpenedAt = &opened
	}
	h.must(h.store.CreateVacancy(h.t.Context(), &v))
	return v.ID
}

// enterpriseOf is the caller's own enterprise, since an enterprise owns one; deciding about it again and again does no harm.
func (h *house) enterpriseOf(foreign bool) string { return h.ids[world(foreign, "enterprise")] }

// seekerOf is a record with an account bound to it, always anew, since calls take consents back and erase it.
func (h *house) seekerOf(foreign bool) string {
	h.bindSeeker(world(foreign, "seeker"), where(foreign))
	return h.ids[world(foreign, "seeker")]
}

func (h *house) editionOf(foreign bool, status models.EditionStatus) string {
	e := models.Edition{Village: where(foreign), VillageName: "村", TownName: "镇", Year: 2026, Date: "2026-11-23", Status: status, Office: models.Office{Name: "站", PublicURL: "https://kong.example"}}
	h.must(h.store.CreateEdition(h.t.Context(), &e))
	return e.ID
}

// townOf is a town one of whose villages has an edition in force, to be printed.
func (h *house) townOf(foreign bool) string {
	h.editionOf(foreign, models.EditionPublished)
	return string(where(foreign).Town())
}

func (h *house) referralOf(foreign bool) string {
	r := models.Referral{VacancyID: h.vacancyOf(foreign, models.VacancyOpen), SeekerID: h.seekerOf(foreign), Channel: "web", Status: models.ReferralApplied}
	h.must(h.store.CreateReferral(h.t.Context(), &r))
	return r.ID
}

// recallOf is an open recall of a whole edition.
func (h *house) recallOf(foreign bool) string {
	r := []models.Recall{{Village: where(foreign), EditionID: h.editionOf(foreign, models.EditionSuperseded), Status: models.RecallOpen, OpenedAt: now}}
	h.must(h.store.SaveRecalls(h.t.Context(), r))
	return r[0].ID
}

func (h *house) operationOf(foreign bool) string {
	o := models.Operation{Kind: "editions", Division: where(foreign).Town(), StartedBy: h.accounts[world(foreign, "office")].ID}
	h.must(h.store.CreateOperation(h.t.Context(), &o))
	return o.ID
}

// scheduleOf is a schedule of the world's town.
func (h *house) scheduleOf(foreign bool) string {
	*h.made++
	c := models.Schedule{Division: where(foreign).Town(), AccountID: h.accounts[world(foreign, "office")].ID, Size: 20, NextAt: now,
		Rhythm: models.Rhythm{Time: models.ClockTime(fmt.Sprintf("%02d:%02d", *h.made/60%24, *h.made%60))}}
	h.must(h.store.CreateSchedule(h.t.Context(), &c))
	return c.ID
}

// targetOf is a robot of the world's village.
func (h *house) targetOf(foreign bool) models.Target {
	*h.made++
	t := models.Target{Village: where(foreign), Kind: models.RobotWeCom, Name: "村务工群", URL: fmt.Sprintf("https://robot.example/?key=%d", *h.made)}
	t.Robot = models.RobotOf(t.Kind, t.URL)
	h.must(h.store.CreateTarget(h.t.Context(), &t))
	return t
}

// deliveryOf is an archived delivery to a robot of the world's village.
func (h *house) deliveryOf(foreign bool) string {
	t := h.targetOf(foreign)
	d := models.Delivery{Village: t.Village, TargetID: t.ID, TargetName: t.Name, Kind: t.Kind, Robot: t.Robot, Subject: models.DeliverClosed,
		Key: "v/1", EventID: "K7Q2MZ4P", Messages: []models.Message{{Text: "停招"}}, Status: models.DeliveryArchived, NextAt: now}
	h.must(h.store.CreateDelivery(h.t.Context(), &d))
	return d.ID
}

// accountOf is the account of a device that nobody uses.
func (h *house) accountOf(foreign bool) string {
	a := models.Account{Role: models.RoleDevice, Division: where(foreign)}
	h.must(h.store.CreateAccount(h.t.Context(), &a))
	return a.ID
}

// tokenOf is a token of the world's device.
func (h *house) tokenOf(foreign bool, kind models.TokenKind) string {
	t := models.Token{AccountID: h.accounts[world(foreign, "device")].ID, Kind: kind, Hash: newHash(), ExpiresAt: now.AddDate(0, 1, 0)}
	h.must(h.store.CreateToken(h.t.Context(), &t))
	return t.ID
}
