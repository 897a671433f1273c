package screening

// marital finds marriage, children and pregnancy as a condition, and promises and tests about them.
var marital = topic{
	rule:  RuleMarital,
	about: "wed single child birth pregnant pregtest wedword",
	steps: []step{
		clear("(wed|single|birth) of? wedthing"),
		clear("wed (sep? wed)* than? (staff|sex|job)? thin{0,4} (okay|waive|welcome)"),
		clear("(waive|forbid|cause) loose{0,6} (wed|single|wedword|child) (sep? (wed|single|wedword|child|birth))*"),
		clear("(wed|single|child) loose{0,6} (lodging|enjoy|okay|welcome|thing)"),
		clear("welcome thin{0,4} (wed|single|child)"),
		clear("(duty|party) loose{0,8} (pregtest|pregnant|birth)"),
		clear("(not|waive|forbid|none|free|exclude) loose{0,6} (pregtest (sep pregtest)*|wedword)"),
		clear("pregtest thin{0,3} (waive|request? waive)"),
		clear("(pregnant|birth|child) loose{0,8} (enjoy|protect|thing|wedneutral|okay|welcome|waive)"),
		clear("(protect|enjoy|care|respect|welcome) loose{0,6} (pregnant|birth)"),
		clear("(not|none|forbid|exclude|waive) loose{0,3} cause loose{0,8} (wed|birth|pregnant|wedword) (sep? (wed|birth|pregnant|quit))*"),
		clear("cause thin{0,3} (birth|pregnant) (sep? (birth|pregnant))* thin{0,6} (forbid|not|discrim)"),
		clear("wedword (sep? wedword)* loose{0,6} (waive|okay)"),
		find("pregtest"),
		find("promise loose{0,10} (not|none|forbid|exclude)? loose{0,6} (birth|pregnant|wed)"),
		find("(not|none|forbid|exclude|only) loose{0,6} (birth|pregnant) (plan|wed|birth)*"),
		find("(birth|pregnant|child) than? (in){0,5} (comma)? (exclude|notake|quit)"),
		find("refuse loose{0,6} (pregnant|birth|child|single)"),
		find("(single|child) than? of? sex? thin{0,4} (prefer|exclude|notake)"),
		find("(only|need|want|prefer|request) loose{0,5} (single|child)"),
		find("(only|need|request|prefer|exclude|want|notake|none)? thin{0,5} wed (sep? wed)* than? of? sex? thin{0,3} (prefer|exclude|notake)?"),
		find("edge <single> edge"),
		find("(not|none) thin{0,2} single"),
	},
}
