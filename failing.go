package main

import (
	"context"
	"log/slog"
)

// failing tells a failure of work that is done again and again: once while it lasts, and anew when it is another one.
type failing struct {
	log  *slog.Logger
	what string
	told string
}

// tell hears how the work went; what fails because the program ends is nobody's concern.
func (f *failing) tell(ctx context.Context, err error) {
	if ctx.Err() != nil {
		return
	}
	failure := ""
	if err != nil {
		failure = err.Error()
	}
	if failure != "" && failure != f.told {
		f.log.ErrorContext(ctx, f.what, "error", failure)
	}
	f.told = failure
}
