// Command bleve is a frozen baseline of search: the documents and queries of the benchmarks in bleve, in a module of its own,
// so that the product does not depend on it. It is what a good engineer sets up in an hour: bigrams for Chinese (the CJK
// analyzer), one field for all words and a title that weighs more, keywords for what is filtered, the divisions and classes
// that hold a document as keywords too, numbers and points in their own fields, and the four facets. A hit gives its id
// alone, where the product gives its whole answer.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/blevesearch/bleve/v2"

	"konggang/scripts/bench/cpu"
	"konggang/scripts/bench/province"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bleve:", err)
		os.Exit(1)
	}
}

// answer is what the benchmarks read.
type answer struct {
	Build  float64   `json:"build_seconds"`
	Totals []int     `json:"totals"`
	Millis []float64 `json:"millis"`
}

func run() error {
	seed := flag.Uint64("seed", 1, "what the input is drawn from")
	villages := flag.Int("villages", 50_000, "of the made map")
	divisions := flag.String("divisions", "", "`file` of a real map in place of the made one")
	documents := flag.Int("documents", 100_000, "how many")
	rounds := flag.Int("rounds", 10, "of the query mix")
	dir := flag.String("dir", "", "`folder` that the index is made in")
	flag.Parse()
	land := province.Made(*seed, *villages)
	if *divisions != "" {
		var err error
		if land, err = province.Open(*divisions, *seed); err != nil {
			return err
		}
	}
	start := time.Now()
	index, err := build(land, *documents, filepath.Join(*dir, "bleve"))
	if err != nil {
		return err
	}
	defer func() { _ = index.Close() }()
	out := answer{Build: time.Since(start).Seconds()}
	if err := out.ask(index, land.Queries(), *rounds); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(out)
}

// batchSize is how many documents are written at once.
const batchSize = 2000

func build(land *province.Map, documents int, path string) (bleve.Index, error) {
	index, err := bleve.New(path, newMapping())
	if err != nil {
		return nil, err
	}
	names, batch, done := land.Names(), index.NewBatch(), 0
	for p := range land.Vacancies(documents) {
		if p.Vacancy.ValidUntil < province.Day {
			continue
		}
		if err := batch.Index(p.Vacancy.ID, documentOf(p, names)); err != nil {
			return nil, err
		}
		if done++; done%batchSize == 0 {
			if err := index.Batch(batch); err != nil {
				return nil, err
			}
			batch = index.NewBatch()
			if done%(10*batchSize) == 0 {
				fmt.Fprintf(os.Stderr, "         bleve: %d documents\n", done)
			}
		}
	}
	return index, index.Batch(batch)
}

// ask runs the queries round after round on one processor, a first one unmeasured to warm up.
func (a *answer) ask(index bleve.Index, queries []province.Query, rounds int) error {
	runtime.GC()
	runtime.GOMAXPROCS(1)
	for round := range rounds + 1 {
		for _, q := range queries {
			request := requestOf(q)
			start := cpu.Time()
			result, err := index.Search(request)
			if err != nil {
				return err
			}
			if round == 0 {
				a.Totals = append(a.Totals, int(result.Total)) //nolint:gosec // at most the documents
				continue
			}
			a.Millis = append(a.Millis, (cpu.Time()-start).Seconds()*1000)
		}
	}
	return nil
}
