package typeset

import "testing"

const boardURL = "https://jobs.example.gov.cn/b/410184101201?e=47&c=noticeboard"

// sampleCells has rare characters of all planes and fonts, marks that meet,
// marked pieces, Latin words, and two characters that no font has.
var sampleCells = []string{
	"㙟头村龑师傅、䶮鑫食品厂，𠙶塘镇卫生院；缺字：🙂𫚉。",
	"工资" + NoBreak("3800—5500元") + "，缴“五险”（夫妻房）。须持《特种作业操作证》；电话" + NoBreak("0371-6265 0000"),
	"The quick brown fox (AB-12号)，「『嵌套』」！……——完",
	"初中及以上，能适应两班倒（白班8:00—20:00）；持健康证上岗。",
}

const (
	sampleWidth, sampleHeight = 420.0, 300.0
	sampleQRSide              = 100.0
)

// drawSample draws a page with everything that a sheet or a card has.
func drawSample(t testing.TB, c Canvas) {
	t.Helper()
	code, err := NewQR(boardURL)
	if err != nil {
		t.Fatal(err)
	}
	const left, top, column, height, lead = 16.0, 60.0, 97.0, 120.0, 16.0
	title, body := Style{Bold, 20}, Style{Regular, 12}
	c.NewPage(sampleWidth, sampleHeight)
	c.Rect(0, 0, sampleWidth, 44, Red)
	c.Text(left, 30, "新郑市（薛店镇）“空岗”信息表：第47期", title, White)
	for i, cell := range sampleCells {
		x := left + float64(i)*column
		c.Rect(x, top, column, height, Cream)
		for j, line := range body.Wrap(cell, column-6).Lines {
			c.Text(x+3, body.Baseline(top+3+float64(j)*lead, lead), line, body, Ink)
		}
		c.VLine(x, top, top+height, 0.5, Line)
	}
	c.HLine(left, left+4*column, top, 0.5, Line)
	c.HLine(left, left+4*column, top+height, 0.5, Line)
	c.QR(300, 190, sampleQRSide, code)
	c.Text(left, 220, "）（。」，「（《》））", Style{Bold, 16}, Maroon)
	c.Text(left, 250, "求职免费，不收押金。", Style{Bold, 16}, Green)
}

func samplePDF(t testing.TB) []byte {
	t.Helper()
	p := NewPDF(Info{Title: "空岗信息表𠙶", Author: "人社所"})
	drawSample(t, p)
	file, err := p.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func samplePNG(t testing.TB, scale float64) []byte {
	t.Helper()
	p := NewPNG(scale)
	drawSample(t, p)
	files, err := p.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return files[0]
}
