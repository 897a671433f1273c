package matching

// Scores tells the score of every live vacancy that passes each person's hard conditions, in the order of people and
// vacancy ids. Nothing for somebody whom matching may not look at. People who follow one another and live in one place are
// looked at together.
func (m *Market) Scores(people []Person, tell func(person int, vacancyID string, score int)) {
	s := m.sweep()
	scores := make([]int32, len(s.docs))
	for from := 0; from < len(people); {
		at := spotOf(people[from].Place)
		o := s.look(at)
		for ; from < len(people) && spotOf(people[from].Place) == at; from++ {
			if m.eligible(&people[from].Seeker) {
				s.scores(o, &people[from], scores, func(vacancyID string, score int) { tell(from, vacancyID, score) })
			}
		}
		o.done()
	}
}

// scores tells the scores of one person; by is as long as there are vacancies.
func (s *sweep) scores(o *outlook, p *Person, by []int32, tell func(vacancyID string, score int)) {
	const none = -1
	for number := range by {
		by[number] = none
	}
	o.q.askSeeker(&p.Seeker, o.from)
	floor := int32(0)
	o.search(&floor, func(x *offer, score int32) { by[s.number[x.doc]] = score })
	for number, score := range by {
		if score != none {
			tell(s.m.id(s.docs[number]), int(score))
		}
	}
}
