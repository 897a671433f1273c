package noticeboard

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode"

	"golang.org/x/image/font/sfnt"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/typeset"
	"konggang/services/typeset/typesettest"
)

// drawnGlyph is a glyph of one of the embedded fonts, blank when it has no outline.
type drawnGlyph struct {
	font  string
	glyph uint16
	blank bool
}

// cmaps find glyphs by the fonts' own tables, without the code that draws.
type cmaps struct {
	names []string
	fonts []*sfnt.Font
	buf   sfnt.Buffer
}

func readFonts(t *testing.T) *cmaps {
	t.Helper()
	c := &cmaps{names: []string{"NotoSansSC-Regular", "NotoSansSC-Bold", "DroidSansFallback"}}
	for _, file := range []string{"NotoSansSC-Regular-8105gb2312.ttf", "NotoSansSC-Bold-8105gb2312.ttf", "Droid-Rare-rest.ttf"} {
		data, err := os.ReadFile(filepath.Join("..", "..", "typeset", "fonts", file))
		if err != nil {
			t.Fatal(err)
		}
		font, err := sfnt.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		c.fonts = append(c.fonts, font)
	}
	return c
}

// glyph is what a character must be drawn with: the glyph of the weight asked for, else of the rare ones, else 〓.
func (c *cmaps) glyph(t *testing.T, r rune, w typeset.Weight) drawnGlyph {
	t.Helper()
	if r == '\u00a0' {
		r = ' '
	}
	for _, i := range []int{int(w), 2} {
		if glyph, err := c.fonts[i].GlyphIndex(&c.buf, r); err != nil {
			t.Fatal(err)
		} else if glyph != 0 {
			return drawnGlyph{c.names[i], uint16(glyph), unicode.IsSpace(r)}
		}
	}
	return c.glyph(t, '〓', w)
}

// TestEveryCharacterIsDrawn compares the glyphs in the document with those of all characters that the layout drew: none is
// lost, none is another, each has an outline.
func TestEveryCharacterIsDrawn(t *testing.T) {
	fonts := readFonts(t)
	kinds := allKinds()
	for seed := range 8 {
		e := channelstest.Any().Example(seed)
		if len(e.Items) > 0 {
			e.Items[0].Vacancy.Title = "㙟龑䶮𠙶焊工🧵"
		}
		o := kinds[seed*7%len(kinds)]
		file, err := PDF(e, o)
		if err != nil {
			t.Fatal(err)
		}
		runs, err := typesettest.Read(file)
		if err != nil {
			t.Fatal(err)
		}
		_, spy := spied(t, e, o)
		if got, want := drawnOf(runs), wantedOf(t, fonts, spy); !slices.Equal(got, want) {
			t.Errorf("seed %d, %+v: %d glyphs are drawn, the layout has %d, or they differ", seed, o, len(got), len(want))
		}
	}
}

func drawnOf(runs []typesettest.Run) []drawnGlyph {
	var out []drawnGlyph
	for _, run := range runs {
		for _, glyph := range run.Glyphs {
			out = append(out, drawnGlyph{run.Font.File(), glyph, run.Font.Outlines[glyph] == 0})
		}
	}
	return out
}

func wantedOf(t *testing.T, fonts *cmaps, spy *channelstest.Spy) []drawnGlyph {
	t.Helper()
	var out []drawnGlyph
	for _, d := range spy.Texts {
		for _, r := range d.Text {
			out = append(out, fonts.glyph(t, r, d.Style.Weight))
		}
	}
	return out
}

// The names in which these four stand are real. They must be drawn, not replaced.
func TestRareCharactersOfNames(t *testing.T) {
	fonts := readFonts(t)
	for _, r := range "㙟龑䶮𠙶" {
		for _, w := range []typeset.Weight{typeset.Regular, typeset.Bold} {
			if fonts.glyph(t, r, w) == fonts.glyph(t, '〓', w) {
				t.Errorf("%c has no glyph in weight %d", r, w)
			}
		}
	}
	e := channelstest.Edition(1)
	e.Items[0].Employer, e.Items[0].Vacancy.Contact.Name = "㙟头龑䶮𠙶合作社", "龑䶮"
	if got := Check(e).Missing; len(got) > 0 {
		t.Errorf("reported as missing: %v", got)
	}
}

func allKinds() []Options {
	var out []Options
	for _, o := range papers {
		for _, o.Group = range []channels.Grouping{channels.Ungrouped, channels.ByDistance, channels.ByTrade} {
			for _, o.TearOff = range []bool{false, true} {
				out = append(out, o)
			}
		}
	}
	return out
}

// TestCheckNamesTheLine holds that each 〓 is told with its line, on whatever paper it would be, and nothing else is.
func TestCheckNamesTheLine(t *testing.T) {
	const needle = "\U0001F9F5"
	for column, put := range map[string]func(*models.EditionItem){
		"单位":      func(i *models.EditionItem) { i.Employer = needle + i.Employer },
		"岗位":      func(i *models.EditionItem) { i.Vacancy.Title += needle },
		"要求":      func(i *models.EditionItem) { i.Vacancy.Skills = []string{needle} },
		"工资":      func(i *models.EditionItem) { i.Vacancy.Wage.Note = needle },
		"福利食宿":    func(i *models.EditionItem) { i.Vacancy.BenefitsNote = needle },
		"地点（距本村）": func(i *models.EditionItem) { i.Place = needle + needle },
		"联系电话":    func(i *models.EditionItem) { i.Vacancy.Contact.Name = needle },
	} {
		e := channelstest.Edition(4)
		put(&e.Items[2])
		if got, want := Check(e).Missing, []MissingGlyph{{3, column, '\U0001F9F5'}}; !slices.Equal(got, want) {
			t.Errorf("%s: %v", column, got)
		}
	}
	e := channelstest.Edition(4)
	e.VillageName, e.Office.Name, e.Approver = "口张村"+needle, needle, "\U0001F9F6周"
	want := []MissingGlyph{{0, aroundTable, '\U0001F9F5'}, {0, aroundTable, '\U0001F9F6'}}
	if got := Check(e).Missing; !slices.Equal(got, want) {
		t.Errorf("around the table: %v", got)
	}
}

// What has no shape of its own is not missing.
func TestCheckRaisesNoFalseAlarm(t *testing.T) {
	e := channelstest.Edition(11)
	item := &e.Items[0]
	item.Employer = "葛\U000E0100氏\u200d服装\ufe0f厂"
	item.Vacancy.Title, item.Vacancy.Duties = "缝\u2060纫\u2063工\ufeff", "平车\u00ad\t包缝\r\n熟手……"
	item.Vacancy.Contact.Name, item.Place = "张\u200b姐", "商贸路\u202818号\u3000"
	if got := Check(e).Missing; len(got) > 0 {
		t.Errorf("missing %v", got)
	}
	for _, cut := range Check(e).Shortened {
		if cut.Rank == 1 {
			t.Errorf("shortened %v", cut)
		}
	}
	for seed := range 20 {
		if got := Check(channelstest.Any().Example(seed)).Missing; len(got) > 0 {
			t.Errorf("seed %d: missing %v", seed, got)
		}
	}
}
