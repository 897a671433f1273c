package channels

import (
	"regexp"
	"strings"
)

// The words of employers and agents, with the forms that occur in real adverts and groups.
var (
	rebateWords = regexp.MustCompile(`返费|返现|返款|返利|返还?\d|返工资|入职奖|入职红包|入职礼|稳岗|留岗奖|直招补贴|限时补贴|介绍费|推荐奖`)
	// What is given once, after so many days. A sum alone may be the wage: 30天5000元.
	daysWorked  = regexp.MustCompile(`(累计|连续)?(打卡|入职|在职|在岗|上班|工作|出勤|出|干|做|上)?满` + count + `个?[天日月]|` + count + `(天|个月)`)
	rewardWords = regexp.MustCompile(`再领|奖励|奖金?\d|额外|红包|一次性.*[补奖]|返[^乡程家岗厂校工]`)
	allowance   = regexp.MustCompile(`补[贴助]?\d|\d[元块]?的?补[贴助]`)
	// What is wages, or comes again and again, is no rebate however many days it takes.
	regularWords = regexp.MustCompile(`工资|薪|保底|全勤|满勤|年假|年终|试用|加班|节假日|每[天日月年]|/[天日月年]`)

	includedWords = regexp.MustCompile(`(含|包括|连同|算上|加上)[^，；。]{0,6}?(加班|夜班|补贴|补助|津贴|绩效|奖|提成|[餐房话]补)|加班[^不未]{0,4}(在内|算在)|` +
		`综合(工资|月薪|薪资|收入|待遇)|到手\d`)
	overtimeWords = regexp.MustCompile(`加班(费|工资|补|津贴|另|\d)|加点费`)
	bonusWords    = regexp.MustCompile(`\d[\d,.]*元?[^，；。\d天日月]{0,4}(补贴|补助|津贴|奖)|(补贴|补助|津贴|奖金?|奖励)[^，；。\d]{0,4}\d`)
	amount        = regexp.MustCompile(`(最?高|约|近)?(\d[\d,.]*(元|块|万|千|[kK])|\d[\d,]{2,})(以上|左右|起|\+)?`)
	amountBefore  = regexp.MustCompile(amount.String() + `$`)

	// denial stands right before what is not given (不含加班费, 无返费, 不收介绍费), or makes it another word: 往返.
	denial = regexp.MustCompile(`(不|未|无|没有?|免)(包|包?含|包括|算|收)?(任何|其他)?$|往$`)
)

const count = `[\d一二两三四五六七八九十半]+`

// affirmed is where the first of the words stands in a clause that does not deny it, -1 for none.
func affirmed(words *regexp.Regexp, clause string) int {
	for _, found := range words.FindAllStringIndex(clause, -1) {
		if !denial.MatchString(clause[:found[0]]) {
			return found[0]
		}
	}
	return -1
}

// rebateAt is where a clause begins to speak of a rebate, -1 where it does not. An allowance counts where days must be full
// first (打卡满26天补贴800), since one that comes with the wage asks for none or says how often.
func rebateAt(clause string) int {
	if at := affirmed(rebateWords, clause); at >= 0 {
		return at
	}
	days := daysWorked.FindStringIndex(clause)
	if days == nil || regularWords.MatchString(clause) {
		return -1
	}
	full := strings.Contains(clause[days[0]:days[1]], "满")
	if after := clause[days[1]:]; affirmed(rewardWords, after) >= 0 || full && affirmed(allowance, after) >= 0 {
		return days[0]
	}
	return -1
}
