// Package sample bundles the files of the demo: the real map of 新郑市 and invented employers, vacancies and seekers.
// scripts/sample makes them, NOTICE names their sources.
package sample

import "embed"

// The names of the files in Files. All have their header in row 1; the spreadsheets have one sheet.
const (
	// Divisions has code, name, parent, level (1 to 5), lat, lon, datum and precision: one province, city and county, 15
	// towns, 300 villages, parents first. Every division has a point.
	Divisions = "divisions.csv"
	// Enterprises has 61 employers under Chinese headers.
	Enterprises = "enterprises.xlsx"
	// Vacancies has 300 vacancies of those employers under Chinese headers; each states all that the law asks for, and is
	// valid until the second half of 2027.
	Vacancies = "vacancies.xlsx"
	// Seekers has 3,000 people of those villages under Chinese headers; some villages have none.
	Seekers = "seekers.xlsx"
)

// Files holds the four files.
//
//go:embed divisions.csv enterprises.xlsx vacancies.xlsx seekers.xlsx
var Files embed.FS
