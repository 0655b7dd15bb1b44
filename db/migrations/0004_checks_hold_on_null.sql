-- A CHECK passes when its condition is NULL. These four let an acceptance without a verdict, a verdict without its word and a missed
-- slot without a reason through; now they hold.
ALTER TABLE "handoffs" DROP CONSTRAINT "handoffs_verdict";--> statement-breakpoint
ALTER TABLE "handoffs" DROP CONSTRAINT "handoffs_accepted_has_verdict";--> statement-breakpoint
ALTER TABLE "handoffs" DROP CONSTRAINT "handoffs_rejected_has_reason";--> statement-breakpoint
ALTER TABLE "slots" DROP CONSTRAINT "slots_missed_has_reason";--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_verdict" CHECK (("handoffs"."verdict" is null and "handoffs"."decided_at" is null) or ("handoffs"."verdict" is not null and "handoffs"."verdict" in ('accepted', 'rejected') and "handoffs"."decided_at" is not null and "handoffs"."tester_id" is not null));--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_accepted_has_verdict" CHECK ("handoffs"."status" <> 'accepted' or "handoffs"."verdict" is not distinct from 'accepted');--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_rejected_has_reason" CHECK ("handoffs"."status" <> 'rejected' or ("handoffs"."verdict" is not distinct from 'rejected' and "handoffs"."category" is not null and "handoffs"."reason" <> ''));--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_missed_has_reason" CHECK ("slots"."status" <> 'missed' or coalesce(jsonb_array_length("slots"."missed_gates"), 0) > 0);