package robots

import (
	"konggang/models"
	"konggang/services/channels/wechat"
)

// PostMessages is the post of e for a kind of robot, in the order of sending: texts of at most wechat.MaxBytes, each ending with the
// event and its number, then for WeCom, which takes them, the pictures. Error typeset.ErrQRContent where the board's address is too
// long for a picture.
func PostMessages(kind models.RobotKind, eventID string, e models.Edition) ([]models.Message, error) {
	var out []models.Message
	for _, text := range wechat.Text(e, wechat.Options{Event: eventID}) {
		out = append(out, models.Message{Text: text})
	}
	if kind != models.RobotWeCom {
		return out, nil
	}
	pictures, err := wechat.Pictures(e)
	if err != nil {
		return nil, err
	}
	for i := range pictures {
		out = append(out, models.Message{Picture: i + 1})
	}
	return out, nil
}

// ClosedMessages tells a group that the vacancy of one line is closed. All kinds of robots take the same text.
func ClosedMessages(eventID string, c models.Closing) []models.Message {
	notice := wechat.ClosedNotice(c.Edition, c.Item, c.Became)
	var out []models.Message
	for _, text := range wechat.ClosedText(c.Edition, []string{notice}, wechat.Options{Event: eventID}) {
		out = append(out, models.Message{Text: text, VacancyID: c.Item.VacancyID, Became: c.Became})
	}
	return out
}

// SupersededMessages tells a group that the whole edition was taken back, without saying why.
func SupersededMessages(eventID string, c models.Closing) []models.Message {
	return []models.Message{{Text: wechat.SupersededText(c.Edition, wechat.Options{Event: eventID})}}
}
