package wechat

import (
	"unicode/utf16"

	"konggang/models"
)

// Form is how much a post says of each vacancy.
type Form string

// The forms: all that a villager asks, the default, or firm, job, pay and phone, as posts in groups are, with the rest behind
// the link.
const (
	Long  Form = "long"
	Short Form = "short"
)

// Limit is whose message a part must fit into.
type Limit string

// The limits: a text message of a group robot (企业微信 群机器人), the default, takes 2,048 bytes in UTF-8. A personal message is said to
// take 2,000 characters; a part stays well below. Its characters are counted in UTF-16 units, as phones count them, which is
// never less than their number.
const (
	Robot    Limit = "robot"
	Personal Limit = "personal"
)

// The most that a part may have, in the unit of its limit.
const (
	MaxBytes      = 2048
	MaxCharacters = 1800
)

// Options say how a post is written; the zero value is the long form for a robot. Event is a short code that ends each part with the
// part's number, so that a reader who gets a part twice knows it again; "" for none. Closed is what became, by vacancy id, of lines that
// have closed since: each is mentioned in its place, without its pay and its phone.
type Options struct {
	Form   Form
	Limit  Limit
	Event  string
	Closed map[string]models.VacancyStatus
}

// Most is the most that a part may have under the limit, Length what a text has.
func (l Limit) Most() int {
	if l == Personal {
		return MaxCharacters
	}
	return MaxBytes
}

// Length is how much of the limit the text takes.
func (l Limit) Length(text string) int {
	if l != Personal {
		return len(text)
	}
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}
