// Package atom writes what was opened, edited and closed as an Atom feed (RFC 4287), with the closed ones as deleted entries
// (RFC 6721). It is pure.
package atom

import (
	"bytes"
	"encoding/xml"
	"time"

	"konggang/models"
	"konggang/services/channels"
)

// Feed is what is to be written. Self is the address of the feed, which names it for good; Page the address that a person
// opens instead, "" without one. Updated is when anything of it last changed.
type Feed struct {
	Self    string
	Page    string
	Title   string
	Author  string
	Updated time.Time
	Entries []Entry
	Deleted []Deleted
}

// Entry is an open vacancy; Link is the address where it can be read.
type Entry struct {
	Posting models.Posting
	Link    string
	Updated time.Time
}

// Deleted is a vacancy that is not open any more, and since when.
type Deleted struct {
	VacancyID string
	When      time.Time
}

const (
	atomSpace      = "http://www.w3.org/2005/Atom"
	tombstoneSpace = "http://purl.org/atompub/tombstones/1.0"
)

// XML is the feed as a document in UTF-8. Characters that XML cannot hold become U+FFFD.
func (f Feed) XML() ([]byte, error) {
	d := document{
		Space: atomSpace, Tombstones: tombstoneSpace, ID: f.Self, Title: f.Title, Author: person{f.Author}, Updated: moment(f.Updated),
		Links: []link{{Rel: "self", Type: Media, Href: f.Self}},
	}
	if f.Page != "" {
		d.Links = append(d.Links, link{Rel: "alternate", Type: "text/html", Href: f.Page})
	}
	for _, e := range f.Entries {
		d.Entries = append(d.Entries, e.element())
	}
	for _, gone := range f.Deleted {
		d.Deleted = append(d.Deleted, deletedEntry{Ref: nameOf(gone.VacancyID), When: moment(gone.When)})
	}
	var out bytes.Buffer
	out.WriteString(xml.Header)
	err := xml.NewEncoder(&out).Encode(d)
	return out.Bytes(), err
}

// Media is the media type of the document.
const Media = "application/atom+xml"

type document struct {
	XMLName    xml.Name       `xml:"feed"`
	Space      string         `xml:"xmlns,attr"`
	Tombstones string         `xml:"xmlns:at,attr"`
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Author     person         `xml:"author"`
	Links      []link         `xml:"link"`
	Entries    []entryElement `xml:"entry"`
	Deleted    []deletedEntry `xml:"at:deleted-entry"`
}

type person struct {
	Name string `xml:"name"`
}

type link struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr"`
	Href string `xml:"href,attr"`
}

type entryElement struct {
	ID        string `xml:"id"`
	Title     string `xml:"title"`
	Published string `xml:"published,omitempty"`
	Updated   string `xml:"updated"`
	Link      link   `xml:"link"`
	Summary   string `xml:"summary"`
}

type deletedEntry struct {
	Ref  string `xml:"ref,attr"`
	When string `xml:"when,attr"`
}

func (e Entry) element() entryElement {
	l := channels.LineOfPosting(e.Posting)
	out := entryElement{ID: nameOf(e.Posting.Vacancy.ID), Title: titleOf(l), Updated: moment(e.Updated), Summary: summaryOf(l),
		Link: link{Rel: "alternate", Type: "application/json", Href: e.Link}}
	if opened := e.Posting.Vacancy.OpenedAt; opened != nil {
		out.Published = moment(*opened)
	}
	return out
}

// nameOf names a vacancy for good, in an entry as in its end.
func nameOf(vacancyID string) string { return "urn:uuid:" + vacancyID }

func moment(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }
