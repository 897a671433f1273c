package matching

import (
	"math"
	"slices"
	"time"

	"konggang/models"
)

// offer is a vacancy in the form in which it is compared: 56 bytes, within a line of the processor's cache, no pointer. All
// that depends on the day (validity, age) is kept as days and worked out when it is asked for.
type offer struct {
	at     spot
	trade  trade
	doc    uint32 // the number of its vacancy
	wage   int32  // the middle of the monthly wage in fen, unwaged when there is none
	skills uint32 // the set of words asked, 0 for none
	papers uint32 // the set of certificates asked, 0 for none

	opened, valid day
	// ageMax is noAge where there is no limit.
	ageMin, ageMax, schooling uint8
	needs                     benefits
	shift                     uint8

	skillMask uint64 // the bits of the skills asked
}

// gist is what bars or bounds most offers before they themselves come from memory: all of an offer but its place, title,
// skills and certificates; 20 bytes. Gists that are asked about together lie side by side.
type gist struct {
	doc, occupation           uint32
	wage                      int32
	opened                    day
	ageMin, ageMax, schooling uint8
	needs                     benefits
	shift                     uint8
	unskilled                 bool // asks for no skill
}

func (o *offer) gist() gist {
	return gist{o.doc, o.trade.occupation, o.wage, o.opened, o.ageMin, o.ageMax, o.schooling, o.needs, o.shift, o.skills == 0}
}

// noAge is above every age.
const noAge = math.MaxUint8

// unwaged stands for pay that is by the piece or negotiable.
const unwaged = -1

// day is a number of days since 1970; 0 is also what is unknown, since nothing of that age counts for anything.
type day uint16

// dayOf holds dates to what a day can say: 1970 to 2149.
func dayOf(d models.Date) day {
	if d == "" {
		return 0
	}
	return day(min(max(d.Time().Unix()/(24*60*60), 0), math.MaxUint16))
}

// dayOfMoment is the day of a moment in UTC.
func dayOfMoment(t *time.Time) day {
	if t == nil {
		return 0
	}
	return day(min(max(t.Unix()/(24*60*60), 0), math.MaxUint16))
}

// packWage holds a wage to 32 bits. Wages above that and at it bring the same: they are at least 1½ times any expectation,
// which is at most models.MaxWage.
func packWage(w models.Wage) int32 {
	low, high, ok := w.Monthly()
	if !ok {
		return unwaged
	}
	return int32(min((low+high)/2, math.MaxInt32))
}

// offer packs the posting of a vacancy's number, noting the words that are new.
func (s *shared) offer(p *models.Posting, doc uint32) offer {
	v := &p.Vacancy
	o := offer{
		at: spotOf(p.Place), trade: s.trade(v), doc: doc, wage: packWage(v.Wage),
		skills: s.skillsAsked.add(numbered(s.skills.words, v.Skills)), papers: s.papersAsked.add(numbered(s.papers.words, v.Certificates)),
		opened: dayOfMoment(v.OpenedAt), valid: dayOf(v.ValidUntil),
		ageMin: small(v.AgeMin), ageMax: small(v.AgeMax), schooling: small(v.Education.Years()), needs: benefitsOf(v.Benefits), shift: shiftOf(v.Shift),
	}
	for _, skill := range s.skillsAsked.all()[o.skills] {
		o.skillMask |= skillBit(skill)
	}
	if v.AgeMax <= 0 {
		o.ageMax = noAge
	}
	return o
}

func (s *shared) trade(v *models.Vacancy) trade {
	code := string(v.Occupation)
	if code == "" {
		code, _ = s.trades.rules.Find(v.Title)
	}
	return s.trades.add(code, plain(v.Title))
}

func numbered(l *lexicon, words []string) []uint32 {
	out := make([]uint32, len(words))
	for i, w := range words {
		out[i] = l.add(plain(w))
	}
	return out
}

func small(n int) uint8 { return uint8(min(max(n, 0), math.MaxUint8)) }

// benefits is a set of what the seekers' vocabulary of needs holds.
type benefits uint8

// The needs by their bits in the order of models.Needs, which a test holds.
const (
	needMeals benefits = 1 << iota
	needLodging
	needShuttle
	needCoupleRoom
	needSets = 1 << iota // as many sets as the needs make
)

// benefitsOf keeps what can be needed; a room for couples is lodging.
func benefitsOf(list []models.Benefit) benefits {
	var set benefits
	for i, term := range models.Needs {
		if slices.Contains(list, term.Code) {
			set |= 1 << i
		}
	}
	if set&needCoupleRoom != 0 {
		set |= needLodging
	}
	return set
}

// unknownShift is the number of a shift that is not stated; the others are by models.Shifts from 1.
const unknownShift = 0

// shiftOf is the number of a shift; one that the vocabulary lacks is nobody's wish, and gets the number after its last.
func shiftOf(s models.Shift) uint8 {
	if s == "" {
		return unknownShift
	}
	for i, term := range models.Shifts {
		if term.Code == s {
			return uint8(i + 1)
		}
	}
	return uint8(len(models.Shifts) + 1)
}

// shiftSet has a bit for each shift of a list.
func shiftSet(list []models.Shift) uint8 {
	var set uint8
	for _, s := range list {
		set |= 1 << shiftOf(s)
	}
	return set
}
