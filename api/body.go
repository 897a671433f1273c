package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"strings"

	"konggang/models"
)

// Content types of JSON bodies.
const (
	mediaJSON  = "application/json"
	mediaPatch = "application/merge-patch+json"
)

// decode reads a JSON body strictly: one value, known fields, right types. Errors: CodeUnsupportedMedia, CodeMalformed,
// or CodeInvalid with the field that is unknown or of the wrong type.
func decode[T any](media string, raw []byte) (T, error) {
	var body T
	if err := checkMedia(media); err != nil {
		return body, err
	}
	if string(bytes.TrimSpace(raw)) == "null" {
		return body, models.Errorf(models.CodeMalformed)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	if err := d.Decode(&body); err != nil {
		return body, decodeError(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return body, models.Errorf(models.CodeMalformed)
	}
	return body, nil
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
	unknown, isUnknown := strings.CutPrefix(err.Error(), "json: unknown field ")
	switch {
	case errors.As(err, &wrongType) && wrongType.Field != "":
		return models.FieldErrorf(wrongType.Field, models.CodeWrongType, jsonKind(wrongType.Type.Kind().String()))
	case isUnknown:
		return models.FieldErrorf(strings.Trim(unknown, `"`), models.CodeUnknownField)
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
// the first level, and dotted ones below, the patch names.
func merge[T any](media string, current T, patch []byte) (T, []string, error) {
	var none T
	changes, err := decode[map[string]any](media, patch)
	if err != nil {
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
	if err := unmarshalExact(patch, &changes); err != nil {
		return none, nil, models.Errorf(models.CodeMalformed)
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
