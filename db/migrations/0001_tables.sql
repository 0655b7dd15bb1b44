CREATE TABLE "api_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"token_hash" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"permissions" text[] NOT NULL,
	"team_id" uuid,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_tokens_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "share_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"environment_id" uuid,
	"created_by" uuid NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approval_policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"environment_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"author_excluded" boolean DEFAULT true NOT NULL,
	"covers_time" text DEFAULT 'occurrence' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approval_policies_version_unique" UNIQUE("environment_id","version"),
	CONSTRAINT "approval_policies_covers_time" CHECK ("approval_policies"."covers_time" in ('none', 'occurrence', 'slot'))
);
--> statement-breakpoint
CREATE TABLE "approval_stages" (
	"policy_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"role" text NOT NULL,
	"required" integer NOT NULL,
	CONSTRAINT "approval_stages_pk" PRIMARY KEY("policy_id","position"),
	CONSTRAINT "approval_stages_role" CHECK ("approval_stages"."role" in ('admin', 'release_manager', 'developer', 'qa', 'stakeholder')),
	CONSTRAINT "approval_stages_required" CHECK ("approval_stages"."required" between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slot_id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"verdict" text NOT NULL,
	"digest" text NOT NULL,
	"content" text NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	CONSTRAINT "approvals_verdict" CHECK ("approvals"."verdict" in ('approve', 'decline')),
	CONSTRAINT "approvals_decline_has_reason" CHECK ("approvals"."verdict" <> 'decline' or "approvals"."comment" <> ''),
	CONSTRAINT "approvals_digest" CHECK ("approvals"."digest" = encode(sha256(convert_to("approvals"."content", 'UTF8')), 'hex'))
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid,
	"subject_name" text DEFAULT '' NOT NULL,
	"release_id" uuid,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_links" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_links_event_unique" UNIQUE("event_id"),
	CONSTRAINT "audit_links_previous_unique" UNIQUE("previous_hash")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"deployment_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"url" text NOT NULL,
	"request_body" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"status_code" integer,
	"response_excerpt" text DEFAULT '' NOT NULL,
	"error" text,
	CONSTRAINT "deliveries_attempt_unique" UNIQUE("deployment_id","attempt")
);
--> statement-breakpoint
CREATE TABLE "deployment_reports" (
	"deployment_id" uuid NOT NULL,
	"webhook_id" text NOT NULL,
	"status" text NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "deployment_reports_pk" PRIMARY KEY("deployment_id","webhook_id"),
	CONSTRAINT "deployment_reports_status" CHECK ("deployment_reports"."status" in ('running', 'succeeded', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "deployments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slot_id" uuid NOT NULL,
	"release_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"build_id" uuid NOT NULL,
	"artifact_digest" text NOT NULL,
	"handoff_id" uuid,
	"target_id" uuid NOT NULL,
	"fencing_number" bigint NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
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
	CONSTRAINT "deployments_webhook_id_unique" UNIQUE("webhook_id"),
	CONSTRAINT "deployments_once_per_opening" UNIQUE("slot_id","release_id","fencing_number"),
	CONSTRAINT "deployments_status" CHECK ("deployments"."status" in ('pending', 'calling', 'running', 'succeeded', 'failed', 'timed_out', 'rolling_back', 'rolled_back'))
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"organisation_name" text DEFAULT 'My organisation' NOT NULL,
	"zone" text DEFAULT 'UTC' NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"setup_token_hash" text,
	"set_up_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "installation_is_one_row" CHECK ("installation"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "state_arrows" (
	"machine" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	CONSTRAINT "state_arrows_pk" PRIMARY KEY("machine","from_state","to_state")
);
--> statement-breakpoint
CREATE TABLE "worker_heartbeats" (
	"worker_id" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"team_id" uuid,
	"invited_by" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" uuid,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitations_role" CHECK ("invitations"."role" in ('admin', 'release_manager', 'developer', 'qa', 'stakeholder'))
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"zone" text DEFAULT 'UTC' NOT NULL,
	"password_hash" text,
	"session_version" integer DEFAULT 1 NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"team_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_grants_role" CHECK ("role_grants"."role" in ('admin', 'release_manager', 'developer', 'qa', 'stakeholder'))
);
--> statement-breakpoint
CREATE TABLE "builds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"release_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"commit_sha" text NOT NULL,
	"artifact_digest" text NOT NULL,
	"changes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"changed_files" integer,
	"changed_lines" integer,
	"checks" jsonb,
	"author_email" text,
	"run_url" text,
	"source" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "builds_number_unique" UNIQUE("release_id","number"),
	CONSTRAINT "builds_digest_unique" UNIQUE("release_id","artifact_digest"),
	CONSTRAINT "builds_release" UNIQUE("id","release_id"),
	CONSTRAINT "builds_digest" UNIQUE("id","release_id","artifact_digest"),
	CONSTRAINT "builds_source" CHECK ("builds"."source" in ('person', 'pipeline')),
	CONSTRAINT "builds_number" CHECK ("builds"."number" > 0),
	CONSTRAINT "builds_commit" CHECK ("builds"."commit_sha" ~ '^[0-9a-f]{7,64}$'),
	CONSTRAINT "builds_digest_form" CHECK ("builds"."artifact_digest" ~ '^sha256:[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "handoffs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"release_id" uuid NOT NULL,
	"build_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"handed_over_by" uuid NOT NULL,
	"handed_over_at" timestamp with time zone NOT NULL,
	"tester_id" uuid,
	"claimed_at" timestamp with time zone,
	"verdict" text,
	"decided_at" timestamp with time zone,
	"category" text,
	"severity" text,
	"reason" text DEFAULT '' NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "handoffs_one_per_build" UNIQUE("build_id"),
	CONSTRAINT "handoffs_round_unique" UNIQUE("release_id","round"),
	CONSTRAINT "handoffs_of_build" UNIQUE("id","build_id"),
	CONSTRAINT "handoffs_status" CHECK ("handoffs"."status" in ('queued', 'testing', 'accepted', 'rejected', 'superseded', 'withdrawn')),
	CONSTRAINT "handoffs_category" CHECK ("handoffs"."category" is null or "handoffs"."category" in ('wrong_result', 'crash', 'performance', 'configuration', 'regression', 'missing_change', 'environment', 'other')),
	CONSTRAINT "handoffs_severity" CHECK ("handoffs"."severity" is null or "handoffs"."severity" in ('minor', 'major', 'severe')),
	CONSTRAINT "handoffs_verdict" CHECK (("handoffs"."verdict" is null and "handoffs"."decided_at" is null) or ("handoffs"."verdict" in ('accepted', 'rejected') and "handoffs"."decided_at" is not null and "handoffs"."tester_id" is not null)),
	CONSTRAINT "handoffs_accepted_has_verdict" CHECK ("handoffs"."status" <> 'accepted' or "handoffs"."verdict" = 'accepted'),
	CONSTRAINT "handoffs_rejected_has_reason" CHECK ("handoffs"."status" <> 'rejected' or ("handoffs"."verdict" = 'rejected' and "handoffs"."category" is not null and "handoffs"."reason" <> '')),
	CONSTRAINT "handoffs_not_own_work" CHECK ("handoffs"."tester_id" is null or "handoffs"."tester_id" <> "handoffs"."handed_over_by"),
	CONSTRAINT "handoffs_tested_by_someone" CHECK ("handoffs"."status" <> 'testing' or "handoffs"."tester_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" uuid NOT NULL,
	"version" text NOT NULL,
	"kind" text DEFAULT 'feature' NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"database_change" text DEFAULT 'none' NOT NULL,
	"downtime_minutes" integer DEFAULT 0 NOT NULL,
	"rollback_plan" text DEFAULT '' NOT NULL,
	"created_by" uuid NOT NULL,
	"status_since" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "releases_version_unique" UNIQUE("service_id","version"),
	CONSTRAINT "releases_service" UNIQUE("id","service_id"),
	CONSTRAINT "releases_status" CHECK ("releases"."status" in ('draft', 'with_qa', 'with_dev', 'accepted', 'departing', 'released', 'failed', 'rolled_back', 'withdrawn')),
	CONSTRAINT "releases_kind" CHECK ("releases"."kind" in ('feature', 'fix', 'hotfix')),
	CONSTRAINT "releases_database_change" CHECK ("releases"."database_change" in ('none', 'compatible', 'breaking')),
	CONSTRAINT "releases_downtime" CHECK ("releases"."downtime_minutes" between 0 and 10080)
);
--> statement-breakpoint
CREATE TABLE "environments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"default_open" boolean DEFAULT false NOT NULL,
	"requires_acceptance" boolean DEFAULT false NOT NULL,
	"zone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "environments_position_unique" UNIQUE("position")
);
--> statement-breakpoint
CREATE TABLE "services" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"cadence" text DEFAULT 'slow' NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "services_cadence" CHECK ("services"."cadence" in ('slow', 'train', 'quick', 'continuous'))
);
--> statement-breakpoint
CREATE TABLE "targets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"url" text NOT NULL,
	"strategy" text DEFAULT 'direct' NOT NULL,
	"secret_sealed" text NOT NULL,
	"previous_secret_sealed" text,
	"previous_secret_until" timestamp with time zone,
	"success_by" text DEFAULT 'report' NOT NULL,
	"call_timeout_seconds" integer DEFAULT 10 NOT NULL,
	"report_timeout_seconds" integer DEFAULT 3600 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "targets_once_per_service_and_environment" UNIQUE("service_id","environment_id"),
	CONSTRAINT "targets_place" UNIQUE("id","service_id","environment_id"),
	CONSTRAINT "targets_strategy" CHECK ("targets"."strategy" in ('direct')),
	CONSTRAINT "targets_success_by" CHECK ("targets"."success_by" in ('report', 'accepted_call')),
	CONSTRAINT "targets_call_timeout" CHECK ("targets"."call_timeout_seconds" between 1 and 60),
	CONSTRAINT "targets_report_timeout" CHECK ("targets"."report_timeout_seconds" between 10 and 86400)
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hue" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "teams_hue" CHECK ("teams"."hue" between 0 and 11)
);
--> statement-breakpoint
CREATE TABLE "blockers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slot_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"placed_by" uuid NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"resolved_by" uuid,
	"resolved_at" timestamp with time zone,
	"resolution" text DEFAULT '' NOT NULL,
	CONSTRAINT "blockers_reason" CHECK ("blockers"."reason" <> ''),
	CONSTRAINT "blockers_resolved_by_someone" CHECK (("blockers"."resolved_at" is null) = ("blockers"."resolved_by" is null))
);
--> statement-breakpoint
CREATE TABLE "slot_releases" (
	"slot_id" uuid NOT NULL,
	"release_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"during" "tstzrange" NOT NULL,
	"live" boolean NOT NULL,
	"position" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "slot_releases_pk" PRIMARY KEY("slot_id","release_id")
);
--> statement-breakpoint
CREATE TABLE "slots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"environment_id" uuid NOT NULL,
	"occurrence_id" uuid,
	"lane" integer DEFAULT 1 NOT NULL,
	"team_id" uuid,
	"during" "tstzrange" NOT NULL,
	"origin" text DEFAULT 'window' NOT NULL,
	"status" text NOT NULL,
	"live" boolean GENERATED ALWAYS AS (status in ('held', 'booked', 'open')) STORED NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"held_by" uuid,
	"held_until" timestamp with time zone,
	"booked_by" uuid,
	"booked_at" timestamp with time zone,
	"moved_from" "tstzrange",
	"sequence" integer DEFAULT 0 NOT NULL,
	"fencing_number" bigint,
	"opened_at" timestamp with time zone,
	"opened_by" uuid,
	"closed_at" timestamp with time zone,
	"cancelled_by" uuid,
	"cancel_reason" text DEFAULT '' NOT NULL,
	"missed_gates" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "slots_fencing_unique" UNIQUE("fencing_number"),
	CONSTRAINT "slots_place_and_time" UNIQUE("id","environment_id","during","live"),
	CONSTRAINT "slots_status" CHECK ("slots"."status" in ('held', 'booked', 'open', 'closed', 'missed', 'cancelled', 'expired')),
	CONSTRAINT "slots_origin" CHECK ("slots"."origin" in ('window', 'train', 'continuous', 'emergency')),
	CONSTRAINT "slots_during" CHECK (not isempty("slots"."during") and not lower_inf("slots"."during") and not upper_inf("slots"."during") and lower_inc("slots"."during") and not upper_inc("slots"."during")),
	CONSTRAINT "slots_lane" CHECK ("slots"."lane" between 1 and 50),
	CONSTRAINT "slots_window_needs_occurrence" CHECK ("slots"."origin" <> 'window' or "slots"."occurrence_id" is not null),
	CONSTRAINT "slots_held_has_holder" CHECK ("slots"."status" <> 'held' or ("slots"."held_by" is not null and "slots"."held_until" is not null)),
	CONSTRAINT "slots_booked_has_team" CHECK ("slots"."status" in ('held', 'expired', 'cancelled') or ("slots"."team_id" is not null and "slots"."booked_by" is not null)),
	CONSTRAINT "slots_open_has_fencing" CHECK ("slots"."status" not in ('open', 'closed') or ("slots"."fencing_number" is not null and "slots"."opened_at" is not null)),
	CONSTRAINT "slots_missed_has_reason" CHECK ("slots"."status" <> 'missed' or jsonb_array_length("slots"."missed_gates") > 0)
);
--> statement-breakpoint
CREATE TABLE "freeze_periods" (
	"id" uuid PRIMARY KEY NOT NULL,
	"freeze_id" uuid NOT NULL,
	"original_local_start" text NOT NULL,
	"during" "tstzrange" NOT NULL,
	CONSTRAINT "freeze_periods_once" UNIQUE("freeze_id","original_local_start"),
	CONSTRAINT "freeze_periods_during" CHECK (not isempty("freeze_periods"."during") and not lower_inf("freeze_periods"."during") and not upper_inf("freeze_periods"."during") and lower_inc("freeze_periods"."during") and not upper_inc("freeze_periods"."during"))
);
--> statement-breakpoint
CREATE TABLE "freeze_scopes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"freeze_id" uuid NOT NULL,
	"environment_id" uuid,
	"team_id" uuid,
	"service_id" uuid,
	CONSTRAINT "freeze_scopes_name_one_thing" CHECK (num_nonnulls("freeze_scopes"."environment_id", "freeze_scopes"."team_id", "freeze_scopes"."service_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "freezes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"grade" text NOT NULL,
	"zone" text NOT NULL,
	"local_start" text NOT NULL,
	"duration_minutes" integer NOT NULL,
	"rrule" text,
	"exdates" text[] DEFAULT '{}' NOT NULL,
	"expanded_until" timestamp with time zone NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "freezes_grade" CHECK ("freezes"."grade" in ('no_train', 'hotfix_only', 'closed')),
	CONSTRAINT "freezes_local_start" CHECK ("freezes"."local_start" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
	CONSTRAINT "freezes_duration" CHECK ("freezes"."duration_minutes" between 1 and 525600)
);
--> statement-breakpoint
CREATE TABLE "occurrences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"window_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"original_local_start" text NOT NULL,
	"during" "tstzrange" NOT NULL,
	"lanes" integer NOT NULL,
	"status" text DEFAULT 'scheduled' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "occurrences_once" UNIQUE("window_id","original_local_start"),
	CONSTRAINT "occurrences_place" UNIQUE("id","environment_id"),
	CONSTRAINT "occurrences_status" CHECK ("occurrences"."status" in ('scheduled', 'cancelled')),
	CONSTRAINT "occurrences_during" CHECK (not isempty("occurrences"."during") and not lower_inf("occurrences"."during") and not upper_inf("occurrences"."during") and lower_inc("occurrences"."during") and not upper_inc("occurrences"."during")),
	CONSTRAINT "occurrences_lanes" CHECK ("occurrences"."lanes" between 1 and 50)
);
--> statement-breakpoint
CREATE TABLE "release_windows" (
	"id" uuid PRIMARY KEY NOT NULL,
	"environment_id" uuid NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"local_start" text NOT NULL,
	"duration_minutes" integer NOT NULL,
	"rrule" text,
	"exdates" text[] DEFAULT '{}' NOT NULL,
	"rdates" text[] DEFAULT '{}' NOT NULL,
	"lanes" integer DEFAULT 1 NOT NULL,
	"granularity_minutes" integer DEFAULT 15 NOT NULL,
	"lead_minutes" integer DEFAULT 0 NOT NULL,
	"expanded_until" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "release_windows_local_start" CHECK ("release_windows"."local_start" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
	CONSTRAINT "release_windows_duration" CHECK ("release_windows"."duration_minutes" between 1 and 44640),
	CONSTRAINT "release_windows_lanes" CHECK ("release_windows"."lanes" between 1 and 50),
	CONSTRAINT "release_windows_granularity" CHECK ("release_windows"."granularity_minutes" between 1 and 1440),
	CONSTRAINT "release_windows_lead" CHECK ("release_windows"."lead_minutes" between 0 and 525600)
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_policies" ADD CONSTRAINT "approval_policies_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_policies" ADD CONSTRAINT "approval_policies_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_stages" ADD CONSTRAINT "approval_stages_policy_id_approval_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."approval_policies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_slot_id_slots_id_fk" FOREIGN KEY ("slot_id") REFERENCES "public"."slots"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_policy_id_approval_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."approval_policies"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_links" ADD CONSTRAINT "audit_links_event_id_audit_events_id_fk" FOREIGN KEY ("event_id") REFERENCES "public"."audit_events"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_deployment_id_deployments_id_fk" FOREIGN KEY ("deployment_id") REFERENCES "public"."deployments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployment_reports" ADD CONSTRAINT "deployment_reports_deployment_id_deployments_id_fk" FOREIGN KEY ("deployment_id") REFERENCES "public"."deployments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_slot_release_fk" FOREIGN KEY ("slot_id","release_id") REFERENCES "public"."slot_releases"("slot_id","release_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_build_fk" FOREIGN KEY ("build_id","release_id","artifact_digest") REFERENCES "public"."builds"("id","release_id","artifact_digest") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_handoff_fk" FOREIGN KEY ("handoff_id","build_id") REFERENCES "public"."handoffs"("id","build_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deployments" ADD CONSTRAINT "deployments_target_fk" FOREIGN KEY ("target_id","service_id","environment_id") REFERENCES "public"."targets"("id","service_id","environment_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_people_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_accepted_by_people_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "builds" ADD CONSTRAINT "builds_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "builds" ADD CONSTRAINT "builds_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_handed_over_by_people_id_fk" FOREIGN KEY ("handed_over_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_tester_id_people_id_fk" FOREIGN KEY ("tester_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_build_fk" FOREIGN KEY ("build_id","release_id") REFERENCES "public"."builds"("id","release_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blockers" ADD CONSTRAINT "blockers_slot_id_slots_id_fk" FOREIGN KEY ("slot_id") REFERENCES "public"."slots"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blockers" ADD CONSTRAINT "blockers_placed_by_people_id_fk" FOREIGN KEY ("placed_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "blockers" ADD CONSTRAINT "blockers_resolved_by_people_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_releases" ADD CONSTRAINT "slot_releases_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_releases" ADD CONSTRAINT "slot_releases_slot_fk" FOREIGN KEY ("slot_id","environment_id","during","live") REFERENCES "public"."slots"("id","environment_id","during","live") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "slot_releases" ADD CONSTRAINT "slot_releases_release_fk" FOREIGN KEY ("release_id","service_id") REFERENCES "public"."releases"("id","service_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_held_by_people_id_fk" FOREIGN KEY ("held_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_booked_by_people_id_fk" FOREIGN KEY ("booked_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_opened_by_people_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_cancelled_by_people_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_occurrence_fk" FOREIGN KEY ("occurrence_id","environment_id") REFERENCES "public"."occurrences"("id","environment_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_periods" ADD CONSTRAINT "freeze_periods_freeze_id_freezes_id_fk" FOREIGN KEY ("freeze_id") REFERENCES "public"."freezes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_scopes" ADD CONSTRAINT "freeze_scopes_freeze_id_freezes_id_fk" FOREIGN KEY ("freeze_id") REFERENCES "public"."freezes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_scopes" ADD CONSTRAINT "freeze_scopes_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_scopes" ADD CONSTRAINT "freeze_scopes_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_scopes" ADD CONSTRAINT "freeze_scopes_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_lifted_by_people_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrences" ADD CONSTRAINT "occurrences_window_id_release_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."release_windows"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrences" ADD CONSTRAINT "occurrences_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_windows" ADD CONSTRAINT "release_windows_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_windows" ADD CONSTRAINT "release_windows_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "approvals_by_slot" ON "approvals" USING btree ("slot_id","given_at");--> statement-breakpoint
CREATE INDEX "audit_events_by_subject" ON "audit_events" USING btree ("subject_kind","subject_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_by_release" ON "audit_events" USING btree ("release_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_by_time" ON "audit_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "deployments_unfinished" ON "deployments" USING btree ("status","next_call_at") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "deployments_by_release" ON "deployments" USING btree ("release_id");--> statement-breakpoint
CREATE INDEX "deployments_newest" ON "deployments" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email_unique" ON "people" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "role_grants_once" ON "role_grants" USING btree ("person_id","role",coalesce("team_id", '00000000-0000-0000-0000-000000000000'::uuid));--> statement-breakpoint
CREATE INDEX "role_grants_by_team" ON "role_grants" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "handoffs_one_live_per_release" ON "handoffs" USING btree ("release_id") WHERE status in ('queued', 'testing', 'accepted');--> statement-breakpoint
CREATE INDEX "handoffs_queue" ON "handoffs" USING btree ("status","handed_over_at");--> statement-breakpoint
CREATE INDEX "releases_by_status" ON "releases" USING btree ("status","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "environments_name_unique" ON "environments" USING btree (lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "services_name_unique" ON "services" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "services_by_team" ON "services" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_name_unique" ON "teams" USING btree (lower("name"));--> statement-breakpoint
CREATE INDEX "blockers_by_slot" ON "blockers" USING btree ("slot_id");--> statement-breakpoint
CREATE INDEX "slot_releases_by_release" ON "slot_releases" USING btree ("release_id");--> statement-breakpoint
CREATE INDEX "slots_due" ON "slots" USING btree (lower(during)) WHERE status = 'booked';--> statement-breakpoint
CREATE INDEX "slots_holds" ON "slots" USING btree ("held_until") WHERE status = 'held';--> statement-breakpoint
CREATE INDEX "slots_by_time" ON "slots" USING gist ("environment_id","during");--> statement-breakpoint
CREATE INDEX "freeze_periods_by_time" ON "freeze_periods" USING gist ("during");--> statement-breakpoint
CREATE INDEX "freeze_scopes_by_freeze" ON "freeze_scopes" USING btree ("freeze_id");--> statement-breakpoint
CREATE INDEX "occurrences_by_time" ON "occurrences" USING gist ("environment_id","during");--> statement-breakpoint
CREATE UNIQUE INDEX "release_windows_name_unique" ON "release_windows" USING btree ("environment_id",lower("name")) WHERE archived_at is null;