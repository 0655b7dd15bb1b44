CREATE TABLE "rollback_deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rollback_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"url" text NOT NULL,
	"request_body" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"status_code" integer,
	"response_excerpt" text DEFAULT '' NOT NULL,
	"error" text,
	CONSTRAINT "rollback_deliveries_attempt_unique" UNIQUE("rollback_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "rollback_reports" (
	"rollback_id" uuid NOT NULL,
	"webhook_id" text NOT NULL,
	"status" text NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "rollback_reports_pk" PRIMARY KEY("rollback_id","webhook_id"),
	CONSTRAINT "rollback_reports_status" CHECK ("rollback_reports"."status" in ('running', 'rolled_back', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "rollbacks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"deployment_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"previous_deployment_id" uuid,
	"deployment_was" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"fencing_number" bigint NOT NULL,
	"webhook_id" text NOT NULL,
	"call_until" timestamp with time zone NOT NULL,
	"call_lease_until" timestamp with time zone,
	"next_call_at" timestamp with time zone,
	"accepted_at" timestamp with time zone,
	"report_until" timestamp with time zone,
	"running_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"message" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rollbacks_fencing_unique" UNIQUE("fencing_number"),
	CONSTRAINT "rollbacks_webhook_id_unique" UNIQUE("webhook_id"),
	CONSTRAINT "rollbacks_status" CHECK ("rollbacks"."status" in ('pending', 'calling', 'running', 'rolled_back', 'failed', 'timed_out')),
	CONSTRAINT "rollbacks_deployment_was" CHECK ("rollbacks"."deployment_was" in ('succeeded', 'failed', 'timed_out')),
	CONSTRAINT "rollbacks_reason" CHECK ("rollbacks"."reason" <> ''),
	CONSTRAINT "rollbacks_finished" CHECK (("rollbacks"."finished_at" is not null) = ("rollbacks"."status" in ('rolled_back', 'failed', 'timed_out')))
);
--> statement-breakpoint
ALTER TABLE "rollback_deliveries" ADD CONSTRAINT "rollback_deliveries_rollback_id_rollbacks_id_fk" FOREIGN KEY ("rollback_id") REFERENCES "public"."rollbacks"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollback_reports" ADD CONSTRAINT "rollback_reports_rollback_id_rollbacks_id_fk" FOREIGN KEY ("rollback_id") REFERENCES "public"."rollbacks"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollbacks" ADD CONSTRAINT "rollbacks_deployment_id_deployments_id_fk" FOREIGN KEY ("deployment_id") REFERENCES "public"."deployments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollbacks" ADD CONSTRAINT "rollbacks_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollbacks" ADD CONSTRAINT "rollbacks_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollbacks" ADD CONSTRAINT "rollbacks_previous_deployment_id_deployments_id_fk" FOREIGN KEY ("previous_deployment_id") REFERENCES "public"."deployments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rollbacks" ADD CONSTRAINT "rollbacks_requested_by_people_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "rollbacks_one_at_a_time" ON "rollbacks" USING btree ("service_id","environment_id") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "rollbacks_by_deployment" ON "rollbacks" USING btree ("deployment_id");--> statement-breakpoint
ALTER TABLE "standing_approvals" ADD CONSTRAINT "standing_approvals_not_for_ever" CHECK (expires_at <= given_at + interval '2160 hours');--> statement-breakpoint
ALTER TABLE "standing_approvals" ADD CONSTRAINT "standing_approvals_downtime" CHECK ("standing_approvals"."most_downtime_minutes" between 0 and 10080);