package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"

	"gorm.io/gorm"

	"konggang/models"
)

// faultKind is what a database's complaint means to the store.
type faultKind int

const (
	faultOther       faultKind = iota
	faultDuplicate             // a unique key is taken
	faultDangling              // a reference leads nowhere, or something still refers
	faultTransient             // the same transaction may succeed when tried again
	faultUnavailable           // the database cannot do anything now
)

// fault stands for a driver's error by its number alone, since the driver's text can hold the values of a row.
type fault struct {
	engine string
	number int
	kind   faultKind
}

func (f *fault) Error() string { return fmt.Sprintf("%s error %d", f.engine, f.number) }

var faultCodes = map[faultKind]models.Code{
	faultDuplicate:   models.CodeDuplicate,
	faultDangling:    models.CodeConflict,
	faultTransient:   models.CodeUnavailable,
	faultUnavailable: models.CodeUnavailable,
}

// translate makes the domain's error out of one of GORM, the driver or the network.
func (e engine) translate(err error) error {
	var known *models.Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return models.Errorf(models.CodeNotFound)
	}
	if lost(err) {
		return &models.Error{Code: models.CodeUnavailable, Cause: err}
	}
	f := e.classify(err)
	if f.number == 0 {
		return err
	}
	f.engine = e.name
	if code, ok := faultCodes[f.kind]; ok {
		return &models.Error{Code: code, Cause: &f}
	}
	return &f
}

// lost tells whether the connection, not the statement, is what failed.
func lost(err error) bool {
	var network net.Error
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network)
}

// transient tells whether the whole transaction is worth another try.
func transient(err error) bool {
	var f *fault
	return errors.As(err, &f) && f.kind == faultTransient
}
