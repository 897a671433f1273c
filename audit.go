package main

import (
	"context"
	"fmt"

	"konggang/models"
	"konggang/services/audit"
	"konggang/services/commandline"
)

func runAudit(ctx context.Context, args []string, s streams) error {
	if len(args) > 0 && args[0] == "verify" {
		return runAuditVerify(ctx, args[1:], s)
	}
	if len(args) > 0 && args[0] == "head" {
		return runAuditHead(ctx, args[1:], s)
	}
	_, _ = fmt.Fprintln(s.err, "usage: konggang audit verify [-head SEQ:LINK | -head FILE] [-json]\n       konggang audit head")
	return errUsage
}

// runAuditVerify fails where the audit is not as it was written, after it has said where.
func runAuditVerify(ctx context.Context, args []string, s streams) error {
	set := flags("audit verify", s)
	head := set.String("head", "", "head exported earlier, SEQ:LINK, or a file that holds some")
	asJSON := set.Bool("json", false, "print what was found as JSON")
	if err := parse(set, args, 0); err != nil {
		return err
	}
	return withReadyHouse(ctx, s, func(h *house) error {
		var progress func(done, total int)
		if isTerminal(s.err) {
			progress = commandline.Bar(s.err, "audit")
		}
		check, err := commandline.VerifyAudit(ctx, h.services.Audit, *head, progress)
		switch {
		case err != nil:
		case *asJSON:
			err = commandline.WriteJSON(s.out, commandline.ReportOf(check))
		default:
			err = commandline.WriteAudit(s.out, check)
		}
		if err == nil && len(check.Faults) > 0 {
			err = errPartly
		}
		return err
	})
}

// runAuditHead prints the head alone, for a job that keeps it elsewhere.
func runAuditHead(ctx context.Context, args []string, s streams) error {
	if err := parse(flags("audit head", s), args, 0); err != nil {
		return err
	}
	return withReadyHouse(ctx, s, func(h *house) error {
		head, err := h.services.Audit.Sequence(ctx)
		if err == nil {
			_, err = fmt.Fprintln(s.out, head)
		}
		return err
	})
}

// watch keeps the audit in its chain while the program serves, and its head in the log.
type watch struct {
	audit.Watch
	failing
}

func (h *house) watch() *watch {
	tell := func(head models.AuditHead) { h.log.Info("audit head", "head", head.String()) }
	return &watch{Watch: audit.Watch{Service: h.services.Audit, Now: h.calendar.Now, Tell: tell}, failing: failing{log: h.log, what: "audit not sequenced"}}
}

func (w *watch) look(ctx context.Context) { w.tell(ctx, w.Look(ctx)) }

// end tells the last head; the context of the program has ended by then.
func (w *watch) end(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lastWords)
	defer cancel()
	if err := w.End(ctx); err != nil {
		w.log.Error("audit not sequenced at the end", "error", err.Error())
	}
}
