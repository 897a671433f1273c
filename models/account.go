package models

import "time"

// Role is what an account acts as.
type Role string

// The roles of the contract; anonymous is a caller without a token.
const (
	RoleOffice     Role = "office"
	RoleEnterprise Role = "enterprise"
	RoleVillage    Role = "village"
	RoleSeeker     Role = "seeker"
	RoleDevice     Role = "device"
	RoleAnonymous  Role = "anonymous"
)

// Roles are all roles that an account can have.
var Roles = Vocabulary[Role]{
	{RoleOffice, "就业服务机构"}, {RoleEnterprise, "用人单位"}, {RoleVillage, "村级协理员"}, {RoleSeeker, "求职者"}, {RoleDevice, "设备"},
}

// Account is someone or something that can hold tokens. Division bounds an office (town or county or wider), a village
// operator and a device (one village); EnterpriseID and SeekerID tie the other roles to what is theirs.
type Account struct {
	ID           string
	Role         Role
	Division     DivisionCode
	EnterpriseID string
	SeekerID     string
	CreatedAt    time.Time
}

// Validate checks that the account is bound to what its role needs.
func (a Account) Validate() error {
	var p Problems
	switch a.Role {
	case RoleOffice:
		a.Division.check(&p, "division")
		if a.Division.Level() == LevelVillage {
			p.Add("division", CodeInvalidDivision)
		}
	case RoleVillage, RoleDevice:
		a.Division.checkVillage(&p, "division")
	case RoleEnterprise:
		checkRequired(&p, "enterprise", a.EnterpriseID, 36)
	case RoleSeeker:
		checkRequired(&p, "seeker", a.SeekerID, 36)
	default:
		p.Add("role", CodeUnknownValue, joinWords(Roles))
	}
	return p.Err()
}

// Token is a bearer token as it is kept: only the SHA-256 of what its holder was given once.
type Token struct {
	ID         string
	AccountID  string
	Hash       string
	CreatedAt  time.Time
	ExpiresAt  time.Time
	LastUsedAt *time.Time
}

// Actor is who makes a call.
type Actor struct {
	AccountID    string
	Role         Role
	Division     DivisionCode
	EnterpriseID string
	SeekerID     string
}

// Anonymous is a caller without a token.
var Anonymous = Actor{Role: RoleAnonymous}

// Actor is the account as a caller.
func (a Account) Actor() Actor {
	return Actor{AccountID: a.ID, Role: a.Role, Division: a.Division, EnterpriseID: a.EnterpriseID, SeekerID: a.SeekerID}
}

// Oversees tells whether the actor is an office whose division holds the given one.
func (a Actor) Oversees(d DivisionCode) bool { return a.Role == RoleOffice && a.Division.Contains(d) }

// Serves tells whether the actor is an office over the village, or the village's own operator.
func (a Actor) Serves(village DivisionCode) bool {
	return a.Oversees(village) || a.Role == RoleVillage && village != "" && a.Division == village
}

// Owns tells whether the actor is the enterprise.
func (a Actor) Owns(enterpriseID string) bool {
	return a.Role == RoleEnterprise && enterpriseID != "" && a.EnterpriseID == enterpriseID
}

// Is tells whether the actor is the seeker.
func (a Actor) Is(seekerID string) bool {
	return a.Role == RoleSeeker && seekerID != "" && a.SeekerID == seekerID
}
