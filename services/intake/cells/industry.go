package cells

import "regexp"

// industries are the sections of GB/T 4754-2017 by words that only they use.
var industries = []word[string]{
	is(`农|林业|牧|渔|种植|养殖`, "A"), is(`采矿|煤炭|矿业`, "B"), is(`制造|加工|生产|纺织|食品厂`, "C"), is(`电力|热力|燃气|供水`, "D"),
	is(`建筑|装修|工程施工`, "E"), is(`批发|零售|商超|贸易|电子商务|电商`, "F"), is(`交通|运输|仓储|邮政|物流|快递`, "G"), is(`住宿|餐饮|酒店|饭店`, "H"),
	is(`信息传输|信息技术|软件|互联网|通信`, "I"), is(`金融|银行|保险`, "J"), is(`房地产|物业`, "K"), is(`租赁|商务服务|人力资源`, "L"),
	is(`科学研究|专业技术`, "M"), is(`水利|环境|公共设施|环卫`, "N"), is(`居民服务|修理|家政`, "O"), is(`教育|培训`, "P"), is(`卫生|社会工作|医疗|养老`, "Q"),
	is(`文化|体育|娱乐`, "R"), is(`公共管理|社会保障|社会组织`, "S"), is(`国际组织`, "T"),
}

var industryLetter = regexp.MustCompile(`^[a-tA-T]$`)

// Industry reads the section letter A-T of GB/T 4754-2017 or a word for it; of two sections at once none.
func Industry(s string) (string, bool) {
	t := fold(s)
	if industryLetter.MatchString(t) {
		return string(t[0] - 'a' + 'A'), true
	}
	found := ""
	for _, w := range industries {
		if !w.pattern.MatchString(t) {
			continue
		}
		if found != "" {
			return "", false
		}
		found = w.code
	}
	return found, found != ""
}
