package intake

import (
	"bytes"

	"github.com/xuri/excelize/v2"

	"konggang/models"
)

// hint is what the template says about one column: an example, how to fill it in, and the words to choose from, if any.
type hint struct {
	example string
	advice  string
	choices []string
}

// templateHints are the columns of the template. The employer of the example is invented and its number is unassigned.
var templateHints = map[string]hint{
	"external_id":         {example: "CJ-001", advice: "单位自己的编号;再次导入时按它更新,可不填"},
	"employer":            {example: "示例食品有限公司", advice: "必填,与营业执照一致"},
	"credit_code":         {advice: "18位,可不填"},
	"kind":                {example: "企业", advice: "法规要求写明", choices: words(models.EnterpriseKinds)},
	"industry":            {example: "C", advice: "国民经济行业门类A-T,也可写制造业、餐饮等"},
	"enterprise.division": {example: "410184000000", advice: "6、9或12位区划代码"},
	"enterprise.address":  {example: "示例路1号"},
	"title":               {example: "包装工", advice: "必填,不超过100字"},
	"occupation":          {advice: "职业分类代码如6-31-01-03,可不填"},
	"employment_type":     {example: "全职", choices: words(models.EmploymentTypes)},
	"headcount":           {example: "20", advice: "写数字,不写“若干”"},
	"wage":                {example: "4500-6500元/月", advice: "写明单位:元/月、元/小时、元/天、元/件、元/年;可写5000元/月起、面议"},
	"wage.note":           {example: "另有全勤奖", advice: "绩效、返费等不是基本工资的写在这里"},
	"duties":              {example: "在车间给产品装箱、贴标", advice: "法规要求写明,不超过4000字"},
	"requirements":        {advice: "其他要求,会并入工作内容"},
	"education":           {example: "初中", advice: "最低学历,没有要求写“不限”", choices: words(models.Educations)},
	"experience_years":    {advice: "如1年;没有要求不填"},
	"age":                 {example: "18-55周岁", advice: "如18-45、16岁以上、60岁以下"},
	"skills":              {advice: "用顿号分开"},
	"certificates":        {advice: "用顿号分开"},
	"shift":               {example: "长白班", choices: words(models.Shifts)},
	"hours_per_day":       {example: "8小时"},
	"rest_days_per_month": {example: "4天"},
	"benefits":            {example: "管饭、提供住宿、班车接送", advice: "用顿号分开:" + joined("、", words(models.Benefits)...)},
	"benefits_note":       {advice: "其他福利"},
	"workplace.division":  {example: "410184107000", advice: "上班地点的区划代码,用来算距离"},
	"workplace.address":   {example: "孟庄镇示例路1号", advice: "法规要求写明"},
	"workplace.point":     {advice: "纬度,经度,如34.5808,113.8122(GCJ-02)"},
	"contact.name":        {example: "王经理"},
	"contact.phone":       {example: "15400001234", advice: "手机或带区号的座机,只写一个"},
	"valid_until":         {example: "2027-12-31", advice: "年-月-日,不写“长期”"},
	"source.name":         {advice: "转载的岗位写明来源"},
	"source.url":          {advice: "转载的岗位写明网址"},
}

func words[T ~string](v models.Vocabulary[T]) []string {
	out := make([]string, len(v))
	for i, t := range v {
		out[i] = t.Zh
	}
	return out
}

// The sheets of the template; only the first is read when it comes back.
const (
	fillSheet = "岗位"
	hintSheet = "填表说明"
)

// Template is the workbook to fill in: the import's headers with lists to choose from, empty below, and a second sheet that
// says how to fill in each column, with an invented example. The same bytes every time.
func Template() ([]byte, error) {
	f := excelize.NewFile()
	defer func() { _ = f.Close() }() // it has no file to close
	if err := f.SetSheetName(f.GetSheetName(0), fillSheet); err != nil {
		return nil, err
	}
	if _, err := f.NewSheet(hintSheet); err != nil {
		return nil, err
	}
	if err := f.SetSheetRow(hintSheet, "A1", &[]string{"列", "示例", "说明"}); err != nil {
		return nil, err
	}
	n := 0
	for _, c := range vacancyKind.columns {
		h, ok := templateHints[c.field]
		if !ok {
			continue
		}
		n++
		if err := addColumn(f, n, c.header, h); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	err := f.Write(&out)
	return out.Bytes(), err
}

func addColumn(f *excelize.File, n int, header string, h hint) error {
	name, err := excelize.ColumnNumberToName(n)
	if err != nil {
		return err
	}
	if err := f.SetCellStr(fillSheet, name+"1", header); err != nil {
		return err
	}
	if err := f.SetColWidth(fillSheet, name, name, 16); err != nil {
		return err
	}
	line, err := excelize.CoordinatesToCellName(1, n+1)
	if err != nil {
		return err
	}
	if err := f.SetSheetRow(hintSheet, line, &[]string{header, h.example, h.advice}); err != nil || h.choices == nil {
		return err
	}
	choose := excelize.NewDataValidation(true)
	choose.Sqref = name + "2:" + name + "20001"
	if err := choose.SetDropList(h.choices); err != nil {
		return err
	}
	return f.AddDataValidation(fillSheet, choose)
}
