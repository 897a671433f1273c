package screening

// deposits finds money that the worker is to leave or to pay for being hired (劳动合同法 art. 9). What customers pay, what
// the firm bears, and what is not asked for are left alone.
var deposits = topic{
	rule:  RuleDeposit,
	about: "deposit fee item withhold press ask anyfee",
	steps: []step{
		lawful("party loose{0,4} need? ask+ loose{0,4} (deposit|fee)"),
		find("(first|worker)+ thin{0,3} needask+ loose{0,6} (fee|deposit) (sep (fee|deposit))* amount?"),
		lawful("(party|duty) loose{0,8} ask? loose{0,6} (deposit|fee) (sep (deposit|fee))*"),
		lawful("(deposit|fee) (in|comma){0,12} fraud"),
		lawful("fraud (in){0,10} (deposit|fee) (sep (deposit|fee))*"),
		lawful("penalty (loose|first){0,4} (ask|press) amount?"),
		find("(fee|item) (in|comma){0,10} wagecut"),
		find("press yuansign? num yuan"),
		weigh("(first|needask) thin{0,3} (need|ask)+ thin{0,1} yuansign? <num> (yuan|edge)", asksMoney),
		find("(fee|item) ((sep|and) (fee|item))* sep? loose{0,6} worker pays"),
		lawful("ask thin{0,3} party thin{0,6} (deposit|fee)"),
		lawful("(deposit|fee) loose{0,3} (duty|party)"),
		lawful("(free|waive|notake|forbid|not|none) loose{0,6} anyfee"),
		lawful("(party|duty|firm) loose{0,6} ask? loose{0,4} anyfee"),
		lawful("(free|waive|notake|forbid|not) loose{0,8} due ((sep|and) loose{0,3} due)* loose{0,3} due?"),
		lawful("(exclude|none) loose{0,6} due ((sep|and) loose{0,3} due)* loose{0,3} due?"),
		lawful("(deposit|fee|item) ((sep|and) loose{0,3} (deposit|fee|item))* (sep|be)? loose{0,4} (free|waive|none|notake|not)"),
		lawful("firm loose{0,2} payverb loose{0,4} fee"),
		find("(need|only|worker|first)* thin{0,3} ask+ loose{0,6} fee (sep fee)* amount?"),
		lawful("(fee|item) ((sep|and)? loose{0,2} (fee|item))* sep? (firm|be|and|thin){0,8} bear"),
		lawful("(firm|bear) thin{0,4} (bear)? loose{0,3} (fee|item) ((sep|and) thin{0,3} (fee|item))*"),
		lawful("(fee|item) loose{0,8} comma? loose{0,8} firm other{0,2} (bear|ask)"),
		lawful("fee ((sep|and) fee)* loose{0,8} bear"),
		find("(only|need)? (withhold)"),
		find("press (num? (month|day)|half|amount)? of? paymonth"),
		find("paymonth thin{0,3} <press> loose{0,4} (num (month|day)|half)"),
		find("(only|need|want|request|ask)* loose{0,8} deposit loose{0,3} (ask|amount|back)*"),
		find("(fee|item) ((sep|and) (fee|item))* sep? loose{0,5} self"),
		find("self loose{0,4} (fee|item)"),
		find("ask+ thin{0,2} item amount?"),
		find("(need|only|first|worker)+ thin{0,2} ask+ (thin|amount){0,4} anyfee"),
		find("anyfee thin{0,2} self"),
		find("anyfee (thin|amount){0,4} worker pays"),
		find("fee ((sep|and) fee)* sep? loose{0,6} ask amount?"),
		find("item thin{0,2} ask amount?"),
		find("fee (sep fee)* (each|colon|be|gap|other{0,2})? (num worker)? amount"),
		find("(item) colon? amount yuan"),
		find("(need|only)+ thin{0,3} fee"),
		find("(need|only|first|worker)+ thin{0,2} ask+ thin{0,2} amount yuan"),
		find("ask amount yuan"),
	},
}

// documentsKept finds papers of the worker that the firm keeps. To look at them, to copy them, to hand them back at once
// is lawful; whose papers are kept matters too.
var documentsKept = topic{
	rule:  RuleDocuments,
	about: "doc keep doctake press",
	steps: []step{
		lawful("(not|waive|forbid|none|free|notake|exclude) loose{0,8} (keep|doctake|press|ask)+ loose{0,6} doc (sep doc)* keep?"),
		lawful("(free|notake|forbid) loose{0,4} doc (sep? doc)*"),
		lawful("doc (sep? doc)* loose{0,4} (not|waive|forbid|free|notake|none) loose{0,3} (keep|press|doctake)?"),
		lawful("doc of? (sep? doc)* copy"),
		lawful("copy (sep? doc)*"),
		lawful("(party|duty|care) loose{0,8} (keep|doctake|ask|press)? loose{0,6} doc"),
		lawful("doc loose{0,6} (sep)? loose{0,6} docback"),
		find("(only|need)? (keep|press) thin{0,8} doc (sep? doc)*"),
		find("doc (sep? doc)* (sep|thin|want){0,8} (keep|press)"),
		find("(only|need)? (doctake|ask) thin{0,4} (doc|pause){0,4} original"),
		find("doc thin{0,3} doctake thin{0,2} there"),
		find("doc loose{0,3} (sep)? loose{0,3} (doctake) (firm|keep)"),
	},
}

// asksMoney leaves small figures alone, which count papers and photographs.
func asksMoney(m match) []verdict {
	if m.value(1) >= 10 {
		return []verdict{{}}
	}
	return nil
}
