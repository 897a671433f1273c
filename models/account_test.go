package models_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
)

const (
	county       models.DivisionCode = "410184000000"
	town         models.DivisionCode = "410184107000"
	village      models.DivisionCode = "410184107208"
	otherVillage models.DivisionCode = "410184107209"
	otherTown    models.DivisionCode = "410184108000"
)

func TestAccountValidate(t *testing.T) {
	type a = models.Account
	good := func() a { return a{Role: models.RoleOffice, Division: town} }
	long := string(repeat(37, byte('a')))
	checkRules(t, good, models.Account.Validate, []ruleCase[a]{
		{"office of a province", func(x *a) { x.Division = "410000000000" }, ""},
		{"office of a village", func(x *a) { x.Division = village }, "division invalid_division"},
		{"office of nowhere", func(x *a) { x.Division = "" }, "division required"},
		{"office of nonsense", func(x *a) { x.Division = "abcdefghi000" }, "division invalid_division"},
		{"office of six digits", func(x *a) { x.Division = "410184" }, "division invalid_division"},
		{"operator", func(x *a) { *x = a{Role: models.RoleVillage, Division: village} }, ""},
		{"operator of a town", func(x *a) { x.Role = models.RoleVillage }, "division not_village"},
		{"operator of nowhere", func(x *a) { *x = a{Role: models.RoleVillage} }, "division required"},
		{"operator of nonsense", func(x *a) { *x = a{Role: models.RoleVillage, Division: "abcdefghijkl"} }, "division invalid_division"},
		{"device", func(x *a) { *x = a{Role: models.RoleDevice, Division: village} }, ""},
		{"device of a town", func(x *a) { x.Role = models.RoleDevice }, "division not_village"},
		{"enterprise", func(x *a) { *x = a{Role: models.RoleEnterprise, EnterpriseID: "e1"} }, ""},
		{"enterprise without one", func(x *a) { x.Role = models.RoleEnterprise }, "enterprise required"},
		{"enterprise with a long id", func(x *a) { x.Role, x.EnterpriseID = models.RoleEnterprise, long }, "enterprise too_long"},
		{"seeker", func(x *a) { *x = a{Role: models.RoleSeeker, SeekerID: "s1"} }, ""},
		{"seeker without one", func(x *a) { x.Role = models.RoleSeeker }, "seeker required"},
		{"enterprise that signed up", func(x *a) { *x = a{Role: models.RoleEnterprise, Phone: "15400000001"} }, ""},
		{"seeker who signed up", func(x *a) { *x = a{Role: models.RoleSeeker, Phone: "15400000001"} }, ""},
		{"operator who signed up", func(x *a) { *x = a{Role: models.RoleVillage, Phone: "15400000001"} }, "division required"},
		{"no telephone", func(x *a) { x.Phone = "123" }, "phone invalid_phone"},
		{"long name", func(x *a) { x.Name = long + long }, "name too_long"},
		{"the program itself", func(x *a) { x.Role = models.RoleSystem }, "role unknown_value"},
		{"anonymous", func(x *a) { x.Role = models.RoleAnonymous }, "role unknown_value"},
		{"unknown role", func(x *a) { x.Role = "admin" }, "role unknown_value"},
		{"no role", func(x *a) { x.Role = "" }, "role unknown_value"},
	})
}

func TestAccountActor(t *testing.T) {
	account := models.Account{ID: "a1", Role: models.RoleSeeker, Division: village, EnterpriseID: "e1", SeekerID: "s1", CreatedAt: noon}
	want := models.Actor{AccountID: "a1", Role: models.RoleSeeker, Division: village, EnterpriseID: "e1", SeekerID: "s1"}
	if diff := cmp.Diff(want, account.Actor()); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// Every role is bound to everything here, so that what it may is decided by the role and not by an empty binding.
func actor(role models.Role, division models.DivisionCode) models.Actor {
	return models.Actor{Role: role, Division: division, EnterpriseID: "e1", SeekerID: "s1"}
}

func TestWhoOverseesAndServes(t *testing.T) {
	for _, c := range []struct {
		actor           models.Actor
		over            models.DivisionCode
		oversee, serves bool
	}{
		{actor(models.RoleOffice, town), village, true, true},
		{actor(models.RoleOffice, county), village, true, true},
		{actor(models.RoleOffice, town), town, true, true},
		{actor(models.RoleOffice, town), county, false, false},
		{actor(models.RoleOffice, otherTown), village, false, false},
		{actor(models.RoleOffice, ""), village, false, false},
		{actor(models.RoleOffice, "41"), village, false, false},
		{actor(models.RoleOffice, town), "", false, false},
		{actor(models.RoleVillage, village), village, false, true},
		{actor(models.RoleVillage, village), otherVillage, false, false},
		{actor(models.RoleVillage, village), town, false, false},
		{actor(models.RoleVillage, ""), "", false, false},
		{actor(models.RoleDevice, village), village, false, false},
		{actor(models.RoleEnterprise, county), village, false, false},
		{actor(models.RoleSeeker, village), village, false, false},
		{models.Anonymous, village, false, false},
		{models.Anonymous, "", false, false},
	} {
		if got := c.actor.Oversees(c.over); got != c.oversee {
			t.Errorf("%s of %q oversees %q: %v", c.actor.Role, c.actor.Division, c.over, got)
		}
		if got := c.actor.Serves(c.over); got != c.serves {
			t.Errorf("%s of %q serves %q: %v", c.actor.Role, c.actor.Division, c.over, got)
		}
	}
}

func TestWhoOwnsAndIs(t *testing.T) {
	for _, term := range append(models.Roles, models.Term[models.Role]{Code: models.RoleAnonymous}) {
		role := actor(term.Code, county)
		if got, want := role.Owns("e1"), term.Code == models.RoleEnterprise; got != want {
			t.Errorf("%s owns its own enterprise: %v", term.Code, got)
		}
		if got, want := role.Is("s1"), term.Code == models.RoleSeeker; got != want {
			t.Errorf("%s is its own seeker: %v", term.Code, got)
		}
		unbound := models.Actor{Role: term.Code}
		if role.Owns("e2") || role.Owns("") || unbound.Owns("") || role.Is("s2") || role.Is("") || unbound.Is("") {
			t.Errorf("%s owns or is a foreign one", term.Code)
		}
	}
}
