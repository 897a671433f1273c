package sample

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"konggang/models"
	"konggang/services/occupations"
)

// rows reads a bundled file as one map from header to cell a row.
func rows(t *testing.T, name string) []map[string]string {
	t.Helper()
	data, err := Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	cells := cellsOf(t, name, data)
	out := make([]map[string]string, 0, len(cells)-1)
	for _, row := range cells[1:] {
		m := map[string]string{}
		for i, cell := range row {
			m[cells[0][i]] = cell
		}
		out = append(out, m)
	}
	return out
}

func cellsOf(t *testing.T, name string, data []byte) [][]string {
	t.Helper()
	if strings.HasSuffix(name, ".csv") {
		cells, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return cells
	}
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	cells, err := book.GetRows(book.GetSheetName(0))
	if err != nil {
		t.Fatal(err)
	}
	return cells
}

func TestCounts(t *testing.T) {
	got := map[string]int{}
	for _, name := range []string{Divisions, Enterprises, Vacancies, Seekers} {
		got[name] = len(rows(t, name))
	}
	want := map[string]int{Divisions: 318, Enterprises: 61, Vacancies: 300, Seekers: 3000}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

type place struct {
	name  string
	point models.Point
}

func places(t *testing.T) map[models.DivisionCode]place {
	t.Helper()
	out := map[models.DivisionCode]place{}
	for _, r := range rows(t, Divisions) {
		out[models.DivisionCode(r["code"])] = place{r["name"], pointOf(t, r["lat"], r["lon"], r["datum"])}
	}
	return out
}

func pointOf(t *testing.T, lat, lon, datum string) models.Point {
	t.Helper()
	y, errLat := strconv.ParseFloat(lat, 64)
	x, errLon := strconv.ParseFloat(lon, 64)
	p := models.Point{Lat: y, Lon: x, Datum: models.Datum(datum)}
	if err := p.Validate(); err != nil || errLat != nil || errLon != nil {
		t.Errorf("point %s,%s %s: %v", lat, lon, datum, err)
	}
	return p
}

func TestDivisions(t *testing.T) {
	seen := map[models.DivisionCode]bool{"": true}
	levels, precisions := map[string]int{}, map[string]int{}
	for _, r := range rows(t, Divisions) {
		code, err := models.ParseDivisionCode(r["code"])
		if err != nil || string(code) != r["code"] {
			t.Errorf("code %q: %v", r["code"], err)
		}
		if parent := models.DivisionCode(r["parent"]); parent != code.Parent() || !seen[parent] {
			t.Errorf("%s: parent %q is wrong or comes later", code, parent)
		}
		if r["level"] != strconv.Itoa(int(code.Level())) || seen[code] || r["name"] == "" {
			t.Errorf("%s: level %s, name %q, or the code twice", code, r["level"], r["name"])
		}
		if !models.Precision(r["precision"]).Valid() {
			t.Errorf("%s: precision %q", code, r["precision"])
		}
		seen[code] = true
		levels[r["level"]]++
		precisions[r["precision"]]++
	}
	if diff := cmp.Diff(map[string]int{"1": 1, "2": 1, "3": 1, "4": 15, "5": 300}, levels); diff != "" {
		t.Errorf("levels (-want +got):\n%s", diff)
	}
	if precisions["own"] != 34 {
		t.Errorf("%d points are published, want 34", precisions["own"])
	}
}

func TestVillagesLieApartAndNearTheirTown(t *testing.T) {
	all := places(t)
	for code, p := range all {
		if code.Level() != models.LevelVillage {
			continue
		}
		if km := models.DistanceKM(p.point, all[code.Town()].point); km > 8 {
			t.Errorf("%s %s lies %.1f km from its town", code, p.name, km)
		}
		for other, q := range all {
			if other > code && other.Level() == models.LevelVillage && models.DistanceKM(p.point, q.point) < 0.02 {
				t.Errorf("%s and %s lie on top of one another", p.name, q.name)
			}
		}
	}
}

func checkPhone(t *testing.T, s string) {
	t.Helper()
	if p, err := models.ParsePhone(s); err != nil || string(p) != s || !strings.HasPrefix(s, "154") {
		t.Errorf("phone %q: %v", s, err)
	}
}

func TestEnterprises(t *testing.T) {
	known, codes, phones := places(t), map[string]bool{}, map[string]bool{}
	kinds := map[string]int{}
	for _, r := range rows(t, Enterprises) {
		code, err := models.ParseCreditCode(r["统一社会信用代码"])
		if err != nil || string(code) != r["统一社会信用代码"] || codes[string(code)] {
			t.Errorf("%s: credit code %q: %v", r["企业名称"], r["统一社会信用代码"], err)
		}
		checkPhone(t, r["联系电话"])
		if phones[r["联系电话"]] {
			t.Errorf("phone %s twice", r["联系电话"])
		}
		if _, ok := known[models.DivisionCode(r["所在地区划代码"])]; !ok {
			t.Errorf("%s: division %q", r["企业名称"], r["所在地区划代码"])
		}
		if len(r["行业"]) != 1 || r["行业"] < "A" || r["行业"] > "T" || r["地址"] == "" || r["联系人"] == "" {
			t.Errorf("incomplete: %v", r)
		}
		if r["纬度"] != "" {
			pointOf(t, r["纬度"], r["经度"], "gcj02")
		}
		codes[string(code)], phones[r["联系电话"]] = true, true
		kinds[r["单位类型"]]++
	}
	if len(kinds) != 4 || kinds["企业"] == 0 || kinds["个体工商户"] == 0 || kinds["农民专业合作社"] == 0 || kinds["家庭农场"] == 0 {
		t.Errorf("kinds of employer: %v", kinds)
	}
}

// lawless is what the law keeps out of an advert; brands are names of real firms that invented ones must not carry.
var (
	lawless = regexp.MustCompile(`限男|限女|男性|女性|男士|女士|已婚|未婚|婚育|怀孕|汉族|信教|户籍|户口|本地人|乙肝|两对半|残疾|押金|保证金|服装费|培训费|体检费|身份证|毕业证`)
	brands  = regexp.MustCompile(`富士康|鸿富锦|白象|好想你|雪花|达利|欧普|三全|思念|今麦郎|康师傅|统一企业|双汇|华南城|顺丰|圆通|中通|申通|韵达|京东|美团|饿了么|比亚迪|宇通|格力|海尔|蜜雪|胖东来|大张|丹尼斯|万科|碧桂园`)
)

func TestVacanciesAreLawfulAndComplete(t *testing.T) {
	employers := map[string]string{}
	for _, r := range rows(t, Enterprises) {
		employers[r["统一社会信用代码"]] = r["企业名称"]
	}
	known, ids, lines := places(t), map[string]bool{}, map[string]bool{}
	for _, r := range rows(t, Vacancies) {
		id := r["编号"]
		for _, column := range []string{"招聘人数", "工资", "学历要求", "任职要求", "工作内容", "工作地点", "联系人", "联系电话", "有效期至"} {
			if r[column] == "" {
				t.Errorf("%s: no %s", id, column)
			}
		}
		line := r["企业名称"] + r["岗位名称"] + r["工作地点"]
		if ids[id] || lines[line] {
			t.Errorf("%s: %s is there twice", id, line)
		}
		ids[id], lines[line] = true, true
		if employers[r["统一社会信用代码"]] != r["企业名称"] {
			t.Errorf("%s: employer %q", id, r["企业名称"])
		}
		if _, ok := known[models.DivisionCode(r["工作地区划代码"])]; !ok {
			t.Errorf("%s: division %q", id, r["工作地区划代码"])
		}
		if _, ok := occupations.Find(r["岗位名称"]); !ok {
			t.Errorf("%s: no occupation for %q", id, r["岗位名称"])
		}
		if r["有效期至"] < "2027-06-01" || r["有效期至"] > "2027-12-31" {
			t.Errorf("%s: valid until %s", id, r["有效期至"])
		}
		checkPhone(t, r["联系电话"])
		for column, text := range r {
			if m := lawless.FindString(text) + brands.FindString(text); m != "" {
				t.Errorf("%s: %s says %q", id, column, m)
			}
		}
	}
}

var (
	lowestPay = regexp.MustCompile(`\d+(\.\d+)?`)
	payScale  = regexp.MustCompile(`[k千万]`)
	payUnit   = regexp.MustCompile(`年薪|/月|/天|/小时|/件|/单`)
)

// pay reads the lower end of a wage in yuan and what it is paid by, "" for the month left unsaid.
func pay(t *testing.T, wage string) (yuan float64, unit string) {
	t.Helper()
	yuan, err := strconv.ParseFloat(lowestPay.FindString(wage), 64)
	if err != nil {
		t.Errorf("wage %q: %v", wage, err)
	}
	scale := map[string]float64{"": 1, "k": 1000, "千": 1000, "万": 10000}[payScale.FindString(wage)]
	return yuan * scale, payUnit.FindString(wage)
}

// The minimum of Henan's first tier since 2024-01-01: 2100 yuan a month, 20.6 an hour (豫政〔2023〕43号); 21.75 days a month.
func TestWagesReachTheMinimum(t *testing.T) {
	minimum := map[string]float64{"": 2100, "/月": 2100, "/天": 2100 / 21.75, "/小时": 20.6, "年薪": 12 * 2100}
	forms := map[string]int{}
	for _, r := range rows(t, Vacancies) {
		wage := r["工资"]
		if wage == "面议" {
			forms[wage]++
			continue
		}
		yuan, unit := pay(t, wage)
		forms[unit]++
		if yuan <= 0 || yuan < minimum[unit] {
			t.Errorf("%s: %q is %.0f, less than %.1f", r["编号"], wage, yuan, minimum[unit])
		}
	}
	for _, unit := range []string{"", "/月", "/天", "/小时", "/件", "年薪", "面议"} {
		if forms[unit] == 0 {
			t.Errorf("no wage is paid by %q: %v", unit, forms)
		}
	}
	if forms["面议"] > 10 {
		t.Errorf("%d wages are 面议", forms["面议"])
	}
}

func TestVacanciesVary(t *testing.T) {
	places, largest, rare := 0, 0, 0
	text := ""
	for _, r := range rows(t, Vacancies) {
		n, err := strconv.Atoi(r["招聘人数"])
		if err != nil || n < 1 {
			t.Errorf("%s: headcount %q", r["编号"], r["招聘人数"])
		}
		places += n
		if strings.Contains(r["企业名称"], "穹芯寰") {
			largest += n
		}
		if strings.ContainsAny(r["企业名称"]+r["联系人"], "㙟䶮龑燚") {
			rare++
		}
		for _, cell := range r {
			text += cell + "\n"
		}
	}
	if largest != 5000 || places < 7000 {
		t.Errorf("%d places, %d of them at the very large employer", places, largest)
	}
	if rare < 12 {
		t.Errorf("%d rows have a rare character", rare)
	}
	for _, word := range []string{"返费", "两班倒", "三班倒", "夫妻房", "包吃住", "班车", "叉车证", "C1驾照", "健康证", "起", "4k-5.5k", "兼职", "临时工", "季节工"} {
		if !strings.Contains(text, word) {
			t.Errorf("no vacancy says %s", word)
		}
	}
}

func TestSeekers(t *testing.T) {
	known, phones := places(t), map[string]bool{}
	perVillage := map[string]int{}
	for _, r := range rows(t, Seekers) {
		checkPhone(t, r["电话"])
		if phones[r["电话"]] {
			t.Errorf("phone %s twice", r["电话"])
		}
		phones[r["电话"]] = true
		home := r["村代码"]
		if p, ok := known[models.DivisionCode(home)]; !ok || p.name != r["所在村"] || models.DivisionCode(home).Level() != models.LevelVillage {
			t.Errorf("village %s %q", home, r["所在村"])
		}
		perVillage[home]++
		if year, err := strconv.Atoi(r["出生年份"]); err != nil || year < 1960 || year > 2008 {
			t.Errorf("born in %q", r["出生年份"])
		}
		wanted := strings.Split(r["意向岗位"], "、")
		for _, title := range wanted {
			if _, ok := occupations.Find(title); !ok {
				t.Errorf("no occupation for %q", title)
			}
		}
		if len(wanted) > 3 || !strings.HasPrefix(r["同意事项"], "岗位匹配") {
			t.Errorf("wants %v, agreed to %q", wanted, r["同意事项"])
		}
	}
	few, usual := 0, 0
	for _, n := range perVillage {
		switch {
		case n <= 3:
			few++
		case n >= 5 && n <= 20:
			usual++
		default:
			t.Errorf("a village has %d seekers", n)
		}
	}
	if none := 300 - few - usual; none < 5 || few < 20 || usual < 200 {
		t.Errorf("%d villages without seekers, %d with few, %d with the usual number", none, few, usual)
	}
}
