package models_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"konggang/models"
)

func TestYuan(t *testing.T) {
	for amount, want := range map[models.Fen]string{
		0: "0", 1: "0.01", 10: "0.1", 855: "8.55", 2650: "26.5", 450000: "4500", models.MaxWage: "10000000", -500: "-5",
	} {
		if got := amount.Yuan(); got != want {
			t.Errorf("%d fen = %q, want %q", amount, got, want)
		}
	}
}

func TestWageTextAndMonthly(t *testing.T) {
	month := func(low, high models.Fen) [2]models.Fen { return [2]models.Fen{low * 100, high * 100} }
	none := [2]models.Fen{}
	for _, c := range []struct {
		name    string
		wage    models.Wage
		text    string
		monthly [2]models.Fen
	}{
		{"range", models.Wage{Min: fen(4500), Max: fen(6500), Unit: models.PerMonth}, "4500-6500元/月", month(4500, 6500)},
		{"exact", models.Wage{Min: fen(3000), Max: fen(3000), Unit: models.PerMonth}, "3000元/月", month(3000, 3000)},
		{"open above", models.Wage{Min: fen(5000), Unit: models.PerMonth}, "5000元/月起", month(5000, 5000)},
		{"open below", models.Wage{Max: fen(7000), Unit: models.PerMonth}, "最高7000元/月", month(7000, 7000)},
		{"hour × 174", models.Wage{Min: fen(26.5), Unit: models.PerHour}, "26.5元/小时起", month(4611, 4611)},
		{"day × 21.75", models.Wage{Min: fen(130), Max: fen(300), Unit: models.PerDay}, "130-300元/天", [2]models.Fen{282750, 652500}},
		{"year ÷ 12", models.Wage{Min: fen(60000), Max: fen(90000), Unit: models.PerYear}, "60000-90000元/年", month(5000, 7500)},
		{"year rounds to the fen", models.Wage{Min: fen(50000), Unit: models.PerYear}, "50000元/年起", [2]models.Fen{416667, 416667}},
		{"piece", models.Wage{Min: fen(8.5), Max: fen(8.5), Unit: models.PerPiece}, "8.5元/件", none},
		{"negotiable", models.Wage{Negotiable: true}, "面议", none},
		{"negotiable by the month", models.Wage{Negotiable: true, Unit: models.PerMonth}, "面议", none},
		{"nothing", models.Wage{}, "", none},
		{"unit alone", models.Wage{Unit: models.PerMonth}, "", none},
		{"note alone", models.Wage{Note: "另有绩效"}, "", none},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.wage.Text(); got != c.text {
				t.Errorf("text %q, want %q", got, c.text)
			}
			low, high, ok := c.wage.Monthly()
			if got := [2]models.Fen{low, high}; got != c.monthly || ok != (c.monthly != none) {
				t.Errorf("monthly %v %v, want %v", got, ok, c.monthly)
			}
			if c.wage.Stated() != (c.text != "") {
				t.Errorf("stated %v, printed %q", c.wage.Stated(), c.text)
			}
			if err := c.wage.Validate(); err != nil {
				t.Errorf("refused: %v", err)
			}
		})
	}
}

func TestWageValidate(t *testing.T) {
	good := func() models.Wage {
		return models.Wage{Min: fen(4500), Max: fen(6500), Unit: models.PerMonth, Note: "另有绩效"}
	}
	checkRules(t, good, models.Wage.Validate, []ruleCase[models.Wage]{
		{"largest", func(w *models.Wage) { w.Max = fen(10_000_000) }, ""},
		{"zero", func(w *models.Wage) { w.Min = fen(0) }, "min out_of_range"},
		{"below zero", func(w *models.Wage) { w.Min = fen(-5) }, "min out_of_range"},
		{"too much", func(w *models.Wage) { w.Max = fen(10_000_000.01) }, "max out_of_range"},
		{"ends swapped", func(w *models.Wage) { w.Min, w.Max = w.Max, w.Min }, "min min_above_max"},
		{"no unit", func(w *models.Wage) { w.Unit = "" }, "unit required"},
		{"unknown unit", func(w *models.Wage) { w.Unit = "week" }, "unit unknown_value"},
		{"negotiable with ends", func(w *models.Wage) { w.Negotiable = true }, "negotiable conflict"},
		{"long note", func(w *models.Wage) { w.Note = strings.Repeat("返", 201) }, "note too_long"},
		{"control character", func(w *models.Wage) { w.Note = "a\x00b" }, "note invalid_text"},
		{"two at once", func(w *models.Wage) { w.Min, w.Unit = fen(-1), "week" }, "min out_of_range\nunit unknown_value"},
	})
}

func TestMonthlyKeepsTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := rapid.Int64Range(1, int64(models.MaxWage))
		low, high := models.Fen(amount.Draw(t, "a")), models.Fen(amount.Draw(t, "b"))
		low, high = min(low, high), max(low, high)
		unit := rapid.SampledFrom([]models.WageUnit{models.PerMonth, models.PerDay, models.PerHour, models.PerYear}).Draw(t, "unit")
		wage := models.Wage{Min: &low, Max: &high, Unit: unit}
		if err := wage.Validate(); err != nil {
			t.Fatal(err)
		}
		if l, h, ok := wage.Monthly(); !ok || l > h || l < 0 {
			t.Fatalf("%s is %d-%d fen a month, %v", wage.Text(), l, h, ok)
		}
	})
}
