package simulation

// tastes is how usual each trade is in a county: some are wanted and offered everywhere, most hardly anywhere.
type tastes struct{ general, skilled []int }

func newTastes(d draw) tastes {
	t := tastes{general: d.Perm(generalTrades), skilled: d.Perm(len(trades) - generalTrades)}
	for i := range t.skilled {
		t.skilled[i] += generalTrades
	}
	return t
}

func (t tastes) hands(d draw) int { return t.general[d.skewed(len(t.general), 1.7)] }
func (t tastes) skill(d draw) int { return t.skilled[d.skewed(len(t.skilled), 2)] }

// any is a trade as the county has them.
func (t tastes) any(d draw, hands float64) int {
	if d.chance(hands) {
		return t.hands(d)
	}
	return t.skill(d)
}

// ofTown are the trades that a town is known for, ofVillage those of a village: nearly everybody there knows somebody who
// does them.
func (t tastes) ofTown(d draw) []int {
	return []int{t.hands(d), d.IntN(len(trades)), d.IntN(len(trades)), d.IntN(len(trades))}
}

func (t tastes) ofVillage(d draw) []int { return []int{d.IntN(len(trades)), t.hands(d), t.skill(d)} }
