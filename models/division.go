package models

import "strings"

// DivisionCode is an administrative division (行政区划) in twelve digits: six for province, city and county, three for the
// town, three for the village.
type DivisionCode string

// Level is the rank of a division, from 1 (province) to 5 (village).
type Level int

// The five ranks of a division.
const (
	LevelProvince Level = 1 + iota
	LevelCity
	LevelCounty
	LevelTown
	LevelVillage
)

// ParseDivisionCode reads 6, 9 or 12 digits and gives 12; error CodeInvalidDivision.
func ParseDivisionCode(s string) (DivisionCode, error) {
	s = FoldWidth(strings.TrimSpace(s))
	if n := len(s); n != 6 && n != 9 && n != 12 {
		return "", Errorf(CodeInvalidDivision)
	}
	if strings.Trim(s, "0123456789") != "" || s[:2] == "00" {
		return "", Errorf(CodeInvalidDivision)
	}
	return DivisionCode(s + strings.Repeat("0", 12-len(s))), nil
}

// Level is the rank that the code's trailing zeros tell.
func (c DivisionCode) Level() Level {
	switch {
	case len(c) != 12:
		return 0
	case c[9:] != "000":
		return LevelVillage
	case c[6:9] != "000":
		return LevelTown
	case c[4:6] != "00":
		return LevelCounty
	case c[2:4] != "00":
		return LevelCity
	}
	return LevelProvince
}

var prefixLength = map[Level]int{LevelProvince: 2, LevelCity: 4, LevelCounty: 6, LevelTown: 9, LevelVillage: 12}

// Prefix is the digits that c shares with every division inside it.
func (c DivisionCode) Prefix() string { return string(c[:prefixLength[c.Level()]]) }

// At is the division of the given level that c lies in, c itself at its own level, "" when c is wider than that or l is no
// level.
func (c DivisionCode) At(l Level) DivisionCode {
	if l < LevelProvince || c.Level() < l {
		return ""
	}
	n := prefixLength[l]
	return c[:n] + DivisionCode(strings.Repeat("0", 12-n))
}

// Town is the town that c lies in, "" when c is wider.
func (c DivisionCode) Town() DivisionCode { return c.At(LevelTown) }

// County is the county that c lies in, "" when c is wider.
func (c DivisionCode) County() DivisionCode { return c.At(LevelCounty) }

// Parent is the next wider division, "" for a province.
func (c DivisionCode) Parent() DivisionCode {
	if l := c.Level(); l > LevelProvince {
		return c.At(l - 1)
	}
	return ""
}

// Above are the divisions that c lies in, the nearest first; none for a province.
func (c DivisionCode) Above() []DivisionCode {
	var out []DivisionCode
	for p := c.Parent(); p != ""; p = p.Parent() {
		out = append(out, p)
	}
	return out
}

// Contains tells whether other is c or lies inside it; what is not twelve digits contains nothing.
func (c DivisionCode) Contains(other DivisionCode) bool {
	return c.Level() != 0 && strings.HasPrefix(string(other), c.Prefix())
}

// check notes a code that is not stated, or not in the twelve digits that ParseDivisionCode gives.
func (c DivisionCode) check(p *Problems, field string) {
	got, err := ParseDivisionCode(string(c))
	switch {
	case c == "":
		p.Add(field, CodeRequired)
	case err != nil || got != c:
		p.Add(field, CodeInvalidDivision)
	}
}

// checkVillage notes what check notes, and a division that is no village.
func (c DivisionCode) checkVillage(p *Problems, field string) {
	c.check(p, field)
	if l := c.Level(); l != 0 && l != LevelVillage {
		p.Add(field, CodeNotVillage)
	}
}

// Division is one administrative division with the point it is measured from.
type Division struct {
	Code      DivisionCode
	Name      string
	Point     *Point
	Precision Precision
}

// Of two endings that fit, the longer stands first.
var divisionEndings = []string{"村民委员会", "社区居民管理委员会", "社区居民委员会", "社区管理委员会", "社区委员会", "社区居委会",
	"居民委员会", "村委会", "居委会", "办事处"}

// ShortName is the name as people say it: 口张村委会 → 口张村, 潮河新城社区居委会 → 潮河新城社区.
func (d Division) ShortName() string {
	for _, e := range divisionEndings {
		stem, ok := strings.CutSuffix(d.Name, e)
		if !ok || stem == "" {
			continue
		}
		switch {
		case strings.HasSuffix(stem, "社区"):
			return stem
		case strings.HasPrefix(e, "社区"):
			return stem + "社区"
		case strings.HasPrefix(e, "村") && !strings.HasSuffix(stem, "村"):
			return stem + "村"
		}
		return stem
	}
	return d.Name
}

// Validate checks what can be checked without the other divisions.
func (d Division) Validate() error {
	var p Problems
	d.Code.check(&p, "code")
	checkRequired(&p, "name", d.Name, 100)
	if d.Point != nil {
		p.AddErr("point", d.Point.Validate())
	}
	if !d.Precision.Valid() {
		p.Add("precision", CodeUnknownValue, joinWords(Precisions))
	}
	return p.Err()
}
