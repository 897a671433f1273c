package screening

import "konggang/models"

// Below these a figure of that unit is no wage but part of something else; those for a figure that nothing names as pay
// are higher. Yuan.
var leastPay = map[models.WageUnit]struct{ named, bare float64 }{
	models.PerMonth: {300, 800}, models.PerDay: {20, 40}, models.PerHour: {3, 5}, models.PerYear: {3000, 8000},
}

// wages finds pay below the minimum. A figure with the name of pay before it counts, and one with a unit of time behind it
// that is no allowance, fee or bonus; a range counts by its lower end.
var wages = topic{
	rule:  RuleMinimumWage,
	about: "num",
	steps: []step{
		weigh("<pay|trial> (colon|be|bracket|gap|than|notunder|other{0,3}|<upto>|<unit>|and){0,4} figure slash? <unit>? <percent|years|measure|zhe|trial>?", payNamed),
		lawful("extra (colon|bracket|be|other{0,4}|need|upto|notunder|up){0,3} (slash? unit)? figure (slash? unit)?"),
		lawful("figure (slash unit|unit)? of? (other|item|nohours){0,3} bonus"),
		weigh("<upto>? figure slash <unit>", payBare),
		weigh("<upto>? yuansign? <num> (range <num>)? (yuan|start|plus)+ <unit>", payBare),
		weigh("<upto>? <num> (range <num>)? <per>", payCounted),
		weigh("<upto>? <per> (colon|be|other{0,1})? yuansign? <num> (range <num>)? <yuan|measure|percent|years|hour|day>?", payPer),
		weigh("^num <monthbare> yuansign? <num> (range <num>)? <measure|percent|years|hour|day|month>?", payMonthly),
		weigh("<upto>? <unit> (colon|be|other{0,1})? yuansign? <num> (range <num>)? yuan", payLed),
	},
}

// payUnits are the units by the classes of the words for them; a name of pay says a unit too.
var payUnits = []struct {
	class string
	unit  models.WageUnit
}{
	{"paymonth", models.PerMonth}, {"headline", models.PerMonth}, {"payhour", models.PerHour}, {"payday", models.PerDay},
	{"payyear", models.PerYear}, {"month", models.PerMonth}, {"day", models.PerDay}, {"hour", models.PerHour}, {"yearunit", models.PerYear},
}

func payNamed(m match) []verdict {
	if m.has(2) || m.has(7) {
		return nil
	}
	unit := m.unit(1)
	if m.is(1, "trial") && !m.is(1, "paymonth") {
		if m.has(6) && !m.is(6, "month") {
			return nil // 试用期60天 is its length
		}
		unit = models.PerMonth
	}
	for _, stated := range []int{3, 6} {
		if m.has(stated) {
			unit = m.unit(stated)
		}
	}
	return m.judgePay(m.lower(4, 5), unit, leastPay[unit].named)
}

func payBare(m match) []verdict {
	if m.has(1) {
		return nil
	}
	unit := m.unit(4)
	return m.judgePay(m.lower(2, 3), unit, leastPay[unit].bare)
}

// payCounted judges a figure that only a time stands behind: 2000一个月.
func payCounted(m match) []verdict {
	if m.has(1) {
		return nil
	}
	unit := m.unit(4)
	return m.judgePay(m.lower(2, 3), unit, leastPay[unit].bare)
}

// payPer judges a figure behind a time, unless it counts something else: 一个月1950, 每天100单.
func payPer(m match) []verdict {
	if m.has(1) || m.has(5) && !m.is(5, "yuan") {
		return nil
	}
	unit := m.unit(2)
	return m.judgePay(m.lower(3, 4), unit, leastPay[unit].bare)
}

// payMonthly judges 月1700, where no number in front makes the month one of the calendar.
func payMonthly(m match) []verdict {
	if m.has(4) {
		return nil
	}
	return m.judgePay(m.lower(2, 3), models.PerMonth, leastPay[models.PerMonth].bare)
}

func payLed(m match) []verdict {
	if m.has(1) {
		return nil
	}
	unit := m.unit(2)
	return m.judgePay(m.lower(3, 4), unit, leastPay[unit].bare)
}

// unit is what the word in the marked part n says that pay is counted by, "" for a week.
func (m match) unit(n int) models.WageUnit {
	for _, p := range payUnits {
		if m.is(n, p.class) {
			return p.unit
		}
	}
	return ""
}

// lower is the lower end of a range; the scale of its upper end counts for both, as in 3-5千 and 1.5-2万.
func (m match) lower(low, high int) float64 {
	value := m.value(low)
	if !m.has(high) || value >= 100 {
		return value
	}
	switch top := m.value(high); {
	case top >= 10_000 && value < 20:
		return value * 10_000
	case top >= 1000:
		return value * 1000
	}
	return value
}

func (m match) judgePay(yuan float64, unit models.WageUnit, least float64) []verdict {
	if unit == "" || yuan < least || m.facts.words.any(m.tokens, "intern") {
		return nil
	}
	pay := Pay{Yuan: yuan, Unit: unit, PartTime: m.facts.partTime}
	severity, floor, below := m.facts.context.Wages.judge(pay, m.facts.context.Place, m.facts.context.Today)
	if !below {
		return nil
	}
	return []verdict{{severity: severity, args: []string{floor}}}
}
