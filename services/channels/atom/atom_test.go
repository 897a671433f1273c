package atom_test

import (
	"encoding/xml"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/atom"
	"konggang/services/channels/channelstest"
)

var opened = time.Date(2026, 11, 23, 1, 2, 3, 4e6, time.UTC)

// postings are those of the channels' example edition, which is made to be awkward.
func postings(n int) []models.Posting {
	var out []models.Posting
	for _, i := range channelstest.Edition(n).Items {
		i.Vacancy.ID, i.Vacancy.Number, i.Vacancy.OpenedAt, i.Vacancy.Workplace.Address = i.VacancyID, i.Number, &opened, i.Place
		out = append(out, models.Posting{Vacancy: i.Vacancy, Employer: models.Enterprise{Name: i.Employer, Kind: i.EmployerKind}})
	}
	return out
}

func feedOf(postings ...models.Posting) atom.Feed {
	f := atom.Feed{Self: "https://kong.example/api/v1/feed.atom?division=410184107208", Page: "https://kong.example/b/410184107208",
		Title: "口张 空岗信息", Author: "孟庄镇就业服务站", Updated: opened.Add(time.Hour),
		Deleted: []atom.Deleted{{VacancyID: "01900000-0000-7000-8000-000000000009", When: opened.Add(time.Minute)}}}
	for _, p := range postings {
		f.Entries = append(f.Entries, atom.Entry{Posting: p, Link: "https://kong.example/api/v1/vacancies/" + p.Vacancy.ID, Updated: opened.Add(time.Second)})
	}
	return f
}

func TestGolden(t *testing.T) {
	got, err := feedOf(postings(3)...).XML()
	if err != nil {
		t.Fatal(err)
	}
	channelstest.Golden(t, "feed.atom", string(got))
}

// element is any element, as a reader of feeds sees it.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

func parsed(t interface{ Fatalf(string, ...any) }, text []byte) element {
	var e element
	if err := xml.Unmarshal(text, &e); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return e
}

func (e element) all(name string) []element {
	var out []element
	for _, c := range e.Children {
		if c.XMLName.Local == name {
			out = append(out, c)
		}
	}
	return out
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

const (
	atomSpace  = "http://www.w3.org/2005/Atom"
	tombstones = "http://purl.org/atompub/tombstones/1.0"
)

// faults checks a document against what RFC 4287 (4.1.1, 4.1.2, 4.2.7) and RFC 6721 (3) require.
func faults(feed element) []string {
	var out []string
	check := func(ok bool, fault string) {
		if !ok {
			out = append(out, fault)
		}
	}
	one := func(e element, names ...string) {
		for _, name := range names {
			list := e.all(name)
			check(len(list) == 1 && list[0].XMLName.Space == atomSpace && strings.TrimSpace(list[0].Text) != "", e.XMLName.Local+" must have one "+name)
		}
	}
	isMoment := func(text string) bool { _, err := time.Parse(time.RFC3339, text); return err == nil }
	check(feed.XMLName == xml.Name{Space: atomSpace, Local: "feed"}, "no feed")
	one(feed, "id", "title", "updated")
	author := feed.all("author")
	check(len(author) == 1 && len(author[0].all("name")) == 1, "the feed, or every entry, must have an author with a name")
	names := map[string]bool{}
	for _, e := range feed.all("entry") {
		one(e, "id", "title", "updated", "summary")
		links := e.all("link")
		check(len(links) == 1 && links[0].attr("rel") == "alternate" && links[0].attr("href") != "", "an entry without content must have an alternate link")
		id := e.all("id")[0].Text
		check(strings.HasPrefix(id, "urn:uuid:") && !names[id], "an id must be an IRI, and only one entry's: "+id)
		names[id] = true
		check(isMoment(e.all("updated")[0].Text), "updated must be a moment")
	}
	for _, e := range feed.all("deleted-entry") {
		check(e.XMLName.Space == tombstones && strings.HasPrefix(e.attr("ref"), "urn:uuid:") && isMoment(e.attr("when")), "a deleted entry must have ref and when")
	}
	self := 0
	for _, l := range feed.all("link") {
		if l.attr("rel") == "self" {
			self++
			check(l.attr("href") == feed.all("id")[0].Text && l.attr("type") == atom.Media, "the link to itself leads elsewhere")
		}
	}
	check(self == 1, "a feed should have one link to itself")
	return out
}

// TestAnyVacancyReadsBack writes vacancies with any text: the document is what the standards ask, and says each text as it is but
// for what XML cannot hold.
func TestAnyVacancyReadsBack(t *testing.T) {
	anyText := rapid.OneOf(rapid.String(), rapid.StringOf(rapid.Rune()), rapid.SampledFrom([]string{"]]>", "<b>&amp;", "\x00\x1b\u0085\u2028", "\r\n\t", "\ufffe\uffff", "\xff", "a  b"}))
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		var list []models.Posting
		for i, item := range e.Items[:min(len(e.Items), 2)] {
			v := item.Vacancy
			v.ID, v.Number, v.OpenedAt = item.VacancyID+string(rune('a'+i)), item.Number, &opened
			v.Title, v.Duties = "工"+anyText.Draw(t, "title"), anyText.Draw(t, "duties")
			list = append(list, models.Posting{Vacancy: v, Employer: models.Enterprise{Name: anyText.Draw(t, "employer"), Kind: item.EmployerKind}})
		}
		f := feedOf(list...)
		text, err := f.XML()
		if err != nil || !utf8.Valid(text) {
			t.Fatal(err)
		}
		feed := parsed(t, text)
		if wrong := faults(feed); len(wrong) > 0 {
			t.Fatalf("%q in %s", wrong, text)
		}
		entries := feed.all("entry")
		if len(entries) != len(list) {
			t.Fatalf("%d entries of %d", len(entries), len(list))
		}
		for i, p := range list {
			l, summary := channels.LineOfPosting(p), entries[i].all("summary")[0].Text
			for _, said := range []string{p.Vacancy.Duties, l.Employer, l.Wage, l.Phone, l.Number} {
				if said = held(strings.TrimSpace(said)); !strings.Contains(summary, said) {
					t.Fatalf("%q is not in %q", said, summary)
				}
			}
			if title := entries[i].all("title")[0].Text; !strings.HasPrefix(title, held(strings.TrimSpace(l.Title))) {
				t.Fatalf("%q is not the title of %q", title, l.Title)
			}
		}
	})
}

// held is a text with what XML 1.0 (2.2) cannot hold replaced.
func held(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000:
			return r
		}
		return '\ufffd'
	}, text)
}

// TestFaultsAreSeen holds the checker against documents that break the standards.
func TestFaultsAreSeen(t *testing.T) {
	text, err := feedOf(postings(2)...).XML()
	if err != nil {
		t.Fatal(err)
	}
	if wrong := faults(parsed(t, text)); len(wrong) > 0 {
		t.Errorf("%q", wrong)
	}
	for _, c := range [][2]string{
		{"<updated>2026-11-23T01:02:04.004Z", "<updated>yesterday"}, {"<name>孟庄镇就业服务站</name>", ""}, {`rel="self"`, `rel="via"`},
		{`rel="alternate" type="application/json"`, `rel="related" type="application/json"`}, {"urn:uuid:", "no "}, {`when="2026`, `when="x`},
		{`xmlns="http://www.w3.org/2005/Atom"`, ""}, {"tombstones/1.0", "tombstones/2"},
	} {
		broken := strings.Replace(string(text), c[0], c[1], 1)
		if broken == string(text) || len(faults(parsed(t, []byte(broken)))) == 0 {
			t.Errorf("%s instead of %s passes", c[1], c[0])
		}
	}
}

func TestAnEmptyFeedStands(t *testing.T) {
	f := feedOf()
	f.Page, f.Deleted = "", nil
	text, err := f.XML()
	if err != nil {
		t.Fatal(err)
	}
	if wrong := faults(parsed(t, text)); len(wrong) > 0 || strings.Contains(string(text), "text/html") {
		t.Errorf("%q: %s", wrong, text)
	}
}
