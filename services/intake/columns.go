package intake

// column is one column that a sheet can have: the contract's name of its field, the header that we write, and the other
// headers it is recognised by. Headers are compared in their normal form (see normalHeader).
type column struct {
	field    string
	header   string
	synonyms []string
}

// need is a column that a kind of sheet cannot do without; the column or, where there is one, can stand in for it.
type need struct{ field, en, or string }

// kind is a kind of sheet.
type kind struct {
	columns []column
	needs   []need
}

var vacancyKind = kind{needs: []need{{field: "employer", en: "employer"}, {field: "title", en: "title"}}, columns: []column{
	{"external_id", "编号", []string{"岗位编号", "职位编号", "外部编号", "序列号"}},
	{"employer", "企业名称", []string{"单位名称", "用人单位", "招聘单位", "公司名称", "公司", "企业", "单位", "用工单位", "招聘企业", "雇主", "enterprise", "enterprise_name", "company"}},
	{"credit_code", "统一社会信用代码", []string{"信用代码", "社会信用代码", "统一信用代码"}},
	{"kind", "单位性质", []string{"企业性质", "企业类型", "单位类型", "公司性质", "enterprise_kind", "enterprise.kind"}},
	{"industry", "所属行业", []string{"行业", "行业类别", "行业类型"}},
	{"enterprise.division", "企业所在地区划代码", []string{"企业区划代码", "单位区划代码", "注册地区划代码", "enterprise_division"}},
	{"enterprise.address", "企业地址", []string{"单位地址", "公司地址", "注册地址", "enterprise_address"}},
	{"title", "岗位名称", []string{"岗位", "职位", "职位名称", "招聘岗位", "招聘职位", "空岗名称", "工种", "用工岗位", "job_title"}},
	{"occupation", "职业代码", []string{"职业分类代码", "工种代码"}},
	{"employment_type", "用工形式", []string{"用工类型", "工作性质", "用工性质", "工作类型"}},
	{"headcount", "招聘人数", []string{"人数", "需求人数", "招用人数", "用工人数", "需求数", "招聘数量", "岗位数", "空岗数", "空岗数量", "名额"}},
	{"wage", "工资", []string{"薪资", "月薪", "待遇", "工资待遇", "薪资待遇", "薪酬", "薪酬待遇", "月工资", "时薪", "日薪", "年薪", "小时工资", "日工资", "工资标准", "薪资范围", "工资范围", "基本工资", "薪水", "月收入", "salary"}},
	{"wage_min", "最低工资", []string{"工资下限", "薪资下限", "最低薪资", "wage.min"}},
	{"wage_max", "最高工资", []string{"工资上限", "薪资上限", "最高薪资", "wage.max"}},
	{"wage_unit", "工资单位", []string{"计薪单位", "计薪方式", "薪资单位", "wage.unit"}},
	{"wage.note", "工资说明", []string{"薪资说明", "工资备注", "薪资备注", "其他待遇", "wage_note"}},
	{"duties", "工作内容", []string{"岗位职责", "职位描述", "岗位描述", "工作职责", "岗位说明", "职责", "description"}},
	{"requirements", "任职要求", []string{"要求", "岗位要求", "招聘要求", "职位要求", "任职条件", "招聘条件", "用工要求", "其他要求", "条件"}},
	{"education", "学历要求", []string{"学历", "文化程度", "最低学历"}},
	{"experience_years", "工作经验", []string{"经验", "经验要求", "工作年限", "经验年限", "experience"}},
	{"age", "年龄要求", []string{"年龄", "年龄范围", "年龄限制"}},
	{"age_min", "最小年龄", []string{"年龄下限", "最低年龄"}},
	{"age_max", "最大年龄", []string{"年龄上限", "最高年龄"}},
	{"skills", "技能要求", []string{"技能", "技能特长", "专业技能"}},
	{"certificates", "证书要求", []string{"证书", "资格证书", "职业资格", "持证要求"}},
	{"shift", "班次", []string{"班制", "工作时间", "班次工时", "上班时间", "工作班次", "作息时间", "工时制度"}},
	{"hours_per_day", "每天工时", []string{"日工作时长", "每日工时", "每天小时数", "工时", "日工时"}},
	{"rest_days_per_month", "月休天数", []string{"休息", "休息日", "月休", "休息天数", "休息制度"}},
	{"benefits", "福利待遇", []string{"福利", "食宿", "食宿情况", "福利食宿", "食宿条件", "员工福利", "welfare"}},
	{"benefits_note", "福利说明", []string{"福利备注", "其他福利"}},
	{"workplace.division", "工作地点区划代码", []string{"工作地区划代码", "工作区划", "workplace_division", "区划代码"}},
	{"workplace.address", "工作地点", []string{"地址", "工作地址", "上班地点", "工作地", "用工地点", "地点", "工作区域", "workplace_address", "workplace", "address"}},
	{"workplace.point", "工作地点坐标", []string{"坐标", "经纬度", "workplace_point"}},
	{"contact.name", "联系人", []string{"联系人姓名", "招聘联系人", "contact_name"}},
	{"contact.phone", "联系电话", []string{"电话", "联系方式", "手机", "手机号", "手机号码", "招聘电话", "联系人电话", "电话号码", "contact_phone", "phone"}},
	{"valid_until", "有效期至", []string{"有效期", "截止日期", "招聘截止日期", "截止时间", "有效期截止", "招聘有效期", "有效日期"}},
	{"source.name", "信息来源", []string{"来源", "来源名称", "source_name", "source"}},
	{"source.url", "来源网址", []string{"来源链接", "链接", "网址", "source_url"}},
}}

var seekerKind = kind{needs: []need{{field: "name", en: "name"}, {field: "phone", en: "phone"}, {field: "village", en: "village", or: "village_code"}}, columns: []column{
	{"name", "姓名", []string{"求职者姓名", "求职人", "求职者"}},
	{"phone", "电话", []string{"联系电话", "手机", "手机号", "手机号码", "联系方式", "电话号码"}},
	{"village", "所在村", []string{"村", "村名", "行政村", "所属村", "所在村庄", "所在村(社区)", "村居", "村社区", "所在社区", "户籍村"}},
	{"village_code", "村代码", []string{"所在村代码", "村区划代码"}},
	{"birth_year", "出生年份", []string{"年龄", "出生年", "出生日期", "出生年月"}},
	{"education", "学历", []string{"文化程度", "最高学历"}},
	{"wanted", "意向岗位", []string{"求职意向", "意向工种", "期望岗位", "求职岗位", "意向职位", "想找的工作", "就业意向"}},
	{"occupations", "职业代码", []string{"意向职业代码", "职业分类代码"}},
	{"skills", "技能", []string{"技能特长", "特长", "专业技能"}},
	{"certificates", "证书", []string{"资格证书", "职业资格证书", "持有证书"}},
	{"wage_min", "期望工资", []string{"期望薪资", "最低工资", "期望月薪", "薪资要求", "工资要求", "期望待遇"}},
	{"max_distance_km", "可接受距离", []string{"距离", "最远距离", "通勤距离", "可接受最远距离"}},
	{"shifts", "可接受班次", []string{"班次", "班次要求", "可上班次"}},
	{"needs", "需要", []string{"需求", "食宿需要", "特殊需要", "必须有"}},
	{"available_from", "可上岗日期", []string{"到岗时间", "最早到岗", "可到岗时间", "上岗时间", "可上岗时间", "到岗日期"}},
	{"consent.scopes", "授权范围", []string{"授权", "同意事项", "consent_scopes", "consents", "consent"}},
	{"consent.matching", "同意岗位匹配", []string{"consent_matching"}},
	{"consent.share_with_employer", "同意向用人单位提供", []string{"同意提供给用人单位", "consent_share_with_employer"}},
	{"consent.contact", "同意电话联系", []string{"consent_contact"}},
	{"consent.given_at", "授权日期", []string{"同意日期", "授权时间", "consent_given_at", "given_at"}},
	{"consent.witnessed_by", "见证人", []string{"经办人", "consent_witnessed_by", "witnessed_by"}},
	{"status", "求职状态", []string{"状态", "就业状态"}},
}}

var enterpriseKind = kind{needs: []need{{field: "name", en: "name"}}, columns: []column{
	{"name", "企业名称", []string{"单位名称", "用人单位", "公司名称", "名称", "公司", "企业", "单位", "employer"}},
	{"credit_code", "统一社会信用代码", []string{"信用代码", "社会信用代码", "统一信用代码"}},
	{"kind", "单位性质", []string{"企业性质", "企业类型", "单位类型", "性质", "类型"}},
	{"industry", "所属行业", []string{"行业", "行业类别", "行业类型"}},
	{"division", "区划代码", []string{"所在地区划代码", "注册地区划代码", "企业所在地区划代码", "行政区划代码", "所在区划"}},
	{"address", "企业地址", []string{"地址", "单位地址", "公司地址", "注册地址", "详细地址"}},
	{"point", "坐标", []string{"经纬度"}},
	{"lat", "纬度", []string{"latitude"}},
	{"lon", "经度", []string{"lng", "longitude"}},
	{"datum", "坐标系", nil},
	{"contact.name", "联系人", []string{"联系人姓名", "contact_name"}},
	{"contact.phone", "联系电话", []string{"电话", "联系方式", "手机", "手机号", "contact_phone", "phone"}},
}}

var divisionKind = kind{needs: []need{{field: "code", en: "code"}, {field: "name", en: "name"}}, columns: []column{
	{"code", "区划代码", []string{"代码", "行政区划代码", "编码", "统计用区划代码"}},
	{"name", "名称", []string{"区划名称", "行政区划名称", "村名"}},
	{"point", "坐标", []string{"经纬度"}},
	{"lat", "纬度", []string{"latitude"}},
	{"lon", "经度", []string{"lng", "longitude"}},
	{"datum", "坐标系", nil},
	{"precision", "坐标精度", []string{"精度"}},
	// The code tells both; the columns are only recognised.
	{"parent", "上级代码", []string{"上级区划代码", "parent_code"}},
	{"level", "级别", []string{"层级"}},
}}

// headerOf is the header that we write for a field.
func (k kind) headerOf(field string) string {
	for _, c := range k.columns {
		if c.field == field {
			return c.header
		}
	}
	return ""
}
