// Package wording turns the codes of the domain into sentences for people, in Chinese and in English. It is the only
// place where the text of an error stands.
package wording

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"konggang/models"
)

// Language is a language that answers can be given in.
type Language string

// The two languages; Chinese is the default.
const (
	Chinese Language = "zh-CN"
	English Language = "en"
)

type sentence struct{ zh, en string }

func (s sentence) in(l Language) string {
	if l == English {
		return s.en
	}
	return s.zh
}

// Text is the sentence of a code with its arguments filled in; the code itself where the catalogue has none.
func Text(l Language, code models.Code, args ...any) string {
	s, ok := sentences[code]
	if !ok {
		return string(code)
	}
	text := s.in(l)
	if len(args) == 0 || !strings.Contains(text, "%") {
		return text
	}
	return fmt.Sprintf(text, worded(l, args)...)
}

// worded puts the codes among the arguments into Chinese words where these are asked for; in English a code is its word.
func worded(l Language, args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		out[i] = a
		if code, ok := a.(interface{ Zh() string }); ok && l == Chinese && code.Zh() != "" {
			out[i] = code.Zh()
		}
	}
	return out
}

// Known tells whether the catalogue has the code.
func Known(code models.Code) bool {
	_, ok := sentences[code]
	return ok
}

// Field is what people call a field of the contract; its own name where the catalogue has none.
func Field(l Language, name string) string {
	if s, ok := fields[name]; ok {
		return s.in(l)
	}
	if m := inList.FindStringSubmatch(name); m != nil && l == Chinese {
		return fieldInList(name, m[1], m[2], m[3])
	}
	return name
}

// inList is a field of one element of a list: changes[2].rank.
var inList = regexp.MustCompile(`^(\w+)\[(\d{1,4})\](?:\.(\w+))?$`)

// counted is what people call one element of a list.
var counted = map[string]string{"changes": "项修改", "items": "行"}

// fieldInList counts elements as people do, from one: 第3项修改的行号.
func fieldInList(name, list, index, field string) string {
	at, err := strconv.Atoi(index)
	if counted[list] == "" || err != nil {
		return name
	}
	text := "第" + strconv.Itoa(at+1) + counted[list]
	if field != "" {
		text += "的" + Field(Chinese, field)
	}
	return text
}

// FieldError is the sentence of one field error, led by what people call the field; of one that stands for a finding, its
// advice, which names the field itself.
func FieldError(l Language, f models.FieldError) string {
	if len(f.Args) == 1 {
		if finding, ok := f.Args[0].(models.Finding); ok {
			return Finding(l, finding)
		}
	}
	if f.Field == "" {
		return Text(l, f.Code, f.Args...)
	}
	if l == English {
		return Field(l, f.Field) + ": " + Text(l, f.Code, f.Args...)
	}
	return Field(l, f.Field) + "：" + Text(l, f.Code, f.Args...)
}

// Error is the sentence of an error; anything that is not of the domain is only said to be internal.
func Error(l Language, err *models.Error) string { return Text(l, err.Code, err.Args...) }

// Finding is the advice of a finding.
func Finding(l Language, f models.Finding) string {
	args := make([]any, 0, len(f.Args)+1)
	name := f.Column
	if name == "" {
		name = Field(l, f.Field)
	}
	args = append(args, name)
	for _, a := range f.Args {
		args = append(args, a)
	}
	return Text(l, f.Code, args...)
}
