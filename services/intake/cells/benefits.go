package cells

import (
	"regexp"
	"slices"
	"strings"

	"konggang/models"
)

type benefitWord struct {
	pattern *regexp.Regexp
	given   []models.Benefit
}

func gives(pattern string, b ...models.Benefit) benefitWord {
	return benefitWord{regexp.MustCompile(pattern), b}
}

// benefitWords stand in the order in which they are looked for; a word is listed only where what is printed for the benefit
// promises no more than the word does, so 餐补 is not 管饭. Entries that give nothing keep an allowance from being read as the
// thing itself.
var benefitWords = []benefitWord{
	gives(`[吃餐饭食住宿房车][^,]{0,2}?(?:补贴|补助|补|津贴)`),
	gives(`(?:包|管|免费|提供)*(?:吃住|食宿|吃、?住|餐宿)(?:全包|全免|免费)?|包吃(?:包|管)?住|管吃(?:包|管)?住`, models.BenefitMeals, models.BenefitLodging),
	gives(`夫妻(?:房|宿舍|间)`, models.BenefitCoupleRoom),
	gives(`(?:包|管|免费)(?:一日)?[一二两三]?(?:工作)?[吃餐饭](?:饭)?|免费(?:午餐|晚餐|中餐|就餐|用餐|三餐)|提供(?:工作餐|午餐|三餐|一日三餐|餐食)|工作餐|^管饭$`, models.BenefitMeals),
	gives(`(?:包|管|免费|提供)*(?:住宿|宿舍)|[包管]住`, models.BenefitLodging),
	gives(`(?:免费)?(?:上下班)?(?:班车|通勤车|厂车)(?:接送)?|(?:免费)?(?:上下班)?(?:专车)?接送`, models.BenefitShuttle),
	gives(`[五六七]险[一二两]金`, models.BenefitSocialInsurance, models.BenefitHousingFund),
	gives(`社会?保险?|[五六]险|五大保险`, models.BenefitSocialInsurance),
	gives(`(?:住房)?公积金`, models.BenefitHousingFund),
	gives(`[全满]勤奖?`, models.BenefitAttendance),
	gives(`加班(?:费|补助|补贴|工资)`, models.BenefitOvertimePay),
	gives(`夜班(?:补贴|补助|津贴|费)|夜补`, models.BenefitNight),
	gives(`(?:高温|防暑降温)(?:补贴|补助|津贴|费)`, models.BenefitHeat),
	gives(`带薪培训`, models.BenefitTraining),
	gives(`(?:节日|过节|节假日)(?:福利|礼品|礼物|礼金|费)`, models.BenefitHolidayGift),
	gives(`带薪(?:年假|休假|年休假)|年休假|^年假$`, models.BenefitPaidLeave),
	gives(`年终(?:奖金?|分红)|年[底终]双薪|十三薪|13薪`, models.BenefitAnnualBonus),
}

var (
	refused      = regexp.MustCompile(`(?:不|无|没有|没|未|非)(?:包|管|提供|供|含|缴纳|缴|交|购买|买|上|负责)*$`)
	selfPaid     = regexp.MustCompile(`自理|自费|自付|自备|自己解决`)
	benefitNoise = regexp.MustCompile(`^(?:公司|单位|提供|享受|享有|购买|缴纳|缴|交|上|有|含|带|买|免费|入职|签订合同|等|可|及|和|都|均|另有|福利待遇|福利|待遇|[:.'"!()])*$`)
	listBrackets = strings.NewReplacer("[", "", "]", "", "'", "", "‘", "", "’", "", "【", "", "】", ",", "+", ",", "。", ",", "!", ",")
)

// Benefits reads a list of benefits: 五险一金、包吃住、班车接送. What is not recognised is the note, in its own words; so is a phrase that
// denies something (管吃不管住, 无社保) or says more than its benefit (住宿150元/月).
func Benefits(s string) (given []models.Benefit, note string) {
	var notes []string
	for _, phrase := range phrases(s) {
		found, rest := benefitsOf(fold(phrase))
		for _, b := range found {
			if !slices.Contains(given, b) {
				given = append(given, b)
			}
		}
		if rest {
			notes = append(notes, phrase)
		}
	}
	return given, strings.Join(notes, "、")
}

// ratio stands in for the slash of 150元/月, which separates nothing.
const ratio = "∕"

// phrases splits at list separators and at spaces, which stand between benefits more often than inside one.
func phrases(s string) []string {
	var out []string
	guarded := strings.ReplaceAll(listBrackets.Replace(models.FoldWidth(s)), "元/", "元"+ratio)
	for _, entry := range List(guarded) {
		if !Nothing(entry) {
			out = append(out, strings.Fields(strings.ReplaceAll(entry, ratio, "/"))...)
		}
	}
	return out
}

// benefitsOf tells what a phrase gives and whether it says anything beyond that.
func benefitsOf(t string) (given []models.Benefit, more bool) {
	for _, term := range models.Benefits {
		if t == string(term.Code) || t == term.Zh {
			return []models.Benefit{term.Code}, false
		}
	}
	if selfPaid.MatchString(t) {
		return nil, true
	}
	for _, w := range benefitWords {
		at := w.pattern.FindStringIndex(t)
		if at == nil {
			continue
		}
		if len(w.given) == 0 || refused.MatchString(t[:at[0]]) {
			more = true
		} else {
			given = append(given, w.given...)
		}
		t = t[:at[0]] + t[at[1]:]
	}
	return given, more || !benefitNoise.MatchString(t)
}

// Needs reads what a seeker cannot do without, of the benefits that can be one; the rest is what could not be read.
func Needs(s string) (needs []models.Benefit, rest string) {
	given, note := Benefits(s)
	rests := phrases(note)
	for _, b := range given {
		if models.Needs.Has(b) {
			needs = append(needs, b)
		} else {
			rests = append(rests, models.Benefits.Zh(b))
		}
	}
	return needs, strings.Join(rests, "、")
}
