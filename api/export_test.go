package api

import "konggang/models"

// Policy gives the tests the policy table.
func Policy() map[string][]models.Role { return policy }

// Rather is rather.
var Rather = rather
