package matching

// load is the expected takers of every offer, as the village lists add them up.
type load []float64

func (l load) put(s *stand) {
	for _, e := range s.lines {
		l[e.offer] += e.takes
	}
}

func (l load) lift(s *stand) {
	for _, e := range s.lines {
		l[e.offer] -= e.takes
	}
}

// Load is the expected takers E_j by vacancy id, from the lists that are in force elsewhere.
type Load map[string]float64

func (b *board) load(elsewhere Load) load {
	out := make(load, len(b.docs))
	for j := range b.docs {
		out[j] = max(0, elsewhere[b.id(int32(j))])
	}
	return out
}

// byID is the load of those vacancies that have any.
func (b *board) byID(l load) Load {
	out := Load{}
	for j, e := range l {
		if e > 0 {
			out[b.id(int32(j))] = e
		}
	}
	return out
}

// LoadOf is the load that lists put on the market: lists[i] is the vacancy ids of villages[i], in their order. Ids that are
// not live are passed over. The seekers are the market's, as for Allocate.
func (m *Market) LoadOf(villages []Village, lists [][]string) Load {
	r := m.register()
	stands := make([]*stand, len(villages))
	for i, v := range villages {
		stands[i] = r.stand(v)
	}
	inParallel(len(stands), func(i int) { stands[i].set(r.offersOf(lists[i])) })
	total := r.load(nil)
	for _, i := range byCode(villages) {
		total.put(stands[i])
	}
	return r.byID(total)
}

// offersOf is the live offers of vacancies, each once.
func (b *board) offersOf(ids []string) []int32 {
	var out []int32
	seen := map[int32]bool{}
	for _, id := range ids {
		doc, known := b.m.shared.vacancies.find(id)
		if !known || int(doc) >= len(b.number) {
			continue
		}
		if offer := b.number[doc]; offer >= 0 && !seen[offer] {
			seen[offer] = true
			out = append(out, offer)
		}
	}
	return out
}
