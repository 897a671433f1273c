package store_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"
	"gorm.io/gorm"

	"konggang/models"
	"konggang/models/store"
)

func TestErrorsOfTheDriver(t *testing.T) {
	number := func(n uint16) error {
		return fmt.Errorf("wrapped: %w", &mysql.MySQLError{Number: n, Message: "value 'secret'"})
	}
	for _, c := range []struct {
		err   error
		want  models.Code
		again bool
	}{
		{number(1213), models.CodeUnavailable, true},
		{number(1205), models.CodeUnavailable, true},
		{number(1020), models.CodeUnavailable, true},
		{number(9007), models.CodeUnavailable, true},
		{number(8022), models.CodeUnavailable, true},
		{number(8002), models.CodeUnavailable, true},
		{number(1062), models.CodeDuplicate, false},
		{number(1452), models.CodeConflict, false},
		{number(1290), models.CodeUnavailable, false},
		{number(1406), models.CodeInternal, false},
		{mysql.ErrInvalidConn, models.CodeUnavailable, false},
		{driver.ErrBadConn, models.CodeUnavailable, false},
		{sql.ErrConnDone, models.CodeUnavailable, false},
		{&net.OpError{Op: "dial", Err: errors.New("refused")}, models.CodeUnavailable, false},
		{context.DeadlineExceeded, models.CodeUnavailable, false},
		{context.Canceled, models.CodeInternal, false},
		{gorm.ErrRecordNotFound, models.CodeNotFound, false},
		{models.Errorf(models.CodeStale), models.CodeStale, false},
		{errors.New("something else"), models.CodeInternal, false},
		{nil, "", false},
	} {
		got := store.TranslateMySQL(c.err)
		if models.CodeOf(got) != c.want || store.IsTransient(got) != c.again {
			t.Errorf("%v became %v: code %q, again %t", c.err, got, models.CodeOf(got), store.IsTransient(got))
		}
		if got != nil && strings.Contains(got.Error(), "secret") {
			t.Errorf("a value is in %q", got)
		}
	}
}
