package cells

import (
	"regexp"
	"strconv"

	"konggang/models"
)

var coordinates = regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,17})?)[,， ]\s*(\d{1,3}(?:\.\d{1,17})?)\s*(.*)$`)

// Point reads "latitude,longitude" with an optional datum after it, GCJ-02 when there is none: 34.5808,113.8122 wgs84.
func Point(s string) (models.Point, bool) {
	m := coordinates.FindStringSubmatch(models.CleanText(models.FoldWidth(s)))
	if m == nil {
		return models.Point{}, false
	}
	p := models.Point{Lat: decimal(m[1]), Lon: decimal(m[2]), Datum: models.GCJ02}
	if m[3] != "" {
		datum, ok := Datum(m[3])
		if !ok {
			return models.Point{}, false
		}
		p.Datum = datum
	}
	return p, p.Validate() == nil
}

// JoinPoint writes a point so that Point reads it back.
func JoinPoint(p models.Point) string {
	return strconv.FormatFloat(p.Lat, 'f', -1, 64) + "," + strconv.FormatFloat(p.Lon, 'f', -1, 64) + " " + string(p.Datum)
}
