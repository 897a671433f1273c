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
	// RoleSystem is the program itself, and whoever sits at its command line. No account has it.
	RoleSystem Role = "system"
)

// Roles are all roles that an account can have.
var Roles = Vocabulary[Role]{
	{RoleOffice, "就业服务机构"}, {RoleEnterprise, "用人单位"}, {RoleVillage, "村级协理员"}, {RoleSeeker, "求职者"}, {RoleDevice, "设备"},
}

// Account is someone or something that can hold tokens. Division bounds an office (town or county or wider), a village
// operator and a device (one village); EnterpriseID and SeekerID tie the other roles to what is theirs, and are empty while
// somebody who signed up has not registered it yet. Name says who it is, except for a seeker; Phone is what its holder signs
// in with, Password the PHC string of the password, "" for none.
type Account struct {
	ID           string
	Role         Role
	Division     DivisionCode
	EnterpriseID string
	SeekerID     string
	Name         string
	Phone        Phone
	Password     string
	CreatedAt    time.Time
}

// SignsUp tells whether people take the role by themselves, before there is a record that it is bound to.
func (r Role) SignsUp() bool { return r == RoleEnterprise || r == RoleSeeker }

// Validate checks that the account is bound to what its role needs; who signed up by phone may be bound later.
func (a Account) Validate() error {
	var p Problems
	if a.Phone != "" {
		a.Phone.check(&p, "phone")
	}
	checkText(&p, "name", a.Name, 50)
	if a.Phone != "" && a.Role.SignsUp() && a.EnterpriseID == "" && a.SeekerID == "" {
		return p.Err()
	}
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

// TokenKind says how a token came about.
type TokenKind string

// A session is made by signing in, a token on purpose, for a program or a device.
const (
	TokenSession TokenKind = "session"
	TokenAPI     TokenKind = "token"
)

// Token is a bearer token as it is kept: only the SHA-256 of what its holder was given once. Label says what it is for.
type Token struct {
	ID         string
	AccountID  string
	Kind       TokenKind
	Label      string
	Hash       string
	CreatedAt  time.Time
	ExpiresAt  time.Time
	LastUsedAt *time.Time
}

// Held is a token with the account that holds it.
type Held struct {
	Token   Token
	Account Account
}

// Actor is who makes a call, with what token, from which address, in which request.
type Actor struct {
	AccountID    string
	Role         Role
	Division     DivisionCode
	EnterpriseID string
	SeekerID     string
	TokenID      string
	Origin       string
	RequestID    string
}

// Anonymous is a caller without a token.
var Anonymous = Actor{Role: RoleAnonymous}

// System is what the program does by itself; origin says which part of it.
func System(origin string) Actor { return Actor{Role: RoleSystem, Origin: origin} }

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
