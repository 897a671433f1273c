package outbound

import (
	"net/netip"
	"testing"
)

func TestPublic(t *testing.T) {
	for _, c := range []struct {
		address string
		want    bool
	}{
		{"1.1.1.1", true}, {"8.8.8.8", true}, {"114.114.114.114", true}, {"223.5.5.5", true}, {"99.255.255.255", true}, {"100.128.0.0", true},
		{"172.15.255.255", true}, {"172.32.0.0", true}, {"192.0.1.1", true}, {"198.17.255.255", true}, {"198.20.0.0", true}, {"223.255.255.255", true},
		{"168.63.129.15", true}, {"9.255.255.255", true}, {"11.0.0.0", true}, {"169.253.255.255", true}, {"192.167.255.255", true}, {"192.169.0.0", true},
		{"2400:3200::1", true}, {"2606:4700:4700::1111", true}, {"2001:4860:4860::8888", true}, {"240e::1", true}, {"2001:200::1", true}, {"3fff:1000::1", true},

		{"0.0.0.0", false}, {"0.1.2.3", false}, {"10.0.0.1", false}, {"10.255.255.255", false}, {"100.64.0.0", false}, {"100.100.100.200", false},
		{"100.127.255.255", false}, {"127.0.0.1", false}, {"127.255.255.255", false}, {"168.63.129.16", false}, {"169.254.0.1", false},
		{"169.254.169.254", false}, {"172.16.0.0", false}, {"172.31.255.255", false}, {"192.0.0.192", false}, {"192.0.2.1", false}, {"192.88.99.1", false},
		{"192.168.1.1", false}, {"198.18.0.1", false}, {"198.19.255.255", false}, {"198.51.100.7", false}, {"203.0.113.9", false}, {"224.0.0.1", false},
		{"239.255.255.255", false}, {"240.0.0.1", false}, {"255.255.255.255", false},
		{"::", false}, {"::1", false}, {"::7f00:1", false}, {"::ffff:127.0.0.1", false}, {"::ffff:8.8.8.8", false}, {"::ffff:0:8.8.8.8", false},
		{"64:ff9b::7f00:1", false}, {"64:ff9b::808:808", false}, {"64:ff9b:1::1", false}, {"100::1", false}, {"2001::1", false}, {"2001:2::1", false},
		{"2001:10::1", false}, {"2001:20::1", false}, {"2001:db8::1", false}, {"2002:7f00:1::1", false}, {"2002:808:808::1", false}, {"3fff::1", false},
		{"3ffe:ffff::1", true}, {"4000::1", false}, {"5f00::1", false}, {"fc00::1", false}, {"fd00:ec2::254", false}, {"fe80::1", false}, {"fec0::1", false},
		{"ff02::1", false}, {"fe80::1%eth0", false}, {"2400:3200::1%eth0", false},
	} {
		if got := public(netip.MustParseAddr(c.address)); got != c.want {
			t.Errorf("%s: %v", c.address, got)
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address is public")
	}
}
