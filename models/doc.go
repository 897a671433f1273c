// Package models is what Konggang is about: divisions, enterprises, vacancies, seekers and editions, the values they
// are made of, and the rules they keep. It imports the standard library only, so that every other room can lean on it.
package models
