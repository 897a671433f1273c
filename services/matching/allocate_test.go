package matching_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/matching"
)

func ids(l matching.List) []string {
	var out []string
	for _, line := range l.Lines {
		out = append(out, line.VacancyID)
	}
	return out
}

func TestListsAreFullAndKeepTheirLimits(t *testing.T) {
	c := county(1, 30, 120, 600)
	offers := c.byID()
	got := c.market().Allocate(c.villages, nil, matching.DefaultOptions())
	for i, l := range got.Lists {
		if l.Village.Code != c.villages[i].Code {
			t.Fatalf("list %d is for %s, want %s", i, l.Village.Code, c.villages[i].Code)
		}
		if len(l.Lines) != 20 {
			t.Errorf("%s has %d lines, want 20", l.Village.Code, len(l.Lines))
		}
		seen, firm := map[string]bool{}, map[string]int{}
		for _, line := range l.Lines {
			v := offers[line.VacancyID].Vacancy
			if seen[v.ID] {
				t.Errorf("%s lists %s twice", l.Village.Code, v.ID)
			}
			seen[v.ID] = true
			if firm[v.EnterpriseID]++; firm[v.EnterpriseID] > 3 {
				t.Errorf("%s has more than three lines of %s", l.Village.Code, v.EnterpriseID)
			}
		}
	}
}

func TestTheOrderOfInputDoesNotChangeTheLists(t *testing.T) {
	c := county(2, 25, 80, 400)
	opt := matching.DefaultOptions()
	want := c.market().Allocate(c.villages, nil, opt)
	r := rand.New(rand.NewPCG(3, 3))
	r.Shuffle(len(c.postings), func(a, b int) { c.postings[a], c.postings[b] = c.postings[b], c.postings[a] })
	r.Shuffle(len(c.seekers), func(a, b int) { c.seekers[a], c.seekers[b] = c.seekers[b], c.seekers[a] })
	r.Shuffle(len(c.villages), func(a, b int) { c.villages[a], c.villages[b] = c.villages[b], c.villages[a] })
	got := c.market().Allocate(c.villages, nil, opt)
	if diff := cmp.Diff(byVillage(want), byVillage(got)); diff != "" {
		t.Errorf("lists differ (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want.Unlisted, got.Unlisted); diff != "" {
		t.Errorf("unlisted differ (-want +got):\n%s", diff)
	}
}

func TestAVillageAskedAboutAloneGetsTheSamePick(t *testing.T) {
	c := county(8, 20, 100, 300)
	m, opt := c.market(), matching.DefaultOptions()
	all := m.Allocate(c.villages, nil, opt)
	last := visited(c.villages)[19]
	var others []matching.Village
	var lists [][]string
	for i, l := range all.Lists {
		if i != last {
			others, lists = append(others, l.Village), append(lists, ids(l))
		}
	}
	alone := m.Allocate(c.villages[last:last+1], m.LoadOf(others, lists), opt)
	if diff := cmp.Diff(ids(all.Lists[last]), ids(alone.Lists[0])); diff != "" {
		t.Errorf("lists differ (-together +alone):\n%s", diff)
	}
}

var update = flag.Bool("update", false, "write the golden files anew")

// The golden file was made on one machine; every other must make the same lists.
func TestTheSameDataGiveTheSameListsOnEveryMachine(t *testing.T) {
	c := county(7, 25, 80, 500)
	var b strings.Builder
	for _, l := range c.market().Allocate(c.villages, nil, matching.DefaultOptions()).Lists {
		fmt.Fprintln(&b, l.Village.Code, l.Basis, strings.Join(ids(l), " "))
	}
	golden := filepath.Join("testdata", "lists.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("lists differ (-want +got):\n%s", diff)
	}
}

func byVillage(a matching.Allocation) map[models.DivisionCode]matching.List {
	out := map[models.DivisionCode]matching.List{}
	for _, l := range a.Lists {
		out[l.Village.Code] = l
	}
	return out
}

func BenchmarkAllocate(b *testing.B) {
	for _, size := range []struct {
		name                         string
		villages, vacancies, seekers int
	}{{"town", 23, 300, 3000}, {"county", 300, 300, 3000}, {"large", 300, 2000, 30000}} {
		b.Run(size.name, func(b *testing.B) {
			c := county(1, size.villages, size.vacancies, size.seekers)
			m := c.market()
			for b.Loop() {
				m.Allocate(c.villages, nil, matching.DefaultOptions())
			}
		})
	}
}
