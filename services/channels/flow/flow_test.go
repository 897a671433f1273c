package flow_test

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/flow"
	"konggang/services/typeset"
)

var ten = typeset.Style{Size: 10}

func TestSet(t *testing.T) {
	block := flow.Set([]flow.Paragraph{
		{Text: "四个字啊", Style: ten, Above: 50},
		{Text: "", Style: ten},
		{Text: "又四个字", Style: typeset.Style{Size: 20}, Above: 3},
	}, 45)
	if want := 10*flow.Leading + 3 + 2*20*flow.Leading; math.Abs(block.Height-want) > 1e-9 {
		t.Errorf("height %g, want %g: nothing above the first, nothing for the empty", block.Height, want)
	}
	var spy channelstest.Spy
	block.Draw(&spy, 100, 200, flow.Left)
	if spy.Count("四个字啊") != 1 || spy.Count("又四") != 1 || spy.Count("个字") != 1 {
		t.Errorf("drawn:\n%s", &spy)
	}
}

func TestAlign(t *testing.T) {
	for align, want := range map[flow.Align]float64{flow.Left: 100, flow.Center: 115, flow.Right: 130} {
		var spy channelstest.Spy
		flow.Set([]flow.Paragraph{{Text: "二字", Style: ten}}, 50).Draw(&spy, 100, 0, align)
		if got := spy.Texts[0].X; got != want {
			t.Errorf("align %d: x is %g, want %g", align, got, want)
		}
	}
}

func TestShortTextLeavesNoCharacterAlone(t *testing.T) {
	var spy channelstest.Spy
	flow.Set([]flow.Paragraph{{Text: "村里有个人想干这类活", Style: ten}}, 90).Draw(&spy, 0, 0, flow.Left)
	if spy.Count("村里有个人") != 1 || spy.Count("想干这类活") != 1 {
		t.Errorf("drawn:\n%s", &spy)
	}
}

func TestWordsHeldTogetherLeaveNoShortLine(t *testing.T) {
	for _, c := range []struct {
		text  string
		width float64
		want  []string
	}{
		{"新郑市驿路通达仓储" + typeset.Together("有限公司"), 62, []string{"新郑市驿路", "通达仓储", "有限公司"}},
		{strings.Repeat("招工", 12) + "啊", 80, []string{"招工招工招工招", "工招工招工招工", "招工招工招工招", "工招工啊"}},
	} {
		var spy channelstest.Spy
		flow.Set([]flow.Paragraph{{Text: c.text, Style: ten}}, c.width).Draw(&spy, 0, 0, flow.Left)
		var got []string
		for _, d := range spy.Texts {
			got = append(got, d.Text)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestFitShortensTheLongestFlexible(t *testing.T) {
	long := strings.Repeat("操作机器，", 40)
	block, fitted := flow.Fit([]flow.Paragraph{
		{Text: strings.Repeat("工", 30), Style: ten}, {Text: long, Style: ten, Flexible: true}, {Text: "短短的话", Style: ten, Flexible: true},
	}, 100, 100)
	if block.Height > 100 || block.Height != flow.Set(fitted, 100).Height {
		t.Errorf("height %g", block.Height)
	}
	if fitted[0].Text != strings.Repeat("工", 30) || fitted[2].Text != "短短的话" || !strings.HasSuffix(fitted[1].Text, channels.Ellipsis) {
		t.Errorf("fitted %v", fitted)
	}
}

func TestFitEndsWhenNothingIsLeftToShorten(t *testing.T) {
	_, fitted := flow.Fit([]flow.Paragraph{{Text: strings.Repeat("长", 200), Style: ten, Flexible: true}}, 20, 1)
	if n := utf8.RuneCountInString(fitted[0].Text); n > 8 {
		t.Errorf("%d characters are left", n)
	}
}

func TestOneLineStaysInItsWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := channelstest.Text(1, 80).Draw(t, "text")
		width := rapid.Float64Range(80, 600).Draw(t, "width")
		got, style := flow.OneLine(text, typeset.Style{Size: 24}, width, 10)
		if style.Size < 10 || style.Size > 24 {
			t.Fatalf("size %g", style.Size)
		}
		if w := style.Width(got); w > width+1e-6 {
			t.Fatalf("%s takes %g of %g points", got, w, width)
		}
	})
}
