package cells

import (
	"regexp"
	"strconv"

	"konggang/models"
)

var noWish = regexp.MustCompile(`^(?:不限|无|无要求|不要求|都行|均可|随意|面议|any)$`)

// WageWish reads the least a seeker would work for, by the month: 4000, 4000-5000, 4千以上. 面议 and 不限 are 0.
func WageWish(s string, hint WageHint) (models.Fen, bool) {
	if noWish.MatchString(fold(s)) {
		return 0, true
	}
	w, ok := Wage(s, hint)
	if !ok || w.Negotiable {
		return 0, ok
	}
	low, _, ok := w.Monthly()
	return low, ok && low <= models.MaxWage
}

var distance = regexp.MustCompile(`^(?:约|距家|方圆)?(\d{1,5}(?:\.\d{1,3})?)(公里|千米|km|里|米|m)?(?:以内|之内|内|左右|范围内)?$`)

var kilometres = map[string]float64{"": 1, "公里": 1, "千米": 1, "km": 1, "里": 0.5, "米": 0.001, "m": 0.001}

// Kilometres reads how far a seeker would travel: 10, 10公里, 800米, 20里 (10 km). 不限 is 0.
func Kilometres(s string) (float64, bool) {
	t := fold(s)
	if noWish.MatchString(t) {
		return 0, true
	}
	m := distance.FindStringSubmatch(t)
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseFloat(m[1], 64)
	km := n * kilometres[m[2]]
	return km, err == nil && km > 0 && km <= 5000
}

var consentWords = []word[models.ConsentScope]{
	is(`匹配|推荐`, models.ConsentMatching),
	is(`提供|共享|用人单位|企业`, models.ConsentShare),
	is(`联系|电话|短信`, models.ConsentContact),
}

// Consents reads the scopes a seeker agreed to, each by its own words (PIPL art. 23 asks for separate consent): a bare 同意
// names none and cannot be read, 全部 names all. What is refused (不同意…) counts for nothing.
func Consents(s string) (scopes []models.ConsentScope, rest []string) {
	seen := map[models.ConsentScope]bool{}
	add := func(scope models.ConsentScope) {
		if !seen[scope] {
			seen[scope] = true
			scopes = append(scopes, scope)
		}
	}
	for _, entry := range List(s) {
		switch scope, ok := oneOf(entry, models.ConsentScopes, consentWords); {
		case refusal.MatchString(fold(entry)):
		case allScopes.MatchString(fold(entry)):
			for _, term := range models.ConsentScopes {
				add(term.Code)
			}
		case ok:
			add(scope)
		default:
			rest = append(rest, entry)
		}
	}
	return scopes, rest
}

var (
	refusal   = regexp.MustCompile(`^(?:不|未|拒绝|无$|否$)`)
	allScopes = regexp.MustCompile(`^(?:全部|全部同意|均同意|都同意)$`)
)
