package main

import (
	"bytes"
	_ "embed" // the published facts
	"encoding/csv"
	"fmt"
	"math"
	"strconv"
)

// publishedFile holds codes, names and points as published: code,name,parent,level,lat,lon, parents first.
//
//go:embed published.csv
var publishedFile []byte

// place is a division; known tells whether its point was published for it.
type place struct {
	code, name, parent string
	level              int
	lat, lon           float64 // degrees, GCJ-02
	known              bool
}

const village = 5

// townPoints stand in for the three towns without a published point: 新华路街道 by the middle of its published villages,
// the other two read off a map, to about a kilometre.
var townPoints = map[string][2]float64{
	xinhua:         {34.3961, 113.7461},
	"410184402000": {34.3420, 113.5480},
	newtown:        {34.4230, 113.7560},
}

func published() []place {
	rows, err := csv.NewReader(bytes.NewReader(publishedFile)).ReadAll()
	if err != nil {
		panic("published.csv: " + err.Error())
	}
	places := make([]place, 0, len(rows))
	for _, r := range rows[1:] {
		level, err := strconv.Atoi(r[3])
		if err != nil {
			panic("published.csv: " + err.Error())
		}
		p := place{code: r[0], name: r[1], parent: r[2], level: level}
		p.lat, p.lon, p.known = degrees(r[4], r[5])
		places = append(places, p)
	}
	return places
}

func degrees(lat, lon string) (float64, float64, bool) {
	y, errLat := strconv.ParseFloat(lat, 64)
	x, errLon := strconv.ParseFloat(lon, 64)
	return y, x, errLat == nil && errLon == nil
}

// spread gives each place without a point one of its own: villages on a spiral around their town's point, 1 to 6 km out,
// each a golden angle further, so that no two fall together.
func spread(places []place) []place {
	points := map[string][2]float64{}
	siblings := map[string]int{}
	for _, p := range places {
		if p.level == village && !p.known {
			siblings[p.parent]++
		}
	}
	nth := map[string]int{}
	for i := range places {
		p := &places[i]
		if town, ok := townPoints[p.code]; ok {
			p.lat, p.lon = town[0], town[1]
		} else if !p.known {
			p.lat, p.lon = onSpiral(points[p.parent], nth[p.parent], siblings[p.parent])
			nth[p.parent]++
		}
		points[p.code] = [2]float64{p.lat, p.lon}
	}
	return places
}

// onSpiral is the n-th of count points around a centre, evenly dense between 1 and 6 km.
func onSpiral(centre [2]float64, n, count int) (lat, lon float64) {
	const inner, outer = 1.0, 6.0
	share := (float64(n) + 0.5) / float64(count)
	radius := math.Sqrt(inner*inner + share*(outer*outer-inner*inner))
	angle := float64(n) * math.Pi * (3 - math.Sqrt(5))
	return shift(centre, radius*math.Sin(angle), radius*math.Cos(angle))
}

// shift moves a point north and east by kilometres.
func shift(from [2]float64, north, east float64) (lat, lon float64) {
	const kmPerDegree = 111.195
	return from[0] + north/kmPerDegree, from[1] + east/(kmPerDegree*math.Cos(from[0]*math.Pi/180))
}

func divisionSheet(places []place) sheet {
	s := sheet{header: []string{"code", "name", "parent", "level", "lat", "lon", "datum", "precision"}}
	for _, p := range places {
		precision := "approximate"
		if p.known {
			precision = "own"
		}
		s.add(p.code, p.name, p.parent, p.level, fmt.Sprintf("%.6f", p.lat), fmt.Sprintf("%.6f", p.lon), "gcj02", precision)
	}
	return s
}
