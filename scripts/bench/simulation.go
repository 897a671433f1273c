package main

import "konggang/scripts/bench/figures"

// simulation is what the lists lead to in the made county: the rows of services/simulation.
func (b *bench) simulation() ([]figures.Row, error) {
	return nil, nil
}
