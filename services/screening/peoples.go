package screening

// ethnicity finds a people that is asked for or refused. To prefer minorities is lawful (就业促进法 art. 28).
var ethnicity = topic{
	rule:   RuleEthnicity,
	about:  "han minority diet",
	quotes: true,
	steps: []step{
		lawful("(han|minority) (sep? (han|minority))* of? (peoplething|thing)"),
		find("peopleword loose{0,6} (forbid|none|not)? loose{0,2} han"),
		lawful("minority than? thin{0,4} prefer"),
		lawful("prefer thin{0,4} minority"),
		lawful("(forbid|cause|waive) loose{0,8} (only|exclude|notake|prefer)? thin{0,3} (han|minority) (sep? (han|minority))*"),
		lawful("(han|minority) (sep? (han|minority))* (staff|than|job|sex)? thin{0,3} (okay|waive|welcome)"),
		lawful("(welcome|care|respect) thin{0,4} (han|minority)"),
		lawful("minority thin{0,6} (enjoy|thing)"),
		find("(only|need|request) thin{0,8} (han|minority)"),
		find("refuse thin{0,6} (han|minority|diet)"),
		find("none (han|minority) than? thin{0,3} (exclude|notake)?"),
		find("(han|minority|diet) (pause (han|minority|diet))* (staff|than|job|sex|of)* loose{0,6} (exclude|notake)"),
		find("(minority|diet) (staff|than|of|nativeof)* (loose|none){0,8} comma firm? exclude particle? edge"),
		find("prefer thin{0,6} han"),
		find("han (staff|than|job|sex|nativeof)* loose{0,6} prefer"),
		find("want thin{0,4} (han|minority)"),
		find("peopleword (request|only|need)? colon? (only|need|be)? (han|minority)"),
		find("han (sex|staff)"),
		find("han (staff|of|than)* come (edge|okay)"),
		find("edge <han> edge"),
	},
}

// religion finds faith or its absence as a condition.
var religion = topic{
	rule:   RuleReligion,
	about:  "faith faithless faithpair",
	quotes: true,
	steps: []step{
		lawful("faithpair"),
		lawful("faith of? (thing|faiththing|freedom)"),
		lawful("(waive|forbid|respect|cause) loose{0,6} (faith|faithless)"),
		lawful("faith (sep? (and)? faithless)? (than|staff)? thin{0,4} (okay|waive|freedom|welcome)"),
		lawful("faithless (sep? (and)? faith)? (than|staff)? thin{0,2} (okay|waive)"),
		lawful("none faith (request|waive|discrim)"),
		find("(only|need|request|prefer)? loose{0,3} faithless than? thin{0,3} prefer?"),
		find("(none|not) thin{0,3} faith"),
		find("refuse thin{0,6} faith"),
		find("faith (than|staff|of|nativeof)? thin{0,3} (exclude|notake)"),
		find("faith (than|staff|of|nativeof)* loose{0,6} comma firm? exclude"),
		find("(only|need|want|request|prefer) thin{0,6} faith"),
		find("faith (than|staff|nativeof)? thin{0,4} prefer"),
	},
}
