package occupations

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestFind(t *testing.T) {
	cases := []struct{ title, want string }{
		{"电工", "6-31-01-03"}, // the name itself
		{"普工", "6-31-05-00"},
		{"食品厂普工(包吃住)", "6-02-03-01"},
		{"急招普工", "6-31-05-00"},
		{"仓库保洁员", "4-09-08-01"}, // the head comes last
		{"叉车工人", "6-30-05-01"},  // not 车工
		{"CNC操作工", "6-18-01-07"},
		{" ｃｎｃ 操作员 ", "6-18-01-07"},
		{"smt操作员", "6-25-04-07"},
		{"送货司机(C1)", "4-02-02-02"},
		{"红枣采摘工", "5-01-02-02"},
		{"养殖场养殖工", "5-03-02-01"},
		{"月嫂", "4-10-01-01"}, {"育婴师", "4-10-01-01"}, {"护工", "4-14-01-02"},
		{"装卸工", "4-02-05-01"}, {"会计", "2-06-03-00"}, {"文员", "3-01-02-02"}, {"仓管", "4-02-06-01"},
		{"打包工", "6-31-05-00"}, {"缝纫工", "6-05-01-03"}, {"焊工", "6-18-02-04"}, {"厨师", "4-03-02-01"},
		{"收银员", "4-01-02-04"}, {"导购", "4-01-02-03"}, {"快递员", "4-02-07-08"}, {"质检", "6-31-03-05"},
		{"", ""}, {"   ", ""}, {"宇航", ""}, {"\xff\xfe", ""},
	}
	for _, c := range cases {
		t.Run(c.title, func(t *testing.T) {
			got, ok := Find(c.title)
			if got != c.want || ok != (c.want != "") {
				t.Errorf("Find(%q) = %q, %v; want %q", c.title, got, ok, c.want)
			}
		})
	}
}

func TestEveryTitleFindsItsOwnCode(t *testing.T) {
	for title, code := range bundled().titles {
		if got, _ := Find(title); got != code {
			t.Errorf("%s is %s in the table and found as %s", title, code, got)
		}
	}
}

// A title stays what it is when words that mean nothing stand around it.
func TestNoiseChangesNothing(t *testing.T) {
	titles := slices.Sorted(func(yield func(string) bool) {
		for title := range bundled().titles {
			if !yield(title) {
				return
			}
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		title := rapid.SampledFrom(titles).Draw(t, "title")
		noise := rapid.StringOf(rapid.SampledFrom([]rune("!()（）·★◆　 -"))).Draw(t, "noise")
		got, ok := Find(noise + strings.ToUpper(title) + noise)
		if want := bundled().titles[title]; !ok || got != want {
			t.Fatalf("%q around %s: %s, want %s", noise, title, got, want)
		}
	})
}

func TestBundledTable(t *testing.T) {
	count := map[int]int{}
	for _, o := range bundled().byCode {
		count[o.Level]++
	}
	if diff := cmp.Diff(map[int]int{1: 5, 2: 63, 3: 360, 4: 1605}, count); diff != "" {
		t.Errorf("classes by level (-want +got):\n%s", diff)
	}
	if n := len(bundled().titles) - count[4]; n < 150 {
		t.Errorf("only %d synonyms", n)
	}
}

func TestTree(t *testing.T) {
	if diff := cmp.Diff([]string{"6", "6-31", "6-31-01"}, Ancestors("6-31-01-03")); diff != "" {
		t.Error(diff)
	}
	if got := Ancestors("6"); got != nil {
		t.Errorf("a major class has ancestors %v", got)
	}
	if got := Ancestors("9-99"); got != nil {
		t.Errorf("an unknown code has ancestors %v", got)
	}
	if got := Name("6-05-01-03"); got != "缝纫工" {
		t.Errorf("name %q", got)
	}
	if got := Name("4-09-08-01"); got != "保洁员" { // the standard's mark for green occupations is no part of the name
		t.Errorf("name %q", got)
	}
	if o, ok := Lookup("6-05"); !ok || o.Level != 2 || o.Parent != "6" {
		t.Errorf("Lookup = %+v, %v", o, ok)
	}
	if _, ok := Lookup("1"); ok {
		t.Error("class 1 is not in the bundled tree")
	}
}

func TestKinship(t *testing.T) {
	cases := []struct {
		a, b string
		want int
	}{
		{"6-31-01-03", "6-31-01-03", 4},
		{"6-31-01-03", "6-31-01-02", 3},
		{"6-31-01-03", "6-31-05-00", 2},
		{"6-31-01-03", "6-18-02-04", 1},
		{"6-31-01-03", "4-09-08-01", 0},
		{"6-31", "6-31-01-03", 2},
		{"6-3", "6-31", 1}, // a level is a whole part, not a prefix
		{"", "", 0}, {"", "6", 0}, {"6-", "6-", 1},
		{"6-05-01-03", "4-10-02-01", 3}, // sewing in a factory and at a tailor's
		{"6-31-05-00", "6-25-04-07", 2}, // general hands on an assembly line
		{"6-31-05", "6-25-04", 2},
		{"6-31-05", "6-25", 1}, // a wider class is not related
	}
	for _, c := range cases {
		if got := Kinship(c.a, c.b); got != c.want {
			t.Errorf("Kinship(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
		if got := Kinship(c.b, c.a); got != c.want {
			t.Errorf("Kinship(%q, %q) = %d, want %d", c.b, c.a, got, c.want)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	const tree, synonyms, related = "code,name,parent,level\n6,甲,,1\n6-01,乙,6,2\n6-01-01,丙,6-01,3\n6-01-01-01,丁工,6-01-01,4\n6-01-02,戊,6-01,3\n",
		"title,code,reason\n", "a,b,kinship,reason\n"
	const pair = related + "6-01-01,6-01-02,3,why\n"
	if _, err := load([]byte(tree), []byte(synonyms), []byte(pair)); err != nil {
		t.Fatal(err)
	}
	cases := []struct{ name, tree, synonyms, related, want string }{
		{"an empty tree", "", synonyms, related, "no header"},
		{"a missing column", tree + "6-02,戊,6\n", synonyms, related, "wrong number of fields"},
		{"a level that is no number", tree + "6-02,戊,6,二\n", synonyms, related, "level of 6-02"},
		{"a missing parent", tree + "7-01,戊,7,2\n", synonyms, related, "one level below"},
		{"a code twice", tree + "6-01,戊,6,2\n", synonyms, related, "twice"},
		{"a synonym of a wider class", tree, synonyms + "戊工,6-01,why\n", related, "not an occupation"},
		{"a synonym without a reason", tree, synonyms + "戊工,6-01-01-01,\n", related, "no reason"},
		{"a synonym that is a name", tree, synonyms + "丁工,6-01-01-01,why\n", related, "already means"},
		{"a related class of another level", tree, synonyms, related + "6-01-01,6-01,3,why\n", "no minor class"},
		{"a kinship that is no number", tree, synonyms, related + "6-01-01,6-01-02,near,why\n", "none of 1 to 3"},
		{"a kinship as of one occupation", tree, synonyms, related + "6-01-01,6-01-02,4,why\n", "none of 1 to 3"},
		{"a kinship that the tree has", tree, synonyms, related + "6-01-01,6-01-02,2,why\n", "says nothing"},
		{"related classes without a reason", tree, synonyms, related + "6-01-01,6-01-02,3,\n", "no reason"},
		{"related classes twice", tree, synonyms, pair + "6-01-02,6-01-01,3,why\n", "twice"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, err := load([]byte(c.tree), []byte(c.synonyms), []byte(c.related))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"普工", "CNC 操作工", "", "\xff", "仓库保洁员（夜班）"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, title string) {
		code, ok := Find(title)
		if o, known := Lookup(code); ok && (!known || o.Level != Levels) {
			t.Errorf("Find(%q) = %q, which is no occupation", title, code)
		}
	})
}
