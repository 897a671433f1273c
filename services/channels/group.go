package channels

import (
	"konggang/models"
)

// Grouping says under which headings the lines of an edition stand.
type Grouping string

// The groupings: one list in the order of the edition, or under headings that tell how far it is, or what kind of work.
const (
	Ungrouped  Grouping = ""
	ByDistance Grouping = "distance"
	ByTrade    Grouping = "trade"
)

// Group is lines under one heading, "" where there are none. Within it they keep the order of the edition, and each its rank.
type Group struct {
	Head  string
	Lines []Line
}

// bands are the distances that stand under one heading: below so many kilometres, about a walk, a bicycle, a scooter, a bus.
var bands = []struct {
	below float64
	head  string
}{{3, "3公里以内"}, {6, "3至6公里"}, {10, "6至10公里"}, {20, "10至20公里"}}

const (
	farther     = "20公里以上"
	anyDistance = "距离不详"
)

// Grouped reads all lines of e, group by group; without lines there is no group. Error CodeUnknownValue for a grouping that
// is none.
func Grouped(e models.Edition, by Grouping) ([]Group, error) {
	place, head := func(models.EditionItem) int { return 0 }, func(int) string { return "" }
	switch by {
	case Ungrouped:
	case ByDistance:
		place, head = bandOf, bandName
	case ByTrade:
		place, head = func(i models.EditionItem) int { return tradeOf(i.Vacancy) }, tradeName
	default:
		return nil, models.FieldErrorf("group", models.CodeUnknownValue, "distance trade")
	}
	return grouped(e, place, head), nil
}

// grouped puts the lines under the heading of their place, the places in ascending order.
func grouped(e models.Edition, place func(models.EditionItem) int, head func(int) string) []Group {
	var places [][]Line
	for _, item := range e.Items {
		at := place(item)
		for len(places) <= at {
			places = append(places, nil)
		}
		places[at] = append(places[at], LineOf(e, item))
	}
	var out []Group
	for at, lines := range places {
		if len(lines) > 0 {
			out = append(out, Group{head(at), lines})
		}
	}
	return out
}

func bandOf(i models.EditionItem) int {
	if i.DistanceKM < 0 {
		return len(bands) + 1
	}
	for at, b := range bands {
		if i.DistanceKM < b.below {
			return at
		}
	}
	return len(bands)
}

func bandName(place int) string {
	switch place {
	case len(bands):
		return farther
	case len(bands) + 1:
		return anyDistance
	}
	return bands[place].head
}
