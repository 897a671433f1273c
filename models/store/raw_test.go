package store_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"konggang/models"
	"konggang/models/store"
	"konggang/models/store/storetest"
)

// What is planted about one person, and must not be found anywhere it is not sealed.
const (
	personName   = "欧阳𠙶花"
	personPhone  = "15487654321"
	otherPhone   = "15412398765"
	witnessName  = "司马见证"
	reportText   = "欧阳𠙶花说中介收了三百元押金"
	importedCell = "诸葛某某"
	theirAddress = "203.0.113.77"
	oneTimeCode  = "739154820"
	robotKey     = "693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa"
	robotSecret  = "SEC-of-a-robot-that-nobody-may-read"
)

var personal = []string{personName, personPhone, otherPhone, witnessName, reportText, importedCell, theirAddress, oneTimeCode, robotKey, robotSecret}

// plantPerson keeps a person with all that the program keeps of one, and gives the person.
func plantPerson(t *testing.T, s *store.Store) models.Seeker {
	t.Helper()
	ctx := t.Context()
	k := fullSeeker()
	k.Name, k.Phone = personName, personPhone
	for i := range k.Consents {
		k.Consents[i].WitnessedBy = witnessName
	}
	must(t, s.CreateSeeker(ctx, &k))
	must(t, s.UpdateSeeker(ctx, &k))
	a := models.Account{Role: models.RoleSeeker, SeekerID: k.ID, Phone: k.Phone, Password: "$argon2id$"}
	must(t, s.CreateAccount(ctx, &a))
	must(t, s.CreateToken(ctx, &models.Token{AccountID: a.ID, Hash: "hash", ExpiresAt: at(20)}))
	must(t, s.CreateCode(ctx, &models.OneTimeCode{Phone: k.Phone, Purpose: models.CodeForLogin, ExpiresAt: at(20)}, oneTimeCode))
	must(t, s.CreateInvitation(ctx, &models.Invitation{Role: models.RoleVillage, Phone: otherPhone, Hash: "hash", ExpiresAt: at(20)}))
	must(t, s.AddConsents(ctx, k.ID, models.ConsentChanges(nil, k.Consents, system, at(3))))
	plantWords(t, s, a.ID)
	must(t, s.Record(ctx, system.Did("register", models.ObjectSeeker, k.ID, k.Village).With("name", "phone")))
	plantRobot(t, s)
	given(s.SequenceAudit(ctx))
	return k
}

// plantRobot keeps a robot, what it was told, and why it did not take that.
func plantRobot(t *testing.T, s *store.Store) {
	t.Helper()
	robot := fullTarget()
	robot.URL, robot.Secret = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="+robotKey, robotSecret
	robot.Robot = models.RobotOf(robot.Kind, robot.URL)
	must(t, s.CreateTarget(t.Context(), &robot))
	d := fullDelivery(robot)
	must(t, s.CreateDelivery(t.Context(), &d))
	r := given(s.ClaimRobot(t.Context(), at(9), at(10)))
	given(s.SpeakTo(t.Context(), r, d.ID, func(d *models.Delivery) error {
		d.Fail(models.CodeRobotRefused, "errcode 93000", true, time.Time{})
		return nil
	}))
	must(t, s.Record(t.Context(), system.Did("add", models.ObjectTarget, robot.ID, robot.Village).With(string(robot.Kind))))
}

// plantWords keeps a report about a vacancy and what an import said of the person's row.
func plantWords(t *testing.T, s *store.Store, caller string) {
	t.Helper()
	ctx := t.Context()
	e := fullEnterprise()
	must(t, s.CreateEnterprise(ctx, &e))
	v := fullVacancy(e.ID)
	must(t, s.CreateVacancy(ctx, &v))
	must(t, s.CreateReport(ctx, &models.Report{VacancyID: v.ID, Kind: models.ReportFee, Text: reportText, Reporter: s.Pseudonym(theirAddress)}))
	claim, _, err := s.ClaimKey(ctx, models.KeyClaim{Caller: caller, Key: "import", Fingerprint: "f"}, at(1))
	must(t, err)
	claim.Report = fmt.Appendf(nil, `{"row":2,"value":%q}`, importedCell)
	must(t, s.CompleteKey(ctx, claim))
}

func TestNoColumnHoldsAPersonInPlainText(t *testing.T) {
	storetest.EachRaw(t, func(t *testing.T, s *store.Store, db *sql.DB) {
		plantPerson(t, s)
		for _, found := range storetest.Scan(t, db, personal...) {
			t.Error(found)
		}
		onlyUnder(t, s, keyOf(t, db))
		if found := storetest.Scan(t, db, "包装工"+awkward, "15412345678"); len(found) == 0 {
			t.Error("not even what lies open is found")
		}
	})
}

// keyOf is the id of the only key of a database.
func keyOf(t *testing.T, db *sql.DB) string {
	t.Helper()
	return strings.Join(column(t, db, "SELECT id FROM sealing_keys"), " ")
}

// TestNoFileHoldsAPersonInPlainText reads the bytes of the embedded database while it is open, its write-ahead log too, and after
// it was closed.
func TestNoFileHoldsAPersonInPlainText(t *testing.T) {
	c := storetest.Engines[0].Config(t)
	s, err := store.Open(t.Context(), c)
	must(t, err)
	must(t, s.Migrate(t.Context()))
	plantPerson(t, s)
	folder := filepath.Dir(c.DSN)
	for _, found := range storetest.ScanFiles(t, folder, personal...) {
		t.Error(found)
	}
	if info, err := os.Stat(c.DSN + "-wal"); err != nil || info.Size() == 0 {
		t.Errorf("there is no write-ahead log that could have been read: %v", err)
	}
	must(t, s.Close())
	for _, found := range storetest.ScanFiles(t, folder, personal...) {
		t.Error(found)
	}
	if found := storetest.ScanFiles(t, folder, "包装工"+awkward); len(found) == 0 {
		t.Error("not even what lies open is found")
	}
}

// traces are what the database keeps of people in their sealed form and by their indexes.
func traces(t *testing.T, db *sql.DB) []string {
	t.Helper()
	var out []string
	for _, query := range []string{"SELECT name FROM seekers", "SELECT phone FROM seekers", "SELECT name_index FROM seekers", "SELECT phone_index FROM seekers",
		"SELECT witness FROM consents", "SELECT phone_index FROM accounts WHERE phone_index IS NOT NULL", "SELECT phone FROM accounts WHERE phone IS NOT NULL"} {
		for _, kept := range column(t, db, query) {
			out = append(out, kept[len(kept)-24:]) // the end, as the beginning is the key's id
		}
	}
	return out
}

// TestWhatIsErasedLeavesTheFile looks for the ciphertexts and indexes of erased people in the bytes of the closed database, and
// for those of all people under the old key after a rotation.
func TestWhatIsErasedLeavesTheFile(t *testing.T) {
	c := storetest.Engines[0].Config(t)
	c.Keys = storetest.Keyring(t, oldKey)
	s, err := store.Open(t.Context(), c)
	must(t, err)
	must(t, s.Migrate(t.Context()))
	db := storetest.Raw(t, c)
	var people []models.Seeker
	for i := range 300 { // many pages, so that rows and index entries move between them
		k := fullSeeker()
		k.Name, k.Phone = fmt.Sprint("人", i), models.Phone(fmt.Sprintf("154%08d", i))
		must(t, s.CreateSeeker(t.Context(), &k))
		must(t, s.CreateAccount(t.Context(), &models.Account{Role: models.RoleSeeker, SeekerID: k.ID, Phone: k.Phone}))
		must(t, s.AddConsents(t.Context(), k.ID, models.ConsentChanges(nil, k.Consents, system, at(3))))
		people = append(people, k)
	}
	before := traces(t, db)
	for _, k := range people[:200] {
		given(s.DeleteAccountsOf(t.Context(), k.ID))
		must(t, s.DeleteSeeker(t.Context(), k.ID))
	}
	left := traces(t, db)
	must(t, s.Close())
	must(t, db.Close())
	leavesNothing(t, c, without(before, left), left)

	s = under(t, c, newKey, oldKey)
	given(s.Rotate(t.Context(), system, nil))
	leavesNothing(t, c, left, nil) // while it is open: the rotation empties the write-ahead log
}

func without(all, some []string) []string {
	there := map[string]bool{}
	for _, s := range some {
		there[s] = true
	}
	var out []string
	for _, s := range all {
		if !there[s] {
			out = append(out, s)
		}
	}
	return out
}

// leavesNothing holds that none of what is gone is in the files of the database, and all of what is there.
func leavesNothing(t *testing.T, c store.Config, gone, there []string) {
	t.Helper()
	files, err := filepath.Glob(c.DSN + "*")
	must(t, err)
	var all strings.Builder
	for _, f := range files {
		all.Write(given(os.ReadFile(f)))
	}
	remain := 0
	for _, trace := range gone {
		if strings.Contains(all.String(), trace) {
			remain++
		}
	}
	// SQLite overwrites what is deleted, but not the copy that it may have left in a gap when it moved a row between pages.
	if remain*100 > len(gone) || len(gone) < 200 {
		t.Errorf("%d of %d traces remain", remain, len(gone))
	}
	for _, trace := range there {
		if !strings.Contains(all.String(), trace) {
			t.Fatal("what is there is not found, so nothing was looked at")
		}
	}
}

// BenchmarkWritesOfSQLite measures what it costs to overwrite what is deleted.
func BenchmarkWritesOfSQLite(b *testing.B) {
	s := storetest.SQLite(b)
	for i := 0; b.Loop(); i++ {
		k := fullSeeker()
		k.Name, k.Phone = fmt.Sprint("人", i), models.Phone(fmt.Sprintf("154%08d", i))
		must(b, s.CreateSeeker(b.Context(), &k))
		k.WageMin += 7
		must(b, s.UpdateSeeker(b.Context(), &k))
		if i%2 == 0 {
			must(b, s.DeleteSeeker(b.Context(), k.ID))
		}
	}
}
