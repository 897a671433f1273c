package screening

// origin finds where people come from as a condition, whether by name (不要河南人), by 户口, or as 本地 against 外地.
// Programmes for the poor and the returned may name their people.
var origin = topic{
	rule:  RuleOrigin,
	about: "place local some hukou farmer nativeof hukoukind begin",
	steps: []step{
		lawful("needy loose{0,8} prefer"),
		lawful("prefer loose{0,6} needy"),
		lawful("(local|place) loose{0,4} needy"),
		find("(forbid|none) be? (area|native) of? thin{0,2} (exclude|notake)"),
		find("forbid loose{0,2} native (first|come|want)"),
		find("not (place|local|some) region? of? nativeof"),
		lawful("(waive|forbid|cause) loose{0,6} (native|hukou|area) (sep (native|hukou|area))*"),
		lawful("(hukou|native|area) ((sep|and)? (hukou|native|area|other{1,2}))* (nativeof|than|of)* thin{0,4} (waive|okay|welcome)"),
		lawful("welcome loose{0,8} (native|area)"),
		lawful("(native|area) loose{0,8} (lodging|enjoy|thing)"),
		lawful("care thin{0,4} (native|area)"),
		lawful("(native|area|hukou) loose{0,8} discrim"),
		find("refuse loose{0,6} native"),
		find("none native thin{0,4} (exclude|notake)?"),
		find("refuse thin{0,2} area of?"),
		find("native (sep native)* than? (in){0,3} (exclude|notake)"),
		find("(area|hukou) of? than? thin{0,2} (exclude|notake)"),
		find("only thin{0,8} native"),
		find("native comma firm? (exclude|notake|not) edge"),
		find("only thin{0,3} area (hukou|nativeof|okay)"),
		find("(prefer|want) thin{0,4} native"),
		find("native than? loose{0,5} prefer"),
		find("(local|place) of? than? prefer"),
		find("(need|request) colon? loose{0,4} native"),
		find("hukou (request|only|need)? colon? (only|need|be)? (area|only other{1,3} region)"),
		find("(only|need|prefer|exclude) loose{0,4} hukou"),
		find("hukou than? thin{0,3} (prefer|exclude)"),
		find("num begin loose{0,6} (prefer|exclude|notake|okay)"),
		find("edge <(local|place) region? hukou> edge"),
	},
}
