//go:build unix

package speaker

import (
	"os/exec"
	"syscall"
)

// inItsOwnGroup lets the program be ended together with those that it started.
func inItsOwnGroup(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}
