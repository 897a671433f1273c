package figures_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/scripts/bench/figures"
)

func rows() []figures.Row {
	return []figures.Row{
		figures.Faster("seeker top 10", 0.5, 1250, "ms", figures.AtLeast(300)).Doing("40 seekers × 100,000 vacancies").Because("never said"),
		figures.Beside("sheet", 30, 20, "ms", figures.AtMost(1.2)).Because("the layout costs"),
		figures.Alone("differences", 0, "lists", figures.AtMost(0)),
		figures.Alone("bytes a seeker", 88.25, "B", figures.Reach{}),
		figures.Unmeasured("province", "s", figures.AtMost(1200), "not run by -quick"),
	}
}

func TestTable(t *testing.T) {
	var b strings.Builder
	if err := figures.WriteTable(&b, rows()); err != nil {
		t.Fatal(err)
	}
	want := `figure          value  unit   baseline  ratio  reach
seeker top 10     0.5  ms         1250   2500  ≥ 300   ok
    40 seekers × 100,000 vacancies
sheet              30  ms           20    1.5  ≤ 1.2   NOT REACHED
    why: the layout costs
differences         0  lists         –      –  ≤ 0     ok
bytes a seeker   88.2  B             –      –
province            –  s             –      –  ≤ 1200  NOT REACHED
    why: not run by -quick
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestJSON(t *testing.T) {
	var b strings.Builder
	for _, r := range rows() {
		if err := r.WriteJSON(&b); err != nil {
			t.Fatal(err)
		}
	}
	want := `{"name":"seeker top 10","value":0.5,"unit":"ms","baseline":1250,"ratio":2500,"reach":"≥ 300","ok":true}
{"name":"sheet","value":30,"unit":"ms","baseline":20,"ratio":1.5,"reach":"≤ 1.2","ok":false}
{"name":"differences","value":0,"unit":"lists","baseline":null,"ratio":null,"reach":"≤ 0","ok":true}
{"name":"bytes a seeker","value":88.25,"unit":"B","baseline":null,"ratio":null,"reach":"","ok":true}
{"name":"province","value":null,"unit":"s","baseline":null,"ratio":null,"reach":"≤ 1200","ok":false}
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestStatistics(t *testing.T) {
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[(i*37)%100] = float64(i + 1)
	}
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"median of an odd number", figures.Median([]float64{9, 1, 4}), 4},
		{"median of an even number", figures.Median([]float64{9, 1, 4, 2}), 3},
		{"mean", figures.Mean([]float64{1, 2, 6}), 3},
		{"p99", figures.Percentile(hundred, 99), 99},
		{"p50", figures.Percentile(hundred, 50), 50},
		{"p99 of one", figures.Percentile([]float64{7}, 99), 7},
		{"p0", figures.Percentile(hundred, 0), 1},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	for name, got := range map[string]float64{"median": figures.Median(nil), "mean": figures.Mean(nil), "percentile": figures.Percentile(nil, 50)} {
		if !math.IsNaN(got) {
			t.Errorf("%s of nothing is %v", name, got)
		}
	}
}
