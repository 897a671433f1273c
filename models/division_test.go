package models_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/models"
)

func TestParseDivisionCode(t *testing.T) {
	for written, want := range map[string]models.DivisionCode{
		"410184": "410184000000", "410184107": "410184107000", "410184107208": "410184107208",
		" 410184107208\n": "410184107208", "４１０１８４": "410184000000", "410000": "410000000000",
	} {
		if got, err := models.ParseDivisionCode(written); err != nil || got != want {
			t.Errorf("ParseDivisionCode(%q) = %q, %v; want %q", written, got, err, want)
		}
	}
	for _, written := range []string{"", "41", "4101", "41018410", "4101841072081", "41018A", "000000", "001234107208", "-41018", "孟庄", "٤١٠"} {
		if got, err := models.ParseDivisionCode(written); got != "" || models.CodeOf(err) != models.CodeInvalidDivision {
			t.Errorf("ParseDivisionCode(%q) = %q, %v; want invalid_division", written, got, err)
		}
	}
}

func TestDivisionLevels(t *testing.T) {
	for _, c := range []struct {
		code                         models.DivisionCode
		level                        models.Level
		prefix, parent, town, county string
	}{
		{"410000000000", models.LevelProvince, "41", "", "", ""},
		{"410100000000", models.LevelCity, "4101", "410000000000", "", ""},
		{"410184000000", models.LevelCounty, "410184", "410100000000", "", "410184000000"},
		{"410184107000", models.LevelTown, "410184107", "410184000000", "410184107000", "410184000000"},
		{"410184107208", models.LevelVillage, "410184107208", "410184107000", "410184107000", "410184000000"},
		// 东莞 is a city without counties: its towns hang on the city's own code.
		{"441900003000", models.LevelTown, "441900003", "441900000000", "441900003000", "441900000000"},
		{"", 0, "", "", "", ""},
		{"410184", 0, "", "", "", ""},
	} {
		got := []any{c.code.Level(), c.code.Prefix(), string(c.code.Parent()), string(c.code.Town()), string(c.code.County())}
		if diff := cmp.Diff([]any{c.level, c.prefix, c.parent, c.town, c.county}, got); diff != "" {
			t.Errorf("%q -want +got\n%s", c.code, diff)
		}
	}
}

func TestDivisionAt(t *testing.T) {
	const village models.DivisionCode = "410184107208"
	for level, want := range map[models.Level]models.DivisionCode{
		models.LevelProvince: "410000000000", models.LevelCity: "410100000000", models.LevelCounty: "410184000000",
		models.LevelTown: "410184107000", models.LevelVillage: village, 0: "", -1: "", 6: "",
	} {
		if got := village.At(level); got != want {
			t.Errorf("at level %d: %q, want %q", level, got, want)
		}
	}
}

func TestDivisionsAbove(t *testing.T) {
	for code, want := range map[models.DivisionCode][]models.DivisionCode{
		"410184107208": {"410184107000", "410184000000", "410100000000", "410000000000"}, "410184000000": {"410100000000", "410000000000"},
		"441900003000": {"441900000000", "440000000000"}, "410000000000": nil, "": nil, "410184": nil,
	} {
		if diff := cmp.Diff(want, code.Above()); diff != "" {
			t.Errorf("above %q -want +got\n%s", code, diff)
		}
	}
}

func TestDivisionContains(t *testing.T) {
	const village = "410184107208"
	for _, c := range []struct {
		outer, inner models.DivisionCode
		want         bool
	}{
		{"410000000000", village, true}, {"410100000000", village, true}, {"410184000000", village, true},
		{"410184107000", village, true}, {village, village, true}, {village, "410184107000", false},
		{"410184108000", village, false}, {village, "410184107209", false}, {"420000000000", village, false},
		{"", village, false}, {"", "", false}, {"410184107000", "", false},
		{"41", village, false}, {"410184", village, false}, {"nonsense", village, false},
	} {
		if got := c.outer.Contains(c.inner); got != c.want {
			t.Errorf("%q contains %q: %v, want %v", c.outer, c.inner, got, c.want)
		}
	}
}

var anyDivision = rapid.Custom(func(t *rapid.T) models.DivisionCode {
	code := rapid.StringMatching(`[1-9][0-9][0-9]{4}([0-9]{3}([0-9]{3})?)?`).Draw(t, "code")
	return models.DivisionCode(code + strings.Repeat("0", 12-len(code)))
})

func TestDivisionProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := anyDivision.Draw(t, "code")
		steps := 0
		for c := code; c != ""; c = c.Parent() {
			if !c.Contains(code) || (c != code && code.Contains(c)) {
				t.Fatalf("%q above %q: containment is wrong", c, code)
			}
			if !strings.HasPrefix(string(code), c.Prefix()) {
				t.Fatalf("%q does not start with the prefix of %q", code, c)
			}
			if steps++; steps > 5 {
				t.Fatalf("%q has more than five ranks above it", code)
			}
		}
	})
}

func FuzzParseDivisionCode(f *testing.F) {
	for _, seed := range []string{"410184", "410184107", "410184107208", "４１０１８４", "000000000000", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) {
		code, err := models.ParseDivisionCode(written)
		if err != nil {
			if code != "" || models.CodeOf(err) != models.CodeInvalidDivision {
				t.Fatalf("refused with %q, %v", code, err)
			}
			return
		}
		if again, err := models.ParseDivisionCode(string(code)); err != nil || again != code || code.Level() == 0 {
			t.Fatalf("%q was read as %q of level %d, but that as %q, %v", written, code, code.Level(), again, err)
		}
	})
}

func TestShortName(t *testing.T) {
	for name, want := range map[string]string{
		"口张村委会": "口张村", "孟庄村委会": "孟庄村", "小韩庄村委会": "小韩庄村", "口张村村民委员会": "口张村", "东新村委会": "东新村",
		"李村村委会": "李村", "东关街社区居委会": "东关街社区", "潮河新城社区居民委员会": "潮河新城社区", "东街居民委员会": "东街", "东街居委会": "东街",
		"黄桥村社区居民委员会": "黄桥村社区", "温康社区村民委员会": "温康社区", "樱桃沟社区居民管理委员会": "樱桃沟社区",
		"贾寨社区管理委员会": "贾寨社区", "苗圃花园社区委员会": "苗圃花园社区", "新建路街道办事处": "新建路街道",
		"孟庄镇": "孟庄镇", "城开社区": "城开社区", "村委会": "村委会", "": "",
	} {
		if got := (models.Division{Name: name}).ShortName(); got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
}

func TestDivisionValidate(t *testing.T) {
	good := func() models.Division {
		return models.Division{Code: "410184107213", Name: "小韩庄村委会", Precision: models.PrecisionOwn,
			Point: &models.Point{Lat: 34.582386, Lon: 113.812444, Datum: models.GCJ02}}
	}
	checkRules(t, good, models.Division.Validate, []ruleCase[models.Division]{
		{"no point", func(d *models.Division) { d.Point = nil }, ""},
		{"no code", func(d *models.Division) { d.Code = "" }, "code required"},
		{"short code", func(d *models.Division) { d.Code = "410184" }, "code invalid_division"},
		{"no name", func(d *models.Division) { d.Name = "" }, "name required"},
		{"long name", func(d *models.Division) { d.Name = strings.Repeat("村", 101) }, "name too_long"},
		{"point in the sea", func(d *models.Division) { d.Point.Lat = 0 }, "point invalid_point"},
		{"unknown datum", func(d *models.Division) { d.Point.Datum = "bd09" }, "point.datum unknown_value"},
		{"unknown precision", func(d *models.Division) { d.Precision = "about" }, "precision unknown_value"},
		{"no precision", func(d *models.Division) { d.Precision = "" }, "precision unknown_value"},
	})
}
