package cells

import (
	"regexp"

	"konggang/models"
)

// DemandsRead is what could be read out of a text of requirements; zero values where it says nothing clear.
type DemandsRead struct {
	Education       models.Education
	ExperienceYears int
	AgeMin, AgeMax  int
}

var (
	demandBreak    = regexp.MustCompile(`[,;:。!?\n、（）()\s]+|\d+[.)]`)
	educationHint  = regexp.MustCompile(`学历|文化|(?:小学|初中|高中|中专|中技|技校|大专|本科)(?:或|/|以上|及以上|毕业|$)|^硕士|^研究生`)
	ageHint        = regexp.MustCompile(`\d岁|\d周岁|年龄`)
	experienceHint = regexp.MustCompile(`年.*(?:经验|经历)|经验不限|无需经验`)
)

// Demands reads clause by clause what a text of requirements asks for; of two clauses about one thing the first that can be
// read counts.
func Demands(s string) DemandsRead {
	var d DemandsRead
	var experienceKnown bool
	for _, clause := range demandBreak.Split(models.FoldWidth(s), -1) {
		t := fold(clause)
		if d.Education == "" && educationHint.MatchString(t) {
			d.Education, _ = Education(t)
		}
		if d.AgeMin == 0 && d.AgeMax == 0 && ageHint.MatchString(t) {
			if low, high, ok := Ages(t); ok {
				d.AgeMin, d.AgeMax = low, high
			}
		}
		if !experienceKnown && experienceHint.MatchString(t) {
			d.ExperienceYears, experienceKnown = Experience(t)
		}
	}
	return d
}
