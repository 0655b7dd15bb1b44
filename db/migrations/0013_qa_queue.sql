CREATE TABLE "build_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"build_id" uuid NOT NULL,
	"source" text NOT NULL,
	"name" text NOT NULL,
	"external_id" text DEFAULT '' NOT NULL,
	"status" text NOT NULL,
	"conclusion" text,
	"url" text,
	"summary" text DEFAULT '' NOT NULL,
	"passed" integer,
	"total" integer,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"reported_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "build_checks_one_per_name" UNIQUE("build_id","source","name"),
	CONSTRAINT "build_checks_status" CHECK ("build_checks"."status" in ('queued', 'running', 'completed')),
	CONSTRAINT "build_checks_conclusion" CHECK (("build_checks"."status" = 'completed') = ("build_checks"."conclusion" is not null) and ("build_checks"."conclusion" is null or "build_checks"."conclusion" in ('passed', 'failed', 'neutral', 'skipped', 'cancelled', 'timed_out'))),
	CONSTRAINT "build_checks_named" CHECK ("build_checks"."name" <> '' and "build_checks"."source" <> ''),
	CONSTRAINT "build_checks_counts" CHECK (("build_checks"."passed" is null) = ("build_checks"."total" is null) and ("build_checks"."passed" is null or ("build_checks"."passed" >= 0 and "build_checks"."passed" <= "build_checks"."total")))
);
--> statement-breakpoint
CREATE TABLE "qa_group_members" (
	"group_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "qa_group_members_pk" PRIMARY KEY("group_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "qa_group_scopes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"group_id" uuid NOT NULL,
	"team_id" uuid,
	"service_id" uuid,
	CONSTRAINT "qa_group_scopes_one_thing" CHECK (("qa_group_scopes"."team_id" is null) <> ("qa_group_scopes"."service_id" is null))
);
--> statement-breakpoint
CREATE TABLE "qa_groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"work_limit" integer DEFAULT 3 NOT NULL,
	"offer_minutes" integer DEFAULT 120 NOT NULL,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "qa_groups_limit" CHECK ("qa_groups"."work_limit" between 1 and 100),
	CONSTRAINT "qa_groups_offer" CHECK ("qa_groups"."offer_minutes" between 0 and 2880)
);
--> statement-breakpoint
CREATE TABLE "soak_rules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"environment_id" uuid NOT NULL,
	"service_id" uuid,
	"minutes" integer NOT NULL,
	"hotfixes_exempt" boolean DEFAULT false NOT NULL,
	"set_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "soak_rules_one_per_place" UNIQUE NULLS NOT DISTINCT("environment_id","service_id"),
	CONSTRAINT "soak_rules_minutes" CHECK ("soak_rules"."minutes" between 0 and 43200)
);
--> statement-breakpoint
CREATE TABLE "test_areas" (
	"handoff_id" uuid NOT NULL,
	"area" text NOT NULL,
	"verdict" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"person_id" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "test_areas_pk" PRIMARY KEY("handoff_id","area"),
	CONSTRAINT "test_areas_verdict" CHECK ("test_areas"."verdict" in ('passed', 'failed')),
	CONSTRAINT "test_areas_failed_has_reason" CHECK ("test_areas"."verdict" <> 'failed' or "test_areas"."note" <> '')
);
--> statement-breakpoint
CREATE TABLE "test_evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"handoff_id" uuid NOT NULL,
	"item_id" uuid,
	"title" text NOT NULL,
	"url" text NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "test_evidence_words" CHECK ("test_evidence"."title" <> '' and "test_evidence"."url" <> '')
);
--> statement-breakpoint
CREATE TABLE "test_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"handoff_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"area" text NOT NULL,
	"title" text NOT NULL,
	"instruction" text DEFAULT '' NOT NULL,
	"required" boolean NOT NULL,
	"check_name" text,
	"state" text DEFAULT 'open' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "test_items_position_unique" UNIQUE("handoff_id","position"),
	CONSTRAINT "test_items_state" CHECK ("test_items"."state" in ('open', 'passed', 'failed', 'not_applicable')),
	CONSTRAINT "test_items_decided" CHECK (("test_items"."state" = 'open') = ("test_items"."decided_at" is null)),
	CONSTRAINT "test_items_left_out_has_reason" CHECK ("test_items"."state" <> 'not_applicable' or "test_items"."note" <> '')
);
--> statement-breakpoint
CREATE TABLE "test_plan_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"area" text NOT NULL,
	"title" text NOT NULL,
	"instruction" text DEFAULT '' NOT NULL,
	"required" boolean DEFAULT true NOT NULL,
	"check_name" text,
	CONSTRAINT "test_plan_items_position_unique" UNIQUE("plan_id","position"),
	CONSTRAINT "test_plan_items_words" CHECK ("test_plan_items"."area" <> '' and "test_plan_items"."title" <> '')
);
--> statement-breakpoint
CREATE TABLE "test_plans" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "test_plans_version_unique" UNIQUE("service_id","version")
);
--> statement-breakpoint
CREATE TABLE "waivers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"handoff_id" uuid NOT NULL,
	"risk" text NOT NULL,
	"taken_by" uuid NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	"settled_note" text DEFAULT '' NOT NULL,
	CONSTRAINT "waivers_one_per_handoff" UNIQUE("handoff_id"),
	CONSTRAINT "waivers_risk" CHECK ("waivers"."risk" <> ''),
	CONSTRAINT "waivers_expire" CHECK ("waivers"."expires_at" > "waivers"."taken_at"),
	CONSTRAINT "waivers_not_for_ever" CHECK ("waivers"."expires_at" <= "waivers"."taken_at" + interval '2160 hours'),
	CONSTRAINT "waivers_settled" CHECK (("waivers"."settled_at" is null) = ("waivers"."settled_by" is null) and ("waivers"."settled_at" is null or "waivers"."settled_note" <> ''))
);
--> statement-breakpoint
ALTER TABLE "approval_policies" ADD COLUMN "signed_as" integer;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "other_emails" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "builds" ADD COLUMN "lines_added" integer;--> statement-breakpoint
ALTER TABLE "builds" ADD COLUMN "lines_removed" integer;--> statement-breakpoint
ALTER TABLE "builds" ADD COLUMN "commit_count" integer;--> statement-breakpoint
ALTER TABLE "builds" ADD COLUMN "compare_url" text;--> statement-breakpoint
ALTER TABLE "handoffs" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "handoffs" ADD COLUMN "offered_to" uuid;--> statement-breakpoint
ALTER TABLE "handoffs" ADD COLUMN "offered_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "build_checks" ADD CONSTRAINT "build_checks_build_id_builds_id_fk" FOREIGN KEY ("build_id") REFERENCES "public"."builds"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qa_group_members" ADD CONSTRAINT "qa_group_members_group_id_qa_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."qa_groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qa_group_members" ADD CONSTRAINT "qa_group_members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qa_group_scopes" ADD CONSTRAINT "qa_group_scopes_group_id_qa_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."qa_groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qa_group_scopes" ADD CONSTRAINT "qa_group_scopes_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "qa_group_scopes" ADD CONSTRAINT "qa_group_scopes_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soak_rules" ADD CONSTRAINT "soak_rules_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soak_rules" ADD CONSTRAINT "soak_rules_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "soak_rules" ADD CONSTRAINT "soak_rules_set_by_people_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_areas" ADD CONSTRAINT "test_areas_handoff_id_handoffs_id_fk" FOREIGN KEY ("handoff_id") REFERENCES "public"."handoffs"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_areas" ADD CONSTRAINT "test_areas_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_evidence" ADD CONSTRAINT "test_evidence_handoff_id_handoffs_id_fk" FOREIGN KEY ("handoff_id") REFERENCES "public"."handoffs"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_evidence" ADD CONSTRAINT "test_evidence_item_id_test_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."test_items"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_evidence" ADD CONSTRAINT "test_evidence_added_by_people_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_items" ADD CONSTRAINT "test_items_handoff_id_handoffs_id_fk" FOREIGN KEY ("handoff_id") REFERENCES "public"."handoffs"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_items" ADD CONSTRAINT "test_items_plan_id_test_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."test_plans"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_items" ADD CONSTRAINT "test_items_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_plan_items" ADD CONSTRAINT "test_plan_items_plan_id_test_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."test_plans"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_plans" ADD CONSTRAINT "test_plans_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_plans" ADD CONSTRAINT "test_plans_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waivers" ADD CONSTRAINT "waivers_handoff_id_handoffs_id_fk" FOREIGN KEY ("handoff_id") REFERENCES "public"."handoffs"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waivers" ADD CONSTRAINT "waivers_taken_by_people_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waivers" ADD CONSTRAINT "waivers_settled_by_people_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "qa_group_scopes_team_once" ON "qa_group_scopes" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "qa_group_scopes_service_once" ON "qa_group_scopes" USING btree ("service_id");--> statement-breakpoint
CREATE UNIQUE INDEX "qa_groups_name_unique" ON "qa_groups" USING btree (lower("name")) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "test_evidence_by_handoff" ON "test_evidence" USING btree ("handoff_id","added_at");--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_group_id_qa_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."qa_groups"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_offered_to_people_id_fk" FOREIGN KEY ("offered_to") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "handoffs_in_test_by_group" ON "handoffs" USING btree ("group_id") WHERE status = 'testing';--> statement-breakpoint
ALTER TABLE "approval_policies" ADD CONSTRAINT "approval_policies_signed_as" CHECK ("approval_policies"."signed_as" is null or "approval_policies"."signed_as" < "approval_policies"."version");--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_other_emails" CHECK (cardinality("people"."other_emails") <= 20);--> statement-breakpoint
ALTER TABLE "builds" ADD CONSTRAINT "builds_figures" CHECK (coalesce("builds"."lines_added", 0) >= 0 and coalesce("builds"."lines_removed", 0) >= 0 and coalesce("builds"."commit_count", 0) >= 0);--> statement-breakpoint
ALTER TABLE "handoffs" ADD CONSTRAINT "handoffs_offer" CHECK (("handoffs"."offered_to" is null) = ("handoffs"."offered_until" is null));