package passwords

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"konggang/models"
)

func TestCheck(t *testing.T) {
	for _, c := range []struct {
		name, password string
		want           models.Code
	}{
		{"words", "correct horse battery staple", ""},
		{"eight characters", "k7pw-x2q", ""},
		{"eight Chinese characters", "春眠不觉晓处处闻", ""},
		{"ten digits", "7193048265", ""},
		{"as long as may be", strings.Repeat("春k", 64), ""},
		{"nothing", "", models.CodeRequired},
		{"seven characters", "k7pw-x2", models.CodeWeakPassword},
		{"seven Chinese characters", "春眠不觉晓处处", models.CodeWeakPassword},
		{"nine digits", "719304826", models.CodeWeakPassword},
		{"nine full-width digits", "７１９３０４８２６", models.CodeWeakPassword},
		{"a birthday", "19930412", models.CodeWeakPassword},
		{"one character", "aaaaaaaaaaaa", models.CodeWeakPassword},
		{"one character in two widths", "aａaａaａaａ", models.CodeWeakPassword},
		{"one digit", "888888888888", models.CodeWeakPassword},
		{"one Chinese character", "好好好好好好好好", models.CodeWeakPassword},
		{"well known", "1qaz2wsx", models.CodeWeakPassword},
		{"well known in capitals", "PassWord123", models.CodeWeakPassword},
		{"well known in full width", "ｗｏａｉｎｉ１３１４", models.CodeWeakPassword},
		{"well known digits", "5201314520", models.CodeWeakPassword},
		{"one too many", strings.Repeat("春k", 64) + "x", models.CodeTooLong},
		{"a megabyte", strings.Repeat("x", 1<<20), models.CodeTooLong},
		{"more when it is folded", strings.Repeat("ﷺ", 8), models.CodeTooLong},
		{"line break", "k7pw-x2q\n", models.CodeInvalidText},
		{"NUL", "k7pw-x2q\x00", models.CodeInvalidText},
		{"no UTF-8", "k7pw-x2q\xff", models.CodeInvalidText},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := Check(c.password)
			if c.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var e *models.Error
			if !errors.As(err, &e) || e.Code != models.CodeInvalid || e.Fields[0].Field != "password" || e.Fields[0].Code != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// A line of the list that another rule refuses anyway, or that nobody could type, is a line for nothing.
func TestWellKnownPasswordsWouldPassOtherwise(t *testing.T) {
	words := strings.Fields(wellKnown)
	for i, w := range words {
		digits := allDigits(w)
		if w != folded(strings.ToLower(w)) || utf8.RuneCountInString(w) < fewest || digits && len(w) < fewestDigits || oneRepeated(w) {
			t.Errorf("%s needs no line", w)
		}
		if slices.Contains(words[:i], w) {
			t.Errorf("%s stands twice", w)
		}
	}
	if len(words) < 50 {
		t.Errorf("only %d", len(words))
	}
}
