package models

import "slices"

// Changed are the fields, by their names in the contract, in which the person differs from before; never what they hold.
func (s Seeker) Changed(before Seeker) []string {
	var out []string
	for _, f := range []struct {
		name string
		same bool
	}{
		{"name", s.Name == before.Name}, {"phone", s.Phone == before.Phone}, {"village", s.Village == before.Village},
		{"birth_year", s.BirthYear == before.BirthYear}, {"education", s.Education == before.Education},
		{"wanted", slices.Equal(s.Wanted, before.Wanted)}, {"occupations", slices.Equal(s.Occupations, before.Occupations)},
		{"skills", slices.Equal(s.Skills, before.Skills)}, {"certificates", slices.Equal(s.Certificates, before.Certificates)},
		{"wage_min", s.WageMin == before.WageMin}, {"max_distance_km", s.MaxDistanceKM == before.MaxDistanceKM},
		{"shifts", slices.Equal(s.Shifts, before.Shifts)}, {"needs", slices.Equal(s.Needs, before.Needs)},
		{"available_from", s.AvailableFrom == before.AvailableFrom}, {"status", s.Status == before.Status},
		{"consent", slices.Equal(s.Consents, before.Consents)},
	} {
		if !f.same {
			out = append(out, f.name)
		}
	}
	return out
}
