package province

import (
	"fmt"
	"math/rand/v2"

	"konggang/models"
)

// A giant offers one vacancy in two hundred; the others have about eight each.
const (
	giant       = 0
	perEmployer = 8
)

// employerOf is the number of the employer of vacancy i: one of about its own age, sometimes an older one.
func (m *Map) employerOf(r *rand.Rand, i int) int {
	newest := i/perEmployer + 1
	switch {
	case r.IntN(200) == 0:
		return giant
	case chance(r, 30):
		return 1 + r.IntN(newest)
	}
	return newest
}

// Employer makes employer n, which lies in a city, at a county's seat, in a town or in a village.
func (m *Map) Employer(n int) models.Enterprise {
	r := m.source(ofEmployer, n)
	at, lat, lon := m.workplace(r)
	firm := oneOf(r, firms)
	name := fmt.Sprintf("%s%s%s%s%s", models.Division{Name: at.Name}.ShortName(), oneOf(r, what), string(oneOf(r, placeFirst)), oneOf(r, sector), firm.ending)
	return models.Enterprise{
		ID: fmt.Sprintf("e%06d", n), Name: name, Kind: firm.kind, Industry: "C", Division: at.Code, Address: address(r, at),
		Point: pointAt(lat, lon), Contact: contact(r), Status: models.EnterpriseApproved, Version: 1,
	}
}

// workplace draws where work is: much of it in the few cities, the rest spread over the land.
func (m *Map) workplace(r *rand.Rand) (at Place, lat, lon int) {
	var reach int
	switch x := r.IntN(100); {
	case x < 30:
		at, reach = early(r, m.Cities), 90_000
	case x < 60:
		at, reach = oneOf(r, m.Counties), 40_000
	case x < 88:
		at, reach = oneOf(r, m.Towns), 15_000
	default:
		at, reach = oneOf(r, m.Villages), 5_000
	}
	lat, lon = around(r, at.Lat, at.Lon, reach)
	return at, lat, lon
}

func address(r *rand.Rand, at Place) string {
	return fmt.Sprintf("%s%s%d号", models.Division{Name: at.Name}.ShortName(), oneOf(r, street), 1+r.IntN(300))
}

func contact(r *rand.Rand) models.Contact {
	return models.Contact{Name: personName(r), Phone: models.Phone(fmt.Sprintf("154%08d", r.IntN(100_000_000)))}
}

var (
	surnames = []rune("王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹")
	givens   = []rune("建国卫红军志秀桂玉春秋海永新文明小俊晓雅佳思梦雨浩立长福庆喜金兰改香巧云彩")
)

func personName(r *rand.Rand) string {
	return string(oneOf(r, surnames)) + string(oneOf(r, givens)) + string(oneOf(r, givens))
}
