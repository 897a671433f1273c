package search

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// saidOtherwise are words that adverts say otherwise, where it is no matter of an occupation: general hands are called after
// what they do, a licence by its short name.
var saidOtherwise = map[string][]string{
	"作业员": {"普工"}, "操作工": {"普工"}, "操作员": {"普工"}, "流水线": {"普工"}, "流水线工": {"普工"}, "生产工": {"普工"}, "厂工": {"普工"}, "工人": {"普工"}, "杂工": {"小工", "普工"},
	"驾驶证": {"驾照"}, "驾驶本": {"驾照"}, "驾本": {"驾照"}, "配送员": {"配送", "送货"}, "送货员": {"配送"},
	"保姆": {"钟点工", "家政"}, "营业员": {"导购"}, "育儿嫂": {"育婴"}, "拣货": {"分拣"}, "拣货员": {"分拣"}, "捡货": {"分拣"},
}

// lookalikes are characters that are taken for each other by eye, each line of one likeness.
var lookalikes = func() map[rune][]rune {
	out := map[rune][]rune{}
	for group := range strings.FieldsSeq("薛薜 师帅狮 卸御 货贷 塑朔溯 刷涮 裁栽载 缝逢 检捡险 未末 己已巳 士土 技枝 拆折析 候侯 兔免 晴睛 圆园 采菜 材村 贴帖 搬般 辆俩 拣练 洁结 护沪 包色 厂广 " +
		"漆膝 焊悍捍 钢纲 陪培赔 幼幻 育盲 菇姑 销锁 微徽 炉沪 垄陇 泥呢 瓦互 板扳 管菅 冷泠 饲伺 喂畏 理埋 绿录 环坏 杂朵 孟盂 辛幸 郭敦 寰环") {
		all := []rune(group)
		for _, c := range all {
			for _, other := range all {
				if other != c {
					out[c] = append(out[c], other)
				}
			}
		}
	}
	return out
}()

// alikeToTheEye are the texts that one character taken for another makes of a text, and a text of two characters turned round.
func alikeToTheEye(text string) (out []string) {
	typed := []rune(text)
	for i, c := range typed {
		for _, other := range lookalikes[c] {
			changed := slices.Clone(typed)
			changed[i] = other
			out = append(out, string(changed))
		}
	}
	if len(typed) == 2 && typed[0] != typed[1] {
		out = append(out, string([]rune{typed[1], typed[0]}))
	}
	return out
}

// phraseSounds are the phrases of benefits and shifts by their pinyin, and by their initials where these are three or more.
var phraseSounds = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	add := func(phrase string) {
		for _, sound := range []string{spelled(phrase), initials(phrase)} {
			if _, known := out[sound]; !known && len(sound) > fewestInitials {
				out[sound] = phrase
			}
		}
	}
	for _, b := range benefitPhrases {
		add(b.phrase)
	}
	for _, s := range shiftPhrases {
		add(s.phrase)
	}
	return out
})

// soundingPhrase is the phrase that sounds like a text which is none itself.
func soundingPhrase(text string) (string, bool) {
	phrase := phraseSounds()[spelled(text)]
	c, _ := firstRune(text)
	return phrase, phrase != "" && phrase != text && (scriptOf(c) == latin || utf8.RuneCountInString(text) == utf8.RuneCountInString(phrase))
}

// firmEndings say what kind of place an employer is, which its name says otherwise.
var firmEndings = []string{"公司", "厂", "店", "场"}

// firmStem is what an employer's name would have of a word: 面粉 of 面粉厂.
func firmStem(text string) (string, bool) {
	for _, e := range firmEndings {
		if stem, ok := strings.CutSuffix(text, e); ok && utf8.RuneCountInString(stem) >= shortestStem {
			return stem, true
		}
	}
	return "", false
}
