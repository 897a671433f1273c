package api

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"konggang/models"
)

// found is what an error says: its code and the codes of its fields by name.
func found(err error) map[string]models.Code {
	out := map[string]models.Code{}
	var e *models.Error
	if err == nil || !errors.As(err, &e) {
		return out
	}
	out[""] = e.Code
	for _, f := range e.Fields {
		out[f.Field] = f.Code
	}
	return out
}

func invalid(field string, code models.Code) map[string]models.Code {
	return map[string]models.Code{"": models.CodeInvalid, field: code}
}

// TestDecodeIsStrict reads the same wrong bodies whole and, where a patch may say them, as a patch.
func TestDecodeIsStrict(t *testing.T) {
	malformed := map[string]models.Code{"": models.CodeMalformed}
	for _, c := range []struct {
		name, body string
		want       map[string]models.Code
	}{
		{"nothing", ``, malformed},
		{"null", ` null `, malformed},
		{"half a value", `{"title":"包`, malformed},
		{"two values", `{}{}`, malformed},
		{"a list", `[]`, malformed},
		{"a text", `"包装工"`, malformed},
		{"a comma too many", `{"title":"包装工",}`, malformed},
		{"a comment", `{/**/}`, malformed},
		{"another encoding", "{\"title\":\"\xb0\xfc\xd7\xb0\xb9\xa4\"}", malformed},
		{"as deep as a well", strings.Repeat(`{"a":`, 20_000) + `1` + strings.Repeat(`}`, 20_000), malformed},
		{"unknown field", `{"salary":1}`, invalid("salary", models.CodeUnknownField)},
		{"unknown field without a value", `{"salary":null}`, invalid("salary", models.CodeUnknownField)},
		{"unknown field below", `{"wage":{"minimum":1}}`, invalid("wage.minimum", models.CodeUnknownField)},
		{"unknown field two below", `{"workplace":{"point":{"x":1}}}`, invalid("workplace.point.x", models.CodeUnknownField)},
		{"known field in capitals", `{"Title":"包装工"}`, invalid("Title", models.CodeUnknownField)},
		{"field without a name", `{"":1}`, map[string]models.Code{"": models.CodeUnknownField}},
		{"a number for a text", `{"title":1}`, invalid("title", models.CodeWrongType)},
		{"a text for a number", `{"headcount":"3"}`, invalid("headcount", models.CodeWrongType)},
		{"a fraction for a count", `{"headcount":1.5}`, invalid("headcount", models.CodeWrongType)},
		{"a power of ten for a count", `{"headcount":1e2}`, invalid("headcount", models.CodeWrongType)},
		{"a text for an object", `{"wage":"4500"}`, invalid("wage", models.CodeWrongType)},
		{"a list for an object", `{"contact":[]}`, invalid("contact", models.CodeWrongType)},
		{"a text for a list", `{"skills":"开叉车"}`, invalid("skills", models.CodeWrongType)},
		{"a number in a list of texts", `{"skills":["开叉车",1]}`, invalid("skills", models.CodeWrongType)},
		{"a text for a yes", `{"wage":{"negotiable":"yes"}}`, invalid("wage.negotiable", models.CodeWrongType)},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := decode[VacancyBody](mediaJSON, []byte(c.body))
			_, _, errOfPatch := merge(mediaPatch, VacancyBody{Title: "包装工"}, []byte(c.body))
			for _, err := range []error{err, errOfPatch} {
				if diff := cmp.Diff(c.want, found(err)); diff != "" {
					t.Errorf("%v (-want +got):\n%s", err, diff)
				}
			}
		})
	}
}

// TestEveryWrongNameIsTold names all unknown fields at once, in order.
func TestEveryWrongNameIsTold(t *testing.T) {
	_, err := decode[VacancyBody](mediaJSON, []byte(`{"b":1,"title":"包装工","a":{"c":1},"wage":{"z":1}}`))
	var e *models.Error
	if !errors.As(err, &e) {
		t.Fatal(err)
	}
	var got []string
	for _, f := range e.Fields {
		got = append(got, f.Field)
	}
	if diff := cmp.Diff([]string{"a", "b", "wage.z"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestMediaTypes(t *testing.T) {
	for media, ok := range map[string]bool{
		"": true, "application/json": true, "Application/JSON; charset=utf-8": true, "application/merge-patch+json": true,
		"text/json": false, "application/x-www-form-urlencoded": false, "multipart/form-data; boundary=x": false, "application": false, ";": false,
	} {
		_, err := decode[VacancyBody](media, []byte(`{}`))
		if (err == nil) != ok || !ok && models.CodeOf(err) != models.CodeUnsupportedMedia {
			t.Errorf("%q: %v", media, err)
		}
	}
	if body, err := decodeOptional[Decision]("text/plain", []byte(" \n")); err != nil || body != (Decision{}) {
		t.Errorf("a body left out: %+v, %v", body, err)
	}
}

// TestAmountsAreToldWithTheirField reads money that is none; the field is told once the body is taken over.
func TestAmountsAreToldWithTheirField(t *testing.T) {
	for amount, code := range map[string]models.Code{
		`"4500"`: models.CodeWrongType, `true`: models.CodeWrongType, `{"fen":1}`: models.CodeWrongType, `[1]`: models.CodeWrongType,
		`1e999`: models.CodeWrongType, `1e13`: models.CodeInvalidWage, `4500.005`: models.CodeInvalidWage,
	} {
		body, err := decode[VacancyBody](mediaJSON, []byte(`{"wage":{"min":`+amount+`}}`))
		if err != nil {
			t.Fatalf("%s: %v", amount, err)
		}
		_, err = body.model()
		if diff := cmp.Diff(invalid("wage.min", code), found(err)); diff != "" {
			t.Errorf("%s:\n%s", amount, diff)
		}
	}
}

// TestPatchTakesOutAndPutsIn goes through a real body, nulls at every depth.
func TestPatchTakesOutAndPutsIn(t *testing.T) {
	yuan := func(n int) *Yuan { return &Yuan{fen: models.Fen(n * 100)} }
	standing := VacancyBody{Title: "包装工", Headcount: 3, Wage: &Wage{Min: yuan(4500), Max: yuan(6000), Unit: "month"}, Skills: []string{"开叉车"}}
	for _, c := range []struct {
		patch string
		want  func(*VacancyBody)
	}{
		{`{}`, func(*VacancyBody) {}},
		{`{"headcount":5}`, func(b *VacancyBody) { b.Headcount = 5 }},
		{`{"headcount":null}`, func(b *VacancyBody) { b.Headcount = 0 }},
		{`{"wage":null}`, func(b *VacancyBody) { b.Wage = nil }},
		{`{"wage":{"max":null}}`, func(b *VacancyBody) { b.Wage = &Wage{Min: yuan(4500), Unit: "month"} }},
		{`{"wage":{"min":null,"max":null,"unit":null}}`, func(b *VacancyBody) { b.Wage = &Wage{} }},
		{`{"skills":[]}`, func(b *VacancyBody) { b.Skills = nil }},
		{`{"skills":["电焊"]}`, func(b *VacancyBody) { b.Skills = []string{"电焊"} }},
		{`{"workplace":{"point":{"lat":null}}}`, func(b *VacancyBody) { b.Workplace = &Workplace{Point: &Point{}} }},
	} {
		want := standing
		c.want(&want)
		got, _, err := merge(mediaPatch, standing, []byte(c.patch))
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Yuan{}), cmpopts.EquateEmpty()); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", c.patch, err, diff)
		}
	}
}

// FuzzMerge holds that a patch applied twice is the patch applied once, and that what it sets is there.
func FuzzMerge(f *testing.F) {
	for _, seed := range [][2]string{
		{`{}`, `{"a":{"b":{"c":null}}}`}, {`{"a":[1]}`, `{"a":{"b":1}}`}, {`{"a":{"b":1}}`, `{"a":null}`}, {`{"n":1e400}`, `{"n":-0.10}`},
		{`null`, `{}`}, {`{"a":1}`, `[]`}, {`{"\ud800":1}`, `{"":{"":null}}`},
	} {
		f.Add([]byte(seed[0]), []byte(seed[1]))
	}
	f.Fuzz(func(t *testing.T, standing, patch []byte) {
		var object map[string]any
		if unmarshalExact(standing, &object) != nil || object == nil {
			return
		}
		once, names, err := merge(mediaPatch, object, patch)
		if err != nil {
			if models.CodeOf(err) == models.CodeInternal {
				t.Fatal(err)
			}
			return
		}
		twice, again, err := merge(mediaPatch, once, patch)
		slices.Sort(names)
		slices.Sort(again)
		if diff := cmp.Diff(once, twice) + cmp.Diff(names, again); diff != "" || err != nil {
			t.Fatalf("%s with %s: %v\n%s", standing, patch, err, diff)
		}
	})
}
