package main

import (
	"fmt"
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"konggang/scripts/bench/province"
)

// titleBoost is how much more a word in the title weighs.
const titleBoost = 10

// requestOf is a query of the mix with its facets.
func requestOf(q province.Query) *bleve.SearchRequest {
	r := bleve.NewSearchRequestOptions(condition(q), province.PageSize, 0, false)
	if q.Newest || q.Text == "" {
		r.SortBy([]string{"-opened"})
	}
	r.AddFacet("division", bleve.NewFacetRequest("town", 50))
	r.AddFacet("occupation", bleve.NewFacetRequest("class", 50))
	r.AddFacet("benefit", bleve.NewFacetRequest("benefit", 50))
	wage := bleve.NewFacetRequest("high", 5)
	ends := []float64{0, 3000, 4500, 6000, 8000}
	for i := range ends {
		var next *float64
		if i+1 < len(ends) {
			next = &ends[i+1]
		}
		wage.AddNumericRange(fmt.Sprintf("%.0f", ends[i]), &ends[i], next)
	}
	r.AddFacet("wage", wage)
	return r
}

func condition(q province.Query) query.Query {
	var must []query.Query
	for _, word := range strings.Fields(q.Text) {
		all := bleve.NewMatchQuery(word)
		all.SetField("words")
		all.SetOperator(query.MatchQueryOperatorAnd)
		must = append(must, all)
	}
	for _, term := range []struct{ field, value string }{
		{"within", string(q.Division)}, {"classes", string(q.Occupation)}, {"education", string(q.Education)}, {"shift", string(q.Shift)}, {"benefit", string(q.Benefit)},
	} {
		if term.value != "" {
			t := bleve.NewTermQuery(term.value)
			t.SetField(term.field)
			must = append(must, t)
		}
	}
	if q.WageMin > 0 {
		least := float64(q.WageMin)
		n := bleve.NewNumericRangeQuery(&least, nil)
		n.SetField("high")
		must = append(must, n)
	}
	if q.Near != nil {
		g := bleve.NewGeoDistanceQuery(q.Near.Lon, q.Near.Lat, fmt.Sprintf("%gkm", q.RadiusKM))
		g.SetField("place")
		must = append(must, g)
	}
	if len(must) == 0 {
		return bleve.NewMatchAllQuery()
	}
	both := bleve.NewBooleanQuery()
	both.AddMust(must...)
	if q.Text != "" && !q.Newest {
		title := bleve.NewMatchQuery(q.Text)
		title.SetField("title")
		title.SetBoost(titleBoost)
		both.AddShould(title)
	}
	return both
}
