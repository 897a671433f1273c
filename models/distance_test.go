package models_test

import (
	"math"
	"testing"

	"konggang/models"
)

func TestDistanceTextIsAsExactAsTheVillagesPoint(t *testing.T) {
	for _, c := range []struct {
		km   float64
		p    models.Precision
		want string
	}{
		{6.2, models.PrecisionOwn, "距本村6.2公里"},
		{6.16, models.PrecisionOwn, "距本村6.2公里"},
		{5.98, models.PrecisionOwn, "距本村6公里"},
		{0.02, models.PrecisionOwn, "就在本村"},
		{0.06, models.PrecisionOwn, "距本村0.1公里"},
		{6.2, models.PrecisionApproximate, "距本村约6公里"},
		{0.3, models.PrecisionApproximate, "距本村不到1公里"},
		{0.7, models.PrecisionApproximate, "距本村约1公里"},
		{6.2, models.PrecisionTown, "距镇区6公里"},
		{0.3, models.PrecisionTown, "距镇区不到1公里"},
		{123.4, models.PrecisionOwn, "距本村123.4公里"},
		{models.DistanceUnknown, models.PrecisionOwn, ""},
		{math.NaN(), models.PrecisionOwn, ""},
		{6.2, "", ""},
	} {
		if got := models.DistanceText(c.km, c.p); got != c.want {
			t.Errorf("DistanceText(%v, %q) = %q, want %q", c.km, c.p, got, c.want)
		}
	}
}
