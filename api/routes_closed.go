package api

import (
	"context"
	"net/http"

	"konggang/models"
	"konggang/services/channels"
	"konggang/services/channels/wechat"
	"konggang/services/editions"
)

// ClosedLines are the lines of an edition whose vacancies villages may not hear of any more.
type ClosedLines struct {
	Edition string       `json:"edition"`
	Issue   string       `json:"issue" doc:"Year and number, as people call it: 2026年第3期"`
	Items   []ClosedLine `json:"items"`
}

// ClosedLine is one of them, with the words that stop the calls.
type ClosedLine struct {
	VacancyID string `json:"vacancy_id"`
	Number    string `json:"number"`
	Rank      int    `json:"rank"`
	Title     string `json:"title"`
	Employer  string `json:"employer"`
	Status    string `json:"status" enum:"filled,expired,withdrawn,paused"`
	Notice    string `json:"notice" doc:"For the group"`
	Reply     string `json:"reply" doc:"For a personal message"`
}

// MessageLimit says what a part of a message fits into.
type MessageLimit struct {
	Limit string `query:"limit" enum:"robot,personal" default:"robot" doc:"2048 bytes, or 1800 characters"`
}

// closedRoutes tell those who work for a village which of its lines have closed. They are not public, since a notice names the
// phone of a vacancy that nobody should call any more.
func (s *server) closedRoutes() {
	handle(s, call{id: "get-closed-lines", method: http.MethodGet, path: "/editions/{id}/closed", summary: "The lines of an edition that have closed since, each with its notice", tag: "editions"},
		func(ctx context.Context, in *ByID) (*struct{ Body ClosedLines }, error) {
			e, closed, err := s.Editions.Closed(ctx, actorOf(ctx), in.ID)
			if err != nil {
				return nil, err
			}
			out := ClosedLines{Edition: e.ID, Issue: channels.Issue(e), Items: make([]ClosedLine, len(closed))}
			for i, c := range closed {
				out.Items[i] = ClosedLine{c.Item.VacancyID, c.Item.Number, c.Item.Rank, c.Item.Vacancy.Title, c.Item.Employer, string(c.Status),
					wechat.ClosedNotice(e, c.Item, c.Status), wechat.ClosedReply(e, c.Item, c.Status)}
			}
			return &struct{ Body ClosedLines }{out}, nil
		})
	handle(s, call{id: "get-closed-txt", method: http.MethodGet, path: "/editions/{id}/closed.txt", summary: "The notices of the lines that have closed since, to copy into the group", tag: "editions"},
		func(ctx context.Context, in *struct {
			ByID
			MessageLimit
		}) (*rendering, error) {
			e, closed, err := s.Editions.Closed(ctx, actorOf(ctx), in.ID)
			if err != nil {
				return nil, err
			}
			parts := wechat.ClosedText(e, notices(e, closed), wechat.Options{Limit: wechat.Limit(in.Limit)})
			text := []byte(wechat.Join(parts))
			return &rendering{ContentType: mediaText, ETag: digest(text), PageCount: itoa(len(parts)), EditionStatus: string(e.Status), Body: text}, nil
		})
}

func notices(e models.Edition, closed []editions.ClosedLine) []string {
	out := make([]string, len(closed))
	for i, c := range closed {
		out[i] = wechat.ClosedNotice(e, c.Item, c.Status)
	}
	return out
}
