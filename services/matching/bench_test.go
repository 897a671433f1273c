package matching_test

import (
	"fmt"
	"testing"

	"konggang/models"
	"konggang/services/matching"
)

// sizes are the numbers of vacancies that benchmarks are run with; the larger one only when asked for.
func sizes(b *testing.B, run func(b *testing.B, p *province, m *matching.Market)) {
	for _, n := range []int{100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			if n > 100_000 && !large() {
				b.Skip("KONGGANG_LARGE is not set")
			}
			p := newProvince(1, 2000)
			m := matching.NewMarket(today, p.rules()).With(p.postings(n), nil)
			run(b, p, m)
		})
	}
}

func BenchmarkTop(b *testing.B) {
	sizes(b, func(b *testing.B, p *province, m *matching.Market) {
		people := p.people(1)
		m = m.WithPeople(people, nil)
		for _, who := range people {
			m.Top(who, 10)
		}
		i := 0
		for b.Loop() {
			m.Top(people[i%len(people)], 10)
			i++
		}
	})
}

func BenchmarkCandidates(b *testing.B) {
	sizes(b, func(b *testing.B, p *province, m *matching.Market) {
		m = m.WithPeople(p.people(50), nil)
		asked := p.postings(100)
		i := 0
		for b.Loop() {
			m.Candidates(asked[i%len(asked)], "", 50)
			i++
		}
	})
}

func BenchmarkWith(b *testing.B) {
	sizes(b, func(b *testing.B, p *province, m *matching.Market) {
		edits := p.postings(1000)
		i := 0
		for b.Loop() {
			m = m.With(edits[i%len(edits):][:1], nil)
			i++
		}
	})
}

func BenchmarkWithPeople(b *testing.B) {
	sizes(b, func(b *testing.B, p *province, m *matching.Market) {
		people := p.people(50)
		m = m.WithPeople(people, nil)
		i := 0
		for b.Loop() {
			m = m.WithPeople(people[i%len(people):][:1], nil)
			i++
		}
	})
}

// BenchmarkBatch tells the time of one seeker in a batch of 200 villages with 100 each.
func BenchmarkBatch(b *testing.B) {
	sizes(b, func(b *testing.B, p *province, m *matching.Market) {
		p.villages = p.villages[:200]
		m = m.WithPeople(p.people(100), nil)
		for b.Loop() {
			m.Batch(10, func(models.DivisionCode, []matching.Best) {})
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(m.People()), "ns/seeker")
	})
}
