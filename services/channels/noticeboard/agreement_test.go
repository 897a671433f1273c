package noticeboard

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/loudspeaker"
	"konggang/services/channels/wechat"
	"konggang/services/spoken"
)

// TestTheThreeAgree holds that the sheet on the wall, the post in the group and the voice say the same pay, headcount and
// phone of every vacancy that they name.
func TestTheThreeAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Draw(t, "edition")
		_, sheet := spied(t, e, Options{})
		post := strings.Join(wechat.Text(e, wechat.Options{}), "\n")
		script, err := loudspeaker.Compose(e, loudspeaker.Options{Minutes: 15, MaxVacancies: 40})
		if err != nil {
			t.Fatal(err)
		}
		said := map[int]string{}
		for _, item := range script.Items {
			said[item.Rank] = item.Text
		}
		for _, item := range e.Items {
			line := channels.LineOf(e, item)
			for _, fact := range []string{line.Wage, line.Headcount, line.Phone} {
				if fact != "" && sheet.Count(fact) == 0 {
					t.Errorf("line %d: the sheet has no %q", item.Rank, fact)
				}
				if !strings.Contains(post, fact) {
					t.Errorf("line %d: the post has no %q", item.Rank, fact)
				}
			}
			if text, ok := said[item.Rank]; ok {
				checkSaid(t, item, text)
			}
		}
	})
}

// checkSaid holds what is said of an item against its numbers.
func checkSaid(t *rapid.T, item models.EditionItem, text string) {
	v := item.Vacancy
	if phone := spoken.Phone(withoutExtension(v.Contact.Phone)); strings.Count(text, phone) < 2 {
		t.Errorf("line %d: %q is not said twice in %s", item.Rank, phone, text)
	}
	if count := spoken.Measure(int64(v.Remaining()), "名"); v.Remaining() > 0 && !strings.Contains(text, "招聘"+count) {
		t.Errorf("line %d: no %q in %s", item.Rank, count, text)
	}
	for _, end := range []*models.Fen{v.Wage.Min, v.Wage.Max} {
		if end == nil {
			continue
		}
		if sum := strings.TrimSuffix(spoken.Money(int64(*end)), "元"); !strings.Contains(text, sum) {
			t.Errorf("line %d: no %q in %s", item.Rank, sum, text)
		}
	}
}

// withoutExtension is a landline number without what comes after a second hyphen.
func withoutExtension(p models.Phone) string {
	parts := strings.Split(string(p), "-")
	return strings.Join(parts[:min(2, len(parts))], "-")
}
