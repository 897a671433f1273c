package matching

import (
	"slices"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
)

// TestLexiconFindsWhatComparingFinds holds both relations against comparing all words, while words are added.
func TestLexiconFindsWhatComparingFinds(t *testing.T) {
	word := rapid.StringOfN(rapid.SampledFrom([]rune("电焊工普a1")), 0, 5, -1)
	rapid.Check(t, func(t *rapid.T) {
		for _, relationOf := range []func(*lexicon) *relation{similarity, proof} {
			r := relationOf(newLexicon())
			own := &said{word: word.Draw(t, "own"), relation: r}
			for range 3 {
				// More than fewNew at once are searched, fewer are compared.
				for range rapid.SampledFrom([]int{3, fewNew + 60}).Draw(t, "more") {
					r.words.add(word.Draw(t, "word"))
				}
				var want []uint32
				for number, one := range r.words.all() {
					if r.counts(own.word, one) {
						want = append(want, uint32(number))
					}
				}
				if diff := cmp.Diff(want, own.related(len(r.words.all()))); diff != "" && len(want) > 0 {
					t.Fatalf("%q (-compared +found):\n%s", own.word, diff)
				}
			}
		}
	})
}

func TestNeedsHaveTheirBits(t *testing.T) {
	for bit, need := range map[benefits]models.Benefit{
		needMeals: models.BenefitMeals, needLodging: models.BenefitLodging, needShuttle: models.BenefitShuttle, needCoupleRoom: models.BenefitCoupleRoom,
	} {
		if got := benefitsOf([]models.Benefit{need}); got&bit == 0 || bit != needCoupleRoom && got != bit {
			t.Errorf("%s is %b, want %b", need, got, bit)
		}
	}
	if needSets != 1<<len(models.Needs) {
		t.Errorf("%d sets of %d needs", needSets, len(models.Needs))
	}
}

func TestRecordsStaySmall(t *testing.T) {
	if n := unsafe.Sizeof(offer{}); n > 64 {
		t.Errorf("an offer takes %d bytes, want at most a cache line", n)
	}
	if n := unsafe.Sizeof(person{}); n > 32 {
		t.Errorf("a person takes %d bytes", n)
	}
}

// TestPlaces holds places in space against models.DistanceKM.
func TestPlaces(t *testing.T) {
	point := rapid.Custom(func(t *rapid.T) models.Point {
		return models.Point{Lat: rapid.Float64Range(3, 54).Draw(t, "lat"), Lon: rapid.Float64Range(73, 136).Draw(t, "lon"), Datum: models.GCJ02}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := point.Draw(t, "a"), point.Draw(t, "b")
		km := models.DistanceKM(a, b)
		apart := spotOf(&a).apart(spotOf(&b))
		if got := kilometres(apart); got-km > .01 || km-got > .01 {
			t.Fatalf("%v km, models has %v", got, km)
		}
		if got := straight(km); got-apart > 3 || apart-got > 3 {
			t.Fatalf("%d decimetres straight, %d between the places", got, apart)
		}
		if c := cubeOf(spotOf(&b)); c.nearest(spotOf(&a)) > apart {
			t.Fatalf("the cube of %v is farther than it", b)
		}
	})
	if spotOf(nil).known() || !spotOf(&models.Point{Lat: 34, Lon: 113, Datum: models.GCJ02}).known() {
		t.Error("a place must be known exactly when it is given")
	}
}

func TestRootIsTheWholePart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(0, 1<<56).Draw(t, "n")
		if r := rapid.Int64Range(0, 1<<28).Draw(t, "r"); root(r*r) != r || r > 1 && root(r*r-1) != r-1 {
			t.Fatalf("around the square of %d", r)
		}
		if r := root(n); r*r > n || (r+1)*(r+1) <= n {
			t.Fatalf("root of %d is %d", n, r)
		}
	})
}

func TestReachIsExact(t *testing.T) {
	m := NewMarket("2026-03-02", DefaultRules())
	rapid.Check(t, func(t *rapid.T) {
		reach := rapid.Int32Range(0, 5_000_000).Draw(t, "reach")
		straight := rapid.Int32Range(max(0, reach*6), min(reach*18+100, 100_000_000)).Draw(t, "straight")
		for i, needs := range []benefits{0, needShuttle} {
			square := int64(straight) * int64(straight)
			if got, want := square <= m.reachSquares(reach)[i], m.wayOf(straight, needs).felt <= reach; got != want {
				t.Fatalf("%d dm within %d m, shuttle %d: %v, want %v", straight, reach, i, got, want)
			}
		}
	})
	if !slices.Equal(pairsOf("电焊电焊"), [][2]rune{{'电', '焊'}, {'焊', '电'}}) {
		t.Error("pairs are counted twice")
	}
}
