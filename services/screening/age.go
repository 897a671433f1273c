package screening

import (
	"strconv"

	"konggang/models"
)

// minorAge is from when on somebody is no minor (劳动法 art. 58).
const minorAge = 18

// ages finds the ages that an advert accepts: under sixteen, minors in work that they are kept from, and any upper age.
// The ages of children and old people in care are nobody's business here.
var ages = topic{
	rule:  RuleAgeLimit,
	about: "num ageword childlabour minorword oldage pupil",
	steps: []step{
		lawful("care other{0,5} num years? (range num years?)?"),
		lawful("num (range num)? years of? (staff|job|worker|minorword)? (loose|not|exclude|forbid){0,3} spare"),
		lawful("minorword (loose|not){0,3} spare"),
		weigh("<num> years of? child? in{0,8} okay", childAge),
		lawful("num years below of? child"),
		weigh("notover <num> in{0,6} borrow", childLimit),
		weigh("<num> years? of? child in{0,8} earn", childAge),
		weigh("<num> of young", youngAge),
		weigh("nearly (num|month|day|other){0,3} (notunder|agefull|full) <num> (years|of|edge|okay)", childLimit),
		weigh("agelabel (colon|be|other|gap)? <num> above", lowerAge),
		weigh("nominal <num> years?", nominalAge),
		lawful("over ageword (in|comma){0,6} okay"),
		find("ageword (below|of below|exclude)"),
		find("(over|notover)? ageword (thin|above){0,4} exclude"),
		find("notover ageword"),
		weigh("full <num> (okay|edge|other)", youngAge),
		weigh("<num> years of? job", youngAge),
		weigh("edge notover <num> edge", adultAge),
		weigh("edge <num> (above|over) of? thin{0,2} (exclude|notake)", adultAge),
		lawful("num years? (range num years)? of? other{0,3} (child|elder)"),
		lawful("num range num years? of? (child|elder)"),
		lawful("(child|elder) colon? other{0,2} num years"),
		lawful("(forbid|exclude|notake|none|not) (thin|want){0,6} (childlabour|minorword)"),
		lawful("(childlabour|minorword) loose{0,4} (exclude|notake|forbid)"),
		weigh("(want|need|okay|welcome|waive)? thin{0,3} childlabour okay?", underAge),
		weigh("(want|welcome|only) thin{0,3} minorword", minor),
		weigh("minorword (sep|thin){0,3} (okay|prefer|want)", minor),
		lawful("(exclude|notake|forbid) thin{0,4} num years (below|range)"),
		lawful("(exclude|notake|forbid) thin{0,4} notover num years"),
		lawful("notover num years thin{0,4} (exclude|notake|forbid)"),
		lawful("num years below in{0,5} (exclude|notake|forbid)"),
		lawful("over num years above? thin{0,4} okay"),
		weigh("(exclude|notake|over) thin{0,4} <num> years (above|over)", upperAge),
		weigh("(over|notunder) <num> years loose{0,4} (exclude|notake)", upperAge),
		weigh("<num> years (above|over) loose{0,3} (exclude|notake)", upperAge),
		weigh("over <num> (of|above)", upperAge),
		weigh("over <num> loose{0,2} exclude", adultAge),
		find("(oldage) than? of? loose{0,6} (exclude|notake)"),
		find("refuse loose{0,3} oldage"),
		weigh("pupil (loose|pupil|pause|comma){0,8} okay", underAge),
		weigh("(want|welcome) thin{0,3} pupil", underAge),
		weigh("pupil of? child? (summer|of){1,2} thin{0,2} (come|earn|okay|welcome)", underAge),
		weigh("notover <num> (loose|edge){0,12} okay", childLimit),
		weigh("agefull <num> (edge|okay|of|than)", lowerAge),
		weigh("<num> approx? years? range <num> years below?", ageRange),
		weigh("<num> years range <num>", ageRange),
		weigh("agelabel (colon|be|only|bracket|other)? <num> range <num> <yuan|month|measure|hour|day|yearunit>?", ageRange),
		weigh("sex <num> range <num> <yuan|month|measure|hour|day|yearunit>?", ageRange),
		weigh("edge <num> range <num> (between|edge)", ageRange),
		weigh("years <num> below", adultAge),
		weigh("<num> years (bracket|and|include){0,3} below", upperAge),
		weigh("notover other{0,1} <num> years", upperAge),
		weigh("agelabel loose{0,3} notover <num>", upperAge),
		weigh("agelabel (in|comma){0,10} <num> below", upperAge),
		weigh("edge <num> below edge", adultAge),
		weigh("only <num> years edge", upperAge),
		weigh("agelabel only <num> edge", upperAge),
		weigh("<num> years range edge", lowerAge),
		weigh("<num> years (bracket|and|include){0,3} above", lowerAge),
		weigh("notunder <num> years", lowerAge),
		weigh("<num> years than? thin{0,3} okay", lowerAge),
		weigh("want thin{0,3} <num> years", lowerAge),
		weigh("edge <num> years num? edge", childAge),
		weigh("edge <num> years", nearlyGrown),
		weigh("<num> yearunit (num month num day)? (born|after born)", bornAfter),
		weigh("<num> after of? (prefer|edge|want|and|num|come)", decade),
	},
}

func underAge(m match) []verdict {
	return []verdict{{rule: RuleUnderAge, args: []string{strconv.Itoa(models.LegalWorkingAge)}}}
}

// minor asks an officer where minors are wanted for work that they are kept from.
func minor(m match) []verdict {
	if !m.facts.restricted {
		return nil
	}
	return []verdict{{rule: RuleMinorJob}}
}

// ageRange judges from-to; figures with a unit of something else are no ages.
func ageRange(m match) []verdict {
	low, high := m.value(1), m.value(2)
	if len(m.spots) > 6 && m.has(3) || low < 6 || high > 80 || low >= high {
		return nil
	}
	return append(fromAge(m, low), verdict{})
}

func lowerAge(m match) []verdict {
	if low := m.value(1); low >= 6 && low <= 80 {
		return fromAge(m, low)
	}
	return nil
}

// upperAge judges an upper age alone: one that only children are under asks for children.
func upperAge(m match) []verdict {
	switch high := m.value(1); {
	case high < 6 || high > 80:
		return nil
	case high <= models.LegalWorkingAge:
		return underAge(m)
	}
	return []verdict{{}}
}

// fromAge judges the lowest age that is accepted.
func fromAge(m match, low float64) []verdict {
	switch {
	case low < models.LegalWorkingAge:
		return underAge(m)
	case low < minorAge && m.facts.restricted:
		return []verdict{{rule: RuleMinorJob}}
	}
	return nil
}

// childAge judges an age that is named without its unit, where only a child's can be meant.
func childAge(m match) []verdict {
	if n := m.value(1); n >= 10 && n < models.LegalWorkingAge {
		return underAge(m)
	}
	return nil
}

// youngAge judges a lowest age without its unit, where only a young person's can be meant.
func youngAge(m match) []verdict {
	if n := m.value(1); n >= 10 && n < minorAge {
		return fromAge(m, n)
	}
	return nil
}

// nearlyGrown judges an age of sixteen or seventeen that stands alone.
func nearlyGrown(m match) []verdict {
	if n := m.value(1); n >= models.LegalWorkingAge && n < minorAge {
		return fromAge(m, n)
	}
	return nil
}

// nominalAge judges 虚岁, which runs up to two years ahead of the age that the law means.
func nominalAge(m match) []verdict {
	if n := m.value(1); n >= 8 && n-2 < models.LegalWorkingAge {
		return underAge(m)
	}
	return nil
}

// childLimit judges an age below which somebody is, named without its unit.
func childLimit(m match) []verdict {
	if n := m.value(1); n >= 10 && n <= models.LegalWorkingAge {
		return underAge(m)
	}
	return nil
}

// adultAge judges an upper age without its unit (三十五以下).
func adultAge(m match) []verdict {
	if n := m.value(1); n >= 25 && n <= 70 {
		return []verdict{{}}
	}
	return nil
}

// bornAfter judges a year of birth; a year alone makes sixteen certain only in the year after (domain of under_age).
func bornAfter(m match) []verdict {
	year := int(m.value(1))
	this, _, _ := m.facts.context.Today.Parts()
	switch {
	case year > 1900 && this-year-1 < models.LegalWorkingAge && year <= this:
		return underAge(m)
	case year >= 1940 && year <= 2015 || year >= 50 && year < 100:
		return []verdict{{}}
	}
	return nil
}

// decade judges 80后, 90后, 00后.
func decade(m match) []verdict {
	if n := m.value(1); n >= 60 && n < 100 || n == 0 || n == 5 {
		return []verdict{{}}
	}
	return nil
}
