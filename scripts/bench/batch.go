package main

import (
	"fmt"
	"iter"
	"time"

	"konggang/scripts/bench/engines"
	"konggang/scripts/bench/figures"
	"konggang/scripts/bench/law"
	"konggang/scripts/bench/naive"
	"konggang/scripts/bench/province"
)

// batch is the lists of all seekers and villages beside the naive loop, and what ten times the vacancies cost.
func (b *bench) batch() ([]figures.Row, error) {
	vacancies := words(b.land.Vacancies(b.size.vacancies))
	b.say("batch on %d vacancies", b.size.vacancies)
	few := b.batchOf(b.market(b.size.vacancies))
	b.say("the naive loop")
	slow := b.naive(vacancies)
	total := len(b.land.Villages) * b.size.perVillage
	batch := figures.Faster("batch of all seekers and villages, a seeker", few.micros(), slow.micros(), "µs", figures.AtLeast(600)).
		Doing(fmt.Sprintf("%d of about %d seekers in %s on one processor, %d pairs each in effect; naive: %d seekers; the stretch is 1000",
			few.seekers, total, few.took.Round(time.Millisecond), len(vacancies), slow.seekers)).
		Because(slowEngine(few.micros(), "µs a seeker"))
	b.say("batch on %d vacancies", b.size.many)
	most := b.batchOf(b.market(b.size.many))
	growth := figures.Beside("growth of a seeker's batch cost with ten times the vacancies", most.micros(), few.micros(), "µs", figures.AtMost(3)).
		Doing(fmt.Sprintf("%d vacancies, %d seekers; baseline %d vacancies", b.size.many, most.seekers, b.size.vacancies)).
		Because("the cost grows with the vacancies: what cannot be among the best is looked at all the same")
	return []figures.Row{batch, growth}, nil
}

// pace is how many seekers were served in what time.
type pace struct {
	seekers int
	took    time.Duration
}

func (p pace) micros() float64 { return p.took.Seconds() * 1e6 / float64(p.seekers) }

// batchOf serves all villages, or as many as the budget allows: a few more each time, until it is well used.
func (b *bench) batchOf(m engines.Market) pace {
	for villages := 1; ; {
		p := b.served(m, villages)
		afford := int(b.size.budget * time.Duration(villages) / (p.took + 1))
		if villages == len(b.land.Villages) || afford < 4*villages || b.ctx.Err() != nil {
			return p
		}
		villages = min(len(b.land.Villages), afford, villages*blocks)
	}
}

func (b *bench) served(m engines.Market, villages int) pace {
	m = m.Settle(b.part(villages))
	var p pace
	p.took = alone(func() {
		m.Batch(listLength, full.county.lines, func(seekers int, _ []string) { p.seekers += seekers })
	})
	return p
}

// blocks is how many stretches of neighbouring villages stand for the map.
const blocks = 16

// part is so many villages with their seekers, in stretches all over the map, or all of them.
func (b *bench) part(villages int) iter.Seq[province.Home] {
	all := len(b.land.Villages)
	if villages >= all {
		return b.land.Homes(b.size.perVillage)
	}
	return func(yield func(province.Home) bool) {
		for block := range min(blocks, villages) {
			for i := range max(1, villages/blocks) {
				if !yield(b.land.Home(block*all/blocks+i, b.size.perVillage)) {
					return
				}
			}
		}
	}
}

// naive serves a few villages by the naive loop.
func (b *bench) naive(vacancies []law.Vacancy) pace {
	var p pace
	p.took = alone(func() {
		for i := 0; p.seekers < b.size.byNaive; i++ {
			h := b.land.Home(i*len(b.land.Villages)/b.size.byNaive, min(b.size.perVillage, b.size.byNaive/4))
			var lists [][]naive.Match
			for _, s := range h.Seekers {
				lists = append(lists, naive.Top(vacancies, resident{s, h.Place}.person(), listLength))
			}
			naive.Votes(lists, full.county.lines)
			p.seekers += len(h.Seekers)
		}
	})
	return p
}
