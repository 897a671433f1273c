package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"strconv"
	"time"

	"konggang/scripts/bench/cpu"
	"konggang/scripts/bench/engines"
	"konggang/scripts/bench/figures"
	"konggang/scripts/bench/province"
)

// search is the mix of thirty queries with four facets beside bleve on the same documents, both warm, both on one processor.
func (b *bench) search() ([]figures.Row, error) {
	x := b.index(b.size.vacancies)
	times, totals := b.ask(x, b.land.Queries())
	said := fmt.Sprintf("%d documents, %d queries × %d runs, %d hits a query on average", b.size.vacancies, len(totals), len(times)/len(totals), sum(totals)/len(totals))
	const mean, p99 = "search, 30-query mix, mean", "search, 30-query mix, p99"
	if b.opt.bleve == "" {
		why := "bleve's program was not given"
		return []figures.Row{figures.Unmeasured(mean, "ms", figures.AtLeast(150), why), figures.Unmeasured(p99, "ms", figures.AtLeast(50), why)}, nil
	}
	b.say("bleve on the same documents")
	other, err := b.byBleve()
	if err != nil {
		return nil, err
	}
	said += fmt.Sprintf("; bleve: %d runs each, %d hits on average, built in %.0f s", len(other.Millis)/len(other.Totals), sum(other.Totals)/len(other.Totals), other.Build)
	why := slowEngine(figures.Mean(times), "ms a query")
	return []figures.Row{
		figures.Faster(mean, figures.Mean(times), figures.Mean(other.Millis), "ms", figures.AtLeast(150)).Doing(said).Because(why),
		figures.Faster(p99, figures.Percentile(times, 99), figures.Percentile(other.Millis, 99), "ms", figures.AtLeast(50)).Doing("of the same runs").Because(why),
	}, nil
}

func sum(numbers []int) int {
	total := 0
	for _, n := range numbers {
		total += n
	}
	return total
}

// ask runs the queries round after round, a first one unmeasured to warm up, and tells how long each took in milliseconds
// and how many hits each query has.
func (b *bench) ask(x engines.Index, queries []province.Query) (times []float64, totals []int) {
	for _, q := range queries {
		totals = append(totals, x.Run(q).Total)
	}
	begun := time.Now()
	alone(func() {
		for round := 0; round < b.size.rounds && (round == 0 || time.Since(begun) < b.size.budget); round++ {
			for _, q := range queries {
				start := cpu.Time()
				x.Run(q)
				times = append(times, figures.Millis(cpu.Time()-start))
			}
		}
	})
	return times, totals
}

// bleveRun is what bleve's program prints.
type bleveRun struct {
	Build  float64   `json:"build_seconds"`
	Totals []int     `json:"totals"`
	Millis []float64 `json:"millis"`
}

// byBleve runs the program of scripts/bleve, which makes the same documents from the same seed.
func (b *bench) byBleve() (bleveRun, error) {
	args := []string{"-seed", fmt.Sprint(seed), "-villages", strconv.Itoa(b.size.villages), "-divisions", b.opt.divisions,
		"-documents", strconv.Itoa(b.size.vacancies), "-rounds", strconv.Itoa(b.size.bleveRounds), "-dir", b.dir}
	cmd := exec.CommandContext(b.ctx, b.opt.bleve, args...) //nolint:gosec // whoever runs the benchmark names the program
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, b.log
	var r bleveRun
	if err := cmd.Run(); err != nil {
		return r, fmt.Errorf("bleve: %w", err)
	}
	err := json.Unmarshal(out.Bytes(), &r)
	if err == nil && (len(r.Totals) == 0 || len(r.Millis) == 0) {
		err = fmt.Errorf("bleve answered %d queries", len(r.Totals))
	}
	return r, err
}
