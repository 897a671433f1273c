package matching

import (
	"math"
	"strings"

	"konggang/models"
)

// profile is a seeker in the form in which offers are compared with it.
type profile struct {
	*models.Seeker
	age, schooling int
	wage           models.Fen
	limit          limit
	needs          benefits
	wishes         []wish
	kinship        []uint8
	skills         []bool
	papers         []bool
	// anyone marks the villager of whom nothing is known: no hard condition can be judged, so none bars.
	anyone bool
}

// limit is how far somebody goes: metres of felt distance, and whether lodging lifts it.
type limit struct {
	reach  int32
	lodges bool
}

var noLimit = limit{reach: math.MaxInt32}

// wish is one kind of work that is wanted: as the seeker said it ("" when only the code is known), and how near each job
// of the market comes to it, 0 to 4.
type wish struct {
	said    string
	kinship []uint8
}

// reader makes profiles and remembers what it has compared, since villagers want much the same. Not for concurrent use.
type reader struct {
	m      *Market
	codes  map[string]string
	byJob  map[job][]uint8
	skills map[string][]int
	papers map[string][]int
}

func (m *Market) reader() *reader {
	return &reader{m, map[string]string{}, map[job][]uint8{}, map[string][]int{}, map[string][]int{}}
}

// eligible tells whether matching may look at the seeker at all: looking, agreed to matching (PIPL art. 13, 24), and
// certainly of legal working age.
func (m *Market) eligible(s *models.Seeker) bool {
	return s.Status == models.SeekerLooking && s.Consented(models.ConsentMatching) && s.MayWork(m.year)
}

func (r *reader) profile(s *models.Seeker) *profile {
	p := &profile{
		Seeker: s, age: s.CertainAge(r.m.year), schooling: s.Education.Years(), wage: s.WageMin, limit: noLimit,
		needs:  benefitsOf(s.Needs),
		skills: r.marks(r.skills, r.m.skills, s.Skills, similar), papers: r.marks(r.papers, r.m.papers, s.Certificates, proves),
	}
	if p.wage <= 0 {
		p.wage = r.m.rules.Weights.UsualWage
	}
	if s.MaxDistanceKM > 0 {
		p.limit.reach = int32(min(s.MaxDistanceKM, 20_000) * 1000)
	}
	p.limit.lodges = p.needs.has(models.BenefitLodging)
	p.wishes = r.wishes(s)
	p.kinship = nearest(p.wishes, len(r.m.jobs))
	return p
}

func (r *reader) anyone() *profile {
	p := r.profile(&models.Seeker{})
	p.anyone = true
	return p
}

func (r *reader) wishes(s *models.Seeker) []wish {
	var out []wish
	for _, title := range s.Wanted {
		out = append(out, wish{title, r.compare(job{r.code(title), plain(title)})})
	}
	for _, code := range s.Occupations {
		out = append(out, wish{"", r.compare(job{code: string(code)})})
	}
	return out
}

// code is the occupation code of a wanted title, "" when none is known.
func (r *reader) code(title string) string {
	code, asked := r.codes[title]
	if !asked {
		code, _ = r.m.rules.Occupations.Find(title)
		r.codes[title] = code
	}
	return code
}

func nearest(wishes []wish, jobs int) []uint8 {
	out := make([]uint8, jobs)
	for _, w := range wishes {
		for j, k := range w.kinship {
			out[j] = max(out[j], k)
		}
	}
	return out
}

// compare is how near each job of the market comes to the wanted one.
func (r *reader) compare(wanted job) []uint8 {
	if known, ok := r.byJob[wanted]; ok {
		return known
	}
	out := make([]uint8, len(r.m.jobs))
	for i, j := range r.m.jobs {
		out[i] = uint8(max(textKinship(wanted.title, j.title), r.codeKinship(wanted.code, j.code)))
	}
	r.byJob[wanted] = out
	return out
}

func (r *reader) codeKinship(a, b string) int {
	if a == "" || b == "" {
		return 0
	}
	return min(max(r.m.rules.Occupations.Kinship(a, b), 0), 4)
}

// textKinship compares plain titles: the same is the same job, one inside the other (焊工 in 电焊工) a close one.
func textKinship(a, b string) int {
	switch {
	case a == "" || b == "":
		return 0
	case a == b:
		return 4
	case similar(a, b):
		return 3
	}
	return 0
}

// similar tells whether one of two plain words is the other or, being more than one character, part of it.
func similar(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return a == b || len([]rune(a)) > 1 && strings.Contains(b, a)
}

// proves tells whether a certificate held is the one asked for or a narrower one of its name (低压电工证 for 电工证).
func proves(held, asked string) bool { return asked != "" && strings.Contains(held, asked) }

// marks tells for each word of the market whether one of the seeker's words counts for it.
func (r *reader) marks(known map[string][]int, words, own []string, counts func(own, word string) bool) []bool {
	out := make([]bool, len(words))
	for _, s := range own {
		s = plain(s)
		hits, ok := known[s]
		if !ok {
			for i, w := range words {
				if counts(s, w) {
					hits = append(hits, i)
				}
			}
			known[s] = hits
		}
		for _, i := range hits {
			out[i] = true
		}
	}
	return out
}
