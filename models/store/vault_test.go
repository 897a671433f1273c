package store_test

import (
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm/schema"

	"konggang/models/store"
)

// TestTheVaultHasEverySealedColumn walks the rows of all tables: what is sealed or indexed under a key and is not in the vault
// would be lost when that key is taken out.
func TestTheVaultHasEverySealedColumn(t *testing.T) {
	var want []string
	for _, row := range store.Rows {
		parsed, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
		must(t, err)
		for _, f := range parsed.Fields {
			for _, path := range keyed(f.FieldType) {
				want = append(want, strings.TrimSuffix(row.TableName()+"."+f.DBName+"."+path, "."))
			}
		}
	}
	got := store.SealedColumns()
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a sealed column is missing in vault, or one there is none (-rows +vault):\n%s", diff)
	}
}

// keyed gives the paths in a type of what only a key can make, "" for the type itself; a path goes by the names in JSON.
func keyed(typ reflect.Type) []string {
	switch {
	case typ == store.SealedType, typ == store.IndexType:
		return []string{""}
	case typ.PkgPath() == "time":
		return nil
	}
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map:
		return keyed(typ.Elem())
	case reflect.Struct:
		return keyedFields(typ)
	default:
		return nil
	}
}

func keyedFields(typ reflect.Type) []string {
	var out []string
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		for _, path := range keyed(f.Type) {
			out = append(out, strings.TrimSuffix(name+"."+path, "."))
		}
	}
	return out
}

// TestSealedFieldsAreSeen holds that the walk finds them wherever they may be put.
func TestSealedFieldsAreSeen(t *testing.T) {
	inner := reflect.StructOf([]reflect.StructField{{Name: "Secret", Type: reflect.PointerTo(store.SealedType), Tag: `json:"secret"`}})
	outer := reflect.StructOf([]reflect.StructField{
		{Name: "Plain", Type: reflect.TypeFor[string]()}, {Name: "Index", Type: store.IndexType, Tag: `json:"index"`},
		{Name: "List", Type: reflect.SliceOf(inner), Tag: `json:"list,omitempty"`},
	})
	same(t, []string{"index", "list.secret"}, keyed(reflect.SliceOf(outer)))
	same(t, []string{""}, keyed(reflect.PointerTo(store.IndexType)))
}
