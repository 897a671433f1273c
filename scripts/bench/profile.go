package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime/pprof"
	"syscall"
	"time"
)

// profileOf is the file for the profile of a part, "" when none is taken.
func (b *bench) profileOf(part string) string {
	if b.opt.profile == "" {
		return ""
	}
	return filepath.Join(b.opt.profile, part+".pprof")
}

// profiled is how long each part is watched.
const profiled = 20 * time.Second

// profile writes what the processor does while the engines answer and while the product serves the query mix.
func (b *bench) profile() error {
	m, x := b.market(b.size.vacancies), b.index(b.size.vacancies)
	asked, queries := b.residents(b.size.asked), b.land.Queries()
	err := errors.Join(
		b.watch("matching", func(i int) { m.Top(asked[i%len(asked)].seeker, asked[i%len(asked)].home, listLength) }),
		b.watch("search", func(i int) { x.Run(queries[i%len(queries)]) }),
	)
	if err != nil || b.opt.product == "" {
		return err
	}
	return b.watchProduct()
}

// watch profiles this process while f is called again and again.
func (b *bench) watch(part string, f func(i int)) error {
	b.say("profile of %s", part)
	file, err := os.Create(b.profileOf(part))
	if err != nil {
		return err
	}
	if err := pprof.StartCPUProfile(file); err != nil {
		return errors.Join(err, file.Close())
	}
	start := time.Now()
	for i := 0; time.Since(start) < profiled && b.ctx.Err() == nil; i++ {
		f(i)
	}
	pprof.StopCPUProfile()
	return file.Close()
}

// watchProduct profiles the product, which was built with scripts/bench/overlay: it writes its profile at the signal.
func (b *bench) watchProduct() error {
	product, err := b.startProduct(b.opt.product)
	if err != nil {
		return err
	}
	defer product.stop()
	var targets []string
	for _, q := range b.land.Queries() {
		targets = append(targets, target(q))
	}
	b.say("profile of http")
	if _, err := load(b.ctx, product.addr, targets, profiled); err != nil {
		return err
	}
	if err := product.cmd.Process.Signal(syscall.SIGUSR1); err != nil {
		return err
	}
	for range 100 {
		if s, err := os.Stat(b.profileOf("http")); err == nil && s.Size() > 0 {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return errors.New("the product wrote no profile: was it built with the overlay?")
}
