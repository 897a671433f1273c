package enterprises_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/enterprises"
)

const (
	county = models.DivisionCode("410184000000")
	far    = models.DivisionCode("410185102201")
	code   = models.CreditCode("91350100M000100Y43")
	noID   = "01900000-0000-7000-8000-000000000000"
)

var (
	office  = models.Actor{Role: models.RoleOffice, Division: county}
	foreign = models.Actor{Role: models.RoleOffice, Division: "410185000000"}
)

func owner(id string) models.Actor {
	return models.Actor{Role: models.RoleEnterprise, EnterpriseID: id}
}

// problem writes an error as its code, or as every field it names and what is wrong with it.
func problem(err error) string {
	var e *models.Error
	if !errors.As(err, &e) || len(e.Fields) == 0 {
		return string(models.CodeOf(err))
	}
	var out []string
	for _, f := range e.Fields {
		out = append(out, f.Field+" "+string(f.Code))
	}
	return strings.Join(out, ", ")
}

func service(s *store.Store) enterprises.Service {
	return enterprises.Service{Store: s, Calendar: models.Calendar{Now: func() time.Time { return storetest.Start }, Zone: time.UTC}}
}

// each runs test on a store that has the two divisions.
func each(t *testing.T, test func(t *testing.T, s *store.Store, b *storetest.Builder)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := storetest.Build(t, s)
		b.Village(county, "新郑市")
		b.Village(storetest.Village, "口张村")
		b.Village(far, "远村")
		test(t, s, b)
	})
}

func pending(e *models.Enterprise) { e.Status = models.EnterprisePending }

func TestCreate(t *testing.T) {
	good := models.Enterprise{Name: " 宏发食品　有限公司 ", Division: storetest.Village}
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		b.Enterprise("先到的厂", func(e *models.Enterprise) { e.CreditCode = code })
		for _, c := range []struct {
			name  string
			actor models.Actor
			spoil func(*models.Enterprise)
			want  string
		}{
			{"by the office", office, func(*models.Enterprise) {}, ""},
			{"of the same name", office, func(*models.Enterprise) {}, ""},
			{"by the other county's office", foreign, func(*models.Enterprise) {}, "forbidden"},
			{"by an enterprise that has its record", owner(noID), func(*models.Enterprise) {}, "already_registered"},
			{"by an enterprise of no account", models.Actor{Role: models.RoleEnterprise}, func(*models.Enterprise) {}, "forbidden"},
			{"by nobody", models.Anonymous, func(*models.Enterprise) {}, "forbidden"},
			{"with a credit code that is there", office, func(e *models.Enterprise) { e.CreditCode = code }, "credit_code duplicate"},
			{"with a wrong check digit", office, func(e *models.Enterprise) { e.CreditCode = "91350100M000100Y4Z" }, "credit_code invalid_credit_code"},
			{"in a foreign division", office, func(e *models.Enterprise) { e.Division = far }, "forbidden"},
			{"in an unknown division", office, func(e *models.Enterprise) { e.Division = "410184199000" }, "division unknown_division"},
			{"without a name and a division", office, func(e *models.Enterprise) { e.Name, e.Division = " ", "" }, "name required, division required"},
		} {
			t.Run(c.name, func(t *testing.T) {
				e := good
				e.Status, e.StatusReason = models.EnterpriseApproved, "自己说的"
				c.spoil(&e)
				got, err := service(s).Create(t.Context(), c.actor, e)
				if problem(err) != c.want {
					t.Fatalf("got %q, want %q", problem(err), c.want)
				}
				if err == nil && (got.ID == "" || got.Name != "宏发食品 有限公司" || got.Kind != models.KindCompany || got.Status != models.EnterprisePending || got.StatusReason != "") {
					t.Errorf("%+v", got)
				}
			})
		}
	})
}

func TestChange(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		mine := b.Enterprise("宏发食品厂").Enterprise
		b.Enterprise("先到的厂", func(e *models.Enterprise) { e.CreditCode = code })
		address := func(e *models.Enterprise) { e.Address = " 东街2号 " }
		for _, c := range []struct {
			name    string
			actor   models.Actor
			id      string
			version int
			change  func(*models.Enterprise)
			want    string
		}{
			{"stale", office, mine.ID, mine.Version + 1, address, "stale"},
			{"missing", office, noID, 1, address, "not_found"},
			{"foreign office", foreign, mine.ID, mine.Version, address, "not_found"},
			{"another enterprise", owner(noID), mine.ID, mine.Version, address, "not_found"},
			{"nobody", models.Anonymous, mine.ID, mine.Version, address, "not_found"},
			{"a taken credit code", office, mine.ID, mine.Version, func(e *models.Enterprise) { e.CreditCode = code }, "credit_code duplicate"},
			{"wrong values", office, mine.ID, mine.Version, func(e *models.Enterprise) { e.Name, e.Industry = "", "Z" }, "name required, industry unknown_value"},
			{"an unknown division", office, mine.ID, mine.Version, func(e *models.Enterprise) { e.Division = "410184199000" }, "division unknown_division"},
			{"out of the office's hands", office, mine.ID, mine.Version, func(e *models.Enterprise) { e.Division = far }, "division forbidden"},
			{"by the enterprise", owner(mine.ID), mine.ID, mine.Version, address, ""},
			{"by the office on what was read before", office, mine.ID, mine.Version, address, "stale"},
			{"by the office", office, mine.ID, mine.Version + 1, func(e *models.Enterprise) { e.Division = county }, ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				_, err := service(s).Change(t.Context(), c.actor, c.id, c.version, nil, c.change)
				if problem(err) != c.want {
					t.Errorf("got %q, want %q", problem(err), c.want)
				}
			})
		}
		kept, err := s.Enterprise(t.Context(), mine.ID)
		if err != nil || kept.Address != "东街2号" || kept.Division != county || kept.Version != mine.Version+2 {
			t.Errorf("%+v, %v", kept, err)
		}
	})
}

func TestDecide(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		for _, c := range []struct {
			name   string
			from   models.EnterpriseStatus
			actor  func(id string) models.Actor
			action models.EnterpriseAction
			reason string
			want   string
			to     models.EnterpriseStatus
		}{
			{"approve", models.EnterprisePending, toOffice, models.ApproveEnterprise, "", "", models.EnterpriseApproved},
			{"approve twice", models.EnterpriseApproved, toOffice, models.ApproveEnterprise, "", "illegal_transition", ""},
			{"approve after all", models.EnterpriseRejected, toOffice, models.ApproveEnterprise, "补了证照", "", models.EnterpriseApproved},
			{"lift a suspension", models.EnterpriseSuspended, toOffice, models.ApproveEnterprise, "", "", models.EnterpriseApproved},
			{"reject", models.EnterprisePending, toOffice, models.RejectEnterprise, " 证照过期 ", "", models.EnterpriseRejected},
			{"reject without a word", models.EnterprisePending, toOffice, models.RejectEnterprise, " ", "reason reason_required", ""},
			{"reject what is approved", models.EnterpriseApproved, toOffice, models.RejectEnterprise, "不合适", "illegal_transition", ""},
			{"suspend", models.EnterpriseApproved, toOffice, models.SuspendEnterprise, "欠薪", "", models.EnterpriseSuspended},
			{"suspend without a word", models.EnterpriseApproved, toOffice, models.SuspendEnterprise, "", "reason reason_required", ""},
			{"suspend what waits", models.EnterprisePending, toOffice, models.SuspendEnterprise, "欠薪", "illegal_transition", ""},
			{"no such action", models.EnterprisePending, toOffice, "delete", "好", "illegal_transition", ""},
			{"by itself", models.EnterprisePending, owner, models.ApproveEnterprise, "", "forbidden", ""},
			{"by the other county", models.EnterprisePending, func(string) models.Actor { return foreign }, models.ApproveEnterprise, "", "not_found", ""},
			{"by another enterprise", models.EnterprisePending, func(string) models.Actor { return owner(noID) }, models.ApproveEnterprise, "", "not_found", ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				e := b.Enterprise("某厂", func(e *models.Enterprise) { e.Status = c.from }).Enterprise
				_, err := service(s).Decide(t.Context(), c.actor(e.ID), e.ID, c.action, c.reason)
				if problem(err) != c.want {
					t.Fatalf("got %q, want %q", problem(err), c.want)
				}
				kept, readErr := s.Enterprise(t.Context(), e.ID)
				want := c.from
				if err == nil {
					want = c.to
				}
				if readErr != nil || kept.Status != want || err == nil && kept.StatusReason != strings.TrimSpace(c.reason) {
					t.Errorf("stands at %s because of %q, want %s (%v)", kept.Status, kept.StatusReason, want, readErr)
				}
			})
		}
	})
}

func toOffice(string) models.Actor { return office }

func TestTwoDecisionsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		e := b.Enterprise("某厂", pending).Enterprise
		errs := make([]error, 8)
		var wait sync.WaitGroup
		for i := range errs {
			wait.Go(func() {
				_, errs[i] = service(s).Decide(t.Context(), office, e.ID, models.ApproveEnterprise, "")
			})
		}
		wait.Wait()
		done := 0
		for _, err := range errs {
			switch models.CodeOf(err) {
			case "":
				done++
			case models.CodeStale, models.CodeIllegalTransition:
			default:
				t.Error(err)
			}
		}
		if kept, err := s.Enterprise(t.Context(), e.ID); done != 1 || err != nil || kept.Version != e.Version+1 {
			t.Errorf("%d decisions took effect, version %d (%v)", done, kept.Version, err)
		}
	})
}

func TestGetAndList(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		service := service(s)
		mine := b.Enterprise("宏发食品厂").ID
		b.Enterprise("待审厂", pending)
		b.Enterprise("远方厂", func(e *models.Enterprise) { e.Division = far })
		for _, c := range []struct {
			name  string
			actor models.Actor
			id    string
			want  string
		}{
			{"by the office", office, mine, ""}, {"by itself", owner(mine), mine, ""},
			{"by the other county", foreign, mine, "not_found"}, {"by nobody", models.Anonymous, mine, "not_found"}, {"missing", office, noID, "not_found"},
		} {
			got, err := service.Get(t.Context(), c.actor, c.id)
			if problem(err) != c.want || err != nil && got != (models.Enterprise{}) {
				t.Errorf("%s: got %q and %+v, want %q", c.name, problem(err), got, c.want)
			}
		}
		for _, c := range []struct {
			name   string
			actor  models.Actor
			filter models.EnterpriseFilter
			want   string
			total  int
		}{
			{"all of its own", office, models.EnterpriseFilter{}, "", 2},
			{"those that wait", office, models.EnterpriseFilter{Status: models.EnterprisePending}, "", 1},
			{"a village", office, models.EnterpriseFilter{Within: storetest.Village, Name: "宏发"}, "", 1},
			{"the other county's", foreign, models.EnterpriseFilter{}, "", 1},
			{"beyond its own", office, models.EnterpriseFilter{Within: far}, "forbidden", 0},
			{"by an enterprise", owner(mine), models.EnterpriseFilter{}, "forbidden", 0},
			{"by nobody", models.Anonymous, models.EnterpriseFilter{Within: county}, "forbidden", 0},
		} {
			got, err := service.List(t.Context(), c.actor, c.filter, models.Page{Limit: 10})
			if problem(err) != c.want || got.Total != c.total || len(got.Items) != c.total {
				t.Errorf("%s: got %q with %d of %d, want %q with %d", c.name, problem(err), len(got.Items), got.Total, c.want, c.total)
			}
		}
	})
}
