package main

import (
	"konggang/scripts/bench/figures"
	"konggang/services/simulation"
)

// simulation is what the lists lead to in the made county: the rows of services/simulation, five seeds, one when it is to be
// quick.
func (b *bench) simulation() ([]figures.Row, error) {
	seeds := 5
	if b.opt.quick {
		seeds = 1
	}
	var rows []figures.Row
	for _, r := range simulation.County(simulation.CountySize, seeds, nil).Rows() {
		row := figures.Beside("lists: "+r.Name, r.Value, r.Baseline, r.Unit, figures.Judged(r.Reach, r.OK))
		row.Ratio = r.Ratio
		rows = append(rows, row)
	}
	return rows, nil
}
