package storetest_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// The planted person; the name has a character beyond the basic plane.
const (
	plantedName  = "欧阳𠙶花"
	plantedPhone = "15487654321"
)

func utf16Bytes(s string, low, high int) string {
	var out []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		pair := []byte{byte(unit), byte(unit >> 8)}
		out = append(out, pair[low], pair[high])
	}
	return string(out)
}

func gb(t *testing.T, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// written are the ways in which the planted person might lie somewhere.
func written(t *testing.T) map[string]string {
	jsonName := strings.Trim(strconv.QuoteToASCII("欧阳"), `"`) + `\ud841\ude76` + strings.Trim(strconv.QuoteToASCII("花"), `"`)
	out := map[string]string{
		"plain name": plantedName, "plain phone": plantedPhone, "in a sentence": "请打 15487654321，找欧阳𠙶花",
		"GB18030": gb(t, plantedName), "UTF-16LE": utf16Bytes(plantedName, 0, 1), "UTF-16BE": utf16Bytes(plantedPhone, 1, 0),
		"hex": hex.EncodeToString([]byte(plantedName)), "HEX": strings.ToUpper(hex.EncodeToString([]byte(plantedName))),
		"hex of GB18030": hex.EncodeToString([]byte(gb(t, plantedName))), "hex of digits": hex.EncodeToString([]byte(plantedPhone)),
		"URL": url.QueryEscape("q=" + plantedName), "url": strings.ToLower(url.QueryEscape(plantedName)), "path": url.PathEscape("a/" + plantedName),
		"JSON": jsonName, "JSON in capitals": strings.ToUpper(jsonName),
		"HTML":        fmt.Sprintf("&#%d;&#%d;&#%d;&#%d;", '欧', '阳', '𠙶', '花'),
		"HTML in hex": fmt.Sprintf("&#x%x;&#x%X;&#x%x;&#x%x;", '欧', '阳', '𠙶', '花'), "HTML of letters": html.EscapeString("<" + plantedName),
		"dashes": "154-8765-4321", "spaces": "154 8765 4321", "full width": "１５４８７６５４３２１", "dots": "154.8765.4321", "brackets": "(154)87654321", "wide spaces": "154　8765　4321", "spoken": "幺五四，八七六五，四三二幺",
	}
	for n := range 4 {
		padded := strings.Repeat("x", n) + plantedName + "尾"
		out[fmt.Sprintf("base64 at %d", n)] = base64.StdEncoding.EncodeToString([]byte(padded))
		out[fmt.Sprintf("base64 for URLs at %d", n)] = base64.RawURLEncoding.EncodeToString([]byte(padded))
		out[fmt.Sprintf("base64 of digits at %d", n)] = base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", n) + plantedPhone))
		out[fmt.Sprintf("base64 of UTF-16 at %d", n)] = base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x", n) + utf16Bytes(plantedName, 0, 1)))
	}
	return out
}

// TestAScanFindsWhatIsPlanted plants each form in a table that the scan has never heard of; a scan that cannot fail is worthless.
func TestAScanFindsWhatIsPlanted(t *testing.T) {
	storetest.EachRaw(t, func(t *testing.T, _ *store.Store, db *sql.DB) {
		exec(t, db, "CREATE TABLE planted (id VARCHAR(40) PRIMARY KEY, body BLOB, words TEXT)")
		for name, text := range written(t) {
			exec(t, db, "DELETE FROM planted")
			exec(t, db, "INSERT INTO planted VALUES (?, ?, '')", "r", append([]byte{0, 0xff, '{'}, text+"}\x00\xfe"...))
			found := storetest.Scan(t, db, plantedName, plantedPhone, "另一人")
			if len(found) == 0 || !strings.HasPrefix(found[0], "planted.body(r): ") {
				t.Errorf("%s: found %q", name, found)
			}
		}
		exec(t, db, "UPDATE planted SET body = NULL, words = ?", plantedName)
		if found := storetest.Scan(t, db, plantedName); len(found) != 1 || found[0] != "planted.words(r): "+plantedName+" as plain" {
			t.Errorf("in a text: %q", found)
		}
		exec(t, db, "UPDATE planted SET words = ?", "欧阳花 15487654320")
		if found := storetest.Scan(t, db, plantedName, plantedPhone); len(found) > 0 {
			t.Errorf("somebody else is taken for the planted one: %q", found)
		}
	})
}

// TestAScanReadsEveryColumnOfEveryTable plants a name in each text column in turn.
func TestAScanReadsEveryColumnOfEveryTable(t *testing.T) {
	storetest.EachRaw(t, func(t *testing.T, s *store.Store, db *sql.DB) {
		b := storetest.Build(t, s)
		b.Village(storetest.Village, "口张村委会")
		b.Enterprise("宏发食品有限公司").Vacancy("包装工")
		b.Seeker("张三")
		for _, column := range []string{
			"divisions.name", "enterprises.address", "vacancies.duties", "vacancies.skills", "seekers.wanted", "seekers.consents",
		} {
			table, name, _ := strings.Cut(column, ".")
			exec(t, db, "UPDATE "+table+" SET "+name+" = ?", `["`+plantedName+`"]`)
			if found := storetest.Scan(t, db, plantedName); len(found) != 1 || !strings.HasPrefix(found[0], column+"(") {
				t.Errorf("%s: %q", column, found)
			}
			exec(t, db, "UPDATE "+table+" SET "+name+" = '[]'")
		}
		if found := storetest.Scan(t, db, "包装工"); len(found) == 0 {
			t.Error("what lies open is not found")
		}
	})
}

func exec(t *testing.T, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), statement, args...); err != nil {
		t.Fatal(err)
	}
}

func TestAScanOfFilesFindsWhatIsPlanted(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a", "b.log")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range written(t) {
		if err := os.WriteFile(path, []byte("\x00..."+text+"..."), 0o600); err != nil {
			t.Fatal(err)
		}
		if found := storetest.ScanFiles(t, folder, plantedName, plantedPhone); len(found) == 0 || !strings.HasPrefix(found[0], "b.log: ") {
			t.Errorf("%s: %q", name, found)
		}
	}
	if err := os.WriteFile(path, []byte("欧阳花 15487654320"), 0o600); err != nil {
		t.Fatal(err)
	}
	if found := storetest.ScanFiles(t, folder, plantedName, plantedPhone); len(found) > 0 {
		t.Errorf("somebody else is found: %q", found)
	}
}

// TestTheFileOfADatabaseIsRead finds in the bytes of SQLite's files what lies open in a column.
func TestTheFileOfADatabaseIsRead(t *testing.T) {
	c := storetest.Engines[0].Config(t)
	s := storetest.Open(t, c)
	storetest.Build(t, s).Enterprise(plantedName, func(e *models.Enterprise) { e.Contact.Phone = plantedPhone })
	if found := storetest.ScanFiles(t, filepath.Dir(c.DSN), plantedName, plantedPhone); len(found) < 2 {
		t.Errorf("%q", found)
	}
}

// TestWhatIsPackedIsFound looks into a spreadsheet and into the streams of a PDF.
func TestWhatIsPackedIsFound(t *testing.T) {
	var archive, pdf bytes.Buffer
	z := zip.NewWriter(&archive)
	member, err := z.Create("xl/sharedStrings.xml")
	if err == nil {
		_, err = member.Write([]byte("<t>" + plantedName + "</t>"))
	}
	pdf.WriteString("%PDF-1.7\n1 0 obj <</Filter /FlateDecode>>\nstream\n")
	deflated := zlib.NewWriter(&pdf)
	_, writeErr := deflated.Write([]byte("(" + plantedPhone + ") Tj"))
	if err := errors.Join(err, z.Close(), writeErr, deflated.Close()); err != nil {
		t.Fatal(err)
	}
	pdf.WriteString("\nendstream\n")
	for name, content := range map[string][]byte{"spreadsheet": archive.Bytes(), "PDF": pdf.Bytes()} {
		if found := storetest.Find(content, plantedName, plantedPhone); len(found) != 1 {
			t.Errorf("%s: %q", name, found)
		}
		if found := storetest.Find(content, "另一人"); len(found) > 0 {
			t.Errorf("%s: %q", name, found)
		}
	}
}
