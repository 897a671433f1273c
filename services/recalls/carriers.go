package recalls

import (
	"slices"

	"konggang/models"
	"konggang/services/channels/loudspeaker"
)

// scripts are the vacancies that the script of an edition reads out, by edition: a list mostly has many lines of few of them.
type scripts map[string][]string

func (s scripts) of(e models.Edition) []string {
	if known, is := s[e.ID]; is {
		return known
	}
	var read []string
	script, err := loudspeaker.Compose(e, loudspeaker.DefaultOptions())
	if err == nil { // or it never could be read out
		for _, item := range script.Items {
			read = append(read, item.VacancyID)
		}
	}
	s[e.ID] = read
	return read
}

// carriers are the channels that said it: every line stands on the sheet and in the post, and the first of them were read out.
func (s scripts) carriers(r Recalled) []models.Channel {
	out := []models.Channel{models.ChannelNoticeboard, models.ChannelWeChat}
	read := s.of(r.Edition)
	if r.Whole() && len(read) > 0 || slices.Contains(read, r.VacancyID) {
		out = append(out, models.ChannelLoudspeaker)
	}
	return out
}
