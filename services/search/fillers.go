package search

import "strings"

// fillers are what stands around the words that say what is wanted, in the way people ask a neighbour. They are taken out
// only of what is found nowhere as it stands. Of two that fit, the longer stands first.
var fillers = []string{"有没有", "哪里有", "哪里招", "哪个厂", "能干的", "想找个", "想找", "我想在", "我想", "找个", "还有", "工作", "还能干", "附近", "招聘", "急招", "哪里", "岗位", "我会", "那种",
	"的活", "活儿", "招", "找", "的", "活", "在", "吗", "呢", "啊", "个", "和", "想", "我", "有"}

// withoutFillers is what a word has between its fillers; false when it has none.
func withoutFillers(text string) ([]string, bool) {
	for _, f := range fillers {
		if before, behind, found := strings.Cut(text, f); found {
			var out []string
			for _, part := range []string{before, behind} {
				if more, ok := withoutFillers(part); ok {
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
