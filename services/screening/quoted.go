package screening

import "strings"

// quoted reads demands that are only spoken of: nobody has made them (没有“四肢健全”这种要求), somebody else does and is told
// on (谁要押金你打12333). Figures stay, since they are judged in another light.
func (t topic) quoted() []step {
	if !t.quotes {
		return nil
	}
	demand := "(" + strings.Join(strings.Fields(t.about), "|") + ")"
	return []step{
		lawful("(never|forbid|none|not) said in{0,10} " + demand + " (in{0,6} " + demand + ")?"),
		lawful("(never|forbid|none|not|waive|discrim) in{0,6} " + demand + " in{0,4} claim"),
		lawful("elsewhere in{0,8} " + demand + " in{0,4} comma (firm|there|other){0,3} (not|none|forbid|never|waive)"),
		lawful("who in{0,8} " + demand + " (in|comma){0,8} complain"),
		lawful(demand + " in{0,4} claim (in|comma){0,4} (never|none|forbid|discrim|fraud|waive)"),
	}
}
