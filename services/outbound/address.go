package outbound

import "net/netip"

// internet4 and internet6 are the networks that addresses are handed out from, without what the lists below take out.
var (
	internet4 = prefixes("0.0.0.0/0")
	internet6 = prefixes("2000::/3")
)

// special4 are the networks of the IANA IPv4 special-purpose address registry (RFC 6890) that are not public, multicast,
// and one address that a cloud answers at from the inside.
var special4 = prefixes(
	"0.0.0.0/8",        // this network (RFC 791)
	"10.0.0.0/8",       // private (RFC 1918)
	"100.64.0.0/10",    // shared by carriers (RFC 6598), and the metadata of Alibaba Cloud
	"127.0.0.0/8",      // loopback (RFC 1122)
	"168.63.129.16/32", // the wire server of Azure
	"169.254.0.0/16",   // link-local (RFC 3927), and the metadata of most clouds
	"172.16.0.0/12",    // private (RFC 1918)
	"192.0.0.0/24",     // protocol assignments (RFC 6890), and the metadata of Oracle Cloud
	"192.0.2.0/24",     // documentation (RFC 5737)
	"192.88.99.0/24",   // 6to4 relays (RFC 7526)
	"192.168.0.0/16",   // private (RFC 1918)
	"198.18.0.0/15",    // measurements (RFC 2544)
	"198.51.100.0/24",  // documentation (RFC 5737)
	"203.0.113.0/24",   // documentation (RFC 5737)
	"224.0.0.0/4",      // multicast (RFC 5771)
	"240.0.0.0/4",      // reserved, and broadcast (RFC 1112, 919)
)

// special6 are the networks within internet6 that are not public. Loopback, unspecified, mapped (::ffff:0:0/96), NAT64
// (64:ff9b::/96, 64:ff9b:1::/48), unique local, link-local, multicast and the rest lie outside of it.
var special6 = prefixes(
	"2001::/23",     // protocol assignments (RFC 2928), Teredo (RFC 4380) among them
	"2001:db8::/32", // documentation (RFC 3849)
	"2002::/16",     // 6to4, which holds an IPv4 address (RFC 3056)
	"3fff::/20",     // documentation (RFC 9637)
)

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

// public tells whether the address is one of a machine on the internet. One with a zone is not, nor is an IPv4 address in
// the clothes of IPv6.
func public(a netip.Addr) bool {
	if a.Zone() != "" {
		return false
	}
	if a.Is4() {
		return within(internet4, a) && !within(special4, a)
	}
	return within(internet6, a) && !within(special6, a)
}

func within(networks []netip.Prefix, a netip.Addr) bool {
	for _, n := range networks {
		if n.Contains(a) {
			return true
		}
	}
	return false
}
