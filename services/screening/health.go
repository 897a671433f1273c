package screening

import "konggang/models"

// hepatitis finds hepatitis B as a condition or a test. Its mention is a violation unless it is waived, forbidden or the
// work itself: 无乙肝 asks for health, 无乙肝检测 does not.
var hepatitis = topic{
	rule:   RuleHepatitis,
	about:  "hep hepmask",
	quotes: true,
	steps: []step{
		lawful("hep of? test? hepthing"),
		lawful("hep not hep"),
		lawful("(waive|forbid|free|not|notake|cause|welcome|notinclude) (loose|forbid|not|request|need|only|waive){0,8} hep (sep? hep)*"),
		lawful("none thin{0,4} hep (sep? hep)* (test|request|waive|discrim)"),
		lawful("hep (sep? hep)* test? positive (than|of|staff|nativeof)* loose{0,4} (waive|okay|welcome)"),
		find("hep (sep? hep)* test? negative"),
		lawful("hep (sep? hep)* (test|than|staff|of|nativeof)* loose{0,8} (waive|okay|welcome|free)"),
		lawful("exclude thin{0,3} hep (test|discrim)"),
		lawful("hep (test|than)* loose{0,6} (notinclude|nottest|not test)"),
		lawful("(duty|care) thin{0,6} hep"),
		lawful("hep loose{0,6} discrim"),
		find("(none|not|exclude|test|only|need|request|include|ask)* loose{0,4} hep (sep? hep)* (test|negative|exclude|than|notake)*"),
		find("hep"),
		find("test thin{0,6} hepmask (edge|test|negative)"),
		find("hepmask (test|comma){0,2} negative"),
	},
}

// disability finds the exclusion of disabled people and of carriers of disease. For carriers a rule may bar the job where
// food is handled (就业促进法 art. 30), so an officer decides there.
var disability = topic{
	rule:   RuleDisability,
	about:  "disab whole carrier body",
	quotes: true,
	steps: []step{
		lawful("hep carrier"),
		lawful("(disab|carrier) of? (sickthing|hepthing|thing)"),
		lawful("(disab|carrier) (sep? (disab|carrier))* than? (staff|job|worker)? loose{0,5} (prefer|welcome|okay|waive|enjoy|freedom)"),
		lawful("(prefer|welcome|want|care|respect|enjoy|waive) loose{0,4} disab"),
		lawful("(waive|forbid|cause) loose{0,6} (disab|carrier|whole)"),
		lawful("(not|none|forbid|exclude) loose{0,3} cause loose{0,6} (disab|carrier)"),
		lawful("(disab|carrier) loose{0,6} discrim"),
		lawful("exclude loose{0,2} (cause|discrim)? loose{0,2} (disab|carrier) (discrim|thing)"),
		find("(only|need|request)? thin{0,3} whole"),
		weigh("(none|not|refuse|forbid) loose{0,6} (disab|carrier) ((sep|and) loose{0,4} (disab|carrier))* than? thin{0,3} (exclude|notake)?", barred),
		weigh("(disab|carrier) ((sep|and)? (disab|carrier))* (than|staff|job|of|nativeof)* (in){0,4} (comma)? (exclude|notake)", barred),
		weigh("(only|need) loose{0,4} test loose{0,4} carrier", barred),
		find("body loose{0,2} (only|need)? sound"),
		find("body loose{0,3} defect (in|pause){0,10} (comma firm? thin{0,5})? (exclude|notake)"),
		find("refuse loose{0,3} body loose{0,3} defect"),
	},
}

// barred asks an officer where carriers are kept from handling food.
func barred(m match) []verdict {
	if !m.facts.food || m.spans("disab") {
		return []verdict{{}}
	}
	return []verdict{{severity: models.SeverityReview}}
}
