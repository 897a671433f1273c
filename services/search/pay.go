package search

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"konggang/models"
)

// The grammar of pay:
//
//	pay    = {before} amount [to amount] {after}
//	amount = digits ["." digits] [scale] | numeral scale [numeral]
//
// before and after are the words of payBefore and payAfter. What has neither a word that tells of pay nor a scale is pay only when it
// is a round number of the size of a month's.

// words that stand before an amount, with the unit that they say.
var payBefore = []payWord{
	{"月工资", models.PerMonth}, {"月薪", models.PerMonth}, {"日工资", models.PerDay}, {"日薪", models.PerDay}, {"日结", models.PerDay}, {"时薪", models.PerHour},
	{"年薪", models.PerYear}, {"工资", ""}, {"薪资", ""}, {"薪水", ""}, {"待遇", ""}, {"底薪", models.PerMonth},
	{"一小时", models.PerHour}, {"每小时", models.PerHour}, {"一天", models.PerDay}, {"每天", models.PerDay}, {"一个月", models.PerMonth}, {"每月", models.PerMonth}, {"一年", models.PerYear},
	{"不低于", ""}, {"不少于", ""}, {"至少", ""}, {"高于", ""}, {"超过", ""}, {"大于", ""}, {">=", ""}, {">", ""}, {":", ""}, {" ", ""},
}

// words that stand behind an amount.
var payAfter = []payWord{
	{"块钱", ""}, {"元", ""}, {"块", ""}, {"以上", ""}, {"及以上", ""}, {"往上", ""}, {"起", ""}, {"+", ""}, {"左右", ""}, {"上下", ""},
	{"/小时", models.PerHour}, {"每小时", models.PerHour}, {"一小时", models.PerHour}, {"/时", models.PerHour}, {"/h", models.PerHour}, {"小时", models.PerHour},
	{"/天", models.PerDay}, {"每天", models.PerDay}, {"一天", models.PerDay}, {"/日", models.PerDay}, {"天", models.PerDay}, {"日结", models.PerDay},
	{"/月", models.PerMonth}, {"每月", models.PerMonth}, {"一个月", models.PerMonth}, {"一月", models.PerMonth}, {"月", models.PerMonth},
	{"/年", models.PerYear}, {"每年", models.PerYear}, {"一年", models.PerYear},
}

// limits are the words that make an amount a limit and not just a wish.
var limits = []string{"不低于", "不少于", "至少", "高于", "超过", "大于", ">=", ">", "以上", "及以上", "往上", "起", "+"}

// words that turn an amount into an upper limit.
var payBelow = []string{"以下", "以内", "封顶"}

type payWord struct {
	word string
	unit models.WageUnit
}

var scales = []struct {
	word  string
	times float64
}{{"千", 1000}, {"k", 1000}, {"万", 10_000}, {"w", 10_000}}

var betweens = []string{"-", "~", "—", "–", "到", "至"}

const numerals = "零一二三四五六七八九"

// A number alone is pay when it is round and of this size, yuan by the month.
const leastBare, mostBare, roundBare = 1000, 50_000, 100

// Without a unit, what is less than this is not pay by the month.
const leastMonthly = 1000

// payReader reads pay from the front of a text.
type payReader struct {
	text string
	unit models.WageUnit
	said bool // whether a word or a scale tells of pay
	firm bool // whether a limit was said
}

// pay is what somebody wants to earn, by the month: at least, and at most 0 for no limit. unit is what it was said by, loose is
// set when neither a limit nor a range was said: 保安4000.
type pay struct {
	least, most models.Fen
	unit        models.WageUnit
	loose       bool
}

// tenThousand are words for a wage of five digits.
var tenThousand = []string{"过万", "上万", "破万", "月入过万"}

// payAt reads the pay that a folded text begins with, and how many bytes it takes. False when it begins with none.
func payAt(text string) (p pay, size int, ok bool) {
	for _, w := range tenThousand {
		if strings.HasPrefix(text, w) {
			return pay{least: 1_000_000}, len(w), true
		}
	}
	r := payReader{text: text}
	r.words(payBefore)
	low, lowScale, ok := r.amount()
	if !ok {
		return pay{}, 0, false
	}
	top, scale, ranged := r.upTo()
	if ranged {
		low = shareScale(low, lowScale, top, scale)
	}
	r.words(payAfter)
	if r.below() {
		low, top = 0, low
	}
	if !r.ends() || ranged && top < low {
		return pay{}, 0, false
	}
	return r.settle(low, top, len(text)-len(r.text))
}

// below reads the words that make an amount the upper end.
func (r *payReader) below() bool {
	for _, w := range payBelow {
		if rest, ok := strings.CutPrefix(r.text, w); ok {
			r.text, r.said, r.firm = rest, true, true
			return true
		}
	}
	return false
}

func (r *payReader) words(list []payWord) {
	for again := true; again; {
		again = false
		for _, w := range list {
			if rest, ok := strings.CutPrefix(r.text, w.word); ok {
				r.text, again = rest, true
				r.said = r.said || w.word != " " && w.word != ":"
				r.firm = r.firm || slices.Contains(limits, w.word)
				if w.unit != "" {
					r.unit = w.unit
				}
				break
			}
		}
	}
}

// amount is a number, with its scale taken in; scale is 1 when none is said.
func (r *payReader) amount() (value, scale float64, ok bool) {
	if n, rest := digitsOf(r.text); n != "" {
		value, err := strconv.ParseFloat(n, 64)
		if err != nil {
			return 0, 0, false
		}
		r.text = rest
		scale := r.scale()
		return float64(value * scale), scale, true
	}
	n, size := numeral(r.text)
	if size == 0 {
		return 0, 0, false
	}
	was := r.text
	r.text = r.text[size:]
	scale = r.scale()
	if scale == 1 {
		r.text = was
		return 0, 0, false
	}
	if more, size := numeral(r.text); size > 0 { // 五千五
		r.text = r.text[size:]
		return n*scale + more*scale/10, scale, true
	}
	return n * scale, scale, true
}

func digitsOf(text string) (number, rest string) {
	n := 0
	for n < len(text) && (text[n] >= '0' && text[n] <= '9' || text[n] == '.' && n > 0 && !strings.Contains(text[:n], ".") && n+1 < len(text) && text[n+1] >= '0' && text[n+1] <= '9') {
		n++
	}
	return text[:n], text[n:]
}

func numeral(text string) (n float64, size int) {
	c, size := utf8.DecodeRuneInString(text)
	if c == '两' {
		return 2, size
	}
	if at := strings.IndexRune(numerals, c); at > 0 && size > 1 {
		return float64(at / size), size
	}
	return 0, 0
}

func (r *payReader) scale() float64 {
	for _, s := range scales {
		if rest, ok := strings.CutPrefix(r.text, s.word); ok {
			r.text, r.said = rest, true
			return s.times
		}
	}
	return 1
}

// upTo reads the upper end of a range.
func (r *payReader) upTo() (value, scale float64, ok bool) {
	was := *r
	for _, b := range betweens {
		rest, found := strings.CutPrefix(r.text, b)
		if !found {
			continue
		}
		r.text = rest
		if value, scale, ok = r.amount(); ok {
			r.said = r.said || value >= leastMonthly
			return value, scale, true
		}
	}
	*r = was
	return 0, 0, false
}

// shareScale gives the lower end the scale of the upper where it has none: 3-5千.
func shareScale(low, lowScale, high, scale float64) float64 {
	if lowScale == 1 && scale > 1 && low*scale <= high {
		return low * scale
	}
	return low
}

// ends tells whether what was read is not the beginning of a longer Latin word: 5000mm.
func (r *payReader) ends() bool {
	c, _ := utf8.DecodeRuneInString(r.text)
	return r.text == "" || scriptOf(c) != latin
}

// settle takes the amounts by the month.
func (r *payReader) settle(low, top float64, size int) (pay, int, bool) {
	yuan := max(low, top)
	bare := yuan >= leastBare && yuan <= mostBare && math.Mod(yuan, roundBare) == 0
	if !r.said && !bare || yuan > float64(models.MaxWage)/100 || r.unit == "" && yuan < leastMonthly {
		return pay{}, 0, false
	}
	p := pay{least: r.month(low), most: r.month(top), unit: r.unit, loose: !r.firm && top == 0}
	return p, size, p.least > 0 || p.most > 0
}

// month is an amount by the month, 0 where it has none.
func (r *payReader) month(yuan float64) models.Fen {
	unit := cmp.Or(r.unit, models.PerMonth)
	fen := models.Fen(math.Round(float64(yuan * 100)))
	month, _, ok := models.Wage{Min: &fen, Unit: unit}.Monthly()
	if !ok {
		return 0
	}
	return month
}
