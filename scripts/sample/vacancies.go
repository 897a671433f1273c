package main

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

const vacancyCount = 300

// giantJobs are the openings of the one very large employer: 5,000 places in all.
var giantJobs = []job{
	{"电子厂普工", "手机组装、贴膜、锁螺丝、外观检查", "身体健康，认识26个英文字母，男女不限", "4600-6800元/月", "不限", "18-48周岁", "两班倒", "", "", "包住、五险、工作餐、班车，入职满30天另有稳岗补贴500元", 1800, 1800},
	{"小时工", "流水线组装、搬料、包装", "身体健康，能上夜班，男女不限", "26元/小时", "不限", "18-48周岁", "两班倒", "", "", "包住、工作餐、班车，在职满60天另有返费1200元", 1400, 1400},
	{"手机测试员", "整机功能测试和记录", "视力正常", "4800-7000元/月", "初中及以上", "18-45", "两班倒", "", "", "包住、五险、夜班补贴", 600, 600},
	{"质检员", "来料、制程、出货检验", "能看懂检验标准", "5000-7000", "高中", "18-45", "两班倒", "量具", "", "包住、五险、夜班补贴、年终奖", 400, 400},
	{"仓库分拣员", "物料拆包、分拣、配送上线", "能推拖车", "4500-6200元/月", "不限", "18-50", "两班倒", "扫码枪", "", "包住、五险、班车", 350, 350},
	{"设备技术员", "自动化线体调机、点检、抢修", "机电相关专业", "6000-9500元/月", "大专", "不限", "两班倒", "自动化、电气", "电工证", "包住、五险、公积金、年终奖", 200, 200},
	{"叉车工", "托盘搬运、装卸车", "持证上岗", "5500-7500", "初中", "20-50", "两班倒", "叉车驾驶", "叉车证", "包住、五险、班车", 150, 150},
	{"保洁员", "车间和宿舍区清洁", "勤快", "2600-3200元/月", "不限", "不限", "长白班", "", "", "包住、夫妻房、五险、班车", 100, 100},
}

// opening is a job at a firm.
type opening struct {
	firm firm
	job  job
}

// openings lists vacancyCount of them: all of the giant's, one at least of every other, in the firms' order.
func openings(r *rand.Rand, firms []firm) []opening {
	type slot struct{ firm, job int }
	var sure, rest []slot
	for i, f := range firms {
		order := r.Perm(len(jobsOf(f)))
		for n, j := range order {
			if n == 0 || f.sector == "giant" {
				sure = append(sure, slot{i, j})
			} else {
				rest = append(rest, slot{i, j})
			}
		}
	}
	r.Shuffle(len(rest), func(i, j int) { rest[i], rest[j] = rest[j], rest[i] })
	chosen := slices.Concat(sure, rest[:vacancyCount-len(sure)])
	slices.SortFunc(chosen, func(a, b slot) int { return cmp.Or(a.firm-b.firm, a.job-b.job) })
	out := make([]opening, 0, len(chosen))
	for _, c := range chosen {
		out = append(out, opening{firms[c.firm], jobsOf(firms[c.firm])[c.job]})
	}
	return out
}

func jobsOf(f firm) []job {
	if f.sector == "giant" {
		return giantJobs
	}
	return jobs[f.sector]
}

func vacancySheet(r *rand.Rand, firms []firm, today time.Time) sheet {
	s := sheet{header: []string{
		"企业名称", "统一社会信用代码", "编号", "岗位名称", "招聘人数", "工资", "学历要求", "年龄要求", "任职要求", "工作内容", "福利待遇", "班次",
		"用工形式", "工作地点", "工作地区划代码", "联系人", "联系电话", "有效期至", "技能", "证书",
	}}
	for i, o := range openings(r, firms) {
		f, j := o.firm, o.job
		wage := oneOf(r, j.wages)
		address, division := workplace(r, f)
		s.add(f.name, f.creditCode, fmt.Sprintf("XZ-%04d", i+1), j.title, between(r, j.least, j.most), wage,
			oneOf(r, j.education), oneOf(r, j.ages), j.conditions, j.duties, oneOf(r, j.benefits), oneOf(r, j.shifts),
			employment(f, wage), address, division, f.contact, f.phone, validUntil(r, today), j.skills, oneOf(r, j.certificates))
	}
	return s
}

// workplace is the firm's own address, but firms that send people out may name a site in another town.
func workplace(r *rand.Rand, f firm) (address, division string) {
	sites := []struct{ address, division string }{
		{"龙湖镇高校园区项目部", longhu}, {"薛店镇物流园项目部", xuedian}, {"新村镇产业园项目部", xincun},
		{"观音寺镇政府街项目部", guanyin}, {"梨河镇安置社区项目部", lihe}, {"辛店镇卫生院项目部", xindian},
	}
	sendsOut := f.sector == "property" || f.sector == "security" || f.sector == "building"
	if sendsOut && r.IntN(2) == 0 {
		site := pick(r, sites)
		return site.address, site.division
	}
	return f.address, f.place
}

// employment follows from how the work is paid: the day for casual and, on the land, seasonal work.
func employment(f firm, wage string) string {
	switch {
	case strings.Contains(wage, "/天") && f.industry == "A":
		return "季节工"
	case strings.Contains(wage, "/天"):
		return "临时工"
	case strings.Contains(wage, "/小时") && f.industry != "C":
		return "兼职"
	}
	return "全职"
}

// validUntil lies half a year to a year ahead, so that the sample is good for a while.
func validUntil(r *rand.Rand, today time.Time) string {
	return today.AddDate(0, 0, 182+r.IntN(213)).Format(time.DateOnly)
}
