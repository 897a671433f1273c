package recalls

import (
	"context"
	"time"

	"konggang/models"
)

// heardSince is since when groups are told of what they were sent.
func (s Service) heardSince() time.Time { return s.Calendar.Moment().Add(-GroupsHeard) }

// settle brings the recalls of the vacancies up to what these are now, and tells the groups of what closed. It must be called alone.
func (s Service) settle(ctx context.Context, ids []string) error {
	b, err := s.book(ctx, ids)
	if err != nil {
		return err
	}
	var closed []string
	for _, id := range ids {
		if !b.postings[id].Live(b.today) {
			closed = append(closed, id)
		}
	}
	lines, err := s.Store.IssuedLines(ctx, closed, s.heardSince())
	if err != nil {
		return err
	}
	changed := b.followed()
	opened := b.opened(lines)
	if err := s.Store.SaveRecalls(ctx, append(changed, opened...)); err != nil {
		return err
	}
	for _, r := range changed {
		if r.Status != models.RecallLifted {
			continue
		}
		if err := s.Groups.Lifted(ctx, r.Village, r.VacancyID); err != nil {
			return err
		}
	}
	return s.tell(ctx, opened)
}

// tell tells the groups of each village of what was opened there.
func (s Service) tell(ctx context.Context, opened []models.Recall) error {
	told, err := s.withEditions(ctx, opened)
	if err != nil {
		return err
	}
	for _, r := range told {
		if err := s.Groups.TellClosed(ctx, models.Closing{Edition: r.Edition, Item: r.Item, Became: r.Became, Round: r.Round}); err != nil {
			return err
		}
	}
	return nil
}

// book is what is known of some vacancies: what they are now, and what was recalled of them.
type book struct {
	now      time.Time
	today    models.Date
	postings map[string]models.Posting
	recalls  []models.Recall
}

func (s Service) book(ctx context.Context, ids []string) (book, error) {
	b := book{now: s.Calendar.Moment(), today: s.Calendar.Today()}
	var err error
	if b.postings, err = s.Store.PostingsByID(ctx, ids); err != nil {
		return b, err
	}
	b.recalls, err = s.Store.RecallsOf(ctx, ids)
	return b, err
}

// followed are the known recalls that are not what they were: whose vacancy may be heard of again, or is closed for another reason.
func (b book) followed() []models.Recall {
	var out []models.Recall
	for _, r := range b.recalls {
		p := b.postings[r.VacancyID]
		switch became := p.Became(b.today); {
		case !r.Standing():
			continue
		case p.Live(b.today):
			r.Settle(models.RecallLifted, b.now)
		case r.Status == models.RecallOpen && r.Became != became:
			r.Became = became
		default:
			continue
		}
		out = append(out, r)
	}
	return out
}

// opened are the recalls of the lines that closed and that nobody was told of yet: one a village and vacancy. Where the edition is no
// longer what hangs, there is nothing to do about its sheet, and the recall keeps only that the groups were told.
func (b book) opened(lines []models.IssuedLine) []models.Recall {
	known := b.byVillage()
	var out []models.Recall
	for _, l := range lines {
		r, round, told := models.Recall{Village: l.Village, EditionID: l.EditionID, VacancyID: l.VacancyID}, 0, false
		for _, other := range known[place{l.Village, l.VacancyID}] {
			round = max(round, other.Round)
			own := other.EditionID == l.EditionID
			if own {
				r = other
			}
			told = told || other.Standing() && (own || !l.InForce)
		}
		if told {
			continue
		}
		r.Open(b.postings[l.VacancyID].Became(b.today), round+1, b.now)
		if !l.InForce {
			r.Settle(models.RecallReplaced, b.now)
		}
		out = append(out, r)
	}
	return out
}

// place is a vacancy in a village.
type place struct {
	village models.DivisionCode
	vacancy string
}

func (b book) byVillage() map[place][]models.Recall {
	out := map[place][]models.Recall{}
	for _, r := range b.recalls {
		at := place{r.Village, r.VacancyID}
		out[at] = append(out[at], r)
	}
	return out
}
