// Package intake reads what strangers put into spreadsheets and writes spreadsheets out: bytes in, drafts and findings out.
// It keeps no data and asks nobody; what depends on other rows or on the store is the caller's.
package intake
