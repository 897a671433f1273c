package api_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"konggang/api"
	"konggang/models/store/storetest"
)

// TestDocument holds the public contract: a change of it is seen in review as a change of the golden file.
func TestDocument(t *testing.T) {
	got, err := api.Document("test")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	file := filepath.Join("testdata", "openapi.json")
	if *update {
		if err := os.WriteFile(file, got, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("the document changed; -update if that is meant (-want +got):\n%s", diff)
	}
}

func TestSideDoors(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	for path, part := range map[string]string{
		"/healthz":                          "ok",
		"/readyz":                           "ready",
		"/api/v1/openapi.json":              `"openapi":"3.1.0"`,
		"/api/v1/docs/":                     "start.js",
		"/api/v1/docs/start.js":             "/api/v1/openapi.json",
		"/api/v1/docs/swagger-ui.css":       "swagger",
		"/api/v1/docs/swagger-ui-bundle.js": "Swagger",
	} {
		if got := h.send(call{method: "GET", path: path}).want(200); !bytes.Contains(got.Body.Bytes(), []byte(part)) {
			t.Errorf("%s has no %q", path, part)
		}
	}
	h.send(call{method: "GET", path: "/api/v1/docs/index.html"}).want(404)
	page := h.send(call{method: "GET", path: "/api/v1/docs/"}).Body.String()
	if bytes.Contains([]byte(page), []byte("http")) {
		t.Errorf("the page loads from elsewhere: %s", page)
	}
}

// TestBoard opens what the QR codes point at.
func TestBoard(t *testing.T) {
	h := newHouse(t, storetest.SQLite(t))
	h.open("叉车工")
	page := h.send(call{method: "GET", path: "/b/" + village + "?e=2026-1&c=noticeboard"}).want(200).Body.String()
	for _, part := range []string{"口张村", "叉车工", "招3人", "4500-6000元/月", "距本村约", `href="tel:15400001111"`, "154-0000-1111", "求职免费，不收押金", "孟庄镇就业服务站"} {
		if !bytes.Contains([]byte(page), []byte(part)) {
			t.Errorf("the board has no %q", part)
		}
	}
	if len(page) > 30_000 {
		t.Errorf("the board has %d bytes", len(page))
	}
	for _, path := range []string{"/b/410184107999", "/b/410184107000", "/b/x"} {
		h.send(call{method: "GET", path: path}).problem(404, "not_found")
	}
}
