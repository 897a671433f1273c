package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"konggang/models"
	"konggang/services/occupations"
)

// segment is some of the documents, the newest first, with all that finds them. It never changes.
type segment struct {
	n          int
	ids        []string
	byID       []uint16 // the documents in the order of their ids
	titles     vocabulary
	employers  vocabulary
	byFirm     []uint16 // the employers in the order of their ids
	addresses  vocabulary
	trades     vocabulary // stated occupations by their codes; the text is the name
	meant      column     // the occupations that titles or codes mean
	divisions  vocabulary // the text is the name with those around
	towns      []string   // towns of the documents, or wider divisions where that is all that is known
	townOf     []uint16
	text       string
	textAt     []uint32
	terms      terms    // of the text
	sounds     terms    // initials at the starts of words, of titles
	firmSounds terms    // initials of employers' names
	cores      []string // of the employers: what people call them
	spoken     heardTexts
	blurred    heardTexts
	letters    heardTexts
	labels     flags

	opened    []int64
	wage      []uint32
	least     []uint32 // the lower end of the wage
	remaining []uint32
	until     []uint32
	ages      [][2]uint8
	class     []uint16
	demands   []uint8
	offers    []uint8
	benefits  []benefits
	points    []point // from south to north
	placeOf   []uint16
	byPlace   []uint16 // the documents from south to north
	json      [][]byte
	born      []int64 // nil when all were there at the horizon
}

// newest orders documents as they stand in a segment: the newest first, then by id.
func newest(a, b *record) int {
	return cmp.Or(cmp.Compare(b.opened, a.opened), cmp.Compare(a.id, b.id))
}

// newSegment takes in records that are in order; horizon is the time since when births matter.
func newSegment(records []record, known *places, horizon int64) *segment {
	s := &segment{n: len(records)}
	s.takeTexts(records, known)
	s.takeColumns(records)
	s.takePlaces(records, known)
	s.takeBirths(records, horizon)
	return s
}

func each(records []record, of func(r *record) string) []string {
	out := make([]string, len(records))
	for i := range records {
		out[i] = of(&records[i])
	}
	return out
}

func (s *segment) takeTexts(records []record, known *places) {
	s.titles = newVocabulary(each(records, func(r *record) string { return r.title }), fold)
	s.employers = newVocabulary(each(records, func(r *record) string { return fold(r.employer) + zero + r.employer + zero + r.firm }), firstPart)
	for i := range s.employers.keys {
		s.byFirm = append(s.byFirm, uint16(i))
	}
	slices.SortFunc(s.byFirm, func(a, b uint16) int {
		return cmp.Compare(partOf(s.employers.keys[a], 2), partOf(s.employers.keys[b], 2))
	})
	s.addresses = newVocabulary(each(records, func(r *record) string { return r.address }), func(k string) string { return k })
	s.trades = newVocabulary(each(records, func(r *record) string { return string(r.occupation) }), occupations.Name)
	s.meant = newColumn(each(records, func(r *record) string { return r.trade }))
	s.takeSounds(known)
	texts := each(records, func(r *record) string { return r.text })
	s.text = strings.Join(texts, "")
	s.textAt = make([]uint32, 1, s.n+1)
	for _, t := range texts {
		s.textAt = append(s.textAt, s.textAt[len(s.textAt)-1]+uint32(len(t)))
	}
	s.terms = newTerms(texts, eachGram)
}

func (s *segment) takeSounds(known *places) {
	for _, name := range s.employers.texts {
		s.cores = append(s.cores, known.core(name))
	}
	s.sounds = newTerms(s.titles.texts, eachInitials)
	s.firmSounds = newTerms(s.cores, func(name string, give func(gram)) { eachPrefix(initials(name), give) })
	s.spoken = heardTexts{hear(s.titles.texts, spelled), hear(s.cores, spelled)}
	s.blurred = heardTexts{hear(s.titles.texts, blurredly), hear(s.cores, blurredly)}
	s.letters = heardTexts{hear(s.titles.texts, initials), hear(s.cores, initials)}
}

// eachPrefix gives the initials that letters begin with.
func eachPrefix(letters string, give func(gram)) {
	for n := fewestInitials; n <= min(len(letters), mostInitials); n++ {
		give(initialsGram(letters[:n]))
	}
}

func firstPart(key string) string { return partOf(key, 0) }

// partOf is the part of a key that its zero bytes divide.
func partOf(key string, n int) string {
	for range n {
		_, key, _ = strings.Cut(key, zero)
	}
	part, _, _ := strings.Cut(key, zero)
	return part
}

const zero = "\x00"

func (s *segment) takeColumns(records []record) {
	s.labels = newFlags(s.n, len(labels))
	for i := range records {
		r := &records[i]
		s.ids = append(s.ids, r.id)
		s.byID = append(s.byID, uint16(i))
		s.opened = append(s.opened, r.opened)
		s.wage = append(s.wage, r.wage)
		s.least = append(s.least, r.least)
		s.remaining = append(s.remaining, r.remaining)
		s.until = append(s.until, r.until)
		s.ages = append(s.ages, [2]uint8{r.ageMin, r.ageMax})
		s.class = append(s.class, classOf(r.occupation))
		s.demands = append(s.demands, r.stated.demands())
		s.offers = append(s.offers, r.stated.offers())
		s.benefits = append(s.benefits, r.benefits)
		s.json = append(s.json, r.json)
		for l := range labels {
			if labels[l].on(r) {
				s.labels.of(l).add(uint16(i))
			}
		}
	}
	slices.SortStableFunc(s.byID, func(a, b uint16) int { return cmp.Compare(s.ids[a], s.ids[b]) })
}

func (s *segment) takePlaces(records []record, known *places) {
	s.divisions = newVocabulary(each(records, func(r *record) string { return string(r.division) }), known.path)
	towns := newColumn(each(records, func(r *record) string { return string(cmp.Or(r.division.Town(), r.division)) }))
	s.towns, s.townOf = towns.keys, towns.of
	seen := map[point]bool{}
	for i := range records {
		seen[records[i].place] = true
	}
	s.points = slices.SortedFunc(maps.Keys(seen), southToNorth)
	at := make(map[point]uint16, len(s.points))
	for i, p := range s.points {
		at[p] = uint16(i)
	}
	for i := range records {
		s.placeOf = append(s.placeOf, at[records[i].place])
		s.byPlace = append(s.byPlace, uint16(i))
	}
	slices.SortStableFunc(s.byPlace, func(a, b uint16) int { return cmp.Compare(s.placeOf[a], s.placeOf[b]) })
}

func (s *segment) takeBirths(records []record, horizon int64) {
	if !slices.ContainsFunc(records, func(r record) bool { return r.born > horizon }) {
		return
	}
	s.born = make([]int64, s.n)
	for i := range records {
		s.born[i] = records[i].born
	}
}

// record gives back what the document was made from.
func (s *segment) record(d uint16) record {
	employer := s.employers.value(d)
	r := record{id: s.ids[d], title: s.titles.value(d), employer: partOf(employer, 1), firm: partOf(employer, 2), address: s.addresses.value(d),
		text: s.textOf(d), division: models.DivisionCode(s.divisions.value(d)), occupation: models.OccupationCode(s.trades.value(d)),
		trade: s.meant.value(d), stated: unpackStated(s.demands[d], s.offers[d]), benefits: s.benefits[d], opened: s.opened[d], wage: s.wage[d], least: s.least[d], unit: s.unit(d),
		remaining: s.remaining[d], until: s.until[d], ageMin: s.ages[d][0], ageMax: s.ages[d][1], place: s.points[s.placeOf[d]], json: s.json[d]}
	if s.born != nil {
		r.born = s.born[d]
	}
	return r
}

func (s *segment) textOf(d uint16) string { return s.text[s.textAt[d]:s.textAt[d+1]] }

func (s *segment) firm(d uint16) string { return partOf(s.employers.value(d), 2) }

// unit is what the wage of a document is paid by.
func (s *segment) unit(d uint16) models.WageUnit {
	for i, u := range models.WageUnits {
		if s.labels.of(unitLabels + i).has(d) {
			return u.Code
		}
	}
	return ""
}

// versions are the documents with the id.
func (s *segment) versions(id string) []uint16 {
	from, _ := slices.BinarySearchFunc(s.byID, id, func(d uint16, id string) int { return cmp.Compare(s.ids[d], id) })
	to := from
	for to < s.n && s.ids[s.byID[to]] == id {
		to++
	}
	return s.byID[from:to]
}
