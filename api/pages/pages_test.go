package pages_test

import (
	"strings"
	"testing"

	"konggang/api/pages"
	"konggang/models"
)

func board(n int, change func(*models.Posting)) pages.Board {
	b := pages.Board{Village: "口张村", Office: models.Office{Name: "就业服务站", Phone: "0371-62300000"}, Day: "2026-11-23", Total: n}
	for range n {
		p := models.Posting{Vacancy: models.Vacancy{Title: "包装工", Headcount: 3, Number: "10001", ValidUntil: "2026-12-31", AgeMin: 18, AgeMax: 50,
			Education: models.EducationAny, Contact: models.Contact{Phone: "15400001111"}, Workplace: models.Workplace{Address: strings.Repeat("很长的地址", 8)},
			Benefits: []models.Benefit{models.BenefitMeals, models.BenefitLodging}}, Employer: models.Enterprise{Name: strings.Repeat("长名公司", 6)}}
		change(&p)
		b.Lines = append(b.Lines, pages.Line{Posting: &p, Distance: "距本村约6公里"})
	}
	return b
}

func render(t *testing.T, b pages.Board) string {
	t.Helper()
	page, err := b.Render()
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestHostileWordsStayWords(t *testing.T) {
	page := render(t, board(1, func(p *models.Posting) {
		p.Vacancy.Title, p.Employer.Name = `<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`
		p.Vacancy.Contact.Phone = `javascript:alert(1)`
	}))
	for _, part := range []string{"<script", "<img", `href="javascript`} {
		if strings.Contains(page, part) {
			t.Errorf("the page holds %q", part)
		}
	}
}

func TestBoardIsLight(t *testing.T) {
	if page := render(t, board(40, func(*models.Posting) {})); len(page) > pages.MaxBoard || strings.Count(page, `href="tel:15400001111"`) != 40 {
		t.Errorf("%d bytes with %d phones", len(page), strings.Count(page, "tel:"))
	}
	if page := render(t, board(0, nil)); !strings.Contains(page, "现在没有在招的岗位") {
		t.Error("an empty board does not say so")
	}
}

func TestBoardShowsTheSourceOfARepost(t *testing.T) {
	page := render(t, board(1, func(p *models.Posting) { p.Vacancy.Source.Name = "就业网" }))
	if !strings.Contains(page, "距本村约6公里 · 转自就业网</p>") {
		t.Error(page)
	}
	if page := render(t, board(1, func(*models.Posting) {})); strings.Contains(page, "转自") {
		t.Error("the office's own is said to be a repost")
	}
}
