// Package api is the HTTP face of Konggang: routes, wire types, the policy table and problems. No rule of the domain
// lives here, and no type of the web framework leaves it.
package api
