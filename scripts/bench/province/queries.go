package province

import "konggang/models"

// Query is one search of the mix, in words that every engine can be asked in. Text is words divided by spaces, all of which
// must be there. WageMin is yuan by the month. Near and RadiusKM go together.
type Query struct {
	Text       string
	Division   models.DivisionCode
	Occupation models.OccupationCode
	WageMin    int
	Education  models.Education
	Shift      models.Shift
	Benefit    models.Benefit
	Near       *models.Point
	RadiusKM   float64
	Newest     bool
}

// Facets are asked for with every query of the mix.
var Facets = []string{"division", "occupation", "wage", "benefit"}

// PageSize is how many hits a query of the mix wants back.
const PageSize = 20

// Selective is a query that few vacancies answer: words, a county and a wage.
func (m *Map) Selective() Query {
	return Query{Text: "普工", Division: m.Counties[len(m.Counties)/2].Code, WageMin: 6000}
}

// Queries is the mix of thirty: what people type, what they click, and both.
func (m *Map) Queries() []Query {
	city, county, town := m.Cities[0].Code, m.Counties[7%len(m.Counties)].Code, m.Towns[100%len(m.Towns)]
	other := m.Counties[len(m.Counties)/2].Code
	near := m.Villages[len(m.Villages)/3].Point()
	employer := []rune(m.Employer(3).Name)
	return []Query{
		{Text: "普工"}, {Text: "缝纫工"}, {Text: "电焊工 二保焊"}, {Text: "保洁员"}, {Text: "货车司机 B2驾照"}, {Text: "仓库 分拣"}, {Text: "包吃住"}, {Text: "长白班 服装"},
		{Text: "会计"}, {Text: "学徒 电工"}, {Text: string(employer[:6])}, {Text: models.Division{Name: town.Name}.ShortName()},
		{Division: city}, {Division: county}, {Division: other, Newest: true}, {Division: town.Code},
		{Occupation: "6"}, {Occupation: "6-31"}, {WageMin: 6000}, {Benefit: models.BenefitLodging}, {Newest: true}, {Shift: models.ShiftDay, Education: models.EducationJunior},
		{Text: "普工", Division: county}, {Text: "缝纫工", Division: city, WageMin: 4500}, {Text: "厨师", Benefit: models.BenefitMeals, Newest: true},
		{Text: "操作工", Shift: models.ShiftTwo, WageMin: 5000}, m.Selective(),
		{Near: near, RadiusKM: 15}, {Text: "包装工", Near: near, RadiusKM: 50}, {Near: near, RadiusKM: 30, Benefit: models.BenefitShuttle},
	}
}
