package search

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"konggang/models"
)

// kind is what a piece of a query was read as.
type kind uint8

const (
	aWord kind = iota
	aPlace
	aPay
	aBenefit
	aSchooling
	anAge
	aShift
)

// piece is a stretch of a query with what it was read as. chunk is the number of the stretch without dividers that it
// stands in.
type piece struct {
	kind      kind
	text      string
	chunk     int
	place     place
	pay       pay
	shifts    []models.Shift
	benefits  []models.Benefit
	education models.Education
	age       int
}

// benefitPhrases are how people ask for benefits. Of two that fit, the longer stands first.
var benefitPhrases = []struct {
	phrase string
	means  []models.Benefit
}{
	{"包吃包住", mealsAndBed}, {"管吃管住", mealsAndBed}, {"吃住全包", mealsAndBed}, {"吃住免费", mealsAndBed}, {"免费吃住", mealsAndBed}, {"包食宿", mealsAndBed},
	{"提供食宿", mealsAndBed}, {"包吃住", mealsAndBed}, {"管吃住", mealsAndBed}, {"有吃有住", mealsAndBed},
	{"免费工作餐", meals}, {"免费午餐", meals}, {"包三餐", meals}, {"工作餐", meals}, {"包吃", meals}, {"管吃", meals}, {"管饭", meals}, {"包餐", meals},
	{"提供住宿", bed}, {"免费住宿", bed}, {"能住宿", bed}, {"可住宿", bed}, {"有宿舍", bed}, {"带宿舍", bed}, {"包住宿", bed}, {"管住宿", bed}, {"包住", bed}, {"管住", bed},
	{"五险一金", one(models.BenefitSocialInsurance, models.BenefitHousingFund)}, {"五险", insured}, {"缴社保", insured}, {"交社保", insured}, {"有社保", insured}, {"社保", insured},
	{"公积金", one(models.BenefitHousingFund)}, {"班车接送", shuttle}, {"厂车接送", shuttle}, {"有班车", shuttle}, {"有厂车", shuttle}, {"班车", shuttle}, {"厂车", shuttle},
	{"夫妻房", one(models.BenefitCoupleRoom)}, {"夫妻宿舍", one(models.BenefitCoupleRoom)}, {"夫妻间", one(models.BenefitCoupleRoom)},
	{"全勤奖", one(models.BenefitAttendance)}, {"加班费", one(models.BenefitOvertimePay)}, {"带薪培训", one(models.BenefitTraining)}, {"夜班补贴", one(models.BenefitNight)},
	{"高温补贴", one(models.BenefitHeat)}, {"节日福利", one(models.BenefitHolidayGift)}, {"过节福利", one(models.BenefitHolidayGift)},
	{"带薪年假", one(models.BenefitPaidLeave)}, {"年假", one(models.BenefitPaidLeave)}, {"年终奖", one(models.BenefitAnnualBonus)},
}

func one(b ...models.Benefit) []models.Benefit { return b }

var (
	meals       = one(models.BenefitMeals)
	bed         = one(models.BenefitLodging)
	mealsAndBed = one(models.BenefitMeals, models.BenefitLodging)
	insured     = one(models.BenefitSocialInsurance)
	shuttle     = one(models.BenefitShuttle)
)

// shiftPhrases are how people say when they can work; of two that fit, the longer stands first. Who works in turns works at
// night too, which is why somebody who says no to nights says no to turns.
var shiftPhrases = []struct {
	phrase string
	means  []models.Shift
}{
	{"不想上夜班", byDay}, {"不能上夜班", byDay}, {"不要上夜班", byDay}, {"不用上夜班", byDay}, {"不上夜班", byDay}, {"不要夜班", byDay}, {"没有夜班", byDay}, {"无夜班", byDay}, {"没夜班", byDay},
	{"不上晚班", byDay}, {"不熬夜", byDay}, {"不用倒班", byDay}, {"不想倒班", byDay}, {"不倒班", byDay}, {"不用两班倒", byDay}, {"不两班倒", byDay},
	{"上长白班", day}, {"长白班", day}, {"常白班", day}, {"正常班", day}, {"上白班", day}, {"白天上班", day}, {"白天班", day}, {"只上白班", day}, {"白班", day},
	{"两班倒", twoShifts}, {"二班倒", twoShifts}, {"两班制", twoShifts}, {"两班", twoShifts}, {"三班倒", threeShifts}, {"三班制", threeShifts}, {"三班", threeShifts},
	{"倒班", inShifts}, {"轮班", inShifts}, {"夜班", atNight}, {"上夜班", atNight}, {"晚班", atNight}, {"晚上上班", atNight},
	{"时间灵活", freely}, {"时间自由", freely}, {"弹性工作", freely}, {"上班自由", freely},
}

var (
	byDay       = []models.Shift{models.ShiftDay, models.ShiftFlexible}
	day         = byDay[:1]
	freely      = byDay[1:]
	atNight     = []models.Shift{models.ShiftNight, models.ShiftTwo, models.ShiftThree}
	twoShifts   = atNight[1:2]
	threeShifts = atNight[2:]
	inShifts    = atNight[1:]
)

// schoolings are how people say what they learned. The words alone are understood only as a whole chunk, for 小学教师 is a
// trade.
var schoolings = []struct {
	word  string
	level models.Education
}{
	{"不要学历", models.EducationAny}, {"不限学历", models.EducationAny}, {"学历不限", models.EducationAny}, {"没有学历", models.EducationAny}, {"没学历", models.EducationAny}, {"没文化", models.EducationAny},
	{"无学历", models.EducationAny}, {"不识字", models.EducationAny}, {"没上过学", models.EducationAny},
	{"研究生", models.EducationGraduate}, {"本科", models.EducationBachelor}, {"大专", models.EducationCollege}, {"专科", models.EducationCollege},
	{"中专", models.EducationVocation}, {"中职", models.EducationVocation}, {"高中", models.EducationSenior}, {"初中", models.EducationJunior}, {"小学", models.EducationPrimary},
}

var schoolingEndings = []string{"学历", "毕业", "文化"}

// parser cuts a folded text into pieces.
type parser struct {
	text   string
	at     int
	word   int // where the word under way began, -1 for none
	chunk  int
	places *places
	pieces []piece
}

// parse reads a folded text. Every character that does not divide is in exactly one piece, but for signs within pay.
func parse(text string, known *places) []piece {
	p := &parser{text: text, word: -1, places: known}
	for p.at < len(text) {
		c, size := utf8.DecodeRuneInString(text[p.at:])
		if q, ok := p.understood(scriptOf(c)); ok {
			p.endWord()
			q.chunk = p.chunk
			p.pieces = append(p.pieces, q)
			p.at += len(q.text)
			continue
		}
		p.step(c, size)
	}
	p.endWord()
	return p.pieces
}

// step goes on by one character that is part of a word or divides.
func (p *parser) step(c rune, size int) {
	switch {
	case scriptOf(c) != divider || p.word >= 0 && sharpens(c) && sharpenable(p.text[p.word:p.at]):
		if p.word < 0 {
			p.word = p.at
		}
	default:
		p.endWord()
		p.chunk++
	}
	p.at += size
}

func (p *parser) endWord() {
	if p.word >= 0 {
		p.pieces = append(p.pieces, piece{kind: aWord, text: p.text[p.word:p.at], chunk: p.chunk})
		p.word = -1
	}
}

// understood reads at the place where the parser stands.
func (p *parser) understood(s script) (piece, bool) {
	rest := p.text[p.at:]
	if p.within(s) {
		return piece{}, false
	}
	if s == han {
		if q, ok := p.placed(chunkOf(rest)); ok {
			return q, true
		}
	}
	if fen, size, ok := payAt(rest); ok && s != divider {
		return piece{kind: aPay, text: rest[:size], pay: fen}, true
	}
	for _, w := range shiftPhrases {
		if strings.HasPrefix(rest, w.phrase) {
			return piece{kind: aShift, text: w.phrase, shifts: w.means}, true
		}
	}
	if years, size := ageAt(rest); size > 0 {
		return piece{kind: anAge, text: rest[:size], age: years}, true
	}
	for _, b := range benefitPhrases {
		if strings.HasPrefix(rest, b.phrase) {
			return piece{kind: aBenefit, text: b.phrase, benefits: b.means}, true
		}
	}
	return p.schooling(chunkOf(rest))
}

// ageAt reads the age that a text begins with: 50岁, 五十岁. Who says 45岁以上 or 五十多岁 is older than that.
func ageAt(text string) (years, size int) {
	n, rest := digitsOf(text)
	years, err := strconv.Atoi(n)
	if err != nil {
		years, rest = tensOf(text)
	}
	rest, some := strings.CutPrefix(rest, "多")
	after, ok := strings.CutPrefix(rest, "岁")
	if !ok || years < models.LegalWorkingAge || years > oldest {
		return 0, 0
	}
	if some {
		years += 5
	}
	if more, above := strings.CutPrefix(after, "以上"); above {
		years, after = years+1, more
	}
	for _, more := range []string{"左右", "多"} {
		after = strings.TrimPrefix(after, more)
	}
	return years, len(text) - len(after)
}

// tensOf reads a number from 二十 to 九十九 in characters.
func tensOf(text string) (n int, rest string) {
	tens, size := numeral(text)
	rest, ok := strings.CutPrefix(text[size:], "十")
	if !ok || size == 0 {
		return 0, text
	}
	ones, size := numeral(rest)
	return int(10*tens + ones), rest[size:]
}

// oldest is the highest age that is taken for one.
const oldest = 99

// within tells whether a Latin word goes on.
func (p *parser) within(s script) bool {
	last, _ := utf8.DecodeLastRuneInString(p.text[:p.at])
	return s == latin && p.at > 0 && scriptOf(last) == latin
}

// chunkOf is what a text has before the first divider.
func chunkOf(text string) string {
	for i, c := range text {
		if scriptOf(c) == divider {
			return text[:i]
		}
	}
	return text
}

func (p *parser) schooling(chunk string) (piece, bool) {
	for _, s := range schoolings {
		rest, ok := strings.CutPrefix(chunk, s.word)
		if !ok {
			continue
		}
		if rest == "" && p.fresh() || s.level == models.EducationAny {
			return piece{kind: aSchooling, text: s.word, education: s.level}, true
		}
		for _, e := range schoolingEndings {
			if strings.HasPrefix(rest, e) {
				return piece{kind: aSchooling, text: s.word + e, education: s.level}, true
			}
		}
	}
	return piece{}, false
}

// fresh tells whether a chunk begins where the parser stands, with nothing read of it.
func (p *parser) fresh() bool {
	last, _ := utf8.DecodeLastRuneInString(p.text[:p.at])
	return p.at == 0 || scriptOf(last) == divider
}

// placed reads a place: what is a whole chunk, or begins what has no word before it. In the middle of a word only a whole
// name of a town or wider counts, and one character is not left over, for 新郑路 is no place with a 路.
func (p *parser) placed(chunk string) (piece, bool) {
	if found, ok := p.places.named(chunk); ok && p.fresh() {
		return piece{kind: aPlace, text: chunk, place: found}, true
	}
	found, ok := p.places.leading(chunk)
	if !ok || utf8.RuneCountInString(chunk[len(found.name):]) == 1 {
		return piece{}, false
	}
	if p.word >= 0 && (p.places.byName[found.name] == nil || !p.places.wide(&found)) {
		return piece{}, false
	}
	return piece{kind: aPlace, text: found.name, place: found}, true
}
