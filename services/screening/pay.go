package screening

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"konggang/models"
)

// staleYears is the age at which a table no longer settles anything.
const staleYears = 2

const (
	hoursOfMonth  = 174   // 人社部发〔2025〕2号: 21.75 days of 8 hours
	daysOfWorking = 21.75 // a month
)

// Pay is what is paid for one unit of time. Part-time pay (非全日制) is held against the hourly minimum, other pay against
// the monthly one.
type Pay struct {
	Yuan     float64
	Unit     models.WageUnit
	PartTime bool
}

// floors are the minimums that can apply at a place on a day: one where its tier is known, else all of its tiers, the
// lowest first. Stale tells that the table is too old.
type floors struct {
	months, hours []float64
	stale         bool
}

// judge tells how a pay stands to the minimum at a place on a day, and the minimum that it was held against, with its unit: the
// highest that can apply. Where the tier is unknown or the table too old to be sure of, an officer decides. Pay that keeps an old minimum
// passes: an office that knows a newer one adds a line to the table.
func (m *MinimumWages) judge(p Pay, place models.DivisionCode, today models.Date) (models.Severity, string, bool) {
	if m == nil {
		return "", "", false
	}
	f := m.floors(place, today)
	pay, minimums := p.comparable(f)
	if len(minimums) == 0 || pay == 0 {
		return "", "", false
	}
	highest := minimums[len(minimums)-1]
	switch {
	case pay >= highest:
		return "", "", false
	case f.stale || len(minimums) > 1:
		return models.SeverityReview, p.minimum(highest), true
	}
	return models.SeverityBlock, p.minimum(highest), true
}

// minimum writes a minimum with the unit of time that this pay is held against: 2100 元/月, 20.6 元/小时.
func (p Pay) minimum(yuan float64) string {
	unit := "月"
	if p.PartTime {
		unit = "小时"
	}
	return strconv.FormatFloat(yuan, 'f', -1, 64) + " 元/" + unit
}

// comparable brings a pay to the unit of the minimums that it is held against; pay is 0 where the law has none for it.
func (p Pay) comparable(f floors) (pay float64, minimums []float64) {
	if p.PartTime {
		if p.Unit != models.PerHour {
			return 0, nil
		}
		return p.Yuan, f.hours
	}
	switch p.Unit {
	case models.PerMonth:
		return p.Yuan, f.months
	case models.PerHour:
		return p.Yuan * hoursOfMonth, f.months
	case models.PerDay:
		return p.Yuan * daysOfWorking, f.months
	case models.PerYear:
		return p.Yuan / 12, f.months
	}
	return 0, nil
}

// floors finds the newest rates on the day of the narrowest division that has any.
func (m *MinimumWages) floors(place models.DivisionCode, today models.Date) floors {
	newest := m.newest(place, today)
	var f floors
	var latest models.Date
	known := m.tierOf(place)
	if _, ok := newest[known]; ok {
		newest = map[string]rate{known: newest[known]}
	}
	for _, r := range newest {
		f.months, f.hours = append(f.months, r.month), append(f.hours, r.hour)
		latest = max(latest, r.from)
	}
	f.stale = latest < yearsBefore(today, staleYears)
	slices.Sort(f.months)
	slices.Sort(f.hours)
	return f
}

// newest is the rate in force of every tier.
func (m *MinimumWages) newest(place models.DivisionCode, today models.Date) map[string]rate {
	newest := map[string]rate{}
	width := 0
	for _, r := range m.rates {
		if !strings.HasPrefix(string(place), r.division) || r.from > today || len(r.division) < width {
			continue
		}
		if len(r.division) > width {
			newest, width = map[string]rate{}, len(r.division)
		}
		if r.from > newest[r.tier].from {
			newest[r.tier] = r
		}
	}
	return newest
}

// tierOf is the tier of the narrowest listed division around the place, "" when it is not known.
func (m *MinimumWages) tierOf(place models.DivisionCode) string {
	for n := len(place); n >= 2; n-- {
		if tier, ok := m.tiers[string(place[:n])]; ok {
			return tier
		}
	}
	return ""
}

func yearsBefore(d models.Date, years int) models.Date {
	return models.DateOf(d.Time().AddDate(-years, 0, 0), time.UTC)
}
