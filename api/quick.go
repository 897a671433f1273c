package api

import (
	"fmt"
	"math"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"konggang/services/access"
)

// quickReader reads a query into an input that has query parameters alone, by the tags that the framework goes by. It reads
// what is plainly right, in one pass over what was stated; all else it leaves to the framework, which words what is wrong.
type quickReader[I any] struct {
	unstated I // with the defaults
	fields   map[string]quickField
}

// quickField is one parameter and what it may be.
type quickField struct {
	at        []int
	bit       uint64
	least     float64
	most      float64
	maxLength int
	maxItems  int
	among     []string
}

// unread are tags that the framework goes by and the quickReader does not.
var unread = []string{"required", "minLength", "pattern", "format", "minItems", "uniqueItems", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}

// newQuickReader panics on an input that it cannot read as the framework does.
func newQuickReader[I any]() *quickReader[I] {
	q := &quickReader[I]{fields: map[string]quickField{}}
	unstated := reflect.ValueOf(&q.unstated).Elem()
	for _, f := range reflect.VisibleFields(unstated.Type()) {
		name, _, _ := strings.Cut(f.Tag.Get("query"), ",")
		if f.Anonymous {
			continue
		}
		field := quickField{at: f.Index, bit: 1 << len(q.fields), least: bound(f.Tag, "minimum", math.Inf(-1)), most: bound(f.Tag, "maximum", math.Inf(1)),
			maxLength: int(bound(f.Tag, "maxLength", math.MaxInt32)), maxItems: int(bound(f.Tag, "maxItems", math.MaxInt32))}
		if among := f.Tag.Get("enum"); among != "" {
			field.among = strings.Split(among, ",")
		}
		stated := f.Tag.Get("default")
		if name == "" || field.bit == 0 || slices.ContainsFunc(unread, func(tag string) bool { return f.Tag.Get(tag) != "" }) ||
			stated != "" && !field.set(unstated.FieldByIndex(f.Index), stated) {
			panic(fmt.Sprintf("api: %s.%s is no parameter that can be read quickly", unstated.Type(), f.Name))
		}
		q.fields[name] = field
	}
	return q
}

// bound is the number in a tag.
func bound(tag reflect.StructTag, name string, none float64) float64 {
	if stated, err := strconv.ParseFloat(tag.Get(name), 64); err == nil {
		return stated
	}
	return none
}

// read gives the input; false where the framework must look.
func (q *quickReader[I]) read(query string) (*I, bool) {
	in := q.unstated
	to := reflect.ValueOf(&in).Elem()
	for seen := uint64(0); query != ""; {
		var pair string
		pair, query, _ = strings.Cut(query, "&")
		name, stated, _ := strings.Cut(pair, "=")
		field, known := q.fields[name]
		value, err := url.QueryUnescape(stated)
		if !known || err != nil || value == "" || strings.Contains(stated, ";") {
			return nil, false
		}
		one := to.FieldByIndex(field.at)
		if one.Kind() != reflect.Slice && seen&field.bit != 0 || !field.set(one, value) {
			return nil, false
		}
		seen |= field.bit
	}
	return &in, true
}

// set puts a value into the field; false for one that is not plainly right.
func (f quickField) set(to reflect.Value, value string) bool {
	switch to.Kind() {
	case reflect.String:
		to.SetString(value)
		return utf8.RuneCountInString(value) <= f.maxLength && (f.among == nil || slices.Contains(f.among, value))
	case reflect.Int:
		n, err := strconv.ParseInt(value, 10, 64)
		to.SetInt(n)
		return err == nil && float64(n) >= f.least && float64(n) <= f.most
	case reflect.Float64:
		n, err := strconv.ParseFloat(value, 64)
		to.SetFloat(n)
		return err == nil && n >= f.least && n <= f.most
	case reflect.Slice:
		list, ok := to.Addr().Interface().(*[]string)
		if !ok {
			return false
		}
		*list = append(*list, value)
		return len(*list) <= f.maxItems
	}
	return false
}

// quickList answers the searches of those who keep no vacancies past the framework's reading of the input, which would cost
// more than the answer. What is unusual or goes wrong takes the long way, and so has the same words as everywhere.
func (s *server) quickList(ctx huma.Context, next func(huma.Context)) {
	address := ctx.URL()
	in, ok := s.quick.read(address.RawQuery)
	if !ok || in.Status != "" || access.Keeper(actorOf(ctx.Context())) {
		next(ctx)
		return
	}
	media, err := s.huma.Negotiate(ctx.Header("Accept"))
	if err != nil {
		next(ctx)
		return
	}
	out, err := s.listVacancies(ctx.Context(), in)
	if err != nil {
		next(ctx)
		return
	}
	ctx.SetHeader("Content-Type", media)
	ctx.SetStatus(http.StatusOK)
	_ = s.huma.Marshal(ctx.BodyWriter(), media, out.Body) // a caller who is gone hears nothing
}
