package search

import (
	"slices"
	"strings"
)

// fillers are what stands around the words that say what is wanted, in the way people ask a neighbour. They are taken out
// only of what is found nowhere as it stands. Of two that fit, the longer stands first.
var fillers = byLength("有没有", "哪里有", "哪里招", "哪个厂", "哪家", "能干的", "能干啥", "能干什么", "干什么", "想找个", "想找", "我想在", "我想", "找个", "还有", "工作", "还能干", "附近", "招聘", "急招", "哪里",
	"岗位", "我会", "那种", "的活", "活儿", "招人", "求职", "招工", "招不招", "诚聘", "高薪", "急需", "找工作", "我妈", "我爸", "老婆", "老公", "媳妇", "对象", "我有", "想干", "想做", "求", "能进", "可以", "需要",
	"请问", "有啥", "有什么", "什么", "谁家", "哪儿", "适合", "岁数", "年纪", "男的", "女的", "招", "找", "的", "活", "在", "吗", "呢", "啊", "吧", "个", "和", "想", "我", "有")

func byLength(list ...string) []string {
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}

// withoutFillers is what a word has between its fillers; false when it has none. What is left of one character says
// nothing beside what says more.
func withoutFillers(text string) ([]string, bool) {
	parts, ok := betweenFillers(text)
	if slices.ContainsFunc(parts, func(s string) bool { return !single(s) }) {
		parts = slices.DeleteFunc(parts, single)
	}
	return parts, ok
}

func betweenFillers(text string) ([]string, bool) {
	for _, f := range fillers {
		if before, behind, found := strings.Cut(text, f); found {
			var out []string
			for _, part := range []string{before, behind} {
				if more, ok := betweenFillers(part); ok {
					out = append(out, more...)
				} else if part != "" {
					out = append(out, part)
				}
			}
			return out, true
		}
	}
	return nil, false
}

// tails are what people put behind the work they can do: 看大门的, 看大门的活.
var tails = []string{"的工作", "的活儿", "的活", "的人", "师傅", "工作", "的", "活", "人"}

// withoutTail is the known work that a text is but for what is put behind it; the text itself where it is none.
func withoutTail(text string) string {
	for _, t := range tails {
		if work, ok := strings.CutSuffix(text, t); ok && dictionary().codes[text] == "" && dictionary().codes[work] != "" {
			return work
		}
	}
	return text
}
