package models

// Contact is whom to call about a vacancy or at an enterprise. It is business data, published with the vacancy.
type Contact struct {
	Name  string
	Phone Phone
}

func (c Contact) check(p *Problems, field string) {
	checkText(p, field+".name", c.Name, 50)
	if c.Phone != "" {
		c.Phone.check(p, field+".phone")
	}
}
