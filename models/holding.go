package models

// Holding is an account with all of its tokens, used up or not, the oldest first.
type Holding struct {
	Account Account
	Tokens  []Token
}
