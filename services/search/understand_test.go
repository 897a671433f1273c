package search_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/models"
	"konggang/services/search"
)

// village of the tests of understanding: a small county with what its texts need.
func county1(t *testing.T) *search.Index {
	t.Helper()
	called := map[models.DivisionCode]string{"410000000000": "河南省", "410100000000": "郑州市", county: "新郑市", town: "孟庄镇", village: "口张村", other: "辛店镇",
		"410184109000": "龙湖镇", "410184200000": "城关乡", "410184102201": "保安村"}
	made := func(id, title, employer, duties string, at models.DivisionCode, change ...func(*models.Vacancy)) search.Entry {
		p := vacancy(id, func(v *models.Vacancy) {
			v.Title, v.Duties, v.Workplace, v.Occupation, v.EnterpriseID = title, duties, models.Workplace{Division: at}, "", employer
			v.AgeMin, v.AgeMax = 18, 40
			for _, c := range change {
				c(v)
			}
		})
		p.Employer.Name, p.Employer.ID = employer, employer
		return search.Entry{Posting: p}
	}
	return search.NewIndex(today, called).With(day, []search.Entry{
		made("焊工", "焊工", "郑州宏发食品有限公司", "焊接", village),
		made("电焊工", "电焊工", "白象机械厂", "有焊工证", other),
		made("护工", "护工", "暖阳养老院", "照顾老人", town),
		made("保安", "保安", "平安保安服务有限公司", "巡逻", town),
		made("保洁", "保洁员", "白象机械厂", "打扫", other),
		made("清洁", "清洁工", "暖阳养老院", "打扫", town),
		made("普工", "电子厂普工", "白象机械厂", "流水线", town, func(v *models.Vacancy) { v.Wage, v.Benefits, v.AgeMax = wage(3000, 4000, models.PerMonth), nil, 55 }),
		made("数控", "CNC操作员", "白象机械厂", "看机床", town, func(v *models.Vacancy) { v.Wage = wage(7000, 9000, models.PerMonth) }),
		made("质检", "质检QC", "白象机械厂", "检验", town),
		made("司机", "班车司机", "白象机械厂", "持C1驾照", town, func(v *models.Vacancy) { v.Education = models.EducationSenior }),
		made("八千", "食堂帮厨", "暖阳养老院", "切菜", county, func(v *models.Vacancy) { v.Workplace.Address, v.Shift = "八千乡政府东", models.ShiftDay }),
		made("龙湖", "收银员", "百味篮超市", "收钱", "410184109000"),
	}, nil)
}

// TestUnderstanding says for each kind of query what it finds and, after a colon, what it was understood as.
func TestUnderstanding(t *testing.T) {
	x := county1(t)
	for _, c := range []struct{ text, want string }{
		// words
		{"焊工", "焊工 电焊工: words=焊工 trade=6-18-02-04"},
		{"护", "护工: words=护"},
		{"C1", "司机: words=c1"},
		{"cnc", "数控: words=cnc trade=6-18-01-07"},
		{"机械厂", "保洁 司机 数控 普工 电焊工 质检: words=机械厂"},
		// synonyms stand behind
		{"保洁", "保洁 清洁: words=保洁 trade=4-09-08-01"},
		{"清洁工", "清洁 保洁: words=清洁工 trade=4-09-08-01"},
		// initials at the starts of words; QC is a word of its own
		{"hg", "护工 焊工: words=hg"},
		{"pg", "普工: words=pg"},
		{"zc", ": words=zc"},
		{"qc", "质检: words=qc trade=6-31-03-05"},
		{"hfsp", "焊工: words=hfsp"},
		// full pinyin, also with what many do not tell apart and with a letter missing
		{"hangong", "焊工 电焊工: words=焊工 trade=6-18-02-04 hangong→焊工"},
		{"pu gong", "普工: words=普工 trade=6-31-05-00 pu gong→普工"},
		{"dianzichangpugon", "普工: words=电子厂普工 trade=6-25-04-07 dianzichangpugon→电子厂普工"},
		{"mengzhuang", "保安 司机 护工 数控 普工 清洁 焊工 质检: words=孟庄 mengzhuang→孟庄"},
		// places
		{"孟庄", "保安 司机 护工 数控 普工 清洁 焊工 质检: place=孟庄镇"},
		{"孟庄镇", "保安 司机 护工 数控 普工 清洁 焊工 质检: place=孟庄镇"},
		{"孟庄乡", "保安 司机 护工 数控 普工 清洁 焊工 质检: place=孟庄镇"},
		{"口张", "焊工: place=口张村"},
		{"新郑孟庄", "保安 司机 护工 数控 普工 清洁 焊工 质检: place=孟庄镇"},
		{"孟庄焊工", "焊工 电焊工 保安 司机 护工 数控 普工 清洁 质检: place=孟庄镇 words=焊工 trade=6-18-02-04 without place without words"},
		{"焊工孟庄镇", "焊工 电焊工 保安 司机 护工 数控 普工 清洁 质检: place=孟庄镇 words=焊工 trade=6-18-02-04 without place without words"},
		{"八千乡", "八千: place=八千乡"},
		{"孟庄 龙湖 收银员", "龙湖 保安 司机 护工 数控 普工 清洁 焊工 质检: place=孟庄镇,龙湖镇 words=收银员 trade=4-01-02-04 without words"},
		{"保安", "保安: words=保安 trade=4-07-05-01"},
		{"城关", ": words=城关"},
		// employers
		{"宏发", "焊工: employer=郑州宏发食品有限公司 words=宏发"},
		{"郑州宏发食品有限公司", "焊工: employer=郑州宏发食品有限公司 words=郑州宏发食品有限公司"},
		{"白象 质检", "质检 保洁 司机 数控 普工 电焊工: employer=白象机械厂 words=白象,质检 trade=6-31-03-05 without words"},
		{"百味篮收银员", "龙湖: employer=百味篮超市 words=收银员,百味篮 trade=4-01-02-04"},
		// pay
		{"8000以上", "数控: pay=8000"},
		{"4000-7000 普工", "普工: pay=4000 most=7000 words=普工 trade=6-31-05-00"},
		{"50元/小时", "数控: pay=8700"},
		{"日结400", "数控: pay=8700"},
		// benefits
		{"管饭 普工", "普工 保安 保洁 八千 司机 护工 数控 清洁 焊工 电焊工 质检 龙湖: benefits=meals words=普工 trade=6-31-05-00 without benefits without words"},
		{"包吃住焊工", "焊工 电焊工 保安 保洁 八千 司机 护工 数控 清洁 质检 龙湖: benefits=lodging,meals words=焊工 trade=6-18-02-04 without words"},
		{"班车司机", "司机: words=班车司机 trade=4-02-02-01"},
		{"夫妻房", ": words=夫妻房"},
		{"不上夜班", "八千: shifts=day,flexible"},
		{"3500-4500", "保安 保洁 八千 司机 护工 普工 清洁 焊工 龙湖 电焊工 质检: pay=3500 most=4500"},
		// schooling
		{"初中", "保安 保洁 八千 护工 数控 普工 清洁 焊工 龙湖 电焊工 质检: education=70"},
		{"初中学历 司机", ": education=70 words=司机 trade=4-02-02-02"},
		// age
		{"50岁能干的", "普工: age=50"},
		{"45岁以上 司机", ": age=46 words=司机 trade=4-02-02-02"},
		// typed wrong
		{"保按", "保安: words=保安 trade=4-07-05-01 保按→保安"},
		{"电悍工", "电焊工 焊工: words=电焊工 trade=6-18-02-04 电悍工→电焊工"},
		{"收银圆", "龙湖: words=收银员 trade=4-01-02-04 收银圆→收银员"},
		{"食堂帮", "八千: words=食堂帮"},
		{"cmc", "数控: words=cnc trade=6-18-01-07 cmc→cnc"},
		{"没有这个", ": words=没有这个"},
		{"常白班", "八千: shifts=day"},
		// in parts, and past what people say around a wish
		{"qc质检", "质检: words=qc,质检 trade=6-31-03-05"},
		{"有没有保洁的活", "保洁 清洁: words=保洁 trade=4-09-08-01"},
		{"我想找个保安的工作", "保安: words=保安 trade=4-07-05-01"},
		{"lh", "龙湖: words=lh"},
		{"养老院护工", "护工: words=养老院,护工 trade=4-14-01-02"},
	} {
		r := run(t, x, search.Query{Text: c.text})
		if diff := cmp.Diff(c.want, strings.Join(ids(r), " ")+": "+told(r.Interpreted)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
}

func told(in search.Interpreted) string {
	var out []string
	say := func(kind string, list []string) {
		if len(list) > 0 {
			out = append(out, kind+"="+strings.Join(list, ","))
		}
	}
	of := func(list []search.Named, text func(search.Named) string) (out []string) {
		for _, n := range list {
			out = append(out, text(n))
		}
		return out
	}
	say("place", of(in.Places, func(n search.Named) string { return n.Name }))
	say("employer", in.Employers)
	if in.WageMin > 0 {
		say("pay", []string{in.WageMin.Yuan()})
	}
	if in.WageMax > 0 {
		say("most", []string{in.WageMax.Yuan()})
	}
	if in.PaidBy != "" {
		say("by", []string{string(in.PaidBy)})
	}
	var shifts []string
	for _, s := range in.Shifts {
		shifts = append(shifts, string(s))
	}
	say("shifts", shifts)
	var benefits []string
	for _, b := range in.Benefits {
		benefits = append(benefits, string(b))
	}
	say("benefits", benefits)
	if in.Education != "" {
		say("education", []string{string(in.Education)})
	}
	if in.Age > 0 {
		out = append(out, fmt.Sprint("age=", in.Age))
	}
	say("words", in.Words)
	say("trade", of(in.Occupations, func(n search.Named) string { return n.Code }))
	for _, c := range in.Corrected {
		out = append(out, c.From+"→"+c.To)
	}
	for _, w := range in.Widened {
		out = append(out, "without "+w.Without)
	}
	return strings.Join(out, " ")
}

// TestSpelledInTwoWords: the pinyin of a title may be typed in pieces, with a letter missing.
func TestSpelledInTwoWords(t *testing.T) {
	made := []models.Posting{vacancy("1", func(v *models.Vacancy) { v.Title, v.Occupation = "普工", "" })}
	for _, text := range []string{"putong gong", "puton gong", "putonggong"} {
		r := wantIDs(t, made, search.Query{Text: text}, "1")
		if diff := cmp.Diff([]search.Correction{{From: text, To: "普通工"}}, r.Interpreted.Corrected); diff != "" {
			t.Error(diff)
		}
	}
}

// TestWhatFitsNothingIsAWord: a place, pay or benefits that fit nothing are looked for as they stand.
func TestWhatFitsNothingIsAWord(t *testing.T) {
	for text, change := range map[string]func(*models.Vacancy){
		"辛店镇":    func(v *models.Vacancy) { v.Duties = "每周去辛店镇送货" },
		"9000以上": func(v *models.Vacancy) { v.Duties = "收入9000以上" },
		"夫妻房":    func(v *models.Vacancy) { v.Duties = "可申请夫妻房" },
	} {
		said := wantIDs(t, []models.Posting{vacancy("1", change)}, search.Query{Text: text}, "1").Interpreted
		if diff := cmp.Diff(search.Interpreted{Words: []string{text}}, said); diff != "" {
			t.Error(diff)
		}
	}
}

// TestCorrectionNeverOutranks: what a word finds as it stands is all that is found.
func TestCorrectionNeverOutranks(t *testing.T) {
	made := []models.Posting{vacancy("1", func(v *models.Vacancy) { v.Title = "保安" }), vacancy("2", func(v *models.Vacancy) { v.Duties = "写保按两字" })}
	if said := wantIDs(t, made, search.Query{Text: "保按"}, "2").Interpreted; said.Corrected != nil {
		t.Errorf("%+v", said)
	}
}

// TestNamedEmployerTakesNoTurns: who asks for an employer gets all of its vacancies at once, who does not gets three of each.
func TestNamedEmployerTakesNoTurns(t *testing.T) {
	var made []models.Posting
	for i := range 5 {
		made = append(made, vacancy(string(rune('a'+i)), func(v *models.Vacancy) { v.EnterpriseID = "big" }))
	}
	for i := range made {
		made[i].Employer.Name = "白象食品"
	}
	made = append(made, posting("z"))
	wantIDs(t, made, search.Query{Text: "包装工"}, "a", "b", "c", "z", "d", "e")
	wantIDs(t, made, search.Query{}, "a", "b", "c", "z", "d", "e")
	wantIDs(t, made, search.Query{Sort: search.ByWage}, "a", "b", "c", "d", "e", "z")
	wantIDs(t, made, search.Query{Text: "白象"}, "a", "b", "c", "d", "e")
	wantIDs(t, made, search.Query{Enterprise: "big"}, "a", "b", "c", "d", "e")
}
