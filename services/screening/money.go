package screening

import "slices"

// deposits finds money that the worker is to leave or to pay for being hired (劳动合同法 art. 9). What customers pay, what
// the firm bears, and what is not asked for are left alone.
var deposits = topic{
	rule:   RuleDeposit,
	about:  "deposit fee item withhold press ask anyfee keep doctake",
	quotes: true,
	steps:  slices.Concat(conditions, unasked, waived, paidFirst, customers, borne, charged),
}

// conditions make the payment a condition of the work, whatever denial stands in them.
var conditions = []step{
	find("(none|not) thin{0,2} ask+ loose{0,3} due (than|of)? loose{0,2} (forbid|exclude|not|none)"),
	find("(fee|item) (in|comma){0,10} wagecut"),
}

// unasked is money that no worker is asked for: fines, food and lodging, warnings of swindlers.
var unasked = []step{
	lawful("party loose{0,4} need? ask+ loose{0,4} (deposit|fee)"),
	lawful("(deposit|fee) (in|comma){0,12} (fraud|unrelated)"),
	lawful("fraud (in){0,10} (deposit|fee) (sep (deposit|fee))*"),
	lawful("penalty (loose|first){0,4} (ask|press) amount?"),
	lawful("living (loose|gap){0,6} ask amount?"),
}

// waived is money that the advert says is not asked for.
var waived = []step{
	lawful("(free|waive|notake|forbid|not|none) loose{0,6} anyfee"),
	lawful("(free|waive|notake|forbid|not) loose{0,8} due ((sep|and) loose{0,3} due)* loose{0,3} due?"),
	lawful("(exclude|none) loose{0,6} due ((sep|and) loose{0,3} due)* loose{0,3} due?"),
	lawful("due ((sep|and) loose{0,3} due)* (sep|be)? loose{0,4} (free|waive|none|notake|not)"),
}

// paidFirst is what the worker lays out, even if the firm gives it back one day.
var paidFirst = []step{
	find("press yuansign? num yuan"),
	find("(show|ask|need) thin{0,2} yuansign? num yuan thin{0,2} (doctake|keep) (you|thin){0,5} keep"),
	find("(show|ask|need) thin{0,2} yuansign? num yuan thin{0,2} (doctake|keep) thin{0,5} comma in{0,8} back"),
	weigh("pledge yuansign? <num> edge", asksMoney),
	weigh("(first|needask) thin{0,3} (need|ask)+ thin{0,1} yuansign? <num> (yuan|edge)", asksMoney),
	find("(first|worker)+ thin{0,3} (needask|ask)+ loose{0,6} (fee|deposit) (sep (fee|deposit))* amount?"),
	find("(fee|item) ((sep|and) (fee|item))* sep? loose{0,6} worker pays"),
}

// customers are others who pay: then it is the job.
var customers = []step{
	lawful("(party|duty) loose{0,8} ask? loose{0,6} (deposit|fee) (sep (deposit|fee))*"),
	lawful("ask thin{0,3} party thin{0,6} (deposit|fee)"),
	lawful("(deposit|fee) loose{0,3} (duty|party)"),
	lawful("(party|duty|firm) loose{0,6} ask? loose{0,4} anyfee"),
}

// borne is what the firm pays. A worker who pays first and may get it back is not meant.
var borne = []step{
	lawful("firm loose{0,2} payverb loose{0,4} fee"),
	lawful("deposit (firm|be){1,2} (you|other){0,3} payverb"),
	find("(need|only|worker|first)* thin{0,3} ask+ loose{0,6} fee (sep fee)* amount?"),
	lawful("(fee|item) ((sep|and)? loose{0,2} (fee|item))* sep? (firm|be|and|thin){0,8} bear"),
	lawful("(firm|bear) thin{0,4} (bear)? loose{0,3} (fee|item) ((sep|and) thin{0,3} (fee|item))*"),
	lawful("(fee|item) loose{0,8} comma? loose{0,8} firm other{0,2} (bear|ask)"),
	lawful("fee ((sep|and) fee)* loose{0,8} bear"),
}

// charged is what is left: wages kept back, deposits, fees, and things that the worker has to buy.
var charged = []step{
	find("(only|need)? (withhold)"),
	find("paymonth thin{0,3} press thin{0,2} firm"),
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
	find("item colon? amount yuan"),
	find("(need|only)+ thin{0,3} fee"),
	find("(need|only|first|worker)+ thin{0,2} ask+ thin{0,2} amount yuan"),
	find("item (^stop free forbid none not waive firm bear party extra item){0,12} self"),
	find("ask amount yuan"),
}

// asksMoney leaves small figures alone, which count papers and photographs.
func asksMoney(m match) []verdict {
	if m.value(1) >= 10 {
		return []verdict{{}}
	}
	return nil
}
