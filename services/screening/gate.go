package screening

import "konggang/models"

// Gate judges postings as of the day on which it is asked, by these minimum wages.
func (m *MinimumWages) Gate(calendar models.Calendar) func(models.Posting) []models.Finding {
	return func(p models.Posting) []models.Finding {
		return Posting(p, Context{Today: calendar.Today(), Wages: m})
	}
}
