package matching

// Scores tells the score of every live vacancy that passes each person's hard conditions, in the order of people and
// vacancy ids. Nothing for somebody whom matching may not look at.
func (m *Market) Scores(people []Person, tell func(person int, vacancyID string, score int)) {
	r, ways := m.reader(), make([]way, len(m.offers))
	for i := range people {
		p := &people[i]
		if !m.eligible(&p.Seeker) {
			continue
		}
		if i == 0 || p.Place != people[i-1].Place {
			for j := range m.offers {
				ways[j] = m.way(p.Place, &m.offers[j])
			}
		}
		profile := r.profile(&p.Seeker)
		for j := range m.offers {
			if parts, ok := m.judge(profile, &m.offers[j], ways[j]); ok {
				tell(i, m.offers[j].Vacancy.ID, parts.sum())
			}
		}
	}
}
