package screening_test

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/screening"
)

// FuzzText holds what every text must keep: no panic, excerpts that stand at their place, places in order, the same
// findings twice.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"", "限 男", "１８－４５周歲", "\xff限男\xfe", "底薪一千八，早八晚八", "👨‍👩‍👧🚫外地人", "8:00-20:00、、、", "1.5万-2k/月", "十百千万亿"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := here(t)
		got := screening.Text(text, c)
		checkPlaces(t, text, got)
		if again := screening.Text(text, c); !reflect.DeepEqual(got, again) {
			t.Errorf("%q gives %v and then %v", text, got, again)
		}
	})
}

func checkPlaces(t interface{ Errorf(string, ...any) }, text string, findings []models.Finding) {
	last := 0
	for _, f := range findings {
		rest := text
		for range f.Start {
			_, size := utf8.DecodeRuneInString(rest)
			rest = rest[size:]
		}
		if f.Excerpt == "" || !strings.HasPrefix(rest, f.Excerpt) || f.Start < last {
			t.Errorf("%q: %q does not stand at %d", text, f.Excerpt, f.Start)
		}
		if f.Rule == "" || f.Law == "" || f.Code == "" || f.Severity == "" {
			t.Errorf("%q: incomplete %+v", text, f)
		}
		last = f.Start
	}
}

// words are the labelled sentences without figures, where a gap between any two characters changes nothing.
func words(t *testing.T) map[string][]string {
	t.Helper()
	content, err := os.ReadFile("testdata/labelled.tsv")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for line := range strings.Lines(string(content)) {
		labels, text, _ := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		figures := strings.ContainsAny(text, "零一二两三四五六七八九十百千万半")
		plain := !strings.ContainsFunc(text, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
		if plain && !figures && !strings.Contains(labels, ",") {
			out[labels] = append(out[labels], text)
		}
	}
	return out
}

// TestGapsHideNothing pulls a violating phrase apart with a sign between two of its characters.
func TestGapsHideNothing(t *testing.T) {
	sentences := words(t)
	c := here(t)
	rules := []string{"gender", "ethnicity", "religion", "marital", "origin", "hepatitis", "disability", "deposit", "documents"}
	rapid.Check(t, func(t *rapid.T) {
		rule := rapid.SampledFrom(rules).Draw(t, "rule")
		runes := []rune(rapid.SampledFrom(sentences[rule]).Draw(t, "text"))
		at := rapid.IntRange(1, len(runes)-1).Draw(t, "at")
		gap := rapid.SampledFrom([]rune(" 　-*·_~.★\u200b")).Draw(t, "gap")
		apart := string(slices.Insert(slices.Clone(runes), at, gap))
		alone := rulesOf(screening.Text(string(runes), c))
		if got := rulesOf(screening.Text(apart, c)); slices.Contains(alone, rule) && !slices.Contains(got, rule) {
			t.Fatalf("%s is not found in %q", rule, apart)
		}
	})
}

// TestFrameChangesNothing sets a sentence between others: what is clean stays clean and what is not stays found.
func TestFrameChangesNothing(t *testing.T) {
	sentences := words(t)
	c := here(t)
	rapid.Check(t, func(t *rapid.T) {
		label := rapid.SampledFrom([]string{"-", "gender", "marital", "origin", "hepatitis", "deposit", "documents"}).Draw(t, "label")
		text := rapid.SampledFrom(sentences[label]).Draw(t, "text")
		before := rapid.SampledFrom([]string{"", "薛店镇包装厂。", "招包装工三十名！", "工资按月发放；"}).Draw(t, "before")
		after := rapid.SampledFrom([]string{"", "。包吃住", "；缴五险", "！有意者请联系"}).Draw(t, "after")
		got, want := rulesOf(screening.Text(before+text+after, c)), rulesOf(screening.Text(text, c))
		if !slices.Equal(got, want) {
			t.Fatalf("%q: %v, alone %v", before+text+after, got, want)
		}
	})
}

// TestWidthHidesNothing writes digits, letters and signs at full width.
func TestWidthHidesNothing(t *testing.T) {
	c := here(t)
	for _, text := range []string{"限nan", "月薪1500元/月", "18-45岁", "HBsAg阴性", "每天12小时", "押金200元"} {
		wide := strings.Map(func(r rune) rune {
			if r > ' ' && r < 0x7f {
				return r + 0xFEE0
			}
			return r
		}, text)
		if got, want := rulesOf(screening.Text(wide, c)), rulesOf(screening.Text(text, c)); len(want) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %s: %v", text, want, wide, got)
		}
	}
}

// TestLongLine reads a line without an end, whose time has to grow with its length.
func TestLongLine(t *testing.T) {
	text := strings.Repeat("招男女普工，月薪5000元，不收押金，18-45岁", 1<<18/57)
	if got := rulesOf(screening.Text(text, here(t))); !slices.Equal(got, []string{"age_limit"}) {
		t.Error(got)
	}
}
