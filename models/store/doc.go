// Package store keeps what the models are about in SQLite, MySQL or MariaDB. It is the only package that imports GORM, the
// drivers and the migrations.
//
// Rows never leave the package: every entity has a row struct and a mapper beside it. A method takes part in the
// transaction that Atomically put into its context. Errors are *models.Error: CodeNotFound, CodeDuplicate, CodeStale,
// CodeConflict for a reference that leads nowhere, CodeUnavailable for a database that is lost, locked, full or read-only,
// CodeInvalidCursor for a page; any other error is a mistake of the program. No error and no log line holds a kept value.
package store
