package matching

import (
	"math"
	"testing"

	"konggang/models"
)

// people makes residents from a village's digit and the classes of its people, one rune each; a dot wants nothing known.
func people(villages map[string]string, order ...string) []resident {
	var out []resident
	for _, v := range order {
		for _, class := range villages[v] {
			r := resident{village: models.DivisionCode(v), class: string(class)}
			if class == '.' {
				r.class = ""
			}
			out = append(out, r)
		}
	}
	return out
}

func TestLikeness(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b string
		want float64
	}{
		// Within: 2 of 4 ordered pairs alike; across: 0 of 8. (1/2 − 0)/(1 − 0).
		{"half", "xx", "yz", .5},
		{"villages of one trade each, clipped", "xxx", "yyy", .5},
		{"no village differs", "xy", "xy", .01},
		{"all alike", "xx", "xx", .01},
		{"nobody to compare within", "x", "y", .05},
		{"nobody to compare across", "xy", "", .05},
		{"unknown wishes are left out", "xx..", "yz.", .5},
		{"nobody", "", "", .05},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := likeness(people(map[string]string{"a": c.a, "b": c.b}, "a", "b")); math.Abs(got-c.want) > 1e-12 {
				t.Errorf("likeness = %v, want %v", got, c.want)
			}
		})
	}
}

func TestBlend(t *testing.T) {
	for _, c := range []struct {
		name        string
		own, others int
		likeness    float64
		// wantOwn and wantOther are the heads that each of them stands for.
		wantOwn, wantOther float64
	}{
		// n₀ = (1−.5)/.5 = 1, so B = 1/(4+1) = .2: own (.8/4 + .2/10)·4, others .2/10·4.
		{"well known", 4, 6, .5, .88, .08},
		{"not thin any more", 30, 6, .5, 1, 0},
		// n₀ = (1−.1)/.1 = 9, so B = 9/(4+9): own (4/13/4 + 9/13/10)·4, others 9/13/10·4.
		{"less known", 4, 6, .1, 4./13 + 36./130, 36. / 130},
		// n₀ = 99, B = .99.
		{"one registered", 1, 9, .01, .01 + .099, .099},
		{"a village alone in its town", 5, 0, .05, 1, 0},
		{"none registered: the average village", 0, 10, .05, 0, .5},
	} {
		t.Run(c.name, func(t *testing.T) {
			var people []resident
			for range c.own {
				people = append(people, resident{village: "here"})
			}
			for range c.others {
				people = append(people, resident{village: "there"})
			}
			p := newPool(people)
			p.likeness, p.villages = c.likeness, 2
			sum := 0.0
			for i, s := range p.blend("here") {
				want := c.wantOther
				if i < c.own {
					want = c.wantOwn
				}
				if math.Abs(s.heads-want) > 1e-12 {
					t.Errorf("person %d stands for %v heads, want %v", i, s.heads, want)
				}
				sum += s.heads
			}
			if c.own > 0 && math.Abs(sum-float64(c.own)) > 1e-9 {
				t.Errorf("the village is %v heads, want %d", sum, c.own)
			}
		})
	}
}

// TestALargeTownSpeaksThroughSome: the heads of a village stay what they are when only some of the town speak.
func TestALargeTownSpeaksThroughSome(t *testing.T) {
	var town []resident
	for i := range 3 * mostSpeakers {
		town = append(town, resident{village: models.DivisionCode([]string{"here", "there"}[min(1, i/5)])})
	}
	p := newPool(town)
	for village, want := range map[models.DivisionCode]float64{"here": 5, "elsewhere": 3 * mostSpeakers / 2} {
		sum, seen := 0.0, map[int]bool{}
		for _, s := range p.blend(village) {
			sum += s.heads
			if seen[s.place] {
				t.Errorf("%s: somebody speaks twice", village)
			}
			seen[s.place] = true
		}
		if math.Abs(sum-want) > 1e-9 || len(seen) > mostSpeakers+5 {
			t.Errorf("%s: %d people stand for %v heads, want %v", village, len(seen), sum, want)
		}
	}
}

func TestMiddleClass(t *testing.T) {
	for code, want := range map[string]string{"6-31-05-00": "6-31", "6-31": "6-31", "6": "", "": ""} {
		if got := middleClass(code); got != want {
			t.Errorf("middleClass(%q) = %q, want %q", code, got, want)
		}
	}
}

func TestLikedRanksByScoreThenLine(t *testing.T) {
	better, worse := like(700, 1), like(700, 2)
	if better <= worse || like(701, 19) <= better {
		t.Error("a higher score, or the same on an earlier line, must rank first")
	}
	if l := like(1000, 1234); l.score() != 1000 || l.line() != 1234 {
		t.Errorf("like(1000, 1234) reads back as %d, %d", l.score(), l.line())
	}
}
