package models

// MaxReason bounds why somebody does something, characters, the words of a template among them.
const MaxReason = 200

// CleanReason puts a reason into the form that is kept; error CodeInvalid for one of more than MaxReason characters.
func CleanReason(text string) (string, error) {
	text = CleanText(text)
	var p Problems
	checkText(&p, "reason", text, MaxReason)
	return text, p.Err()
}

// ParseReason is CleanReason for what must not be left out; error CodeReasonRequired where it is.
func ParseReason(text string) (string, error) {
	text, err := CleanReason(text)
	if err == nil && text == "" {
		err = FieldErrorf("reason", CodeReasonRequired)
	}
	return text, err
}
