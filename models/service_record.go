package models

import "time"

// RecordYears is how long a record of a service is kept (就业服务与就业管理规定, as amended by Order 44, asks for at least three
// years).
const RecordYears = 3

// ServiceRecord is what is left of a person who was erased: that somebody of a town was served, from which month to which,
// and how it ended. It is coarse on purpose and has no link to who it was. KeepUntil is the last day on which it is kept.
type ServiceRecord struct {
	Town       DivisionCode
	Registered string
	Erased     string
	Outcome    SeekerStatus
	KeepUntil  Date
}

const month = "2006-01"

// RecordOf is the record that is left of the seeker when erased now.
func RecordOf(s Seeker, now time.Time, zone *time.Location) ServiceRecord {
	return ServiceRecord{Town: s.Village.Town(), Registered: s.CreatedAt.In(zone).Format(month), Erased: now.In(zone).Format(month),
		Outcome: s.Status, KeepUntil: DateOf(now.AddDate(RecordYears, 0, 0), zone)}
}
