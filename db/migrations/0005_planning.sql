CREATE TABLE "standing_approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"window_id" uuid NOT NULL,
	"service_id" uuid,
	"person_id" uuid NOT NULL,
	"most_database_change" text DEFAULT 'compatible' NOT NULL,
	"most_downtime_minutes" integer DEFAULT 0 NOT NULL,
	"reason" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "standing_approvals_database_change" CHECK ("standing_approvals"."most_database_change" in ('none', 'compatible', 'breaking')),
	CONSTRAINT "standing_approvals_reason" CHECK ("standing_approvals"."reason" <> ''),
	CONSTRAINT "standing_approvals_expire" CHECK ("standing_approvals"."expires_at" > "standing_approvals"."given_at")
);
--> statement-breakpoint
CREATE TABLE "calendar_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"calendar_id" uuid NOT NULL,
	"uid" text NOT NULL,
	"occurrence_key" text NOT NULL,
	"title" text NOT NULL,
	"all_day" boolean NOT NULL,
	"during" "tstzrange" NOT NULL,
	CONSTRAINT "calendar_events_once" UNIQUE("calendar_id","uid","occurrence_key"),
	CONSTRAINT "calendar_events_during" CHECK (not isempty("calendar_events"."during") and not lower_inf("calendar_events"."during") and not upper_inf("calendar_events"."during") and lower_inc("calendar_events"."during") and not upper_inc("calendar_events"."during"))
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"use" text DEFAULT 'mark' NOT NULL,
	"zone" text NOT NULL,
	"url_sealed" text,
	"url_host" text,
	"refresh_minutes" integer DEFAULT 1440 NOT NULL,
	"etag" text,
	"fetched_at" timestamp with time zone,
	"next_fetch_at" timestamp with time zone,
	"fetch_error" text,
	"archived_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendars_use" CHECK ("calendars"."use" in ('mark', 'freeze')),
	CONSTRAINT "calendars_refresh" CHECK ("calendars"."refresh_minutes" between 15 and 43200)
);
--> statement-breakpoint
CREATE TABLE "freeze_exceptions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"freeze_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	"release_id" uuid NOT NULL,
	"status" text DEFAULT 'requested' NOT NULL,
	"reason" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"during" "tstzrange" NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_comment" text DEFAULT '' NOT NULL,
	"ended_by" uuid,
	"ended_at" timestamp with time zone,
	"reviewed_by" uuid,
	"reviewed_at" timestamp with time zone,
	"review" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "freeze_exceptions_status" CHECK ("freeze_exceptions"."status" in ('requested', 'granted', 'refused', 'withdrawn', 'revoked', 'reviewed')),
	CONSTRAINT "freeze_exceptions_during" CHECK (not isempty("freeze_exceptions"."during") and not lower_inf("freeze_exceptions"."during") and not upper_inf("freeze_exceptions"."during") and lower_inc("freeze_exceptions"."during") and not upper_inc("freeze_exceptions"."during")),
	CONSTRAINT "freeze_exceptions_reason" CHECK ("freeze_exceptions"."reason" <> ''),
	CONSTRAINT "freeze_exceptions_decided_together" CHECK (("freeze_exceptions"."decided_by" is null) = ("freeze_exceptions"."decided_at" is null)),
	CONSTRAINT "freeze_exceptions_not_own_request" CHECK ("freeze_exceptions"."decided_by" is null or "freeze_exceptions"."decided_by" <> "freeze_exceptions"."requested_by"),
	CONSTRAINT "freeze_exceptions_granted_by_someone" CHECK ("freeze_exceptions"."status" not in ('granted', 'refused', 'revoked', 'reviewed') or "freeze_exceptions"."decided_by" is not null),
	CONSTRAINT "freeze_exceptions_review_says_something" CHECK ("freeze_exceptions"."status" <> 'reviewed' or ("freeze_exceptions"."reviewed_by" is not null and "freeze_exceptions"."reviewed_at" is not null and "freeze_exceptions"."review" <> ''))
);
--> statement-breakpoint
CREATE TABLE "postponements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slot_id" uuid NOT NULL,
	"freeze_id" uuid NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"postponed_at" timestamp with time zone NOT NULL,
	"planned_slot_id" uuid,
	"note" text DEFAULT '' NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "postponements_slot_unique" UNIQUE("slot_id"),
	CONSTRAINT "postponements_status" CHECK ("postponements"."status" in ('waiting', 'planned', 'dropped')),
	CONSTRAINT "postponements_planned_has_slot" CHECK ("postponements"."status" <> 'planned' or "postponements"."planned_slot_id" is not null)
);
--> statement-breakpoint
CREATE TABLE "licence_proofs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"summary" text NOT NULL,
	"evidence_url" text,
	"outcome" text NOT NULL,
	"proven_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"artifact_digest" text,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_by" uuid,
	"withdraw_reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "licence_proofs_kind" CHECK ("licence_proofs"."kind" in ('automated_deployment', 'regression_tests', 'feature_toggles', 'self_recovery')),
	CONSTRAINT "licence_proofs_outcome" CHECK ("licence_proofs"."outcome" in ('passed', 'failed')),
	CONSTRAINT "licence_proofs_summary" CHECK ("licence_proofs"."summary" <> ''),
	CONSTRAINT "licence_proofs_expire_after" CHECK ("licence_proofs"."expires_at" > "licence_proofs"."proven_at")
);
--> statement-breakpoint
CREATE TABLE "service_dependencies" (
	"service_id" uuid NOT NULL,
	"depends_on_id" uuid NOT NULL,
	CONSTRAINT "service_dependencies_pk" PRIMARY KEY("service_id","depends_on_id"),
	CONSTRAINT "service_dependencies_not_itself" CHECK ("service_dependencies"."service_id" <> "service_dependencies"."depends_on_id")
);
--> statement-breakpoint
CREATE TABLE "slot_order" (
	"before_slot_id" uuid NOT NULL,
	"after_slot_id" uuid NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "slot_order_pk" PRIMARY KEY("before_slot_id","after_slot_id"),
	CONSTRAINT "slot_order_not_itself" CHECK ("slot_order"."before_slot_id" <> "slot_order"."after_slot_id")
);
--> statement-breakpoint
CREATE TABLE "slot_series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"environment_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"local_start" text NOT NULL,
	"duration_minutes" integer NOT NULL,
	"rrule" text NOT NULL,
	"created_by" uuid NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "slot_series_local_start" CHECK ("slot_series"."local_start" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
	CONSTRAINT "slot_series_duration" CHECK ("slot_series"."duration_minutes" between 1 and 44640)
);
--> statement-breakpoint
CREATE TABLE "swap_offers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slot_id" uuid NOT NULL,
	"for_slot_id" uuid NOT NULL,
	"status" text DEFAULT 'offered' NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"offered_by" uuid NOT NULL,
	"offered_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"answer" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "swap_offers_status" CHECK ("swap_offers"."status" in ('offered', 'accepted', 'declined', 'withdrawn', 'lapsed')),
	CONSTRAINT "swap_offers_two_slots" CHECK ("swap_offers"."slot_id" <> "swap_offers"."for_slot_id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_query_length" CHECK (length("saved_views"."query") <= 2000)
);
--> statement-breakpoint
CREATE TABLE "waitlist_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"environment_id" uuid NOT NULL,
	"window_id" uuid,
	"team_id" uuid NOT NULL,
	"release_id" uuid,
	"duration_minutes" integer NOT NULL,
	"within" "tstzrange" NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"offered_slot_id" uuid,
	"offer_until" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "waitlist_entries_status" CHECK ("waitlist_entries"."status" in ('waiting', 'offered', 'booked', 'withdrawn', 'expired')),
	CONSTRAINT "waitlist_entries_within" CHECK (not isempty("waitlist_entries"."within") and not lower_inf("waitlist_entries"."within") and not upper_inf("waitlist_entries"."within") and lower_inc("waitlist_entries"."within") and not upper_inc("waitlist_entries"."within")),
	CONSTRAINT "waitlist_entries_duration" CHECK ("waitlist_entries"."duration_minutes" between 1 and 44640),
	CONSTRAINT "waitlist_entries_offer_is_whole" CHECK ("waitlist_entries"."status" <> 'offered' or ("waitlist_entries"."offered_slot_id" is not null and "waitlist_entries"."offer_until" is not null))
);
--> statement-breakpoint
CREATE TABLE "window_teams" (
	"window_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	CONSTRAINT "window_teams_pk" PRIMARY KEY("window_id","team_id")
);
--> statement-breakpoint
ALTER TABLE "handoffs" DROP CONSTRAINT "handoffs_verdict";--> statement-breakpoint
DROP INDEX "release_windows_name_unique";--> statement-breakpoint
ALTER TABLE "handoffs" ADD COLUMN "regression_run_url" text;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "zone" text;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "work_start_minute" integer DEFAULT 480 NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "work_end_minute" integer DEFAULT 1080 NOT NULL;--> statement-breakpoint
ALTER TABLE "teams" ADD COLUMN "work_days" integer[] DEFAULT '{1,2,3,4,5}' NOT NULL;--> statement-breakpoint
ALTER TABLE "slots" ADD COLUMN "series_id" uuid;--> statement-breakpoint
ALTER TABLE "freeze_periods" ADD COLUMN "label" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "freeze_scopes" ADD COLUMN "excluded" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "freezes" ADD COLUMN "stops_the_line" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "freezes" ADD COLUMN "calendar_id" uuid;--> statement-breakpoint
ALTER TABLE "freezes" ADD COLUMN "thaw" text DEFAULT 'next_slot' NOT NULL;--> statement-breakpoint
ALTER TABLE "freezes" ADD COLUMN "thaw_per_hour" integer DEFAULT 4 NOT NULL;--> statement-breakpoint
ALTER TABLE "occurrences" ADD COLUMN "edited_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "release_windows" ADD COLUMN "cadence" text DEFAULT 'slow' NOT NULL;--> statement-breakpoint
ALTER TABLE "release_windows" ADD COLUMN "overrun" text DEFAULT 'finish' NOT NULL;--> statement-breakpoint
ALTER TABLE "release_windows" ADD COLUMN "succeeded_by" uuid;--> statement-breakpoint
ALTER TABLE "standing_approvals" ADD CONSTRAINT "standing_approvals_window_id_release_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."release_windows"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_approvals" ADD CONSTRAINT "standing_approvals_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_approvals" ADD CONSTRAINT "standing_approvals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standing_approvals" ADD CONSTRAINT "standing_approvals_revoked_by_people_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD CONSTRAINT "calendar_events_calendar_id_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendars"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_exceptions" ADD CONSTRAINT "freeze_exceptions_freeze_id_freezes_id_fk" FOREIGN KEY ("freeze_id") REFERENCES "public"."freezes"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_exceptions" ADD CONSTRAINT "freeze_exceptions_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_exceptions" ADD CONSTRAINT "freeze_exceptions_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_exceptions" ADD CONSTRAINT "freeze_exceptions_requested_by_people_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_exceptions" ADD CONSTRAINT "freeze_exceptions_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_exceptions" ADD CONSTRAINT "freeze_exceptions_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freeze_exceptions" ADD CONSTRAINT "freeze_exceptions_reviewed_by_people_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postponements" ADD CONSTRAINT "postponements_slot_id_slots_id_fk" FOREIGN KEY ("slot_id") REFERENCES "public"."slots"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postponements" ADD CONSTRAINT "postponements_freeze_id_freezes_id_fk" FOREIGN KEY ("freeze_id") REFERENCES "public"."freezes"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postponements" ADD CONSTRAINT "postponements_planned_slot_id_slots_id_fk" FOREIGN KEY ("planned_slot_id") REFERENCES "public"."slots"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_proofs" ADD CONSTRAINT "licence_proofs_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_proofs" ADD CONSTRAINT "licence_proofs_recorded_by_people_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licence_proofs" ADD CONSTRAINT "licence_proofs_withdrawn_by_people_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_dependencies" ADD CONSTRAINT "service_dependencies_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_dependencies" ADD CONSTRAINT "service_dependencies_depends_on_id_services_id_fk" FOREIGN KEY ("depends_on_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_order" ADD CONSTRAINT "slot_order_before_slot_id_slots_id_fk" FOREIGN KEY ("before_slot_id") REFERENCES "public"."slots"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_order" ADD CONSTRAINT "slot_order_after_slot_id_slots_id_fk" FOREIGN KEY ("after_slot_id") REFERENCES "public"."slots"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_order" ADD CONSTRAINT "slot_order_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_series" ADD CONSTRAINT "slot_series_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_series" ADD CONSTRAINT "slot_series_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot_series" ADD CONSTRAINT "slot_series_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_offers" ADD CONSTRAINT "swap_offers_slot_id_slots_id_fk" FOREIGN KEY ("slot_id") REFERENCES "public"."slots"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_offers" ADD CONSTRAINT "swap_offers_for_slot_id_slots_id_fk" FOREIGN KEY ("for_slot_id") REFERENCES "public"."slots"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_offers" ADD CONSTRAINT "swap_offers_offered_by_people_id_fk" FOREIGN KEY ("offered_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swap_offers" ADD CONSTRAINT "swap_offers_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_window_id_release_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."release_windows"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waitlist_entries" ADD CONSTRAINT "waitlist_entries_offered_slot_id_slots_id_fk" FOREIGN KEY ("offered_slot_id") REFERENCES "public"."slots"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "window_teams" ADD CONSTRAINT "window_teams_window_id_release_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."release_windows"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "window_teams" ADD CONSTRAINT "window_teams_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "standing_approvals_by_window" ON "standing_approvals" USING btree ("window_id");--> statement-breakpoint
CREATE INDEX "calendar_events_by_time" ON "calendar_events" USING gist ("during");--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_name_unique" ON "calendars" USING btree (lower("name")) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "calendars_due" ON "calendars" USING btree ("next_fetch_at") WHERE next_fetch_at is not null and archived_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "freeze_exceptions_one_live" ON "freeze_exceptions" USING btree ("freeze_id","environment_id","release_id") WHERE status in ('requested', 'granted');--> statement-breakpoint
CREATE INDEX "freeze_exceptions_by_freeze" ON "freeze_exceptions" USING btree ("freeze_id");--> statement-breakpoint
CREATE INDEX "freeze_exceptions_by_release" ON "freeze_exceptions" USING btree ("release_id");--> statement-breakpoint
CREATE INDEX "postponements_waiting" ON "postponements" USING btree ("freeze_id","postponed_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "licence_proofs_newest" ON "licence_proofs" USING btree ("service_id","kind","proven_at");--> statement-breakpoint
CREATE INDEX "service_dependencies_by_base" ON "service_dependencies" USING btree ("depends_on_id");--> statement-breakpoint
CREATE INDEX "slot_order_by_after" ON "slot_order" USING btree ("after_slot_id");--> statement-breakpoint
CREATE INDEX "slot_series_by_team" ON "slot_series" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "swap_offers_one_open" ON "swap_offers" USING btree ("slot_id","for_slot_id") WHERE status = 'offered';--> statement-breakpoint
CREATE INDEX "swap_offers_by_slot" ON "swap_offers" USING btree ("slot_id");--> statement-breakpoint
CREATE INDEX "swap_offers_by_wanted" ON "swap_offers" USING btree ("for_slot_id");--> statement-breakpoint
CREATE INDEX "swap_offers_expire" ON "swap_offers" USING btree ("expires_at") WHERE status = 'offered';--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name_unique" ON "saved_views" USING btree ("owner_id",lower("name"));--> statement-breakpoint
CREATE INDEX "saved_views_shared" ON "saved_views" USING btree ("shared");--> statement-breakpoint
CREATE INDEX "waitlist_entries_line" ON "waitlist_entries" USING btree ("environment_id","asked_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "waitlist_entries_offers" ON "waitlist_entries" USING btree ("offer_until") WHERE status = 'offered';--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_series_id_slot_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."slot_series"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_calendar_id_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendars"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "release_windows" ADD CONSTRAINT "release_windows_succeeded_by_release_windows_id_fk" FOREIGN KEY ("succeeded_by") REFERENCES "public"."release_windows"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "slots_by_series" ON "slots" USING btree ("series_id") WHERE series_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "freezes_one_per_calendar" ON "freezes" USING btree ("calendar_id") WHERE calendar_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "release_windows_name_unique" ON "release_windows" USING btree ("environment_id",lower("name")) WHERE archived_at is null and succeeded_by is null;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_verdict" CHECK (("handoffs"."verdict" is null and "handoffs"."decided_at" is null) or ("handoffs"."verdict" is not null and "handoffs"."verdict" in ('accepted', 'rejected') and "handoffs"."decided_at" is not null and ("handoffs"."tester_id" is not null or "handoffs"."regression_run_url" is not null)));--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_work_hours" CHECK ("teams"."work_start_minute" between 0 and 1439 and "teams"."work_end_minute" between 1 and 1440 and "teams"."work_start_minute" < "teams"."work_end_minute");--> statement-breakpoint
ALTER TABLE "teams" ADD CONSTRAINT "teams_work_days" CHECK ("teams"."work_days" <@ array[1, 2, 3, 4, 5, 6, 7] and cardinality("teams"."work_days") > 0);--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_thaw" CHECK ("freezes"."thaw" in ('next_slot', 'ask'));--> statement-breakpoint
ALTER TABLE "freezes" ADD CONSTRAINT "freezes_thaw_per_hour" CHECK ("freezes"."thaw_per_hour" between 1 and 1000);--> statement-breakpoint
ALTER TABLE "release_windows" ADD CONSTRAINT "release_windows_cadence" CHECK ("release_windows"."cadence" in ('slow', 'train', 'quick'));--> statement-breakpoint
ALTER TABLE "release_windows" ADD CONSTRAINT "release_windows_overrun" CHECK ("release_windows"."overrun" in ('finish', 'warn', 'stop'));