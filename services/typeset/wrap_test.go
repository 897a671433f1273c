package typeset

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestWrap(t *testing.T) {
	phone, wage := NoBreak("0371 6265"), NoBreak("6000元/月")
	for _, tt := range []struct {
		name  string
		text  string
		ems   float64 // line width in em
		lines []string
		split []string
	}{
		{"empty", "", 5, []string{""}, nil},
		{"fits", "缝纫工", 3, []string{"缝纫工"}, nil},
		{"Chinese breaks anywhere", "缝纫工缝纫工", 4, []string{"缝纫工缝", "纫工"}, nil},
		{"line ends stay", "甲\n\n乙", 5, []string{"甲", "", "乙"}, nil},
		{"comma not first", "甲乙丙，丁", 3, []string{"甲乙", "丙，丁"}, nil},
		{"comma squeezed at the end", "甲乙丙，丁", 3.5, []string{"甲乙丙，", "丁"}, nil},
		{"bracket not last", "甲乙（丙）", 3, []string{"甲乙", "（丙）"}, nil},
		{"unit stays with its number", "约85％", 2.5, []string{"约", "85％"}, nil},
		{"currency sign not last", "工资￥5", 3, []string{"工资", "￥5"}, nil},
		{"dash not divided", "甲乙——丙", 3.2, []string{"甲", "乙——", "丙"}, nil},
		{"ellipsis not divided", "甲乙丙……", 4, []string{"甲乙", "丙……"}, nil},
		{"word whole", "在factory做", 3.9, []string{"在", "factory", "做"}, nil},
		{"full-width number whole", "电话１２３", 4, []string{"电话", "１２３"}, nil},
		{"spaces at a break", "in  the", 1.8, []string{"in", "the"}, nil},
		{"thousands whole", "月薪3,800起", 3.5, []string{"月薪", "3,800起"}, nil},
		{"list after a comma", "AB,CD", 2, []string{"AB,", "CD"}, nil},
		{"range whole", "月薪38—55起", 4.2, []string{"月薪", "38—55起"}, nil},
		{"clock whole", "至8:00止", 2.2, []string{"至", "8:00", "止"}, nil},
		{"slash neither first nor last", "工资元/天", 4, []string{"工资", "元/天"}, nil},
		{"piece whole across a space", "话" + phone, 5, []string{"话", "0371\u00a06265"}, nil},
		{"piece whole in Chinese", "薪" + wage + "起", 5, []string{"薪", "6000元/月", "起"}, nil},
		{"word too long", "工factories", 3, []string{"工", "factor", "ies"}, []string{"factories"}},
		{"comma still not first", "ABCD，", 2.6, []string{"ABC", "D，"}, []string{"ABCD，"}},
		{"bracket leaves before a piece breaks", "（" + NoBreak("甲乙") + "）", 2, []string{"（", "甲乙", "）"}, []string{"（甲乙）"}},
		{"piece too long", wage, 3.3, []string{"6000元", "/月"}, []string{"6000元/月"}},
		{"term whole", "做" + Together("整车装卸") + "好", 4.5, []string{"做", "整车装卸", "好"}, nil},
		{"term too long", "做" + Together("整车装卸") + "好", 3, []string{"做", "整车装", "卸好"}, []string{"整车装卸"}},
		{"term breaks before a rule", Together("带薪培训") + "……", 5, []string{"带薪培", "训……"}, []string{"带薪培训……"}},
		{"narrower than a character", "甲 乙", 0.5, []string{"甲", "乙"}, []string{"甲", "乙"}},
		{"no width", "甲乙", 0, []string{"甲", "乙"}, []string{"甲", "乙"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Style{Regular, 10}.Wrap(tt.text, tt.ems*10)
			if diff := cmp.Diff(Wrapped{Lines: tt.lines, Split: tt.split}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// anyText draws text of all kinds that cells hold, and of kinds they should not.
func anyText() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.StringOfN(rapid.RuneFrom([]rune("招聘缝纫工㙟龑𠙶🙂")), 1, 8, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune(closingHalf+openingHalf+"—…～/·")), 1, 3, -1),
		rapid.StringMatching(`[A-Za-z]{1,12}|[0-9]{1,11}|[0-9]{1,2}:00|[0-9],[0-9]{3}|0[0-9]{3}-[0-9]{7}`),
		rapid.SampledFrom([]string{" ", "  ", "\n", "\t", "\u3000", "\u00a0", "\u2060"}),
		rapid.Map(rapid.StringMatching(`1[0-9]{3}( [0-9]{4}){2}|[0-9]{4}元/月`), NoBreak),
		rapid.Map(rapid.StringOfN(rapid.RuneFrom([]rune("整车装卸、码托盘……")), 1, 5, -1), Together),
	)
	return rapid.Map(rapid.SliceOfN(piece, 0, 12), func(pieces []string) string {
		return strings.Join(pieces, "")
	})
}

func withoutJoiners(text string) string {
	return strings.NewReplacer(string(joiner), "", string(softly), "").Replace(text)
}

var bodyStyle = Style{Regular, 10}

func TestWrapKeepsTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		width := rapid.Float64Range(0, 200).Draw(t, "width")
		if rest, ok := consume(text, bodyStyle.Wrap(text, width).Lines); !ok {
			t.Fatalf("%q in %g: lost before %q", text, width, rest)
		}
	})
}

// consume takes lines off the text, with the spaces and the one line end that
// may be dropped after each. It returns what no line accounts for.
func consume(text string, lines []string) (rest string, ok bool) {
	rest = withoutJoiners(Clean(text))
	for i, line := range lines {
		var found bool
		if rest, found = strings.CutPrefix(rest, line); !found {
			return rest, false
		}
		rest = strings.TrimLeft(rest, " "+string(wideGap))
		if i < len(lines)-1 {
			rest = strings.TrimPrefix(rest, "\n")
		}
	}
	return rest, rest == ""
}

func TestWrapKeepsTheWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		width := rapid.Float64Range(0, 200).Draw(t, "width")
		got := bodyStyle.Wrap(text, width)
		for _, line := range got.Lines {
			if bodyStyle.Width(line) <= width+1e-6 {
				continue
			}
			if len(got.Split) == 0 || utf8.RuneCountInString(strings.TrimSpace(line)) > 1 {
				t.Fatalf("%q is wider than %g (split: %q)", line, width, got.Split)
			}
		}
	})
}

// Below the least width something is divided and reported; from it on, nothing.
func TestMinWidthIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := anyText().Draw(t, "text")
		least := bodyStyle.MinWidth(text)
		if split := bodyStyle.Wrap(text, least).Split; len(split) > 0 {
			t.Fatalf("%q divided at %g", split, least)
		}
		if least > 0 && len(bodyStyle.Wrap(text, least-0.01).Split) == 0 {
			t.Fatalf("nothing divided under %g", least)
		}
	})
}

func TestWrapKeepsRulesFromMinWidthOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		marked := rapid.StringMatching(`1[0-9]{10}|[0-9]{4} [0-9]{4}|[0-9]{4}元/月`).Draw(t, "marked")
		text := anyText().Draw(t, "before") + NoBreak(marked) + anyText().Draw(t, "after")
		width := bodyStyle.MinWidth(text) + rapid.Float64Range(0, 60).Draw(t, "spare")
		lines := bodyStyle.Wrap(text, width).Lines
		whole := strings.ReplaceAll(marked, " ", string(nbsp))
		if !slices.ContainsFunc(lines, func(line string) bool { return strings.Contains(line, whole) }) {
			t.Fatalf("%q is broken: %q", marked, lines)
		}
		if violation := firstViolation(text, lines); violation != "" {
			t.Fatalf("避头尾: %s in %q", violation, lines)
		}
		if wider := bodyStyle.Wrap(text, width+25).Lines; len(wider) > len(lines) {
			t.Fatalf("%d lines, but %d where there is more room", len(lines), len(wider))
		}
	})
}

// firstViolation describes the first place where a line that goes on in the
// next one divides a word or ends or starts with the wrong mark.
func firstViolation(text string, lines []string) string {
	next := 0
	for paragraph := range strings.SplitSeq(Clean(text), "\n") {
		paragraph = withoutJoiners(paragraph)
		for first := true; ; first = false {
			line := lines[next]
			if !first && strings.ContainsAny(firstOf(line), closingHalf+"—…～·/") {
				return line + " starts with a mark"
			}
			next++
			paragraph = strings.TrimPrefix(paragraph, line)
			rest := strings.TrimLeft(paragraph, " "+string(wideGap))
			if rest == "" {
				break
			}
			if last, _ := utf8.DecodeLastRuneInString(line); strings.ContainsRune(openingHalf+"/", last) {
				return line + " ends with a mark"
			} else if rest == paragraph && isLetterOrDigit(last) && isLetterOrDigit([]rune(rest)[0]) {
				return line + " ends within a word"
			}
			paragraph = rest
		}
	}
	return ""
}

func firstOf(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return s[:size]
}

func isLetterOrDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

func FuzzWrap(f *testing.F) {
	for _, seed := range append(sampleCells, "\u0301a", "\xff\x00", "\u2060\u2060", " ", "ﷺ👨‍👩‍👧") {
		f.Add(seed, 40.0)
	}
	f.Fuzz(func(t *testing.T, text string, width float64) {
		if rest, ok := consume(text, bodyStyle.Wrap(text, width).Lines); !ok {
			t.Fatalf("%q in %g: lost before %q", text, width, rest)
		}
	})
}
