package main

import (
	"fmt"

	"konggang/scripts/bench/figures"
	"konggang/services/channels/noticeboard"
)

const (
	// settled is after how many sheets the fonts and what is remembered of them are in memory.
	settled = 100
	// pictured is that one of so many sheets is also drawn as a picture, which remembers other things.
	pictured = 21
)

// printing is what stays in memory of a long run of sheets, each of another village with other vacancies, beside what stays of
// its beginning.
func (b *bench) printing() ([]figures.Row, error) {
	before := live()
	if err := b.print(0, settled); err != nil {
		return nil, err
	}
	begun := float64(live() - before)
	if err := b.print(settled, b.size.printed); err != nil {
		return nil, err
	}
	ended := float64(live() - before)
	const mega = 1 << 20
	return []figures.Row{figures.Beside(fmt.Sprintf("memory kept after %d sheets, and after %d", b.size.printed, settled), ended/mega, begun/mega, "MB", figures.AtMost(1.1)).
		Doing(fmt.Sprintf("%d lines each, as PDF on four papers, one in %d as PNG too; live heap beyond what was there before the first; %.1f kB a sheet more", full.county.lines, pictured, (ended-begun)/1000/float64(b.size.printed-settled))).
		Because("something of each sheet stays")}, nil
}

// papers take turns.
var papers = []noticeboard.Options{{}, {Paper: "a3"}, {Orientation: "portrait"}, {Paper: "a3", Orientation: "portrait"}}

// print makes the sheets from one number up to another.
func (b *bench) print(from, to int) error {
	for i := from; i < to; i++ {
		e, o := b.editionOf(i, full.county.lines), papers[i%len(papers)]
		if _, err := noticeboard.PDF(e, o); err != nil {
			return err
		}
		if i%pictured > 0 {
			continue
		}
		if _, err := noticeboard.PNG(e, o); err != nil {
			return err
		}
	}
	return b.ctx.Err()
}
