package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"konggang/scripts/bench/figures"
	"konggang/scripts/bench/province"
)

// connections is how many ask at the same time.
const connections = 8

// http is GET /vacancies over loopback beside Gin returning the same bytes from memory, each in a process of its own. The
// two take turns in short rounds, and the medians count, since machines are noisy.
func (b *bench) http() ([]figures.Row, error) {
	const one, mix = "GET /vacancies, a selective query", "GET /vacancies, 30-query mix"
	if b.opt.product == "" {
		why := "the product's program was not given"
		return []figures.Row{figures.Unmeasured(one, "1/s", figures.AtLeast(0.5), why), figures.Unmeasured(mix, "1/s", figures.AtLeast(0.3), why)}, nil
	}
	product, err := b.startProduct(b.opt.product)
	if err != nil {
		return nil, err
	}
	defer product.stop()
	queries := []string{target(b.land.Selective())}
	var all []string
	for _, q := range b.land.Queries() {
		all = append(all, target(q))
	}
	bodies, err := record(product.addr, append(queries, all...))
	if err != nil {
		return nil, err
	}
	other, err := b.startGin(bodies)
	if err != nil {
		return nil, err
	}
	defer other.stop()
	selective, err := b.race(one, product.addr, other.addr, queries, bodies, figures.AtLeast(0.5))
	if err != nil {
		return nil, err
	}
	mixed, err := b.race(mix, product.addr, other.addr, all, bodies, figures.AtLeast(0.3))
	return []figures.Row{selective, mixed}, err
}

// target is the path and query that ask the product.
func target(q province.Query) string {
	v := url.Values{"limit": {strconv.Itoa(province.PageSize)}, "facets": {strings.Join(province.Facets, ",")}}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("q", q.Text)
	set("division", string(q.Division))
	set("occupation", string(q.Occupation))
	set("education", string(q.Education))
	set("shift", string(q.Shift))
	set("benefit", string(q.Benefit))
	if q.WageMin > 0 {
		v.Set("wage_min", strconv.Itoa(q.WageMin))
	}
	if q.Near != nil {
		v.Set("near", fmt.Sprintf("%.6f,%.6f", q.Near.Lat, q.Near.Lon))
		v.Set("radius_km", strconv.FormatFloat(q.RadiusKM, 'f', -1, 64))
	}
	if q.Newest {
		v.Set("sort", "newest")
	}
	return "/api/v1/vacancies?" + v.Encode()
}

// record is what the product answers, by target.
func record(addr string, targets []string) (map[string][]byte, error) {
	out := map[string][]byte{}
	for _, t := range targets {
		r, err := http.Get("http://" + addr + t) //nolint:noctx // a server of our own on this machine
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(r.Body)
		_ = r.Body.Close()
		if err != nil || r.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("%s: %s, %w", t, r.Status, err)
		}
		out[t] = body
	}
	return out, nil
}

// race lets the two answer in turns.
func (b *bench) race(name, product, other string, targets []string, bodies map[string][]byte, reach figures.Reach) (figures.Row, error) {
	b.say("%s: %d rounds", name, b.size.loads)
	var ours, theirs []float64
	for range b.size.loads {
		for _, side := range []struct {
			addr string
			into *[]float64
		}{{product, &ours}, {other, &theirs}} {
			n, err := load(b.ctx, side.addr, targets, b.size.load)
			if err != nil {
				return figures.Row{}, err
			}
			*side.into = append(*side.into, n)
		}
	}
	bytes := 0
	for _, t := range targets {
		bytes += len(bodies[t])
	}
	return figures.Beside(name+", and Gin with the same bytes", figures.Median(ours), figures.Median(theirs), "1/s", reach).
		Doing(fmt.Sprintf("%d vacancies in the database, %d connections, medians of %d rounds of %s, %d B an answer", b.size.vacancies, connections, b.size.loads, b.size.load, bytes/len(targets))).
		Because("search itself takes most of an answer: the words are looked up and the hits counted for four facets anew"), nil
}

// startGin serves the recorded bodies from another process.
func (b *bench) startGin(bodies map[string][]byte) (*server, error) {
	file := filepath.Join(b.dir, "bodies.json")
	text, err := json.Marshal(bodies)
	if err == nil {
		err = os.WriteFile(file, text, 0o600)
	}
	self, errSelf := os.Executable()
	if err != nil || errSelf != nil {
		return nil, fmt.Errorf("gin: %w, %w", err, errSelf)
	}
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	for t := range bodies {
		return b.start(addr, t, nil, self, serveGin, file, addr)
	}
	return nil, fmt.Errorf("nothing to serve")
}
