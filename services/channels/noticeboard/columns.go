package noticeboard

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"konggang/services/channels"
	"konggang/services/channels/flow"
	"konggang/services/typeset"
)

// field is one heading with its words; a column shows one, or some under one another. Without a heading it belongs to the title.
type field struct {
	head  string
	words func(channels.Line, kit) []flow.Paragraph
}

// column is a column of the table. Floor is the least width, in ems of body type, at which its text reads well.
type column struct {
	fields []field
	floor  float64
	align  flow.Align
	// apart is what stays free at the right of its words, in ems: readers of a document join what stands nearer to one another
	// than most of an em, and who copies its text must not get the date as the last digits of the phone.
	apart float64
}

var (
	rank       = field{"序号", rankWords}
	employer   = field{"单位", employerWords}
	title      = field{"岗位", titleWords}
	headcount  = field{"人数", func(l channels.Line, k kit) []flow.Paragraph { return kept(k.small, l.Headcount) }}
	demands    = field{"要求", demandWords}
	wage       = field{"工资", wageWords}
	hours      = field{"班次工时", func(l channels.Line, k kit) []flow.Paragraph { return pieces(k.body, "，", l.Hours) }}
	benefits   = field{"福利食宿", func(l channels.Line, k kit) []flow.Paragraph { return pieces(k.body, "、", l.Benefits) }}
	place      = field{"地点（距本村）", placeWords}
	phone      = field{"联系电话", phoneWords}
	validUntil = field{"有效期至", validWords}
	why        = field{"", whyWords}
)

// flat is the table of a wide sheet, the eleven columns in their order.
var flat = []column{
	{[]field{rank}, 2, flow.Center, 0}, {[]field{employer}, 5, flow.Left, 0}, {[]field{title, why}, 7, flow.Left, 0},
	{[]field{headcount}, 2, flow.Center, 0}, {[]field{demands}, 8, flow.Left, 0}, {[]field{wage}, 4, flow.Left, 0},
	{[]field{hours}, 4, flow.Left, 0}, {[]field{benefits}, 4, flow.Left, 0}, {[]field{place}, 5, flow.Left, 0},
	{[]field{phone}, 4, flow.Left, 0.6}, {[]field{validUntil}, 3, flow.Center, 0},
}

// stacked is the table of a tall sheet: the same words, less wide fields below the ones they belong to.
var stacked = []column{
	{[]field{rank}, 2, flow.Center, 0}, {[]field{title, employer, why}, 6, flow.Left, 0}, {[]field{headcount}, 2, flow.Center, 0},
	{[]field{demands, benefits}, 8, flow.Left, 0}, {[]field{wage, hours}, 5, flow.Left, 0}, {[]field{place}, 4.5, flow.Left, 0},
	{[]field{phone, {validUntil.head, validBelow}}, 4, flow.Left, 0},
}

// columns are those of the table on the paper.
func (p paper) columns() []column {
	if p.stacked {
		return stacked
	}
	return flat
}

func (c column) heads(k kit) []flow.Paragraph {
	var out []flow.Paragraph
	for _, f := range c.fields {
		out = append(out, flow.Paragraph{Text: typeset.NoBreak(f.head), Style: k.small, Color: typeset.White})
	}
	return out
}

// name is what the field is called in a report.
func (f field) name() string {
	if f.head == "" {
		return title.head
	}
	return f.head
}

func (c column) cell(l channels.Line, k kit) cell {
	var out cell
	for i, f := range c.fields {
		words := f.words(l, k)
		if i > 0 && f.head != "" {
			words[0].Above = float64(0.3 * k.body.Size)
		}
		for range words {
			out.names = append(out.names, f.name())
		}
		out.text = append(out.text, words...)
	}
	return out
}

// newMark stands at the lines that the edition before did not have.
const (
	newMark  = "新"
	newMeans = "＝上期没有"
)

func rankWords(l channels.Line, k kit) []flow.Paragraph {
	out := kept(k.body, strconv.Itoa(l.Rank))
	if l.New {
		out = append(out, flow.Paragraph{Text: newMark, Style: k.small, Color: typeset.Red})
	}
	return out
}

func employerWords(l channels.Line, k kit) []flow.Paragraph {
	return []flow.Paragraph{
		{Text: nameInWords(l.Employer), Style: k.body, Flexible: true},
		{Text: l.EmployerKind, Style: k.body, Color: typeset.Grey},
		{Text: l.Source, Style: k.body, Color: typeset.Grey, Flexible: true},
	}
}

func titleWords(l channels.Line, k kit) []flow.Paragraph {
	return []flow.Paragraph{{Text: l.Title, Style: k.strong, Flexible: true}}
}

func whyWords(l channels.Line, k kit) []flow.Paragraph {
	return []flow.Paragraph{{Text: l.Why, Style: k.body, Color: typeset.Green, Flexible: true}}
}

// validWords may put the year on a line of its own.
func validWords(l channels.Line, k kit) []flow.Paragraph {
	year, day, found := strings.Cut(l.ValidUntil, "年")
	if !found {
		return kept(k.body, l.ValidUntil)
	}
	return []flow.Paragraph{{Text: typeset.NoBreak(year+"年") + typeset.NoBreak(day), Style: k.body}}
}

// validBelow says what the date is, where it stands under something else.
func validBelow(l channels.Line, k kit) []flow.Paragraph {
	words := validWords(l, k)
	if l.ValidUntil != "" {
		words[0].Text = typeset.NoBreak("有效期至") + typeset.Together(words[0].Text)
	}
	return words
}

// dutiesShown is how many characters of the duties a sheet has room for.
const dutiesShown = 60

// clause is a stretch between two marks, better read on one line when it is as short as a word.
var clause = regexp.MustCompile(`\p{Han}+`)

func demandWords(l channels.Line, k kit) []flow.Paragraph {
	duties, short := channels.Shortened(l.Duties, dutiesShown)
	duties = clause.ReplaceAllStringFunc(duties, word)
	return append(pieces(k.body, "，", l.Demands),
		flow.Paragraph{Text: duties, Style: k.body, Color: typeset.Grey, Flexible: true, Short: short})
}

func wageWords(l channels.Line, k kit) []flow.Paragraph {
	out := kept(k.strong, l.Wage)
	out[0].Color = typeset.Red
	return append(out,
		flow.Paragraph{Text: l.Extra, Style: k.body, Flexible: true},
		flow.Paragraph{Text: l.Rebate, Style: k.body, Color: typeset.Grey, Flexible: true})
}

// partOfPlace is one name or number of an address.
var partOfPlace = regexp.MustCompile(`\p{Han}+?(镇|乡|村|路|街|道|区|园)|[0-9A-Za-z]+(号|栋|区|座|室|组)`)

func placeWords(l channels.Line, k kit) []flow.Paragraph {
	return append([]flow.Paragraph{{Text: partOfPlace.ReplaceAllStringFunc(l.Place, word), Style: k.body, Flexible: true}}, kept(k.small, l.Distance)...)
}

// phoneWords has the number by the phone, because that is where it is read out, before the name to ask for.
func phoneWords(l channels.Line, k kit) []flow.Paragraph {
	return append(kept(k.strong, l.Phone), flow.Paragraph{Text: strings.TrimSpace(typeset.NoBreak(numberOf(l)) + " " + whole(l.Contact)), Style: k.body, Flexible: true})
}

// numberOf is what a vacancy is asked for by.
func numberOf(l channels.Line) string {
	if l.Number == "" {
		return ""
	}
	return "编号" + l.Number
}

// kept is a text that is never divided.
func kept(s typeset.Style, text string) []flow.Paragraph {
	return []flow.Paragraph{{Text: typeset.NoBreak(text), Style: s}}
}

// pieces are terms of which the short ones are not divided.
func pieces(s typeset.Style, mark string, terms []string) []flow.Paragraph {
	kept := make([]string, len(terms))
	for i, term := range terms {
		kept[i] = whole(term)
	}
	return []flow.Paragraph{{Text: strings.Join(kept, mark), Style: s, Flexible: true}}
}

// word holds a text together that is as short as a word.
func word(text string) string {
	const long = 4
	if utf8.RuneCountInString(text) > long {
		return text
	}
	return typeset.Together(text)
}

// whole is a term that is not divided unless it is long.
func whole(term string) string {
	const long = 9
	if utf8.RuneCountInString(term) > long {
		return term
	}
	return typeset.Together(term)
}
