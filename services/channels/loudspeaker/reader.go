package loudspeaker

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"konggang/models"
	"konggang/services/spoken"
)

// reader turns written texts into spoken ones and notes what it cannot read.
type reader struct {
	rank    int
	vacancy string
	unread  []Unread
}

func (r *reader) note(field, excerpt string) {
	r.unread = append(r.unread, Unread{r.rank, r.vacancy, field, excerpt})
}

// text reads a text in the words of this program, "" for one that cannot be read.
func (r *reader) text(field, written string) string {
	said, err := spoken.Text(written)
	if err == nil {
		return said
	}
	excerpt := written
	if stuck := (*spoken.Unreadable)(nil); errors.As(err, &stuck) {
		excerpt = stuck.Excerpt
	}
	r.note(field, excerpt)
	return ""
}

// Pay and phone have fields of their own: read out inside a name, others would be taken for them.
var (
	phoneInside = regexp.MustCompile(`(?:\d[- ]?){7,}`)
	sumInside   = regexp.MustCompile(`[零一二两三四五六七八九十百千万点]{2,}[多余几]?(?:元|块)`)
)

// words reads what strangers wrote, as words only: no phone and no sum of money.
func (r *reader) words(field, written string) string {
	if found := phoneInside.FindString(models.FoldWidth(written)); found != "" {
		r.note(field, found)
		return ""
	}
	said := even(r.text(field, written))
	if found := sumInside.FindString(said); found != "" {
		r.note(field, found)
		return ""
	}
	return said
}

// name reads words that must not be missing.
func (r *reader) name(field, written string) string {
	noted := len(r.unread)
	said := r.words(field, written)
	if said == "" && len(r.unread) == noted {
		r.note(field, written)
	}
	return said
}

var aside = regexp.MustCompile(`[(（][^)）]*[)）]`)

// withoutAsides drops what stands in round brackets, which the eye skips and the ear cannot.
func withoutAsides(written string) string { return aside.ReplaceAllString(written, "") }

const silent = "()（）[]【】〔〕{}<>《》〈〉“”‘’\"'「」『』"

// even joins the words with one short pause wherever there was any mark between them.
func even(said string) string {
	said = strings.Map(func(r rune) rune {
		if strings.ContainsRune(silent, r) {
			return -1
		}
		return r
	}, said)
	mark := func(r rune) bool { return !unicode.IsLetter(r) }
	return strings.Join(strings.FieldsFunc(said, mark), "，")
}

// number says a phone; an extension follows its main number as 转.
func number(p models.Phone) string {
	parts := strings.SplitN(string(p), "-", 3)
	if len(parts) < 3 {
		return spoken.Phone(string(p))
	}
	return spoken.Phone(parts[0]+parts[1]) + "，转" + spoken.Phone(parts[2])
}

// twice says a phone two times, so that there is time to find a pencil.
func twice(p models.Phone) []Segment {
	return []Segment{{Kind: Phone, Text: "电话" + number(p) + "，"}, {Kind: PhoneRepeat, Text: "再说一遍，" + number(p) + "。"}}
}
