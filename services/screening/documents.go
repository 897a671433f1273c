package screening

// documentsKept finds papers of the worker that the firm keeps. To look at them, to copy them, to hand them back at once
// is lawful; whose papers are kept matters too.
var documentsKept = topic{
	rule:   RuleDocuments,
	about:  "doc keep doctake press",
	quotes: true,
	steps: []step{
		lawful("(not|waive|forbid|none|free|notake|exclude) loose{0,8} (keep|doctake|press|ask)+ loose{0,6} doc (sep doc)* keep?"),
		lawful("(free|notake|forbid) loose{0,4} doc (sep? doc)*"),
		lawful("doc (sep? doc)* loose{0,4} (not|waive|forbid|free|notake|none) loose{0,3} (keep|press|doctake)?"),
		lawful("doc of? (sep? doc)* copy"),
		lawful("copy (sep? doc)*"),
		lawful("doc (you|worker){1,2} keep"),
		lawful("(party|duty|care) loose{0,8} (keep|doctake|ask|press)? loose{0,6} doc"),
		lawful("doc loose{0,6} (sep)? loose{0,6} docback"),
		find("doc (loose|comma|keep|doctake){0,12} docleave"),
		find("(only|need)? (keep|press) thin{0,8} doc (sep? doc)*"),
		find("doc (sep? doc)* (sep|thin|want|need|only){0,8} (keep|press)"),
		find("(only|need)? (doctake|ask) thin{0,4} (doc|pause){0,4} original"),
		find("doc thin{0,3} doctake thin{0,2} there"),
		find("original thin{0,3} doctake"),
		find("doc loose{0,3} (sep)? loose{0,3} (doctake) (firm|keep)"),
	},
}
