package models

import (
	"slices"
	"time"
)

// VacancyStatus is where a vacancy stands between a draft and its end.
type VacancyStatus string

// The states of a vacancy.
const (
	VacancyDraft     VacancyStatus = "draft"
	VacancySubmitted VacancyStatus = "submitted"
	VacancyOpen      VacancyStatus = "open"
	VacancyPaused    VacancyStatus = "paused"
	VacancyFilled    VacancyStatus = "filled"
	VacancyExpired   VacancyStatus = "expired"
	VacancyWithdrawn VacancyStatus = "withdrawn"
	VacancyRejected  VacancyStatus = "rejected"
)

// VacancyStatuses are all states of a vacancy.
var VacancyStatuses = Vocabulary[VacancyStatus]{
	{VacancyDraft, "草稿"}, {VacancySubmitted, "待审核"}, {VacancyOpen, "招聘中"}, {VacancyPaused, "暂停"},
	{VacancyFilled, "已招满"}, {VacancyExpired, "已过期"}, {VacancyWithdrawn, "已撤回"}, {VacancyRejected, "已驳回"},
}

// Zh is the printed word of the state.
func (s VacancyStatus) Zh() string { return VacancyStatuses.Zh(s) }

// VacancyAction is what moves a vacancy from one state to another.
type VacancyAction string

// The actions of the contract; expire, edit and return are the system's own, report is anybody's.
const (
	ActSubmit   VacancyAction = "submit"
	ActApprove  VacancyAction = "approve"
	ActReject   VacancyAction = "reject"
	ActPause    VacancyAction = "pause"
	ActResume   VacancyAction = "resume"
	ActFill     VacancyAction = "fill"
	ActWithdraw VacancyAction = "withdraw"
	ActExpire   VacancyAction = "expire"
	// ActEdit is a change of content: a rejected vacancy becomes a draft again by it.
	ActEdit VacancyAction = "edit"
	// ActReturn sends an open or paused vacancy whose edit no longer passes the gate back to the office's queue.
	ActReturn VacancyAction = "return"
	// ActReport sends a vacancy that somebody finds bad back to the queue (see Report).
	ActReport VacancyAction = "report"
)

type vacancyMove struct {
	from []VacancyStatus
	to   VacancyStatus
}

var vacancyMoves = map[VacancyAction]vacancyMove{
	ActSubmit:   {[]VacancyStatus{VacancyDraft}, VacancySubmitted},
	ActApprove:  {[]VacancyStatus{VacancySubmitted}, VacancyOpen},
	ActReject:   {[]VacancyStatus{VacancySubmitted}, VacancyRejected},
	ActPause:    {[]VacancyStatus{VacancyOpen}, VacancyPaused},
	ActResume:   {[]VacancyStatus{VacancyPaused}, VacancyOpen},
	ActFill:     {[]VacancyStatus{VacancyOpen, VacancyPaused}, VacancyFilled},
	ActExpire:   {[]VacancyStatus{VacancyOpen, VacancyPaused}, VacancyExpired},
	ActWithdraw: {[]VacancyStatus{VacancyDraft, VacancySubmitted, VacancyOpen, VacancyPaused}, VacancyWithdrawn},
	ActEdit:     {[]VacancyStatus{VacancyRejected}, VacancyDraft},
	ActReturn:   {[]VacancyStatus{VacancyOpen, VacancyPaused}, VacancySubmitted},
	ActReport:   {[]VacancyStatus{VacancyOpen, VacancyPaused}, VacancySubmitted},
}

// VacancyActions are the actions that the state machine knows, in a fixed order.
var VacancyActions = []VacancyAction{ActSubmit, ActApprove, ActReject, ActPause, ActResume, ActFill, ActExpire, ActWithdraw, ActEdit, ActReturn, ActReport}

var vacancyActionWords = Vocabulary[VacancyAction]{
	{ActSubmit, "提交"}, {ActApprove, "审核通过"}, {ActReject, "驳回"}, {ActPause, "暂停"}, {ActResume, "恢复"}, {ActFill, "招满"},
	{ActExpire, "过期"}, {ActWithdraw, "撤回"}, {ActEdit, "修改"}, {ActReturn, "退回审核"}, {ActReport, "举报"},
}

// Zh is the printed word of the action.
func (a VacancyAction) Zh() string { return vacancyActionWords.Zh(a) }

// Move takes the vacancy through the action at the time now; error CodeIllegalTransition names where it stands. The first
// opening is remembered, since a vacancy that was ever open stays readable, and the last time that it entered the queue.
func (v *Vacancy) Move(a VacancyAction, reason string, now time.Time) error {
	move, ok := vacancyMoves[a]
	if !ok || !slices.Contains(move.from, v.Status) {
		return Errorf(CodeIllegalTransition, v.Status, a)
	}
	v.Status, v.StatusReason = move.to, reason
	if v.Status == VacancyOpen && v.OpenedAt == nil {
		v.OpenedAt = &now
	}
	if v.Status == VacancySubmitted {
		v.SubmittedAt = &now
	}
	if v.Status == VacancyFilled {
		v.Filled = v.Headcount
	}
	return nil
}

// Editable tells whether the content may still change; an ended vacancy is history.
func (v Vacancy) Editable() bool {
	return !slices.Contains([]VacancyStatus{VacancyFilled, VacancyExpired, VacancyWithdrawn}, v.Status)
}

// Published tells whether villages heard of the vacancy and may hear of it again without another approval.
func (v Vacancy) Published() bool { return v.Status == VacancyOpen || v.Status == VacancyPaused }

// Lapsed tells whether the validity passed before the given day though the vacancy has not been written down as expired yet.
func (v Vacancy) Lapsed(today Date) bool {
	return v.Published() && v.ValidUntil != "" && v.ValidUntil < today
}

// On is the vacancy as it stands on the given day in the office's zone: validity ends by itself with its last day.
func (v Vacancy) On(today Date) Vacancy {
	if v.Lapsed(today) {
		v.Status, v.StatusReason = VacancyExpired, ""
	}
	return v
}

// Live tells whether the vacancy can be heard about on the given day: open, still valid, places left.
func (v Vacancy) Live(today Date) bool {
	return v.Status == VacancyOpen && v.ValidUntil >= today && v.Remaining() > 0
}

// EverOpen tells whether anyone may read the vacancy.
func (v Vacancy) EverOpen() bool { return v.OpenedAt != nil }
