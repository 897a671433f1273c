package main

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"konggang/models"
)

// firm is an employer with what makes it a registered one.
type firm struct {
	employer
	creditCode, phone string
	lat, lon          string // degrees, GCJ-02; "" for one that gave no point
}

func register(r *rand.Rand, places []place) []firm {
	byCode := map[string]place{}
	for _, p := range places {
		byCode[p.code] = p
	}
	numbers := newPhones(1)
	firms := make([]firm, 0, len(employers))
	for i, e := range employers {
		f := firm{employer: e, creditCode: creditCode(e.kind, i+1), phone: numbers.next(r)}
		if p := byCode[e.place]; i%3 != 2 {
			reach := 2.0
			if p.level == village {
				reach = 0.5
			}
			lat, lon := shift([2]float64{p.lat, p.lon}, reach*(2*r.Float64()-1), reach*(2*r.Float64()-1))
			f.lat, f.lon = fmt.Sprintf("%.5f", lat), fmt.Sprintf("%.5f", lon)
		}
		firms = append(firms, f)
	}
	return firms
}

// creditCode is a code of the right form (GB 32100): registrar and kind, 新郑市, an organisation code that begins with
// 00KG as no issued one does, and both check characters.
func creditCode(kind string, n int) string {
	registrar := map[string]string{company: "91", individual: "92", cooperative: "93", farm: "92"}[kind]
	organisation := fmt.Sprintf("00KG%04d", n)
	body := registrar + "410184" + organisation + organisationCheck(organisation)
	check, ok := models.CreditCheck(body)
	if !ok {
		panic("not a credit code: " + body)
	}
	return body + string(check)
}

// organisationCheck is the check character of an organisation code by GB 11714: 11 − Σ weight·value mod 11.
func organisationCheck(body string) string {
	const values = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	sum := 0
	for i, weight := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += weight * strings.IndexByte(values, body[i])
	}
	return string("0X987654321"[sum%11])
}

func enterpriseSheet(firms []firm) sheet {
	s := sheet{header: []string{"企业名称", "统一社会信用代码", "单位类型", "行业", "所在地区划代码", "地址", "联系人", "联系电话", "纬度", "经度"}}
	for _, f := range firms {
		s.add(f.name, f.creditCode, f.kind, f.industry, f.place, f.address, f.contact, f.phone, f.lat, f.lon)
	}
	return s
}
