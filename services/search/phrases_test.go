package search_test

import (
	"testing"

	"konggang/models"
	"konggang/services/search"
)

// TestPhrases: what has all the parts of a phrase has not the phrase, in titles as in running text.
func TestPhrases(t *testing.T) {
	for _, c := range []struct {
		text, asked string
		found       bool
	}{
		{"电子、子弹", "电子弹", false},
		{"食品包装工", "包装工", true},
		{"装工包装工", "包装工", true},
		{"持C1驾照", "c1驾照", true},
		{"持C10驾照", "c1", false},
		{"持AC1驾照", "c1", false},
		{"持C1驾照", "C1", true},
		{"C1、C10", "c10", true},
		{"会C++", "c", false},
		{"会C++", "C++", true},
		{"会C", "c", true},
		{"INTERNATIONAL贸易", "international", true},
		{"INTERNATIONALE贸易", "international", false},
		{"INTERNATIONAL贸易", "internationalx贸易", false},
		{"工", "工", true},
		{"㙟𠙶村", "𠙶", true},
		{"㙟𠙶村", "㙟村", false},
	} {
		for name, put := range map[string]func(*models.Vacancy){
			"title":    func(v *models.Vacancy) { v.Title, v.Occupation = c.text, "" },
			"text":     func(v *models.Vacancy) { v.Title, v.Duties, v.Occupation = "某", c.text, "" },
			"address":  func(v *models.Vacancy) { v.Title, v.Workplace.Address, v.Occupation = "某", c.text, "" },
			"employer": func(v *models.Vacancy) { v.Title, v.Occupation = "某", "" },
		} {
			p := vacancy("1", put)
			if name == "employer" {
				p.Employer.Name = c.text
			}
			want := 0
			if c.found {
				want = 1
			}
			r := run(t, index([]models.Posting{p}), search.Query{Text: c.asked})
			if len(r.Interpreted.Widened) > 0 {
				r.Total = 0 // found without a part of it
			}
			if len(r.Interpreted.Corrected) == 0 && r.Total != want {
				t.Errorf("%s %q, asked %q: %d", name, c.text, c.asked, r.Total)
			}
		}
	}
}
