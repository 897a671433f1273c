package loudspeaker_test

import (
	"regexp"
	"strings"
	"testing"

	"konggang/models"
)

// The listener below knows nothing of how a script is made: it hears pay, headcount and phone out of the spoken words.

const numerals = "零一二两三四五六七八九十百千万亿"

func heardNumber(said string) int64 {
	for _, p := range []struct {
		name  string
		value int64
	}{{"亿", 1e8}, {"万", 1e4}, {"千", 1000}, {"百", 100}, {"十", 10}} {
		if at := strings.LastIndex(said, p.name); at >= 0 {
			head := int64(1)
			if at > 0 {
				head = heardNumber(said[:at])
			}
			return head*p.value + heardNumber(said[at+len(p.name):])
		}
	}
	said = strings.ReplaceAll(strings.Trim(said, "零"), "两", "二")
	return int64(strings.Index("零一二三四五六七八九", said) / len("零"))
}

// heardSum is a sum in fen: 四千五百元, 八块五毛五, 两块零五分.
func heardSum(said string) models.Fen {
	said = strings.TrimSuffix(said, "元")
	yuan, coins, ok := strings.Cut(said, "块")
	if !ok {
		if !strings.ContainsAny(said, "毛分") {
			return models.Fen(100 * heardNumber(said))
		}
		yuan, coins = "", said
	}
	jiao, fen, ok := strings.Cut(coins, "毛")
	if !ok && strings.HasSuffix(coins, "分") {
		jiao, fen = "", coins
	}
	return models.Fen(100*heardNumber(yuan) + 10*heardNumber(jiao) + heardNumber(strings.TrimSuffix(fen, "分")))
}

var (
	wageWords  = regexp.MustCompile(`^工资(最高)?每(月|天|小时|件|年)([^，]+?)(起)?(?:，|$)`)
	headWords  = regexp.MustCompile(`招聘([` + numerals + `]+)名`)
	phoneWords = regexp.MustCompile(`电话(.+?)，再说一遍，(.+)$`)
)

// heard is what a listener writes down of one vacancy.
type heard struct {
	Wage      models.Wage
	NotBase   bool
	Headcount int
	Phone     string
}

func listen(t testing.TB, text string) heard {
	t.Helper()
	sentences := strings.Split(strings.TrimSuffix(text, "。"), "。")
	var h heard
	if found := headWords.FindStringSubmatch(sentences[0]); found != nil {
		h.Headcount = int(heardNumber(found[1]))
	}
	if len(sentences) == 3 {
		h.Wage = heardWage(sentences[1])
		h.NotBase = strings.Contains(sentences[1], "，不是底薪")
	}
	found := phoneWords.FindStringSubmatch(sentences[len(sentences)-1])
	if found == nil || found[1] != found[2] {
		t.Fatalf("no phone is said twice: %s", text)
	}
	h.Phone = heardPhone(found[1])
	return h
}

func heardWage(said string) models.Wage {
	if strings.HasPrefix(said, "工资面议") {
		return models.Wage{Negotiable: true}
	}
	found := wageWords.FindStringSubmatch(said)
	if found == nil {
		return models.Wage{}
	}
	w := models.Wage{}
	for _, unit := range models.WageUnits {
		if unit.Zh == found[2] {
			w.Unit = unit.Code
		}
	}
	first, last, ranged := strings.Cut(found[3], "到")
	low, high := heardSum(first), heardSum(first)
	if ranged {
		high = heardSum(last)
	}
	if found[1] == "" {
		w.Min = &low
	}
	if found[4] == "" {
		w.Max = &high
	}
	return w
}

// heardTenths is a distance in tenths of a kilometre.
func heardTenths(said string) int64 {
	whole, places, _ := strings.Cut(said, "点")
	return 10*heardNumber(whole) + heardNumber(places)
}

// heardPhone is the digits alone.
func heardPhone(said string) string {
	return strings.NewReplacer("零", "0", "幺", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9",
		"，", "", "转", "").Replace(said)
}

func TestTheListenerHearsRight(t *testing.T) {
	for said, want := range map[string]models.Fen{
		"四千五百": 450000, "两千二百元": 220000, "二十六块五": 2650, "八块五毛五": 855, "一块零五分": 105, "五分": 5, "两毛": 20,
		"八毛五": 85, "四千五百块五": 450050, "十万元": 10000000,
	} {
		if got := heardSum(said); got != want {
			t.Errorf("%s is heard as %d, want %d", said, got, want)
		}
	}
	if got := heardTenths("十二点五"); got != 125 {
		t.Errorf("got %d", got)
	}
	if got := heardPhone("零三七幺，六二三四，五六七八，转八"); got != "0371623456788" {
		t.Errorf("got %s", got)
	}
}

func TestEveryDistanceIsHeardRight(t *testing.T) {
	for tenths := int64(1); tenths <= 600; tenths++ {
		script := compose(t, edition(line(1, func(i *models.EditionItem) { i.DistanceKM = float64(tenths) / 10 })))
		_, said, _ := strings.Cut(script.Items[0].Text, "离咱村")
		said, _, _ = strings.Cut(said, "公里")
		if got := heardTenths(said); got != tenths {
			t.Errorf("%d tenths: %s is heard as %d", tenths, said, got)
		}
	}
}
