//go:build !unix

package speaker

import "os/exec"

// inItsOwnGroup does nothing where there are no process groups: the program alone is ended.
func inItsOwnGroup(*exec.Cmd) {}
