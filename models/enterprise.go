package models

import (
	"slices"
	"strings"
	"time"
)

// EnterpriseKind is the legal kind of an employer (单位性质), which an advert must state (人力资源市场暂行条例 art. 24).
type EnterpriseKind string

// The kinds of the contract.
const (
	KindCompany     EnterpriseKind = "company"
	KindIndividual  EnterpriseKind = "individual"
	KindCooperative EnterpriseKind = "cooperative"
	KindFarm        EnterpriseKind = "farm"
)

// EnterpriseKinds are all kinds.
var EnterpriseKinds = Vocabulary[EnterpriseKind]{
	{KindCompany, "企业"}, {KindIndividual, "个体工商户"}, {KindCooperative, "农民专业合作社"}, {KindFarm, "家庭农场"},
}

// EnterpriseStatus is how far the office trusts an enterprise.
type EnterpriseStatus string

// The states of an enterprise.
const (
	EnterprisePending   EnterpriseStatus = "pending"
	EnterpriseApproved  EnterpriseStatus = "approved"
	EnterpriseSuspended EnterpriseStatus = "suspended"
	EnterpriseRejected  EnterpriseStatus = "rejected"
)

// EnterpriseStatuses are all states of an enterprise.
var EnterpriseStatuses = Vocabulary[EnterpriseStatus]{
	{EnterprisePending, "待审核"}, {EnterpriseApproved, "已通过"}, {EnterpriseSuspended, "已暂停"}, {EnterpriseRejected, "已驳回"},
}

// Zh is the printed word of the state.
func (s EnterpriseStatus) Zh() string { return EnterpriseStatuses.Zh(s) }

// EnterpriseAction is what the office decides about an enterprise.
type EnterpriseAction string

// The office's decisions.
const (
	ApproveEnterprise EnterpriseAction = "approve"
	RejectEnterprise  EnterpriseAction = "reject"
	SuspendEnterprise EnterpriseAction = "suspend"
)

// Zh is the printed word of the decision.
func (a EnterpriseAction) Zh() string {
	return Vocabulary[EnterpriseAction]{{ApproveEnterprise, "审核通过"}, {RejectEnterprise, "驳回"}, {SuspendEnterprise, "暂停"}}.Zh(a)
}

var enterpriseMoves = map[EnterpriseAction]struct {
	from []EnterpriseStatus
	to   EnterpriseStatus
}{
	ApproveEnterprise: {[]EnterpriseStatus{EnterprisePending, EnterpriseSuspended, EnterpriseRejected}, EnterpriseApproved},
	RejectEnterprise:  {[]EnterpriseStatus{EnterprisePending}, EnterpriseRejected},
	SuspendEnterprise: {[]EnterpriseStatus{EnterpriseApproved}, EnterpriseSuspended},
}

// Barred tells whether the office has turned the enterprise away: it may not offer vacancies, not even to the queue.
func (s EnterpriseStatus) Barred() bool { return s == EnterpriseSuspended || s == EnterpriseRejected }

// Enterprise is an employer. Division is where it is registered; Industry is the letter A-T of GB/T 4754-2017.
type Enterprise struct {
	ID           string
	Name         string
	CreditCode   CreditCode
	Kind         EnterpriseKind
	Industry     string
	Division     DivisionCode
	Address      string
	Point        *Point
	Contact      Contact
	Status       EnterpriseStatus
	StatusReason string
	Version      int
	CreatedAt    time.Time
	UpdatedAt    time.Time
}

// Validate checks the fields that a person fills in; CreditCode, Kind and Industry may be empty until they are known.
func (e Enterprise) Validate() error {
	var p Problems
	checkRequired(&p, "name", e.Name, 100)
	if got, err := ParseCreditCode(string(e.CreditCode)); e.CreditCode != "" && (err != nil || got != e.CreditCode) {
		p.Add("credit_code", CodeInvalidCreditCode)
	}
	EnterpriseKinds.check(&p, "kind", e.Kind)
	if e.Industry != "" && (len(e.Industry) != 1 || e.Industry < "A" || e.Industry > "T") {
		p.Add("industry", CodeUnknownValue, "A-T")
	}
	e.Division.check(&p, "division")
	checkText(&p, "address", e.Address, 200)
	if e.Point != nil {
		p.AddErr("point", e.Point.Validate())
	}
	e.Contact.check(&p, "contact")
	return p.Err()
}

// Decide moves the enterprise by the office's action; error CodeIllegalTransition names where it stands.
func (e *Enterprise) Decide(a EnterpriseAction, reason string) error {
	move, ok := enterpriseMoves[a]
	if !ok || !slices.Contains(move.from, e.Status) {
		return Errorf(CodeIllegalTransition, e.Status, a)
	}
	e.Status, e.StatusReason = move.to, reason
	return nil
}

// KindOfName tells the kind that a registered name says by its legal ending (企业名称登记管理规定 art. 11): 公司 and 厂, 合作社,
// 农场; "" when it says none.
func KindOfName(name string) EnterpriseKind {
	for _, e := range []struct {
		ending string
		kind   EnterpriseKind
	}{{"专业合作社", KindCooperative}, {"合作社", KindCooperative}, {"家庭农场", KindFarm}, {"公司", KindCompany}, {"集团", KindCompany}, {"厂", KindCompany}} {
		if strings.Contains(name, e.ending) {
			return e.kind
		}
	}
	return ""
}
