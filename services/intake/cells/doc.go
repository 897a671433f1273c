// Package cells reads what strangers write into one spreadsheet cell: wages, ages, dates, phones, lists of benefits. Every
// reader takes the text of a cell that is not blank and tells by its last result whether it could be read; none guesses
// where two readings are possible, because a person will be asked instead.
package cells
