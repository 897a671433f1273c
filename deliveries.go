package main

import (
	"context"
	"time"

	"konggang/api"
)

// deliverEvery is how long what a group is to be told may lie while nobody has anything to send.
const deliverEvery = time.Second

// senders is how many robots are spoken to at once: one that answers slowly keeps one sender, not all of them.
const senders = 4

// sendDeliveries tells groups what they should know, in the background.
func (h *house) sendDeliveries(background *api.Background) {
	if h.config.PrivateTargets {
		h.log.Warn("robots may stand in private networks", "setting", "ALLOW_PRIVATE_TARGETS")
	}
	for range senders {
		background.Every(deliverEvery, h.deliver())
	}
}

// deliver gives the work of one sender.
func (h *house) deliver() func(ctx context.Context) {
	failures := failing{log: h.log, what: "deliveries not sent"}
	return func(ctx context.Context) { failures.tell(ctx, h.services.Delivery.Work(ctx)) }
}
