package cells

import (
	"regexp"
	"strings"

	"konggang/models"
)

type word[T ~string] struct {
	pattern *regexp.Regexp
	code    T
}

func is[T ~string](pattern string, code T) word[T] { return word[T]{regexp.MustCompile(pattern), code} }

// oneOf reads a code or the Chinese word of a vocabulary, else the one entry of words that the folded text matches.
func oneOf[T ~string](s string, v models.Vocabulary[T], words []word[T]) (T, bool) {
	t := fold(s)
	for _, term := range v {
		if t == string(term.Code) || t == fold(term.Zh) {
			return term.Code, true
		}
	}
	for _, w := range words {
		if w.pattern.MatchString(t) {
			return w.code, true
		}
	}
	return "", false
}

var kindWords = []word[models.EnterpriseKind]{
	is(`合作社`, models.KindCooperative),
	is(`家庭农场|农业大户|种植大户|养殖大户|种养大户|^农场$|^大户$`, models.KindFarm),
	is(`^个体`, models.KindIndividual),
	is(`公司|企业|国企|央企|民企|外企|^(?:民营|国有|私营|外资|合资|股份制|民办)$`, models.KindCompany),
}

// EnterpriseKind reads the legal kind of an employer: 民营企业, 有限公司, 个体户, 合作社, 农业大户.
func EnterpriseKind(s string) (models.EnterpriseKind, bool) {
	return oneOf(s, models.EnterpriseKinds, kindWords)
}

var employmentWords = []word[models.EmploymentType]{
	is(`派遣`, models.Dispatch),
	is(`非全日制|兼职|钟点工`, models.PartTime),
	is(`季节`, models.Seasonal),
	is(`临时|短期工|零工|日结工`, models.Casual),
	is(`学徒`, models.Apprentice),
	is(`全职|全日制|正式|长期工|合同工`, models.FullTime),
}

// EmploymentType reads the form of employment: 正式工, 兼职, 短期工, 学徒, 劳务派遣.
func EmploymentType(s string) (models.EmploymentType, bool) {
	return oneOf(s, models.EmploymentTypes, employmentWords)
}

var seekerStatusWords = []word[models.SeekerStatus]{
	is(`找工作|未就业|待业|失业|求职`, models.SeekerLooking),
	is(`^已就业|已上岗|^在岗`, models.SeekerPlaced),
	is(`暂不|暂停`, models.SeekerPaused),
}

// SeekerStatus reads whether a seeker is looking for work.
func SeekerStatus(s string) (models.SeekerStatus, bool) {
	return oneOf(s, models.SeekerStatuses, seekerStatusWords)
}

// Datum reads gcj02 or wgs84 in any spelling: GCJ-02, WGS 84, 火星坐标.
func Datum(s string) (models.Datum, bool) {
	switch t := strings.NewReplacer("-", "", "_", "").Replace(fold(s)); {
	case strings.Contains(t, "gcj"), strings.Contains(t, "火星"), strings.Contains(t, "高德"):
		return models.GCJ02, true
	case strings.Contains(t, "wgs"), strings.Contains(t, "gps"):
		return models.WGS84, true
	}
	return "", false
}

// Precision reads how far a division's point can be trusted.
func Precision(s string) (models.Precision, bool) {
	return oneOf(s, models.Precisions, []word[models.Precision]{is(`大约|近似|估计`, models.PrecisionApproximate)})
}

// Yes reads 是, 同意, √, 1 as true and 否, 不同意, ×, 0 as false.
func Yes(s string) (yes, ok bool) {
	switch fold(s) {
	case "是", "同意", "有", "对", "√", "✓", "✔", "1", "y", "yes", "true", "t":
		return true, true
	case "否", "不", "不同意", "无", "没有", "×", "✗", "x", "0", "n", "no", "false", "f":
		return false, true
	}
	return false, false
}
