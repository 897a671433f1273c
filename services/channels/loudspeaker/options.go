package loudspeaker

import "konggang/models"

// Options bound one script. A zero field takes its default. The defaults are conventions of ours that no source settles:
// announcers speak 185 to 270 characters a minute, but outdoors and for the old slower is better.
type Options struct {
	CharactersPerMinute int // default 180, 100 to 300
	Minutes             int // of one pass with its silences, default 3, 1 to 15
	MaxVacancies        int // default 5, 1 to 40
	Passes              int // how often the script is read, default 2, 1 to 5
	// Closed tells, by vacancy id, what became of lines that closed since the edition was made: they are told as closed and not read.
	Closed map[string]models.VacancyStatus
}

// DefaultOptions are the conventions.
func DefaultOptions() Options {
	return Options{CharactersPerMinute: 180, Minutes: 3, MaxVacancies: 5, Passes: 2}
}

func (o Options) filled() Options {
	standard := DefaultOptions()
	for _, f := range []struct{ own, standard *int }{
		{&o.CharactersPerMinute, &standard.CharactersPerMinute}, {&o.Minutes, &standard.Minutes},
		{&o.MaxVacancies, &standard.MaxVacancies}, {&o.Passes, &standard.Passes},
	} {
		if *f.own == 0 {
			*f.own = *f.standard
		}
	}
	return o
}

func (o Options) validate() error {
	var p models.Problems
	for _, f := range []struct {
		name             string
		value, low, high int
	}{
		{"characters_per_minute", o.CharactersPerMinute, 100, 300}, {"minutes", o.Minutes, 1, 15},
		{"max_vacancies", o.MaxVacancies, 1, 40}, {"passes", o.Passes, 1, 5},
	} {
		if f.value < f.low || f.value > f.high {
			p.Add(f.name, models.CodeOutOfRange, f.low, f.high)
		}
	}
	return p.Err()
}

// budget is how long one pass may take.
func (o Options) budget() Tenths { return Tenths(600 * o.Minutes) }
