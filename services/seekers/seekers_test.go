package seekers_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
	"konggang/services/seekers"
)

const (
	county    = models.DivisionCode("410184000000")
	neighbour = models.DivisionCode("410184102202")
	far       = models.DivisionCode("410185102201")
	noID      = "01900000-0000-7000-8000-000000000000"
)

var (
	office   = models.Actor{Role: models.RoleOffice, Division: county}
	foreign  = models.Actor{Role: models.RoleOffice, Division: "410185000000"}
	operator = models.Actor{Role: models.RoleVillage, Division: storetest.Village}
	nextDoor = models.Actor{Role: models.RoleVillage, Division: neighbour}
)

func self(id string) models.Actor { return models.Actor{Role: models.RoleSeeker, SeekerID: id} }

// each runs test on a store with three villages, two of them in one county.
func each(t *testing.T, test func(t *testing.T, s *store.Store, b *storetest.Builder)) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := storetest.Build(t, s)
		b.Village(county, "新郑市")
		b.Village(storetest.Village, "口张村村委会")
		b.Village(neighbour, "东村村委会")
		b.Village(far, "远村村委会")
		test(t, s, b)
	})
}

func service(s *store.Store) seekers.Service {
	return seekers.Service{Store: s, Calendar: models.Calendar{Now: func() time.Time { return storetest.Start }, Zone: time.UTC}}
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

func person() models.Seeker {
	return models.Seeker{Name: " 张三 ", Phone: "15400009999", Village: storetest.Village, Wanted: []string{"保洁员", "保洁员", "电工"},
		Consents: []models.Consent{{Scope: models.ConsentMatching, WitnessedBy: "协理员"}}}
}

func TestRegister(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, _ *storetest.Builder) {
		for _, c := range []struct {
			name   string
			actor  models.Actor
			change func(*models.Seeker)
			want   string
		}{
			{"without consent", operator, func(k *models.Seeker) { k.Consents = nil }, "consent consent_required"},
			{"in a neighbour's village", nextDoor, func(*models.Seeker) {}, "forbidden"},
			{"in another county's village", foreign, func(*models.Seeker) {}, "forbidden"},
			{"by a seeker who is registered", self(noID), func(*models.Seeker) {}, "conflict"},
			{"before no witness", operator, func(k *models.Seeker) { k.Consents[0].WitnessedBy = " " }, "consent.witnessed_by required"},
			{"with a consent of tomorrow", operator, func(k *models.Seeker) { k.Consents[0].GivenAt = storetest.Start.AddDate(0, 0, 1) }, "consent.given_at in_future"},
			{"by nobody", models.Anonymous, func(*models.Seeker) {}, "forbidden"},
			{"in no village", operator, func(k *models.Seeker) { k.Village = "" }, "village required"},
			{"in a town", office, func(k *models.Seeker) { k.Village = "410184102000" }, "village not_village"},
			{"in an unknown village", office, func(k *models.Seeker) { k.Village = "410184102299" }, "village unknown_division"},
			{"with an unknown occupation", office, func(k *models.Seeker) { k.Occupations = []models.OccupationCode{"9-99"} }, "occupations unknown_occupation"},
			{"wrong in many ways", office, func(k *models.Seeker) { k.Name, k.Phone, k.BirthYear = " ", "123", 2026 }, "name required, phone invalid_phone, birth_year out_of_range"},
			{"by the village", operator, func(*models.Seeker) {}, ""},
			{"the same person again", operator, func(*models.Seeker) {}, "phone duplicate"},
			{"the same person in another village", office, func(k *models.Seeker) { k.Village = neighbour }, "phone duplicate"},
			{"the same person in another county", foreign, func(k *models.Seeker) { k.Village = far }, ""},
			{"a relative on the same phone", operator, func(k *models.Seeker) { k.Name = "李四" }, ""},
			{"a namesake", office, func(k *models.Seeker) { k.Phone = "15400009998" }, ""},
		} {
			t.Run(c.name, func(t *testing.T) {
				k := person()
				c.change(&k)
				_, err := service(s).Register(t.Context(), c.actor, k)
				if got := problem(err); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
			})
		}
		kept := known(t, s, "张三", "15400009999")
		if kept.Status != models.SeekerLooking || !kept.Consents[0].GivenAt.Equal(storetest.Start) || len(kept.Wanted) != 2 || len(kept.Occupations) != 2 {
			t.Errorf("%+v", kept)
		}
	})
}

// known is the first record of a person, who must be there.
func known(t *testing.T, s *store.Store, name string, phone models.Phone) models.Seeker {
	t.Helper()
	found, err := s.SeekersByPhone(t.Context(), phone, name)
	if err != nil || len(found) == 0 {
		t.Fatalf("%s is not known: %v", name, err)
	}
	return found[0]
}

func TestTwoRegistrationsAtOnce(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, _ *storetest.Builder) {
		errs := make([]error, 6)
		var wait sync.WaitGroup
		for i := range errs {
			wait.Go(func() { _, errs[i] = service(s).Register(t.Context(), operator, person()) })
		}
		wait.Wait()
		done := 0
		for _, err := range errs {
			switch models.CodeOf(err) {
			case "":
				done++
			case models.CodeDuplicate:
			default:
				t.Error(err)
			}
		}
		list, err := s.Seekers(t.Context(), models.SeekerFilter{}, models.Page{})
		if done != 1 || list.Total != 1 || err != nil {
			t.Errorf("%d registered, %d kept (%v)", done, list.Total, err)
		}
	})
}

func TestWhoMayGetChangeAndErase(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		k := b.Seeker("张三")
		for _, c := range []struct {
			name  string
			actor models.Actor
			want  string
		}{
			{"office", office, ""}, {"village", operator, ""}, {"the person", self(k.ID), ""},
			{"neighbour village", nextDoor, "not_found"}, {"other county", foreign, "not_found"}, {"somebody else", self(noID), "not_found"},
			{"enterprise", models.Actor{Role: models.RoleEnterprise, EnterpriseID: noID}, "not_found"},
			{"device", models.Actor{Role: models.RoleDevice, Division: storetest.Village}, "not_found"}, {"anonymous", models.Anonymous, "not_found"},
		} {
			got, err := service(s).Get(t.Context(), c.actor, k.ID)
			if problem(err) != c.want || err != nil && got.Name != "" {
				t.Errorf("%s gets %q and %q, want %q", c.name, problem(err), got.Name, c.want)
			}
			got, err = service(s).Change(t.Context(), c.actor, k.ID, k.Version, func(k *models.Seeker) { k.WageMin += 100 })
			if problem(err) != c.want || err != nil && got.Name != "" {
				t.Errorf("%s changes: %q and %q, want %q", c.name, problem(err), got.Name, c.want)
			}
			if err == nil {
				k = got
			}
			if c.want != "" {
				if err := service(s).Erase(t.Context(), c.actor, k.ID); problem(err) != c.want {
					t.Errorf("%s erases: %q, want %q", c.name, problem(err), c.want)
				}
			}
		}
		if err := service(s).Erase(t.Context(), operator, k.ID); err != nil {
			t.Error(err)
		}
		if _, err := service(s).Get(t.Context(), office, k.ID); problem(err) != "not_found" {
			t.Errorf("after erasing: %v", err)
		}
		if err := service(s).Erase(t.Context(), office, k.ID); problem(err) != "not_found" {
			t.Errorf("erasing twice: %v", err)
		}
		if _, err := service(s).Register(t.Context(), operator, models.Seeker{Name: k.Name, Phone: k.Phone, Village: k.Village, Consents: k.Consents}); err != nil {
			t.Errorf("after erasing, the person may come back: %v", err)
		}
	})
}

func TestChange(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		twin := b.Seeker("李四")
		k, err := service(s).Register(t.Context(), operator, person())
		if err != nil {
			t.Fatal(err)
		}
		cleaner, electrician := k.Occupations[0], k.Occupations[1]
		for _, c := range []struct {
			name    string
			version int
			change  func(*models.Seeker)
			want    string
			told    []models.OccupationCode
		}{
			{"stale", 1, func(*models.Seeker) {}, "stale", nil},
			{"to another person's phone and name", 0, func(k *models.Seeker) { k.Name, k.Phone = twin.Name, twin.Phone }, "phone duplicate", nil},
			{"all consents gone", 0, func(k *models.Seeker) { k.Consents = nil }, "consent consent_required", nil},
			{"to a neighbour's village", 0, func(k *models.Seeker) { k.Village = neighbour }, "village forbidden", nil},
			{"a wrong wage", 0, func(k *models.Seeker) { k.WageMin = -1 }, "wage_min out_of_range", nil},
			{"something else", 0, func(k *models.Seeker) { k.Skills = []string{"叉车"} }, "", []models.OccupationCode{cleaner, electrician}},
			{"wanted titles tell anew", 0, func(k *models.Seeker) { k.Wanted = []string{"电工"} }, "", []models.OccupationCode{electrician}},
			{"stated occupations stand", 0, func(k *models.Seeker) {
				k.Wanted, k.Occupations = []string{"厨师"}, []models.OccupationCode{cleaner}
			}, "", []models.OccupationCode{cleaner}},
			{"titles that tell nothing leave none", 0, func(k *models.Seeker) { k.Wanted = []string{"都行"} }, "", nil},
		} {
			t.Run(c.name, func(t *testing.T) {
				got, err := service(s).Change(t.Context(), operator, k.ID, k.Version-c.version, c.change)
				if problem(err) != c.want {
					t.Fatalf("got %q, want %q", problem(err), c.want)
				}
				if err != nil {
					return
				}
				if k = got; cmp.Diff(c.told, got.Occupations) != "" {
					t.Errorf("(-want +got)\n%s", cmp.Diff(c.told, got.Occupations))
				}
			})
		}
	})
}

func TestOfficeMovesSomebodyWithinItsCounty(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		k := b.Seeker("张三")
		for _, c := range []struct {
			to   models.DivisionCode
			want string
		}{{neighbour, ""}, {far, "village forbidden"}} {
			got, err := service(s).Change(t.Context(), office, k.ID, k.Version, func(k *models.Seeker) { k.Village = c.to })
			if problem(err) != c.want {
				t.Errorf("to %s: got %q, want %q", c.to, problem(err), c.want)
			}
			if err == nil {
				k = got
			}
		}
	})
}

func TestList(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store, b *storetest.Builder) {
		k := b.Seeker("张三")
		b.Seeker("李四", func(k *models.Seeker) { k.Village, k.Status = neighbour, models.SeekerPaused })
		b.Seeker("王五", func(k *models.Seeker) { k.Village = far })
		for _, c := range []struct {
			name   string
			actor  models.Actor
			filter models.SeekerFilter
			want   string
			total  int
		}{
			{"the office's", office, models.SeekerFilter{}, "", 2},
			{"the office's that look", office, models.SeekerFilter{Status: models.SeekerLooking}, "", 1},
			{"the village's", operator, models.SeekerFilter{}, "", 1},
			{"a neighbour's", operator, models.SeekerFilter{Within: neighbour}, "forbidden", 0},
			{"the whole county's, by a village", operator, models.SeekerFilter{Within: county}, "forbidden", 0},
			{"another county's", office, models.SeekerFilter{Within: far}, "forbidden", 0},
			{"by an enterprise", models.Actor{Role: models.RoleEnterprise, EnterpriseID: noID}, models.SeekerFilter{Within: storetest.Village}, "forbidden", 0},
			{"by a seeker", self(k.ID), models.SeekerFilter{}, "forbidden", 0},
			{"by a device", models.Actor{Role: models.RoleDevice, Division: storetest.Village}, models.SeekerFilter{}, "forbidden", 0},
			{"by nobody", models.Anonymous, models.SeekerFilter{}, "forbidden", 0},
		} {
			got, err := service(s).List(t.Context(), c.actor, c.filter, models.Page{Limit: 10})
			if problem(err) != c.want || got.Total != c.total || len(got.Items) != c.total {
				t.Errorf("%s: got %q and %d of %d, want %q and %d", c.name, problem(err), len(got.Items), got.Total, c.want, c.total)
			}
		}
	})
}
