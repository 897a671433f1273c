package spoken_test

import (
	"errors"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"konggang/services/spoken"
)

type pair struct{ kind, written, spoken string }

// pairs are the golden truth, made by hand from the rules.
func pairs(t testing.TB) []pair {
	t.Helper()
	content, err := os.ReadFile("testdata/pairs.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []pair
	kind := ""
	for line := range strings.Lines(string(content)) {
		line = strings.TrimSuffix(line, "\n")
		if written, said, ok := strings.Cut(line, "\t"); ok && !strings.HasPrefix(line, "# ") {
			all = append(all, pair{kind, written, said})
		} else {
			kind = strings.TrimPrefix(line, "# ")
		}
	}
	return all
}

func TestPairs(t *testing.T) {
	kinds, all := trial{}, pairs(t)
	if len(all) < 500 {
		t.Errorf("%d pairs, want at least 500", len(all))
	}
	for _, p := range all {
		kinds.line(t, p.kind, p.written, p.spoken)
		if got, err := spoken.Text(p.written); err == nil && got != p.spoken {
			t.Errorf("%s: got %s, want %s", p.written, got, p.spoken)
		}
	}
	kinds.report(t, 1)
}

func TestWholeLines(t *testing.T) {
	for written, want := range map[string]string{
		"":          "",
		"  招  2人  ": "招 两人",
		"乡亲们,某玻璃厂招聘操作工20人,月薪3000至6000元,电话154-0000-1234。": "乡亲们,某玻璃厂招聘操作工二十人,月薪三千到六千元,电话幺五四，零零零零，幺二三四。",
		"普工2名，18-45周岁，8:00-17:30，4500-6500元/月，包吃住":       "普工两名，十八到四十五周岁，早上八点到下午五点半，每月四千五百到六千五百元，包吃住",
		"CNC师傅，C1驾照优先，26.5元/小时，地址12栋3单元202":              "数控师傅，C一驾照优先，每小时二十六块五，地址十二栋三单元二零二",
	} {
		if got, err := spoken.Text(written); err != nil || got != want {
			t.Errorf("%q: got %q, %v, want %q", written, got, err, want)
		}
	}
}

func TestUnreadable(t *testing.T) {
	for written, want := range map[string]spoken.Unreadable{
		"招spring工":       {Excerpt: "spring", Offset: 3},
		"电话138****1234":  {Excerpt: "138****1234", Offset: 6},
		"日期12/2/2":       {Excerpt: "12/2/2", Offset: 6},
		"08-08-2008":     {Excerpt: "08-08-2008"},
		"127.0.0.1":      {Excerpt: "127.0.0.1"},
		"2025-13-45":     {Excerpt: "2025-13-45"},
		"25:70":          {Excerpt: "25:70"},
		"工资6500-4500元":   {Excerpt: "6500-4500", Offset: 6},
		"8-12000元":       {Excerpt: "8-12000"},
		"8848123456":     {Excerpt: "8848123456"},
		"$500":           {Excerpt: "$500"},
		"a@b.cn":         {Excerpt: "a@b.cn"},
		"Привет":         {Excerpt: "Привет"},
		"ⅷ":              {Excerpt: "ⅷ"},
		"㉑":              {Excerpt: "㉑"},
		"5/6休":           {Excerpt: "5/6"},
		"24/48":          {Excerpt: "24/48"},
		"1/2号线":          {Excerpt: "1/2"},
		"1/2天":           {Excerpt: "1/2"},
		"8/12小时":         {Excerpt: "8/12"},
		"血压140/90":       {Excerpt: "140/90", Offset: 6},
		"三四千/月":          {Excerpt: "/", Offset: 9},
		"2块5/3块5":        {Excerpt: "5/3", Offset: 4},
		"12块8元/小时":       {Excerpt: "8", Offset: 5},
		"12块8/13块5/小时":   {Excerpt: "8/13", Offset: 5},
		"13812345678-1":  {Excerpt: "13812345678-1"},
		"8.30-17.30":     {Excerpt: "8.30-17.30"},
		"8/17":           {Excerpt: "8/17"},
		"11月31日":         {Excerpt: "11"},
		"02月30日":         {Excerpt: "02"},
		"2025年2月30日":     {Excerpt: "2", Offset: 7},
		"13月1日":          {Excerpt: "13"},
		"13:30pm":        {Excerpt: "13:30pm"},
		"🔟元":             {Excerpt: "🔟"},
		"Ⓐ区":             {Excerpt: "Ⓐ"},
		"㍿":              {Excerpt: "㍿"},
		"㏠":              {Excerpt: "㏠"},
		"1½":             {Excerpt: "1½"},
		"地铁1/2号线":        {Excerpt: "1/2", Offset: 6},
		"62300000":       {Excerpt: "62300000"},
		"张三 62345678":    {Excerpt: "62345678", Offset: 7},
		"13812345678/79": {Excerpt: "13812345678/79"},
		"~5000":          {Excerpt: "~5000"},
		"工资~5000":        {Excerpt: "~5000", Offset: 6},
		"3 200元":         {Excerpt: "3"},
		"T恤/polo衫":       {Excerpt: "/polo", Offset: 4},
		"冷库-5-18℃":       {Excerpt: "-5-18℃", Offset: 6},
		"招\xff人":         {Excerpt: "\xff", Offset: 3},
	} {
		said, err := spoken.Text(written)
		var got *spoken.Unreadable
		if !errors.As(err, &got) || said != "" {
			t.Errorf("%q: got %q, %v", written, said, err)
		} else if diff := cmp.Diff(want, *got); diff != "" {
			t.Errorf("%q: %s", written, diff)
		}
	}
}

func TestUnreadableNamesTheExcerpt(t *testing.T) {
	_, err := spoken.Text("招spring工")
	if got, want := err.Error(), `cannot be read aloud: "spring" at byte 3`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// check holds what must be true of anything that was read.
func check(t interface{ Fatalf(string, ...any) }, written string) {
	said, err := spoken.Text(written)
	var unreadable *spoken.Unreadable
	if err != nil {
		if !errors.As(err, &unreadable) || !strings.HasPrefix(written[unreadable.Offset:], unreadable.Excerpt) || unreadable.Excerpt == "" {
			t.Fatalf("%q: %v does not name a part of the line", written, err)
		}
		return
	}
	for _, r := range said {
		capital := r >= 'A' && r <= 'Z'
		if unicode.IsNumber(r) || unicode.IsLetter(r) && !unicode.Is(unicode.Han, r) && !capital {
			t.Fatalf("%q: %q leaves %q", written, said, r)
		}
	}
	if again, err := spoken.Text(said); err != nil || again != said {
		t.Fatalf("%q: %q becomes %q, %v the second time", written, said, again, err)
	}
}

// TestAnyLine strings parts together as strangers do.
func TestAnyLine(t *testing.T) {
	var parts []string
	for _, p := range pairs(t) {
		parts = append(parts, p.written)
	}
	parts = append(parts, strings.Split("元/月-+~至到:.,（） 第万千k招wABcC①〇★２", "")...)
	rapid.Check(t, func(t *rapid.T) {
		check(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 1, 6).Draw(t, "parts"), ""))
	})
}

func TestAnyString(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { check(t, rapid.String().Draw(t, "line")) })
}

func FuzzText(f *testing.F) {
	for _, seed := range []string{"4500-6500元/月", "138-0000-1111", "8:00-17:30", "12栋3单元202", "C1驾照", "-1/3", "１２，０００", "\xff1", "第3期", "5000+"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) { check(t, written) })
}
