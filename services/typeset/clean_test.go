package typeset

import "testing"

func TestClean(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"plain", "缝纫工 12人", "缝纫工 12人"},
		{"tab and odd spaces", "a\tb\u2003c", "a b c"},
		{"line ends", "a\r\nb\rc\u2028d\ve", "a\nb\nc\nd\ne"},
		{"controls", "a\x00b\x1bc\x7f", "abc"},
		{"format characters", "\ufeffa\u200bb\u202ec\u00ad", "abc"},
		{"variation selectors", "☎\ufe0f葛\U000E0100", "☎葛"},
		{"kept", "a\u00a0b\u3000c\u2060d", "a\u00a0b\u3000c\u2060d"},
		{"soft joiner", "a\u2063b", "a\u2063b"},
		{"narrow no-break space", "a\u202fb", "a\u00a0b"},
		{"broken UTF-8", "a\xffb", "a\ufffdb"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Clean(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNoBreak(t *testing.T) {
	if got, want := NoBreak("1\t2\n3"), "1\u2060\u00a0\u20602\u2060\u00a0\u20603"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := Together("甲乙"), "甲\u2063乙"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := NoBreak(""); got != "" {
		t.Errorf("got %q from nothing", got)
	}
}
