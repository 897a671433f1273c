package models

import (
	"math"
	"strconv"
)

// Fen is money in hundredths of a yuan.
type Fen int64

// Yuan is the amount as it is printed: 4500, 26.5, 8.55.
func (f Fen) Yuan() string { return strconv.FormatFloat(float64(f)/100, 'f', -1, 64) }

// WageUnit is what a wage is paid by.
type WageUnit string

// The units of the contract.
const (
	PerMonth WageUnit = "month"
	PerDay   WageUnit = "day"
	PerHour  WageUnit = "hour"
	PerPiece WageUnit = "piece"
	PerYear  WageUnit = "year"
)

// WageUnits are all units.
var WageUnits = Vocabulary[WageUnit]{{PerMonth, "月"}, {PerDay, "天"}, {PerHour, "小时"}, {PerPiece, "件"}, {PerYear, "年"}}

// Wage is basic pay. An end that is left open is nil; Negotiable (面议) has neither end. Note holds what is not basic pay:
// performance, yearly items, a sign-on rebate (返费).
type Wage struct {
	Min        *Fen
	Max        *Fen
	Unit       WageUnit
	Negotiable bool
	Note       string
}

// MaxWage is the largest amount that is accepted, 10 million yuan.
const MaxWage Fen = 1_000_000_000

// Stated tells whether any pay was stated at all, be it 面议.
func (w Wage) Stated() bool { return w.Negotiable || w.Min != nil || w.Max != nil }

// Validate checks ends, unit and note.
func (w Wage) Validate() error {
	var p Problems
	for _, end := range []struct {
		name string
		fen  *Fen
	}{{"min", w.Min}, {"max", w.Max}} {
		if end.fen != nil && (*end.fen <= 0 || *end.fen > MaxWage) {
			p.Add(end.name, CodeOutOfRange, "0.01", MaxWage.Yuan())
		}
	}
	if w.Min != nil && w.Max != nil && *w.Min > *w.Max {
		p.Add("min", CodeMinAboveMax)
	}
	WageUnits.check(&p, "unit", w.Unit)
	if w.Unit == "" && (w.Min != nil || w.Max != nil) {
		p.Add("unit", CodeRequired)
	}
	if w.Negotiable && (w.Min != nil || w.Max != nil) {
		p.Add("negotiable", CodeConflict)
	}
	checkText(&p, "note", w.Note, 200)
	return p.Err()
}

// monthly says how many units make a month: 21.75 working days of 8 hours by 人社部发〔2025〕2号, a twelfth of a year.
var monthly = map[WageUnit]float64{PerMonth: 1, PerDay: 21.75, PerHour: 174, PerYear: 1.0 / 12}

// Monthly is the wage by the month for filters and scores: both ends, an open one taken from the other. False for piece
// and negotiable wages, which match no filter.
func (w Wage) Monthly() (low, high Fen, ok bool) {
	factor, known := monthly[w.Unit]
	if !known || w.Negotiable || (w.Min == nil && w.Max == nil) {
		return 0, 0, false
	}
	lowEnd, highEnd := w.Min, w.Max
	if lowEnd == nil {
		lowEnd = highEnd
	}
	if highEnd == nil {
		highEnd = lowEnd
	}
	return Fen(math.Round(float64(*lowEnd) * factor)), Fen(math.Round(float64(*highEnd) * factor)), true
}

// Text is the wage as it is printed, always with its unit: 4500-6500元/月, 26元/小时起, 面议, "" when none is stated.
func (w Wage) Text() string {
	per := "元/" + WageUnits.Zh(w.Unit)
	switch {
	case w.Negotiable:
		return "面议"
	case w.Min != nil && w.Max != nil && *w.Min == *w.Max:
		return w.Min.Yuan() + per
	case w.Min != nil && w.Max != nil:
		return w.Min.Yuan() + "-" + w.Max.Yuan() + per
	case w.Min != nil:
		return w.Min.Yuan() + per + "起"
	case w.Max != nil:
		return "最高" + w.Max.Yuan() + per
	}
	return ""
}
