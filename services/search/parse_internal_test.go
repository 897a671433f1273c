package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"konggang/models"
)

// TestPay says for each way of writing pay what it is by the month, 0 for what is not pay, and what is left behind it.
func TestPay(t *testing.T) {
	for _, c := range []struct {
		text  string
		month float64
		left  string
	}{
		{"5000以上", 5000, ""}, {"5000+", 5000, ""}, {"5k", 5000, ""}, {"5k+", 5000, ""}, {"5千以上", 5000, ""}, {"五千以上", 5000, ""}, {"五千五", 5500, ""},
		{"两万", 20000, ""}, {"1.5万", 15000, ""}, {"一万二", 12000, ""}, {"4000-6000", 4000, ""}, {"4000~6000元", 4000, ""}, {"4000到6000", 4000, ""}, {"4k-7k", 4000, ""},
		{"3-5千", 3000, ""}, {"5000元以上", 5000, ""}, {"5000元/月", 5000, ""}, {"月薪5000", 5000, ""}, {"工资 5000以上", 5000, ""}, {"月工资不低于4500元", 4500, ""},
		{"20元/小时", 3480, ""}, {"26.5元/小时", 4611, ""}, {"时薪20", 3480, ""}, {"20一小时", 3480, ""}, {"日结200", 4350, ""}, {"200元/天", 4350, ""}, {"200一天", 4350, ""},
		{"日薪150-200", 3262.5, ""}, {"年薪10万", 8333.33, ""}, {"5000", 5000, ""}, {"5000 普工", 5000, " 普工"}, {"5000以上普工", 5000, "普工"}, {"7000以上的", 7000, "的"}, {"5000起", 5000, ""},
		{"5050", 0, ""}, {"500", 0, ""}, {"45", 0, ""}, {"20元", 0, ""}, {"普工", 0, ""}, {"千", 0, ""}, {"工资", 0, ""}, {"", 0, ""}, {"13812345678", 0, ""}, {"60000", 0, ""},
		{"5000mm", 0, ""}, {"5kg", 0, ""}, {"0", 0, ""}, {"0元/小时", 0, ""}, {"99999999999以上", 0, ""}, {"五金", 0, ""}, {"一线", 0, ""}, {"三班倒", 0, ""},
	} {
		fen, size, ok := payAt(c.text)
		if ok != (c.month > 0) || float64(fen.least)/100 != c.month || ok && c.text[size:] != c.left {
			t.Errorf("%q is %v with %q left, %v", c.text, float64(fen.least)/100, c.text[size:], ok)
		}
	}
}

// TestPayHasAnUpperEnd says for ranges and upper limits what they are by the month, and whether a limit was said at all.
func TestPayHasAnUpperEnd(t *testing.T) {
	for _, c := range []struct {
		text        string
		least, most float64
		loose       bool
	}{
		{"4000-6000", 4000, 6000, false}, {"4千到6千", 4000, 6000, false}, {"3-5千", 3000, 5000, false}, {"5000以下", 0, 5000, false}, {"150-200一天", 3262.5, 4350, false},
		{"5000", 5000, 0, true}, {"5000以上", 5000, 0, false}, {"至少5000", 5000, 0, false}, {"一小时25以上", 4350, 0, false}, {"20元一小时", 3480, 0, true}, {"过万", 10000, 0, false},
	} {
		p, _, ok := payAt(c.text)
		if want := (pay{models.Fen(c.least * 100), models.Fen(c.most * 100), p.unit, c.loose}); !ok || p != want {
			t.Errorf("%q is %+v, want %+v", c.text, p, want)
		}
	}
}

var someNames = newPlaces(map[models.DivisionCode]string{"410000000000": "河南省", "410184000000": "新郑市", "410184107000": "孟庄镇", "410184107208": "口张村"})

// FuzzParse: parsing ends, and loses nothing but dividers.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"孟庄普工5000以上包吃住", "c++ 4000-6000元/月", "五千五 两万", "口张 初中学历", "八千乡", "\xff\xfe", "工资：：：", "5.5.5k-", "孟庄孟庄孟庄", "-+#-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := fold(s)
		if len(text) > 400 {
			return
		}
		at := 0
		for _, q := range parse(text, someNames) {
			from := strings.Index(text[at:], q.text)
			if q.text == "" || from < 0 {
				t.Fatalf("%q: %q is not in what is left", text, q.text)
			}
			for _, c := range text[at : at+from] {
				if scriptOf(c) != divider {
					t.Fatalf("%q: %q is lost", text, c)
				}
			}
			at += from + len(q.text)
		}
		for _, c := range text[at:] {
			if scriptOf(c) != divider {
				t.Fatalf("%q: %q is lost at the end", text, c)
			}
		}
		for _, w := range wordsOf(text) {
			if p := phraseOf(w); len(p.grams) == 0 || !p.in(w) {
				t.Fatalf("%q does not hold itself", w)
			}
		}
	})
}

// TestOneEdit tells neighbours from what is further away.
func TestOneEdit(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"电焊工", "电旱工", true}, {"电焊工", "电工", true}, {"电焊工", "电焊工人", true}, {"电焊工", "焊电工", true}, {"电焊工", "电工焊", true},
		{"电焊工", "电焊工", false}, {"电焊工", "工焊电", false}, {"电焊工", "保安", false}, {"cnc", "cmc", true}, {"cnc", "ncn", false}, {"", "a", true}, {"a", "bc", false}, {"啊", "哈", true},
	} {
		if oneEdit(c.a, c.b) != c.want || oneEdit(c.b, c.a) != c.want {
			t.Errorf("%q and %q: not %v", c.a, c.b, c.want)
		}
	}
}

func FuzzOneEdit(f *testing.F) {
	f.Add("电焊工", "电旱工")
	f.Fuzz(func(t *testing.T, a, b string) {
		if !utf8.ValidString(a) || !utf8.ValidString(b) || len(a)+len(b) > 60 {
			return
		}
		if got, want := oneEdit(a, b), editable([]rune(a), []rune(b)); got != want {
			t.Fatalf("%q, %q: %v, want %v", a, b, got, want)
		}
	})
}

// editable tries every edit.
func editable(a, b []rune) bool {
	for i := range a {
		if string(a[:i])+string(a[i+1:]) == string(b) && len(a) == len(b)+1 {
			return true
		}
		if len(a) == len(b) && a[i] != b[i] {
			rest := string(a[i+1:]) == string(b[i+1:])
			swap := i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && string(a[i+2:]) == string(b[i+2:])
			return rest || swap
		}
	}
	return len(b) == len(a)+1 && editable(b, a)
}
