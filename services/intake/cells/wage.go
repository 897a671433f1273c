package cells

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"konggang/models"
)

const (
	number = `(\d+(?:\.\d+)?)([千万kw])?`
	yuan   = `(?:元|块钱|块|rmb)?`
)

var (
	negotiable   = regexp.MustCompile(`面议|面谈|详谈|协商|电议|另议|negotiable`)
	thousands    = regexp.MustCompile(`(\d),(\d{3})\b`)
	trailingPlus = regexp.MustCompile(`\+(/|$|[,;)])`)
	clauseBreak  = regexp.MustCompile(`[,;、·|()\[\]+]`)
	extraPay     = regexp.MustCompile(`返费|补贴|补助|奖|绩效|提成|全勤|津贴|保险|社保|分红|双薪|年终|\d+薪|房补|餐补|加班|押金|试用|同工同酬|扣|费|工龄`)
	amounts      = regexp.MustCompile(`(?:^|[^\d.-])` + number + yuan + `(?:` + perUnit + `)?(?:(?:-+|/)` + number + yuan + `)?`)
	notMoney     = regexp.MustCompile(`^(?:[个岁周人名天日号月期薪%\d.-]|小时)`)
	payBefore    = regexp.MustCompile(`(?:基本工资|小时工资|平均工资|[月日时年]薪|[月日]工资|[月年]收入|底薪|工资|薪资|薪水|薪酬|待遇|人民币|rmb|¥|税前|计件|` + perUnit + `|(保底|不低于|不少于|>=|>)|(最高|不超过|<=|<)|:)+$`)
	payAfter     = regexp.MustCompile(`^(?:` + perUnit + `|元|薪|(及?以上|起)|(以下|以内|封顶))+`)
	wordy        = regexp.MustCompile(`[\p{Han}\p{Latin}\d]`)
	unitOnly     = regexp.MustCompile(`^(?:` + perUnit + `|元|[月日时年]薪|工资|:)*$`)
)

// The pay of a month, in yuan, that a number without any unit is taken for.
const (
	leastMonthly = 1000
	mostMonthly  = 100_000
)

// Wage reads basic pay: 4500-6500元/月, 26元/小时, 3-5千, 4k-7k, 1-1.5万, 5000起, 5000+, 面议. What is paid besides (绩效, 返费, 14薪) and
// what is not understood goes to the note, never into an amount. A number without a unit counts by the column's hint, else
// by the month when it can be a month's pay. A cell without an amount is read only when it names such an extra or says 面议.
func Wage(s string, hint WageHint) (models.Wage, bool) {
	t := thousands.ReplaceAllString(foldRange(s), "$1$2")
	t = trailingPlus.ReplaceAllString(t, "起$1")
	clauses := clauseBreak.Split(t, -1)
	var w models.Wage
	var notes []string
	extra := false
	for _, clause := range clauses {
		base, rest := splitExtra(clause)
		p, found := findPay(base)
		switch {
		case found && !w.Stated():
			unit := p.unit(base, clauses, hint)
			if !p.settle(&w, unit, hint) {
				return models.Wage{}, false
			}
			rest = p.note(base) + rest
		case unitOnly.MatchString(base):
		default:
			rest = clause
		}
		extra = extra || extraPay.MatchString(rest) || strings.Contains(rest, "计件")
		if wordy.MatchString(rest) {
			notes = append(notes, rest)
		}
	}
	w.Note = strings.Join(notes, "，")
	if !w.Stated() && negotiable.MatchString(t) {
		w.Negotiable = true
		w.Note = strings.Trim(negotiable.ReplaceAllString(w.Note, ""), "，")
	}
	if !w.Stated() && !extra {
		return models.Wage{}, false
	}
	return w, true
}

// splitExtra cuts a clause where an extra begins: 3000元/月绩效400 → 3000元/月, 绩效400.
func splitExtra(clause string) (base, extra string) {
	if i := extraPay.FindStringIndex(clause); i != nil {
		return clause[:i[0]], clause[i[0]:]
	}
	return clause, ""
}

// pay is the first amount of a clause with the text around it.
type pay struct {
	low, high           float64
	lowScale, highScale string
	ranged              bool
	above, below        bool
	before, after       string
}

func findPay(clause string) (pay, bool) {
	for at := 0; ; {
		m := amounts.FindStringSubmatchIndex(clause[at:])
		if m == nil {
			return pay{}, false
		}
		text := clause[at:]
		end := text[m[1]:]
		if strings.Contains(text[m[2]:m[1]], "元") || !notMoney.MatchString(end) {
			return newPay(clause[:at+m[2]], text, m, end), true
		}
		at += m[1]
	}
}

func newPay(before, text string, m []int, after string) pay {
	group := func(n int) string {
		if m[2*n] < 0 {
			return ""
		}
		return text[m[2*n]:m[2*n+1]]
	}
	p := pay{lowScale: group(2), highScale: group(4), ranged: group(3) != "", before: before, after: after}
	p.low, p.high = decimal(group(1)), decimal(group(3))
	if b := payBefore.FindStringSubmatchIndex(before); b != nil {
		p.above, p.below = b[2] >= 0, b[4] >= 0
		p.before = before[:b[0]]
	}
	if a := payAfter.FindStringSubmatchIndex(after); a != nil {
		p.above, p.below = p.above || a[2] >= 0, p.below || a[4] >= 0
		p.after = after[a[1]:]
	}
	return p
}

func decimal(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 0
	}
	return f
}

// unit looks for the unit beside the amount, then in clauses of words alone: 4500-6500(元/月).
func (p pay) unit(clause string, clauses []string, hint WageHint) models.WageUnit {
	if u := unitOf(clause); u != "" {
		return u
	}
	for _, c := range clauses {
		if u := unitOf(c); u != "" && !strings.ContainsAny(c, "0123456789") && !extraPay.MatchString(c) {
			return u
		}
	}
	return ""
}

// settle writes the amounts into w; false when they cannot be what is paid by the unit.
func (p pay) settle(w *models.Wage, unit models.WageUnit, hint WageHint) bool {
	low, high, ok := p.ends(hint)
	if unit == "" {
		unit = likelyUnit(low, high, hint)
	}
	lowFen, highFen := models.Fen(math.Round(low*100)), models.Fen(math.Round(high*100))
	if !ok || unit == "" || lowFen <= 0 {
		return false
	}
	w.Unit = unit
	if !p.below || p.ranged {
		w.Min = &lowFen
	}
	if !p.above || p.ranged {
		w.Max = &highFen
	}
	return w.Stated()
}

// ends are both amounts in yuan in ascending order, one and the same when only one is written; false when the scales leave
// it open which is the larger, or when nobody is paid as much.
func (p pay) ends(hint WageHint) (low, high float64, ok bool) {
	low, high = p.yuan(hint)
	if !p.ranged {
		high = low
	}
	if high < low && p.lowScale != p.highScale {
		return 0, 0, false
	}
	low, high = min(low, high), max(low, high)
	return low, high, high <= float64(models.MaxWage)/100
}

// likelyUnit is the unit of amounts that are written without one: the header's, else the month; "" when they cannot be that.
func likelyUnit(low, high float64, hint WageHint) models.WageUnit {
	switch {
	case hint.Unit == models.PerMonth && low < leastMonthly/10:
		return ""
	case hint.Unit != "":
		return hint.Unit
	case low >= leastMonthly && high < mostMonthly:
		return models.PerMonth
	}
	return ""
}

// yuan applies the scales: in 3-5千 and 1-1.5万 a small number shares the other's, in 8000-1万 a large one does not.
func (p pay) yuan(hint WageHint) (low, high float64) {
	const small = 100
	lowScale, highScale := scales[p.lowScale], scales[p.highScale]
	switch {
	case p.lowScale == "" && p.highScale != "" && p.low < small:
		lowScale = highScale
	case p.highScale == "" && p.lowScale != "" && p.high < small:
		highScale = lowScale
	case p.lowScale == "" && p.highScale == "" && hint.Scale > 0 && max(p.low, p.high) < leastMonthly:
		lowScale, highScale = hint.Scale, hint.Scale
	}
	return p.low * lowScale, p.high * highScale
}

// note is what the clause says besides the pay; the whole of it when the pay stands within words.
func (p pay) note(clause string) string {
	if wordy.MatchString(p.before) {
		return clause
	}
	if wordy.MatchString(p.after) {
		return p.after
	}
	return ""
}
