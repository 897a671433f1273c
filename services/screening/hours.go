package screening

// What working time is held against: 国务院关于职工工作时间的规定 and 劳动法 art. 36-41.
const (
	dayHours        = 8
	weekHours       = 44
	monthOvertime   = 36
	daysOfMonth     = 30.4
	weeksOfMonth    = daysOfMonth / 7
	longestOvertime = 3  // hours a day that may be agreed on (art. 41)
	longestDay      = 16 // a longer one is a span that something is open
	fewestRestDays  = 4  // a month; fewer leave a week without one
)

// hours finds days, weeks and months that are too long, and pay that covers any overtime (包薪).
var hours = topic{
	rule:  RuleHours,
	about: "packed num norest allin weekrest monthrest sixdays rest",
	steps: []step{
		lawful("(not|forbid|exclude|waive|bye) norest"),
		weigh("norest", unlessRests),
		lawful("machine thin{0,3} runs other{0,1} num approx? hour"),
		lawful("machine thin{0,3} num approx? hour of? other{0,2} runs"),
		lawful("(not|none|waive|forbid|exclude) allin"),
		find("allin"),
		find("(overtimeword|overtime) loose{0,4} packed"),
		lawful("business (colon|be|gap|other{0,3}){0,2} clock range clock (sep? clock range clock)*"),
		lawful("(rest|nohours) (colon|other{0,2}) clock range clock"),
		weigh("clock (range|gap|workday range|workday)? clock (sep? (other{0,2}) clock range clock){0,3}", clockHours),
		weigh("(week) thin{0,4} (num range)? <num> approx? hour", longWeek),
		weigh("<num> approx? hour slash? week", longWeek),
		weigh("overtimeword thin{0,4}? <notover>? (num range)? <num> approx? hour", overtimeHours),
		weigh("(day|workday|shiftword) (thin|colon|gap|need){0,5} (num range)? <num> approx? hour", longDay),
		weigh("(num range)? <num> approx? hour of? slash? (workday|shiftword|day)", longDay),
		weigh("num other <num> hour", longDay),
		weigh("eachshift (num range)? <num> hour", longShift),
		lawful("num approx? hour of? loose{0,2} nohours"),
		lawful("nohours (colon|other{0,2})? num hour"),
		weigh("edge (only|need|other{0,2})? (num range)? <num> approx? hour edge", longDay),
		weigh("up <num> (hour|day|other)? rest num", longDay),
		weigh("monthrest (thin|gap){0,2} (num range)? <num> day", monthlyRest),
		weigh("(month|per) thin{0,3} rest <num> day", monthlyRest),
		find("(month other{0,3} rest|monthrest other{0,3}) day num? edge"),
		weigh("week (other|need|only){0,3} (workday|up)? <num> day", workDays),
		weigh("weekrest", sixDays),
		weigh("workday num day", nothing),
	},
}

func nothing(match) []verdict { return nil }

// unlessRests lets a shop that is open all year off where its people rest in turn.
func unlessRests(m match) []verdict {
	if m.facts.rests {
		return nil
	}
	return []verdict{{}}
}

func longDay(m match) []verdict {
	if h := m.value(1); h > dayHours && h <= longestDay || h == 24 && m.spans("rest") {
		return []verdict{{}}
	}
	return nil
}

// longShift judges the hours of one shift, which may be a whole day and night.
func longShift(m match) []verdict {
	if h := m.value(1); h > dayHours && h <= 24 {
		return []verdict{{}}
	}
	return nil
}

func longWeek(m match) []verdict {
	if h := m.value(1); h > weekHours && h <= 7*longestDay {
		return []verdict{{}}
	}
	return nil
}

// overtimeHours judges hours of overtime: more than 36 a month, or a longer day every day.
func overtimeHours(m match) []verdict {
	h := m.value(2)
	daily := m.spots[0] > 0 && m.facts.words.is(m.tokens[m.spots[0]-1].kind, "workday") || m.spans("day") || m.spans("workday")
	if h > monthOvertime || daily && h > 1 && !(m.has(1) && h <= longestOvertime) {
		return []verdict{{}}
	}
	return nil
}

func monthlyRest(m match) []verdict {
	return m.week((daysOfMonth-m.value(1))/weeksOfMonth, m.value(1) < fewestRestDays)
}

func workDays(m match) []verdict { return m.week(m.value(1), m.value(1) >= 7 && m.value(1) < 8) }

func sixDays(m match) []verdict { return m.week(6, false) }

// week judges so many days a week by the hours of a day that are stated elsewhere.
func (m match) week(days float64, restless bool) []verdict {
	if restless || days <= 7 && days*m.facts.hours > weekHours {
		return []verdict{{}}
	}
	return nil
}
