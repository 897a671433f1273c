package noticeboard

import (
	"pgregory.net/rapid"

	"konggang/models"
)

// ToldBySheet is what the sheet of e draws of each line, by rank.
func ToldBySheet(t rapid.TB, e models.Edition, o Options) map[int]string {
	s, spy := spied(t, e, o)
	told := map[int]string{}
	for _, d := range spy.Texts {
		if _, row, ok := s.cell(d); ok && row >= 0 && s.inTable(d) {
			told[s.table.rows[row].rank] += d.Text
		}
	}
	return told
}
