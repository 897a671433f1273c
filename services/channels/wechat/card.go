package wechat

import (
	"strconv"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/flow"
	"konggang/services/typeset"
)

// A card is 1080 pixels wide, as group pictures are shown, and set in points of two pixels, so that a body of 17 points
// reads on a small phone as its own text does.
const (
	cardWidth  = 540.0
	cardScale  = 2
	cardMargin = 22.0
	gap        = 12.0
	codeSide   = 120.0
)

// MaxOnCard is the most vacancies on one picture.
const MaxOnCard = 15

var (
	titleType  = typeset.Style{Weight: typeset.Bold, Size: 28}
	strongType = typeset.Style{Weight: typeset.Bold, Size: 23}
	boldType   = typeset.Style{Weight: typeset.Bold, Size: 17}
	plainType  = typeset.Style{Size: 17}
)

// Report is what the sender should know about the pictures: the characters that no font has, drawn as 〓.
type Report struct {
	Pages   int
	Missing []typeset.Missing
}

// card is one picture: its vacancies with its place among all pictures.
type card struct {
	header     channels.Header
	lines      []channels.Line
	number, of int
}

// PNG is the post of e as pictures of 1080 pixels' width with at most MaxOnCard vacancies each; error
// typeset.ErrQRContent when the board's address is too long for a code.
func PNG(e models.Edition) ([][]byte, Report, error) {
	canvas := typeset.NewPNG(cardScale)
	cards := cardsOf(e)
	for _, card := range cards {
		if err := card.draw(canvas); err != nil {
			return nil, Report{}, err
		}
	}
	files, err := canvas.Encode()
	return files, Report{Pages: len(cards), Missing: canvas.Missing()}, err
}

// cardsOf spreads the lines evenly over as few cards as hold them.
func cardsOf(e models.Edition) []card {
	lines := channels.Lines(e)
	count := max(1, (len(lines)+MaxOnCard-1)/MaxOnCard)
	cards := make([]card, count)
	for i := range cards {
		from, to := i*len(lines)/count, (i+1)*len(lines)/count
		cards[i] = card{header: channels.HeaderOf(e, "wechat"), lines: lines[from:to], number: i + 1, of: count}
	}
	return cards
}

func (k card) draw(c typeset.Canvas) error {
	inner := cardWidth - 2*cardMargin
	head := flow.Set(k.heading(), inner)
	entries := k.entries(inner)
	height := head.Height + 2*cardMargin + codeSide + 2*cardMargin
	for _, b := range entries {
		height += b.Height + 2*gap
	}
	c.NewPage(cardWidth, height)
	y := head.Height + 2*cardMargin
	c.Rect(0, 0, cardWidth, y, typeset.Red)
	head.Draw(c, cardMargin, cardMargin, flow.Left)
	for i, b := range entries {
		if i%2 == 1 {
			c.Rect(0, y, cardWidth, b.Height+2*gap, typeset.Cream)
		}
		b.Draw(c, cardMargin, y+gap, flow.Left)
		y += b.Height + 2*gap
		c.HLine(0, cardWidth, y, 0.5, typeset.Line)
	}
	return k.drawFoot(c, y+cardMargin)
}

func (k card) heading() []flow.Paragraph {
	issue := k.header.Issue + "　" + k.header.Date
	if k.of > 1 {
		issue += "　第" + strconv.Itoa(k.number) + "张，共" + strconv.Itoa(k.of) + "张"
	}
	texts := []flow.Paragraph{
		{Text: k.header.Mark, Style: strongType}, {Text: k.header.Where() + "招工信息", Style: titleType},
		{Text: issue, Style: boldType}, {Text: k.header.Office, Style: plainType}, {Text: k.header.Notice, Style: plainType},
	}
	for i := range texts {
		texts[i].Color, texts[i].Above = typeset.White, 3
	}
	return texts
}

func (k card) entries(width float64) []flow.Block {
	if len(k.lines) == 0 {
		return []flow.Block{flow.Set([]flow.Paragraph{{Text: channels.Nothing, Style: strongType}}, width)}
	}
	out := make([]flow.Block, len(k.lines))
	for i, l := range k.lines {
		out[i], _ = flow.Fit(words(l), width, tallestEntry)
	}
	return out
}

// tallestEntry keeps one wordy vacancy from filling a screen, in points.
const tallestEntry = 400

// words are one vacancy: what decides first and largest.
func words(l channels.Line) []flow.Paragraph {
	employer := joined("，", l.Employer, l.EmployerKind, l.Source)
	terms := joined("；", joined("，", l.Demands...), joined("，", l.Hours...))
	return []flow.Paragraph{
		{Text: joined(" ", strconv.Itoa(l.Rank)+".", l.Title, hiring(l)), Style: strongType, Flexible: true},
		{Text: typeset.NoBreak(l.Wage), Style: strongType, Color: typeset.Red},
		{Text: l.Extra, Style: plainType, Flexible: true},
		{Text: l.Rebate, Style: plainType, Color: typeset.Grey, Flexible: true},
		{Text: employer, Style: plainType, Above: 2, Flexible: true},
		{Text: terms, Style: plainType, Flexible: true},
		{Text: joined("、", l.Benefits...), Style: plainType, Color: typeset.Green, Flexible: true},
		{Text: joined("，", l.Place, l.Distance), Style: plainType, Color: typeset.Grey, Flexible: true},
		{Text: led("电话 ", typeset.NoBreak(l.Phone)), Style: strongType, Above: 2},
		{Text: joined("　", l.Contact, led("有效期至", l.ValidUntil)), Style: plainType, Color: typeset.Grey, Flexible: true},
	}
}

// drawFoot draws what costs nothing and whom to ask, with the code of the village's board at the right.
func (k card) drawFoot(c typeset.Canvas, y float64) error {
	width := cardWidth - 2*cardMargin
	words := []flow.Paragraph{
		{Text: k.header.Free, Style: strongType, Color: typeset.Green},
		{Text: joined(" ", "咨询电话", k.header.Phone), Style: plainType, Above: 4},
	}
	if k.header.Board != "" {
		code, err := typeset.NewQR(k.header.Board)
		if err != nil {
			return err
		}
		width -= codeSide + gap
		c.QR(cardWidth-cardMargin-codeSide, y, codeSide, code)
		words = append(words, flow.Paragraph{Text: "长按识别二维码，看本村全部岗位", Style: plainType, Above: 4})
	}
	block := flow.Set(words, width)
	block.Draw(c, cardMargin, y+(codeSide-block.Height)/2, flow.Left)
	return nil
}
