package screening

// Lengths of a trial that no contract may exceed, and the share of the later wage that it may not go below
// (劳动合同法 art. 19, 20).
const (
	longestTrial = 6 // months
	leastShare   = 80
)

// probation finds trials that are too long for the contract, or too poorly paid.
var probation = topic{
	rule:  RuleProbation,
	about: "num trial nopay half yearunit",
	steps: []step{
		weigh("trial (thin|colon|bracket|gap){0,4} (num range)? <num> <month|yearunit|day|week>", trialLength),
		weigh("(num range)? <num> <month|yearunit|day|week> (of|be|turn)? trial", trialLength),
		weigh("trial (be|colon|gap)? <yearunit>", wholeYear),
		weigh("<firstmonths> (be|of|colon|other){0,2} trial", firstMonths),
		weigh("knowing other{0,2} (num range)? <num> <month|yearunit|day|week> (in|comma){0,8} regular", trialLength),
		weigh("trial sharing{0,12}? <num> (percent|<zhe>)", trialShare),
		weigh("trial (in|comma){0,8} (nopay|half)", always),
		weigh("nopay trial", always),
		weigh("regular sharing{0,6}? figure (slash? unit)? sharing{0,8}? trial sharing{0,6}? figure", trialBehind),
		weigh("trial sharing{0,6}? figure (slash? unit)? sharing{0,6}? regular sharing{0,6}? figure", trialPay),
	},
}

func always(match) []verdict { return []verdict{{}} }

func trialLength(m match) []verdict {
	months := m.value(1)
	switch {
	case m.is(2, "yearunit"):
		months *= 12
	case m.is(2, "day"):
		months /= 31
	case m.is(2, "week"):
		months /= 4
	}
	if months > trialAllowed(m.facts.contract) {
		return []verdict{{}}
	}
	return nil
}

// firstMonths judges 头三个月为试用期; what it counts is two months or three.
func firstMonths(m match) []verdict {
	months := 2.0
	if m.is(1, "firstthree") {
		months = 3
	}
	if months > trialAllowed(m.facts.contract) {
		return []verdict{{}}
	}
	return nil
}

func wholeYear(match) []verdict { return []verdict{{}} }

// trialAllowed is the longest trial in months for a contract of so many months, 0 for one whose term is not stated.
func trialAllowed(contract float64) float64 {
	switch {
	case contract == 0 || contract >= 36:
		return longestTrial
	case contract >= 12:
		return 2
	case contract >= 3:
		return 1
	}
	return 0
}

func trialShare(m match) []verdict {
	share := m.value(1)
	if m.has(2) && share < 10 {
		share *= 10
	}
	if share > 0 && share < leastShare {
		return []verdict{{}}
	}
	return nil
}

func trialPay(m match) []verdict { return trialBelow(m.value(1), m.value(3)) }

// trialBehind judges 转正6000,考察期3800.
func trialBehind(m match) []verdict { return trialBelow(m.value(3), m.value(1)) }

func trialBelow(trial, later float64) []verdict {
	if trial >= 500 && later >= 500 && trial*100 < later*leastShare {
		return []verdict{{}}
	}
	return nil
}
