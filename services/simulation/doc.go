// Package simulation judges village lists by what comes of them: it lets made or registered seekers try what their
// village's list offers, and counts who is hired. It compares the product's lists with those of simpler methods and with
// what would be possible if everybody saw everything.
//
// The law by which people accept is invented until there are outcomes to fit it to (docs/adr/0019): directions and ratios
// carry, absolute shares do not. The package is pure; a seed gives the same world and the same figures every time.
package simulation
