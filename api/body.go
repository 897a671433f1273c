package api

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"mime"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"konggang/models"
)

// Content types of JSON bodies.
const (
	mediaJSON  = "application/json"
	mediaPatch = "application/merge-patch+json"
)

// decode reads a JSON body strictly: one value in UTF-8, fields as the contract writes them, right types. Errors:
// CodeUnsupportedMedia, CodeMalformed, or CodeInvalid with the fields that are unknown or of the wrong type.
func decode[T any](media string, raw []byte) (T, error) {
	var body T
	value, err := parse(media, raw)
	if err != nil {
		return body, err
	}
	if err := checkNames(reflect.TypeFor[T](), value); err != nil {
		return body, err
	}
	if err := json.Unmarshal(raw, &body); err != nil {
		return body, decodeError(err)
	}
	return body, nil
}

// parse is the one value that a JSON body holds, which null is not, with its numbers as they are written.
func parse(media string, raw []byte) (any, error) {
	if err := checkMedia(media); err != nil {
		return nil, err
	}
	var value any
	if !utf8.Valid(raw) || !json.Valid(raw) || unmarshalExact(raw, &value) != nil || value == nil {
		return nil, models.Errorf(models.CodeMalformed)
	}
	return value, nil
}

// checkNames refuses the fields of value that t does not have, to the letter: encoding/json alone would take Title for
// title in a body and lose it in a patch. Error CodeInvalid with all of them.
func checkNames(t reflect.Type, value any) error {
	var p models.Problems
	noteNames(&p, "", t, value)
	slices.SortFunc(p, func(a, b models.FieldError) int { return cmp.Compare(a.Field, b.Field) })
	return p.Err()
}

var readsItself = reflect.TypeFor[json.Unmarshaler]()

func noteNames(p *models.Problems, prefix string, t reflect.Type, value any) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if reflect.PointerTo(t).Implements(readsItself) {
		return
	}
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			if t.Kind() == reflect.Slice {
				noteNames(p, prefix, t.Elem(), item)
			}
		}
	case map[string]any:
		if t.Kind() == reflect.Struct {
			noteFields(p, prefix, t, value)
		}
	}
}

func noteFields(p *models.Problems, prefix string, t reflect.Type, object map[string]any) {
	known := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		known[name] = f.Type
	}
	for name, below := range object {
		if field, ok := known[name]; ok && name != "" {
			noteNames(p, prefix+name+".", field, below)
		} else {
			p.Add(prefix+name, models.CodeUnknownField)
		}
	}
}

// decodeOptional is decode for a body that may be left out.
func decodeOptional[T any](media string, raw []byte) (T, error) {
	if len(bytes.TrimSpace(raw)) == 0 {
		var none T
		return none, nil
	}
	return decode[T](media, raw)
}

// checkMedia lets JSON through; error CodeUnsupportedMedia.
func checkMedia(media string) error {
	if media == "" {
		return nil
	}
	kind, _, err := mime.ParseMediaType(media)
	if err != nil || kind != mediaJSON && kind != mediaPatch {
		return models.Errorf(models.CodeUnsupportedMedia)
	}
	return nil
}

func decodeError(err error) error {
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) && wrongType.Field != "" {
		return models.FieldErrorf(wrongType.Field, models.CodeWrongType, jsonKind(wrongType.Type.Kind().String()))
	}
	return models.Errorf(models.CodeMalformed)
}

// jsonKind is the JSON name of a Go kind.
func jsonKind(kind string) string {
	switch {
	case kind == "slice":
		return "array"
	case kind == "struct" || kind == "ptr" || kind == "map":
		return "object"
	case strings.HasPrefix(kind, "int"):
		return "integer"
	case strings.HasPrefix(kind, "float"):
		return "number"
	case kind == "bool":
		return "boolean"
	}
	return kind
}

// merge applies a merge patch (RFC 7396) to what stands and reads the result like a body. It also tells which fields of
// the first level, and dotted ones below, the patch names. Errors: as decode.
func merge[T any](media string, current T, patch []byte) (T, []string, error) {
	var none T
	value, err := parse(media, patch)
	if err != nil {
		return none, nil, err
	}
	changes, ok := value.(map[string]any)
	if !ok {
		return none, nil, models.Errorf(models.CodeMalformed)
	}
	if err := checkNames(reflect.TypeFor[T](), changes); err != nil {
		return none, nil, err
	}
	standing, err := json.Marshal(current)
	if err != nil {
		return none, nil, err
	}
	var object map[string]any
	if err := unmarshalExact(standing, &object); err != nil {
		return none, nil, err
	}
	merged, err := json.Marshal(mergeObject(object, changes))
	if err != nil {
		return none, nil, err
	}
	out, err := decode[T](mediaJSON, merged)
	return out, fieldNames("", changes), err
}

// unmarshalExact keeps numbers as they are written.
func unmarshalExact(raw []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	return d.Decode(into)
}

func mergeObject(into, patch map[string]any) map[string]any {
	if into == nil {
		into = map[string]any{}
	}
	for k, v := range patch {
		switch v := v.(type) {
		case nil:
			delete(into, k)
		case map[string]any:
			below, _ := into[k].(map[string]any)
			into[k] = mergeObject(below, v)
		default:
			into[k] = v
		}
	}
	return into
}

func fieldNames(prefix string, patch map[string]any) []string {
	var out []string
	for k, v := range patch {
		out = append(out, prefix+k)
		if below, ok := v.(map[string]any); ok {
			out = append(out, fieldNames(prefix+k+".", below)...)
		}
	}
	return out
}

// canonical is the same text for bodies that say the same.
func canonical(raw []byte) []byte {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return raw
	}
	out, err := json.Marshal(v)
	if err != nil {
		return raw
	}
	return out
}
