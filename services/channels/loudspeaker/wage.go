package loudspeaker

import (
	"strings"

	"konggang/models"
	"konggang/services/spoken"
)

// wage says basic pay, "" when none is stated. It is said from the numbers, for what is printed has readings of its own:
// 2.5-3元 might be a day in February.
func wage(w models.Wage) string {
	per := "每" + models.WageUnits.Zh(w.Unit)
	switch {
	case w.Negotiable:
		return "工资面议"
	case w.Min != nil && w.Max != nil:
		return "工资" + per + between(*w.Min, *w.Max)
	case w.Min != nil:
		return "工资" + per + money(*w.Min) + "起"
	case w.Max != nil:
		return "工资最高" + per + money(*w.Max)
	}
	return ""
}

// notBasePay is true of every wage that is no basic pay, whatever it is that it includes.
const notBasePay = "这里头还算着别的钱，不是底薪"

// caveat follows a sum that is no basic pay, as it does in print.
func caveat(w models.Wage, notBase string) string {
	if notBase == "" || w.Min == nil && w.Max == nil {
		return ""
	}
	return notBasePay
}

func money(f models.Fen) string { return spoken.Money(int64(f)) }

// between says 元 once.
func between(low, high models.Fen) string {
	from, to := money(low), money(high)
	if from == to {
		return to
	}
	if strings.HasSuffix(to, "元") {
		from = strings.TrimSuffix(from, "元")
	}
	return from + "到" + to
}
