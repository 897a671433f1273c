package api_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"konggang/api"
	"konggang/models"
	"konggang/models/store/storetest"
)

// hostileRequests is how many requests each role sends.
const hostileRequests = 10_000

// TestHostileRequests sends bad requests made from the OpenAPI document, as every role: parameters and bodies that are wrong
// in kind, size, form or code, on objects of the caller's own, of strangers, and on none. Nothing may answer 500 or above but a
// coded 503, and nothing that is hidden may answer otherwise than what does not exist.
func TestHostileRequests(t *testing.T) {
	document := readDocument(t)
	for i, role := range callers {
		t.Run(role, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t, storetest.SQLite(t))
			g := &hostile{Rand: rand.New(rand.NewPCG(20261126, uint64(i))), document: document, house: h}
			g.stock()
			answers := map[int]int{}
			for range hostileRequests {
				answers[g.send(t, role)]++
			}
			h.background.Wait()
			t.Attr("figure", fmt.Sprintf("%d bad requests, answered %v; %d compared with what does not exist", hostileRequests, answers, g.compared))
		})
	}
}

// schema is the part of JSON Schema that the document uses.
type schema struct {
	Ref        string            `json:"$ref"`
	Type       any               `json:"type"`
	Enum       []any             `json:"enum"`
	Items      *schema           `json:"items"`
	Properties map[string]schema `json:"properties"`
}

type operation struct {
	OperationID string `json:"operationId"`
	Parameters  []struct {
		Name   string `json:"name"`
		In     string `json:"in"`
		Schema schema `json:"schema"`
	} `json:"parameters"`
	RequestBody struct {
		Content map[string]struct {
			Schema schema `json:"schema"`
		} `json:"content"`
	} `json:"requestBody"`

	method, path string
}

type openDocument struct {
	Paths      map[string]map[string]operation `json:"paths"`
	Components struct {
		Schemas map[string]schema `json:"schemas"`
	} `json:"components"`

	operations []operation
}

func readDocument(t *testing.T) *openDocument {
	t.Helper()
	text, err := api.Document("test")
	if err != nil {
		t.Fatal(err)
	}
	var d openDocument
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	for _, path := range slices.Sorted(maps.Keys(d.Paths)) {
		for _, method := range slices.Sorted(maps.Keys(d.Paths[path])) {
			op := d.Paths[path][method]
			op.method, op.path = strings.ToUpper(method), path
			d.operations = append(d.operations, op)
		}
	}
	return &d
}

// hostile makes requests, the same ones in every run.
type hostile struct {
	*rand.Rand
	document *openDocument
	house    *house
	own      map[string][]string
	foreign  map[string][]string
	compared int
}

// stock makes objects to name in paths; hidden are those of strangers that only their world sees.
func (g *hostile) stock() {
	g.own, g.foreign = map[string][]string{}, map[string][]string{}
	for _, part := range slices.Sorted(maps.Keys(kinds)) {
		for _, k := range kinds[part] {
			g.own[part] = append(g.own[part], k.make(g.house, false))
			if len(k.sees) < len(callers) {
				g.foreign[part] = append(g.foreign[part], k.make(g.house, true))
			}
		}
	}
}

// nasty are values that no field wants, and some that one does.
var nasty = []any{
	nil, true, "", " ", "x", "0", "-1", "1e309", "null", "NaN", "undefined", "true", "410184107208", "410184107000", "999999999999", "15400001111", "138-0000", "2027-02-30", "2026-11-23", "9999-12-31T00:00:00Z",
	"😀𠙶\u202e\u0000\u001b[31m", "' OR 1=1 --", "../../etc/passwd", "%00%0a", "<script>", "=HYPERLINK(1)", "{{7*7}}", "${jndi:ldap://x}", "\r\nX: y",
	-1, 0, 1, 1.5, 1e308, -9007199254740993, 9223372036854775807, []any{}, []any{nil, nil}, map[string]any{}, map[string]any{"a": map[string]any{"b": []any{1}}},
}

var long = []string{strings.Repeat("长", 5000), strings.Repeat("a", 70), strings.Repeat("[", 20000), strings.Repeat("9", 400)}

func one[T any](g *hostile, list []T) T { return list[g.IntN(len(list))] }

func (g *hostile) nasty() any {
	if g.IntN(12) == 0 {
		return one(g, long)
	}
	return one(g, nasty)
}

// value makes a value of a schema, more often right than wrong so that wrong ones get deep.
func (g *hostile) value(s schema, depth int) any {
	if name, isRef := strings.CutPrefix(s.Ref, "#/components/schemas/"); isRef {
		s = g.document.Components.Schemas[name]
	}
	switch kind := fmt.Sprint(s.Type); {
	case g.IntN(5) == 0 || depth > 6:
		return g.nasty()
	case len(s.Enum) > 0:
		return one(g, s.Enum)
	case strings.Contains(kind, "object"):
		out := map[string]any{}
		for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
			if g.IntN(3) > 0 {
				out[name] = g.value(s.Properties[name], depth+1)
			}
		}
		if g.IntN(10) == 0 {
			out[one(g, []string{"", "Title", "id", "x\u0000", strings.Repeat("f", 300)})] = g.nasty()
		}
		return out
	case strings.Contains(kind, "array"):
		out := []any{}
		for range g.IntN(4) {
			out = append(out, g.value(*s.Items, depth+1))
		}
		return out
	case strings.Contains(kind, "integer"), strings.Contains(kind, "number"):
		return one(g, []any{0, 1, 2, 16, 60, 100, 101, 4500, -3, 1e6, 0.01})
	case strings.Contains(kind, "boolean"):
		return g.IntN(2) == 0
	}
	return one(g, []any{"包装工", "410184107208", "410184107000", "15400001111", "2026-12-31", "any", "70", "6-31-01-03", g.house.ids["enterprise"],
		g.house.ids["foreign enterprise"], g.house.ids["foreign seeker"], noID, "2026-11-23T00:00:00Z", "current", "男女不限"})
}

func (g *hostile) body(op operation) (media, text string) {
	media = one(g, []string{"application/json", "application/json", "application/json", "application/merge-patch+json", "text/plain", "multipart/form-data; boundary=x", "", ";;;"})
	if g.IntN(8) == 0 {
		return media, one(g, []string{"", "{", "null", "[]", "\xff\xfe", "{}{}", `"`, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n岗位,企业名称\r\n,\r\n--x--", "--x\r\n", strings.Repeat(`{"a":`, 12000)})
	}
	var s schema
	for _, content := range op.RequestBody.Content {
		s = content.Schema
	}
	raw, err := json.Marshal(g.value(s, 0))
	if err != nil {
		return media, ""
	}
	if g.IntN(10) == 0 && len(raw) > 0 {
		raw = raw[:g.IntN(len(raw))]
	}
	return media, string(raw)
}

// address fills a path and makes a query; the object is what the first part of the path names, "" where it names none.
func (g *hostile) address(op operation) (path, query, object string) {
	part := strings.Split(strings.TrimPrefix(op.path, "/api/v1/"), "/")[0]
	values := url.Values{}
	for _, p := range op.Parameters {
		if p.In == "query" && g.IntN(3) == 0 {
			for range 1 + g.IntN(2) {
				values.Add(p.Name, fmt.Sprint(g.value(p.Schema, 0)))
			}
		}
	}
	if g.IntN(12) == 0 {
		values.Add(one(g, []string{"x", "Limit", "", "$where"}), "1")
	}
	choices := slices.Concat(g.own[part], g.foreign[part], g.foreign[part], []string{noID, "0", url.PathEscape(fmt.Sprint(g.nasty()))})
	object = one(g, choices)
	query = values.Encode()
	if g.IntN(20) == 0 {
		query += one(g, []string{"&%", "&a=%zz", ";", "&&&="})
	}
	return op.path, query, object
}

func (g *hostile) send(t *testing.T, role string) int {
	t.Helper()
	op := one(g, g.document.operations)
	for range 3 { // most of what is closed to the role ends at the door
		if !slices.Contains(api.Policy()[op.OperationID], models.Role(role)) {
			op = one(g, g.document.operations)
		}
	}
	path, query, object := g.address(op)
	c := call{as: role, method: op.method, headers: map[string]string{}}
	if role == "anonymous" {
		c.as = ""
	}
	if op.method != http.MethodGet && op.method != http.MethodDelete {
		c.headers["Content-Type"], c.body = g.body(op)
	}
	for _, header := range []struct {
		name   string
		values []string
	}{
		{"If-Match", []string{`"v1"`, `"v1-abc"`, "*", "v", `"v99999999999999999999"`}}, {"Idempotency-Key", []string{"k", strings.Repeat("k", 300), "\u00ff"}},
		{"Accept-Language", []string{"en", "zh;q=9", strings.Repeat("a,", 500)}}, {"If-None-Match", []string{"*", `""`}}, {"Accept", []string{"image/png", "*/*"}},
	} {
		if g.IntN(4) == 0 || header.name == "If-Match" && g.IntN(2) == 0 {
			c.headers[header.name] = one(g, header.values)
		}
	}
	fill := func(object string) string {
		full := filled(path, object)
		if query != "" {
			full += "?" + query
		}
		return full
	}
	c.path = fill(object)
	got := g.house.on(t).send(c)
	g.judge(t, op, c, got)
	part := strings.Split(strings.TrimPrefix(op.path, "/api/v1/"), "/")[0]
	if placeholder.MatchString(path) && slices.Contains(g.foreign[part], object) && c.headers["Idempotency-Key"] == "" {
		g.compared++
		c.path = fill(noID)
		if missing := g.house.on(t).send(c); nameless(got) != nameless(missing) {
			t.Errorf("%s as %s: a stranger's object answers otherwise than none:\n%s\n%s", op.OperationID, role, nameless(got), nameless(missing))
		}
	}
	if got.Code == http.StatusUnauthorized && c.as != "" { // it has signed itself out
		g.house.tokens[role] = g.house.newTokenOf(role)
	}
	return got.Code
}

// judge looks at an answer by itself.
func (g *hostile) judge(t *testing.T, op operation, c call, got reply) {
	t.Helper()
	var p api.Problem
	switch {
	case got.Code >= 500 && got.Code != http.StatusServiceUnavailable:
		t.Errorf("%s %s as %q: %d %s\nbody %.300s", op.method, c.path, c.as, got.Code, got.Body, c.body)
	case got.Code >= 400:
		if err := json.Unmarshal(got.Body.Bytes(), &p); err != nil || p.Code == "" || p.RequestID == "" {
			t.Errorf("%s %s as %q: %d is no problem: %.200s", op.method, c.path, c.as, got.Code, got.Body)
		}
		if p.Code == string(models.CodeInternal) {
			t.Errorf("%s: internal", op.OperationID)
		}
	}
}
