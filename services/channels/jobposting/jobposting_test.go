package jobposting_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"konggang/models"
	"konggang/services/channels/channelstest"
	"konggang/services/channels/jobposting"
)

const today models.Date = "2026-11-23"

var (
	zone    = time.FixedZone("Asia/Shanghai", 8*60*60)
	opened  = time.Date(2026, 11, 20, 17, 0, 0, 0, time.UTC) // already the 21st in the office's zone
	written = time.Date(2026, 11, 22, 4, 0, 0, 0, time.UTC)
)

// factsOf is an item of an edition as an open vacancy of an approved employer.
func factsOf(i models.EditionItem) jobposting.Facts {
	v := i.Vacancy
	v.ID, v.Number, v.OpenedAt, v.UpdatedAt, v.Status, v.Workplace.Address = i.VacancyID, i.Number, &opened, written, models.VacancyOpen, i.Place
	employer := models.Enterprise{Name: i.Employer, Kind: i.EmployerKind, Status: models.EnterpriseApproved}
	return jobposting.Facts{Posting: models.Posting{Vacancy: v, Employer: employer}, Region: "河南省", Locality: "郑州市新郑市", Street: "孟庄镇口张",
		URL: "https://kong.example/api/v1/vacancies/" + v.ID, Office: "孟庄镇就业服务站", Today: today, Zone: zone}
}

func example(changes ...func(*jobposting.Facts)) jobposting.Facts {
	f := factsOf(channelstest.Edition(1).Items[0])
	for _, change := range changes {
		change(&f)
	}
	return f
}

type object = map[string]any

func read(t interface{ Fatal(...any) }, f jobposting.Facts) object {
	text, err := f.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var o object
	if err := json.Unmarshal(text, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestGolden(t *testing.T) {
	text, err := json.MarshalIndent(read(t, example()), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	channelstest.Golden(t, "jobposting.json", string(text)+"\n")
}

// rule is a property that the documents of search engines on JobPosting name. Its value must match the pattern; of one that
// is an object, the type and the properties that it must have are listed.
type rule struct {
	name     string
	required bool
	pattern  string
	kind     string
	parts    []rule
}

var (
	anything = `(?s)\S`
	moment   = `^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$`
	number   = `^\d+(\.\d{1,2})?$`
)

// rules are the required and the recommended properties, and the words that their values are taken from.
var rules = []rule{
	{name: "@context", required: true, pattern: `^https://schema\.org/?$`},
	{name: "@type", required: true, pattern: `^JobPosting$`},
	{name: "title", required: true, pattern: anything},
	{name: "description", required: true, pattern: `(?s)^(<p>([^<>]|<br>)+</p>)+$`},
	{name: "datePosted", required: true, pattern: `^\d{4}-\d\d-\d\d$`},
	{name: "validThrough", required: true, pattern: moment},
	{name: "hiringOrganization", required: true, kind: "Organization", parts: []rule{{name: "name", required: true, pattern: anything}}},
	{name: "jobLocation", required: true, kind: "Place", parts: []rule{{name: "address", required: true, kind: "PostalAddress", parts: []rule{
		{name: "addressCountry", required: true, pattern: `^CN$`}, {name: "addressRegion", required: true, pattern: anything},
		{name: "addressLocality", required: true, pattern: anything}, {name: "streetAddress", required: true, pattern: anything},
	}}}},
	{name: "identifier", required: true, kind: "PropertyValue", parts: []rule{{name: "name", required: true, pattern: anything}, {name: "value", required: true, pattern: anything}}},
	{name: "directApply", required: true, pattern: `^false$`},
	{name: "url", required: true, pattern: `^https://`},
	{name: "employmentType", pattern: `^(FULL_TIME|PART_TIME|CONTRACTOR|TEMPORARY|INTERN|VOLUNTEER|PER_DIEM|OTHER)$`},
	{name: "baseSalary", kind: "MonetaryAmount", parts: []rule{{name: "currency", required: true, pattern: `^CNY$`}, {name: "value", required: true, kind: "QuantitativeValue", parts: []rule{
		{name: "unitText", required: true, pattern: `^(HOUR|DAY|WEEK|MONTH|YEAR)$`}, {name: "value", pattern: number}, {name: "minValue", pattern: number}, {name: "maxValue", pattern: number},
	}}}},
	{name: "educationRequirements", kind: "EducationalOccupationalCredential", parts: []rule{
		{name: "credentialCategory", required: true, pattern: `^(high school|associate degree|bachelor degree|professional certificate|postgraduate degree)$`}}},
	{name: "experienceRequirements", kind: "OccupationalExperienceRequirements", parts: []rule{{name: "monthsOfExperience", required: true, pattern: `^[1-9]\d*$`}}},
	{name: "totalJobOpenings", pattern: `^[1-9]\d*$`},
	{name: "qualifications", pattern: anything}, {name: "skills", pattern: anything}, {name: "jobBenefits", pattern: anything}, {name: "workHours", pattern: anything},
	{name: "applicationContact", kind: "ContactPoint", parts: []rule{{name: "contactType", required: true, pattern: anything}, {name: "telephone", required: true, pattern: `^[\d-]+$`}}},
}

// faults are the properties that are missing, wrong, or that no document knows.
func faults(o object, rules []rule, path string) []string {
	var out []string
	for _, r := range rules {
		value, there := o[r.name]
		part, isObject := value.(object)
		text, _ := json.Marshal(value)
		switch {
		case !there && r.required:
			out = append(out, path+r.name+" is missing")
		case !there:
		case r.kind != "" && (!isObject || part["@type"] != r.kind):
			out = append(out, path+r.name+" is no "+r.kind)
		case r.kind != "":
			out = append(out, faults(part, append(r.parts, rule{name: "@type", required: true, pattern: r.kind}), path+r.name+".")...)
		case isObject || !regexp.MustCompile(r.pattern).MatchString(plain(value, text)):
			out = append(out, path+r.name+" is "+string(text))
		}
	}
	for name := range o {
		if !slices.ContainsFunc(rules, func(r rule) bool { return r.name == name }) {
			out = append(out, path+name+" is not known")
		}
	}
	return out
}

func plain(value any, text []byte) string {
	if s, is := value.(string); is {
		return s
	}
	return string(text)
}

// TestAnyVacancyHasWhatIsRequired writes vacancies of every kind.
func TestAnyVacancyHasWhatIsRequired(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := channelstest.Any().Filter(func(e models.Edition) bool { return len(e.Items) > 0 }).Draw(t, "edition")
		f := factsOf(e.Items[0])
		f.Posting.Vacancy.Status = rapid.SampledFrom(models.VacancyStatuses).Draw(t, "status").Code
		f.Posting.Vacancy.Duties += rapid.SampledFrom([]string{"", "<script>", "a\nb", "\x00", "&amp;"}).Draw(t, "awkward")
		if wrong := faults(read(t, f), rules, ""); len(wrong) > 0 {
			t.Fatalf("%q", wrong)
		}
	})
}

// TestFaultsAreSeen holds the checker against documents that lack something or say it wrongly.
func TestFaultsAreSeen(t *testing.T) {
	if wrong := faults(read(t, example()), rules, ""); len(wrong) > 0 {
		t.Errorf("%q", wrong)
	}
	for _, r := range rules {
		if o := read(t, example()); r.required {
			delete(o, r.name)
			if len(faults(o, rules, "")) != 1 {
				t.Errorf("without %s it passes", r.name)
			}
		}
	}
	for name, value := range map[string]any{
		"validThrough": "2026-12-31", "datePosted": "yesterday", "employmentType": "full_time", "description": "<b>", "directApply": true, "jobLocation": "新郑",
		"hiringOrganization": object{"@type": "Person", "name": "王"}, "salary": "4500",
		"baseSalary": object{"@type": "MonetaryAmount", "currency": "CNY", "value": object{"@type": "QuantitativeValue", "unitText": "PIECE"}},
	} {
		o := read(t, example())
		o[name] = value
		if len(faults(o, rules, "")) != 1 {
			t.Errorf("%s of %v passes", name, value)
		}
	}
}

// at walks into a document: baseSalary.value.minValue.
func at(o object, path string) any {
	var value any = o
	for _, name := range strings.Split(path, ".") {
		part, _ := value.(object)
		value = part[name]
	}
	return value
}

func wage(low, high models.Fen, unit models.WageUnit) func(*jobposting.Facts) {
	return func(f *jobposting.Facts) {
		f.Posting.Vacancy.Wage = models.Wage{Unit: unit}
		if low > 0 {
			f.Posting.Vacancy.Wage.Min = &low
		}
		if high > 0 {
			f.Posting.Vacancy.Wage.Max = &high
		}
	}
}

func TestWhatIsSaid(t *testing.T) {
	vacancy := func(change func(*models.Vacancy)) func(*jobposting.Facts) {
		return func(f *jobposting.Facts) { change(&f.Posting.Vacancy) }
	}
	until := func(d models.Date) func(*jobposting.Facts) {
		return vacancy(func(v *models.Vacancy) { v.ValidUntil = d })
	}
	closed := vacancy(func(v *models.Vacancy) { v.Status = models.VacancyFilled })
	suspended := func(f *jobposting.Facts) { f.Posting.Employer.Status = models.EnterpriseSuspended }
	for _, c := range []struct {
		name   string
		change func(*jobposting.Facts)
		path   string
		want   any
	}{
		{"a range", wage(450000, 600050, models.PerMonth), "baseSalary.value.maxValue", 6000.5},
		{"a range", wage(450000, 600050, models.PerMonth), "baseSalary.value.value", nil},
		{"one amount", wage(2600, 2600, models.PerHour), "baseSalary.value.value", 26.0},
		{"one amount", wage(2600, 2600, models.PerHour), "baseSalary.value.minValue", nil},
		{"from", wage(13000, 0, models.PerDay), "baseSalary.value.minValue", 130.0},
		{"from", wage(13000, 0, models.PerDay), "baseSalary.value.maxValue", nil},
		{"up to", wage(0, 9000000, models.PerYear), "baseSalary.value.maxValue", 90000.0},
		{"by the year", wage(0, 9000000, models.PerYear), "baseSalary.value.unitText", "YEAR"},
		{"by the piece", wage(50, 80, models.PerPiece), "baseSalary", nil},
		{"none", wage(0, 0, ""), "baseSalary", nil},
		{"negotiable", vacancy(func(v *models.Vacancy) { v.Wage = models.Wage{Negotiable: true, Unit: models.PerMonth} }), "baseSalary", nil},
		{"seasonal", vacancy(func(v *models.Vacancy) { v.EmploymentType = models.Seasonal }), "employmentType", "TEMPORARY"},
		{"an agency's", vacancy(func(v *models.Vacancy) { v.EmploymentType = models.Dispatch }), "employmentType", "OTHER"},
		{"no schooling asked", vacancy(func(v *models.Vacancy) { v.Education = models.EducationAny }), "educationRequirements", nil},
		{"middle school", vacancy(func(v *models.Vacancy) { v.Education = models.EducationJunior }), "educationRequirements", nil},
		{"college", vacancy(func(v *models.Vacancy) { v.Education = models.EducationCollege }), "educationRequirements.credentialCategory", "associate degree"},
		{"two years", vacancy(func(v *models.Vacancy) { v.ExperienceYears = 2 }), "experienceRequirements.monthsOfExperience", 24.0},
		{"places taken", vacancy(func(v *models.Vacancy) { v.Headcount, v.Filled = 5, 2 }), "totalJobOpenings", 3.0},
		{"the day of the office's zone", until("2026-12-31"), "datePosted", "2026-11-21"},
		{"valid to the end of the day", until("2026-12-31"), "validThrough", "2026-12-31T23:59:59+08:00"},
		{"valid today", until(today), "validThrough", "2026-11-23T23:59:59+08:00"},
		{"expired", until("2026-11-22"), "validThrough", "2026-11-22T23:59:59+08:00"},
		{"closed before its last day", closed, "validThrough", "2026-11-22T12:00:00+08:00"},
		{"of a suspended employer", suspended, "validThrough", "2026-11-22T12:00:00+08:00"},
		{"the phone", until("2026-12-31"), "applicationContact.telephone", "154-1000-2000"},
		{"no phone when closed", closed, "applicationContact", nil},
		{"no phone when expired", until("2026-11-22"), "applicationContact", nil},
		{"no phone of a suspended employer", suspended, "applicationContact", nil},
		{"no address", vacancy(func(v *models.Vacancy) { v.Workplace.Address = "" }), "jobLocation.address.streetAddress", "孟庄镇口张"},
	} {
		if got := at(read(t, example(c.change)), c.path); got != c.want {
			t.Errorf("%s: %s is %v, want %v", c.name, c.path, got, c.want)
		}
	}
}

// TestADescriptionIsHTML says what an employer wrote as text.
func TestADescriptionIsHTML(t *testing.T) {
	o := read(t, example(func(f *jobposting.Facts) { f.Posting.Vacancy.Duties = "<script>1</script>\n装箱 & 封箱" }))
	want := "<p>工作内容：&lt;script&gt;1&lt;/script&gt;<br>装箱 &amp; 封箱</p>"
	if got, _ := o["description"].(string); !strings.HasPrefix(got, want) {
		t.Errorf("%s", got)
	}
}
