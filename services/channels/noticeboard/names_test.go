package noticeboard

import (
	"testing"

	"konggang/services/typeset"
)

func TestNamesOnStrips(t *testing.T) {
	for employer, want := range map[string]string{
		"新郑市驿路通达仓储有限公司": "驿路通达仓储", "新郑市乡亲见超市": "乡亲见超市", "大枣家庭农场": "大枣家庭农场",
		"郑州穹芯寰电子制造有限责任公司": "郑州穹芯寰电子制造", "薛店镇老赵烩面馆": "老赵烩面馆", "新郑市有限公司": "新郑市有限公司",
	} {
		if got := calledShort(employer); got != want {
			t.Errorf("%s: %s, want %s", employer, got, want)
		}
	}
}

func TestNamesAreHeldTogetherInTheirParts(t *testing.T) {
	for employer, want := range map[string]string{
		"新郑市驿路通达仓储有限公司":     "新郑市" + typeset.Together("驿路通达仓储") + typeset.Together("有限公司"),
		"新郑市乡亲见超市":          "新郑市" + typeset.Together("乡亲见超市"),
		"河南腾辉精密电子有限公司制造事业部": "河南腾辉精密电子" + typeset.Together("有限公司") + "制造" + typeset.Together("事业部"),
		"有限公司": typeset.Together("有限公司"),
		"":     "",
	} {
		if got := nameInWords(employer); got != want {
			t.Errorf("%s: %q, want %q", employer, got, want)
		}
	}
}
