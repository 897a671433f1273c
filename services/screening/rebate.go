package screening

// headlineFigure is what a wage by the month is at least; a smaller figure is an hour, a day or a sum beside it.
const headlineFigure = 1000

// rebates finds rebates and overtime inside a headline wage. Beside it they are fine.
var rebates = topic{
	rule:  RuleRebateInWage,
	about: "rebate overtime back",
	steps: []step{
		lawful("(notinclude|none|not|waive|free|forbid) thin{0,4} (rebate|overtime) ((sep|and) loose{0,2} (rebate|overtime))*"),
		lawful("(rebate|overtime) ((sep|and) (rebate|overtime))* loose{0,4} (notinclude)"),
		weigh("(include|plus) loose{0,3} ((sep|and|plus) loose{0,3}){0,3} (rebate|overtime) (loose|comma|bracket|colon){0,8} headline", always),
		weigh("include mix{0,3} ((pause|and|plus) mix{0,3}){0,4} (rebate|overtime)", insideWage),
		lawful("(rebate|overtime) loose{0,4} (not|none|notinclude|forbid) (inside|packed|include)"),
		weigh("(rebate|overtime) thin{0,4} (include|packed|inside)", insideWage),
		weigh("include mix{0,2} amount mix{0,2} rebate", insideWage),
		weigh("(headline|paymonth) (loose|comma){0,8} bracket (loose|extra){0,4} plus (loose|extra|plus){0,6} (rebate|overtime)", insideWage),
		weigh("among (loose|extra){0,10} (rebate|overtime|back)", insideWage),
		weigh("rebate after (loose|colon){0,6} num", insideWage),
		weigh("headline (loose|colon|dash|num|yuan){0,8} (bracket|comma|colon)? (loose|extra){0,4} plus (loose|extra){0,6} (rebate|overtime)", always),
		weigh("(paymonth|headline) ((plus|and) (extra|loose){0,2})* (plus|and) (rebate|overtime) ((plus|and) (extra|loose){0,2})* (equal|colon|be|loose)? num", insideWage),
		weigh("(rebate|overtime) (plus|and) (paymonth|headline) (equal|colon|be|loose){0,2} num", insideWage),
	},
}

// insideWage wants a figure in the sentence that can be a headline.
func insideWage(m match) []verdict {
	for _, t := range m.tokens {
		if m.facts.words.is(t.kind, "num") && t.value >= headlineFigure || m.facts.words.is(t.kind, "hour") {
			return []verdict{{}}
		}
	}
	return nil
}
