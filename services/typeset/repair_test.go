package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"testing"
)

func TestRepairKeepsObjects(t *testing.T) {
	file := samplePDF(t)
	objects, header, err := splitObjects(file)
	if err != nil {
		t.Fatal(err)
	}
	for i, object := range objects {
		if !bytes.HasPrefix(object, fmt.Appendf(nil, "%d 0 obj\n", i+1)) || !bytes.HasSuffix(object, []byte("endobj\n\n")) {
			t.Errorf("object %d: %.40q", i+1, object)
		}
	}
	if !bytes.Equal(joinObjects(header, objects), file) {
		t.Error("a document taken apart and joined again differs")
	}
}

func TestRepairRefusesOtherFiles(t *testing.T) {
	for _, raw := range []string{
		"", "%PDF-1.7\n", "startxref\n", "startxref\nx\n", "startxref\n-5\n", "startxref\n999999\n", "xref\nstartxref\n0\n",
		"0000000900 00000 n \nstartxref\n0\n", "0000000001 00000 n \n0000000000 00000 n \nstartxref\n0\n",
	} {
		if out, err := repair([]byte(raw), Info{}); !errors.Is(err, errForeignPDF) {
			t.Errorf("%q became %q, %v", raw, out, err)
		}
	}
}

func FuzzRepair(f *testing.F) {
	f.Add([]byte("1 0 obj\nendobj\n0000000000 00000 n \nstartxref\n15\n"))
	f.Add([]byte("startxref\n0\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if _, err := repair(raw, Info{}); err != nil && !errors.Is(err, errForeignPDF) {
			t.Errorf("%q: %v", raw, err)
		}
	})
}
