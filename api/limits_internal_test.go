package api

import "testing"

func TestNeighbourhood(t *testing.T) {
	for origin, want := range map[string]string{
		"192.0.2.1": "192.0.2.1", "2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "2001:db8:1:2::": "2001:db8:1:2::/64",
		"::ffff:192.0.2.1": "::ffff:192.0.2.1", "fe80::1%eth0": "fe80::/64", "": "", "nobody": "nobody",
	} {
		if got := neighbourhood(origin); got != want {
			t.Errorf("%s: got %s, want %s", origin, got, want)
		}
	}
}
