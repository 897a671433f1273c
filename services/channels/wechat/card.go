package wechat

import (
	"fmt"
	"math"
	"strconv"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/flow"
	"konggang/services/typeset"
)

// A card is 1080 pixels wide, as small phones show pictures pixel by pixel, and set in points of two pixels, so that words of 20
// points read as the phone's own do, and job, pay and number stand out at 28. What is taller than maxHeight is shown reduced.
const (
	cardWidth  = 540.0
	cardScale  = 2
	cardMargin = 20.0
	inner      = cardWidth - 2*cardMargin
	gap        = 11.0
	codeSide   = 132.0
	maxHeight  = 2150.0
)

// MaxOnCard is the most vacancies on one picture.
const MaxOnCard = 15

var (
	titleType  = typeset.Style{Weight: typeset.Bold, Size: 34}
	strongType = typeset.Style{Weight: typeset.Bold, Size: 28}
	boldType   = typeset.Style{Weight: typeset.Bold, Size: 20}
	plainType  = typeset.Style{Size: 20}
)

// card is one picture: its vacancies with its place among all pictures.
type card struct {
	head    flow.Block
	entries []cardEntry
	header  channels.Header
}

// PNG is the post of e as pictures of 1080 pixels' width with at most MaxOnCard vacancies each, and fewer where they would be
// too tall for a phone; error typeset.ErrQRContent when the board's address is too long for a code.
func PNG(e models.Edition) ([][]byte, error) {
	canvas := typeset.NewPNG(cardScale)
	if err := Draw(canvas, e); err != nil {
		return nil, err
	}
	return canvas.Encode()
}

// Pictures is how many pictures PNG makes of e; error as for PNG.
func Pictures(e models.Edition) (int, error) {
	if board := channels.BoardURL(e, models.ChannelWeChat); board != "" {
		if _, err := typeset.NewQR(board); err != nil {
			return 0, err
		}
	}
	return len(cardsOf(e)), nil
}

// Picture is one picture of those of PNG by itself, number counting from 1; error as for PNG, or where there is none of that number.
func Picture(e models.Edition, number int) ([]byte, error) {
	cards := cardsOf(e)
	if number < 1 || number > len(cards) {
		return nil, fmt.Errorf("wechat: no picture %d of %d", number, len(cards))
	}
	canvas := typeset.NewPNG(cardScale)
	if err := cards[number-1].draw(canvas); err != nil {
		return nil, err
	}
	files, err := canvas.Encode()
	if err != nil {
		return nil, err
	}
	return files[0], nil
}

// Draw draws each picture on a page of its own. Errors as for PNG.
func Draw(c typeset.Canvas, e models.Edition) error {
	for _, card := range cardsOf(e) {
		if err := card.draw(c); err != nil {
			return err
		}
	}
	return nil
}

// cardsOf spreads the lines evenly over as few cards as hold them.
func cardsOf(e models.Edition) []card {
	header := channels.HeaderOf(e, models.ChannelWeChat)
	var entries []cardEntry
	var sizes []int
	for _, l := range channels.Lines(e) {
		entry := setEntry(l)
		entries, sizes = append(entries, entry), append(sizes, int(math.Ceil(entry.height())))
	}
	room := maxHeight - card{head: heading(header, 99, 99)}.height()
	runs := evenly(sizes, int(room), MaxOnCard)
	cards := make([]card, len(runs))
	for i, r := range runs {
		cards[i] = card{heading(header, i+1, len(runs)), entries[r.from:r.to], header}
	}
	return cards
}

// heading is what a card is, with its place where there are several.
func heading(h channels.Header, number, of int) flow.Block {
	issue := h.Issue
	if of > 1 {
		issue += "　第" + strconv.Itoa(number) + "张，共" + strconv.Itoa(of) + "张"
	}
	texts := []flow.Paragraph{
		{Text: h.Mark, Style: strongType}, {Text: h.Where() + "招工信息", Style: titleType},
		{Text: issue, Style: boldType}, {Text: channels.Joined("　", h.Date, h.Office), Style: plainType}, {Text: h.Notice, Style: plainType},
	}
	for i := range texts {
		texts[i].Color, texts[i].Above = typeset.White, 3
	}
	return flow.Set(texts, inner)
}

func (k card) height() float64 {
	height := k.head.Height + 2*cardMargin + codeSide + 2*cardMargin
	for _, e := range k.entries {
		height += e.height()
	}
	if len(k.entries) == 0 {
		height += 2*gap + strongType.Size*flow.Leading
	}
	return height
}

func (k card) draw(c typeset.Canvas) error {
	c.NewPage(cardWidth, k.height())
	y := k.head.Height + 2*cardMargin
	c.Rect(0, 0, cardWidth, y, typeset.Red)
	k.head.Draw(c, cardMargin, cardMargin, flow.Left)
	if len(k.entries) == 0 {
		nothing := flow.Set([]flow.Paragraph{{Text: channels.Nothing, Style: strongType}}, inner)
		nothing.Draw(c, cardMargin, y+gap, flow.Left)
		y += nothing.Height + 2*gap
	}
	for i, e := range k.entries {
		if i%2 == 1 {
			c.Rect(0, y, cardWidth, e.height(), typeset.Cream)
		}
		e.draw(c, y+gap)
		y += e.height()
		c.HLine(0, cardWidth, y, 0.5, typeset.Line)
	}
	return k.drawFoot(c, y+cardMargin)
}

// drawFoot draws what costs nothing and whom to ask, with the code of the village's board at the right.
func (k card) drawFoot(c typeset.Canvas, y float64) error {
	width := inner
	words := []flow.Paragraph{
		{Text: k.header.Free, Style: strongType, Color: typeset.Green},
		{Text: channels.Led("咨询电话 ", typeset.NoBreak(k.header.Phone)), Style: plainType, Above: 4},
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
