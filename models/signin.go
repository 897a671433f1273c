package models

import "time"

// CodePurpose is what a one-time code proves a phone for.
type CodePurpose string

// The purposes of the contract: sign in, set a password anew, sign up (with or without an invitation).
const (
	CodeForLogin    CodePurpose = "login"
	CodeForReset    CodePurpose = "reset"
	CodeForRegister CodePurpose = "register"
)

// CodePurposes are all purposes.
var CodePurposes = Vocabulary[CodePurpose]{{CodeForLogin, "登录"}, {CodeForReset, "重设密码"}, {CodeForRegister, "注册"}}

// Zh is the printed word of the purpose.
func (p CodePurpose) Zh() string { return CodePurposes.Zh(p) }

// MaxLabel bounds the label of a token, characters.
const MaxLabel = 50

// OneTimeCode is a code that was sent to a phone, as it is kept: a keyed digest of it. Tries counts the wrong guesses.
type OneTimeCode struct {
	ID        string
	Phone     Phone
	Purpose   CodePurpose
	Tries     int
	CreatedAt time.Time
	ExpiresAt time.Time
}

// Invitation lets somebody make an account that an office has described. Only the SHA-256 of its code is kept. Phone, where
// stated, is the only phone that can accept it; it is kept as a blind index and does not come back.
type Invitation struct {
	ID           string
	Role         Role
	Division     DivisionCode
	EnterpriseID string
	Name         string
	Phone        Phone
	Hash         string
	InvitedBy    string
	CreatedAt    time.Time
	ExpiresAt    time.Time
	UsedAt       *time.Time
}

// Account is the account that the invitation describes.
func (i Invitation) Account() Account {
	return Account{Role: i.Role, Division: i.Division, EnterpriseID: i.EnterpriseID, Name: i.Name, Phone: i.Phone}
}
