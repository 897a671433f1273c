package spoken

// rule recognises one written form and says it. It returns the place behind
// what it has read, or false where the form does not stand here.
type rule struct {
	name string
	read func(place) (string, place, bool)
}

// grammar is tried from the top: the more a form asks for, the earlier it
// stands.
var grammar = []rule{
	{"phone", phone},
	{"identifier", identifier},
	{"labelled number", labelled},
	{"fixed number", fixedNumber},
	{"reference", reference},
	{"holiday", holiday},
	{"date", date},
	{"month and day", monthDay},
	{"year", year},
	{"numbered label", numberedLabel},
	{"half of the day", meridiem},
	{"dotted clock", dottedClock},
	{"clock", clock},
	{"ratio", ratio},
	{"ordinal", ordinal},
	{"room", room},
	{"chain of rooms", chain},
	{"door", door},
	{"enumeration", enumeration},
	{"fraction", fraction},
	{"temperature", temperature},
	{"bound", limit},
	{"period first", periodFirst},
	{"minus", minus},
	{"about", about},
	{"quantity", quantity},
	{"rate", rate},
	{"leading zero", leadingZero},
	{"times", times},
	{"numero", numero},
	{"code", code},
	{"word", word},
	{"open pay", openPay},
	{"until", until},
	{"ornament", ornament},
	{"sign", sign},
	{"plain", plain},
}

func read(here place) (string, place, bool) {
	if here.impossible() {
		return "", here, false
	}
	for _, r := range grammar {
		if said, next, ok := r.read(here); ok {
			return said, next, true
		}
	}
	return "", here, false
}
