package matching

// shared is what all versions of a market have in common: the words that vacancies and seekers were ever described by, and
// the numbers they were given. It only grows, it is safe for readers while a writer adds, and it is as large as what was
// ever said: a market that is built anew starts with an empty one.
type shared struct {
	vacancies, employers, seekers *names
	trades                        *trades
	skills, papers                *relation
	skillsAsked, papersAsked      *sets[uint32]
	skillsHeld, papersHeld        *saidWords
	wishSets                      *sets[*wish]
	homes                         *homes
}

func newShared(rules Occupations) *shared {
	number := func(n uint32) uint32 { return n }
	s := &shared{
		vacancies: newNames(), employers: newNames(), seekers: newNames(), trades: newTrades(rules),
		skills: similarity(newLexicon()), papers: proof(newLexicon()),
		skillsAsked: newSets(number), papersAsked: newSets(number),
		wishSets: newSets(func(w *wish) uint32 { return w.number }), homes: newHomes(),
	}
	s.skillsHeld, s.papersHeld = newSaidWords(s.skills), newSaidWords(s.papers)
	return s
}

// horizon is how far a version of the market looks into what is shared. Everything below it is never changed, so that it
// is read without a lock; who publishes a market to others publishes its horizon with it.
type horizon struct {
	vacancies, seekers            []string
	skillsAsked, papersAsked      [][]uint32
	skillsHeld, papersHeld        [][]*said
	wishSets                      [][]*wish
	homes                         []home
	trades, codes, skills, papers int
	titles, employers             int
}

func (s *shared) horizon() horizon {
	return horizon{
		vacancies: s.vacancies.all(), seekers: s.seekers.all(), skillsAsked: s.skillsAsked.all(), papersAsked: s.papersAsked.all(),
		skillsHeld: s.skillsHeld.sets.all(), papersHeld: s.papersHeld.sets.all(), wishSets: s.wishSets.all(), homes: s.homes.all(),
		trades: s.trades.size(), codes: len(s.trades.codes.all()), titles: len(s.trades.titles.words.all()),
		skills: len(s.skills.words.all()), papers: len(s.papers.words.all()), employers: len(s.employers.all()),
	}
}
