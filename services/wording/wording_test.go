package wording_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"konggang/models"
	"konggang/services/wording"
)

// codes are all codes that the domain declares, read from its source so that a new one cannot be forgotten here.
func codes(t *testing.T) []models.Code {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "../../models/errors.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []models.Code
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		for i, name := range spec.Names[:min(len(spec.Names), len(spec.Values))] {
			if lit, ok := spec.Values[i].(*ast.BasicLit); ok && strings.HasPrefix(name.Name, "Code") {
				if s, err := strconv.Unquote(lit.Value); err == nil {
					out = append(out, models.Code(s))
				}
			}
		}
		return true
	})
	if len(out) < 40 {
		t.Fatalf("only %d codes found", len(out))
	}
	return out
}

// bilingual codes come with their reason in both languages, of which each sentence uses its own.
var bilingual = map[models.Code]bool{models.CodeTooLarge: true, models.CodeUnreadableFile: true, models.CodeNoHeader: true}

var verbs = regexp.MustCompile(`%\[\d\]v`)

func TestCatalogueIsComplete(t *testing.T) {
	for _, code := range codes(t) {
		if !wording.Known(code) {
			t.Errorf("%s has no wording", code)
			continue
		}
		zh, en := wording.Text(wording.Chinese, code), wording.Text(wording.English, code)
		if !strings.ContainsFunc(zh, isChinese) {
			t.Errorf("%s: %q is not Chinese", code, zh)
		}
		if en == "" || strings.ContainsFunc(en, isChinese) {
			t.Errorf("%s: %q is not English", code, en)
		}
		if bilingual[code] {
			continue
		}
		a, b := verbs.FindAllString(zh, -1), verbs.FindAllString(en, -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(slices.Compact(a), slices.Compact(b)) {
			t.Errorf("%s: the two languages use different arguments: %v and %v", code, a, b)
		}
	}
}

func isChinese(r rune) bool { return unicode.Is(unicode.Han, r) }

func TestSentences(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{wording.Text(wording.Chinese, models.CodeOutOfRange, 1, 40), "必须在 1 到 40 之间"},
		{wording.Text(wording.English, models.CodeOutOfRange, 1, 40), "must be between 1 and 40"},
		{wording.Text(wording.Chinese, "no_such_code"), "no_such_code"},
		{wording.Field(wording.Chinese, "headcount"), "招聘人数"},
		{wording.Field(wording.English, "no_such_field"), "no_such_field"},
		{wording.FieldError(wording.Chinese, models.FieldError{Field: "headcount", Code: models.CodeRequired}), "招聘人数：必须填写"},
		{wording.FieldError(wording.English, models.FieldError{Field: "headcount", Code: models.CodeRequired}), "headcount: is required"},
		{wording.FieldError(wording.Chinese, models.FieldError{Code: models.CodeRequired}), "必须填写"},
		{wording.FieldError(wording.Chinese, models.Finding{Field: "duties", Code: models.CodeNotStated}.Problem()), "没有写明工作内容，请补上后再提交"},
		{wording.FieldError(wording.English, models.Finding{Field: "headcount", Column: "人数", Code: models.CodeUnreadable, Excerpt: "若干"}.Problem()), "The value of “人数” cannot be read; it is left empty, please fill it in"},
		{wording.FieldError(wording.Chinese, models.FieldError{Field: "enterprise_id", Code: models.CodeBarredEmployer, Args: []any{models.EnterpriseSuspended}}), "用人单位：现在是“已暂停”状态，不能提交、发布或恢复岗位"},
		{wording.Error(wording.English, models.Errorf(models.CodeTooLarge, "at most 1 MB", "最多 1 MB")), "Too large: at most 1 MB."},
		{wording.Error(wording.Chinese, settled(models.RecallReplaced)), "现在的状态是“已换新一期”，不能处理。"},
		{wording.Finding(wording.Chinese, models.Finding{Field: "duties", Code: models.CodeNotStated}), "没有写明工作内容，请补上后再提交"},
		{wording.Finding(wording.Chinese, models.Finding{Field: "wage", Column: "薪资", Code: models.CodeUnreadable}), "“薪资”这一栏读不懂，先留空，请补填"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// settled is why nothing can be done about a recall of that state.
func settled(status models.RecallStatus) *models.Error {
	r := models.Recall{Status: status}
	var err *models.Error
	errors.As(r.Done("", "", "", time.Time{}), &err)
	return err
}

func TestFieldsInLists(t *testing.T) {
	for _, c := range []struct{ field, zh, en string }{
		{"changes[2].rank", "第3项修改的行号", "changes[2].rank"},
		{"changes[0]", "第1项修改", "changes[0]"},
		{"changes[0].strange", "第1项修改的strange", "changes[0].strange"},
		{"strange[0].rank", "strange[0].rank", "strange[0].rank"},
		{"items[3]", "第4行", "items[3]"},
		{"rank", "行号", "rank"},
	} {
		if zh, en := wording.Field(wording.Chinese, c.field), wording.Field(wording.English, c.field); zh != c.zh || en != c.en {
			t.Errorf("%s: %s, %s", c.field, zh, en)
		}
	}
}
