CREATE TABLE "history_import_parts" (
	"import_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "history_import_parts_pk" PRIMARY KEY("import_id","position")
);
--> statement-breakpoint
CREATE TABLE "history_import_problems" (
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"code" text NOT NULL,
	"item" text NOT NULL,
	"message" text NOT NULL,
	CONSTRAINT "history_import_problems_pk" PRIMARY KEY("import_id","line","code")
);
--> statement-breakpoint
CREATE TABLE "history_import_rows" (
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"item" text NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "history_import_rows_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
CREATE TABLE "history_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"status" text DEFAULT 'uploading' NOT NULL,
	"bytes" integer NOT NULL,
	"received_bytes" integer DEFAULT 0 NOT NULL,
	"read_bytes" integer DEFAULT 0 NOT NULL,
	"run" integer DEFAULT 0 NOT NULL,
	"reading" jsonb,
	"findings" jsonb,
	"service_id" uuid,
	"team_id" uuid,
	"imported_items" integer,
	"imported_rows" integer,
	"message" text DEFAULT '' NOT NULL,
	"created_by" uuid NOT NULL,
	"imported_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "history_imports_status" CHECK ("history_imports"."status" in ('uploading', 'reading', 'ready', 'importing', 'imported', 'failed', 'cancelled', 'removed')),
	CONSTRAINT "history_imports_bytes" CHECK ("history_imports"."received_bytes" between 0 and 67108864 and "history_imports"."bytes" between 1 and 67108864),
	CONSTRAINT "history_imports_one_owner" CHECK ("history_imports"."service_id" is null or "history_imports"."team_id" is null),
	CONSTRAINT "history_imports_imported" CHECK (("history_imports"."status" in ('imported', 'removed')) = ("history_imports"."imported_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "history_intervals" (
	"import_id" uuid NOT NULL,
	"item" text NOT NULL,
	"position" integer NOT NULL,
	"stage" text NOT NULL,
	"state" text NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone,
	CONSTRAINT "history_intervals_pk" PRIMARY KEY("import_id","item","position"),
	CONSTRAINT "history_intervals_stage" CHECK ("history_intervals"."stage" in ('development', 'waiting', 'testing', 'with_dev', 'accepted', 'released', 'left_out')),
	CONSTRAINT "history_intervals_forward" CHECK ("history_intervals"."left_at" is null or "history_intervals"."left_at" >= "history_intervals"."entered_at")
);
--> statement-breakpoint
CREATE TABLE "inbound_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source_id" uuid NOT NULL,
	"delivery_id" text NOT NULL,
	"header_event" text DEFAULT '' NOT NULL,
	"event_type" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"occurred_at" timestamp with time zone,
	"place" text DEFAULT '' NOT NULL,
	"ref" text,
	"commit_sha" text,
	"artifact_digest" text,
	"correlation" text,
	"payload" text,
	"payload_bytes" integer NOT NULL,
	"outcome" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"awaits_build" text,
	"effects" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"repeats" integer DEFAULT 0 NOT NULL,
	"repeated_at" timestamp with time zone,
	"replayed_at" timestamp with time zone,
	CONSTRAINT "inbound_events_delivery_unique" UNIQUE("source_id","delivery_id"),
	CONSTRAINT "inbound_events_outcome" CHECK ("inbound_events"."outcome" in ('applied', 'ignored', 'duplicate', 'late', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "inbound_mappings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source_id" uuid NOT NULL,
	"place" text NOT NULL,
	"service_id" uuid NOT NULL,
	"build_from" text NOT NULL,
	"tag_pattern" text DEFAULT 'v*' NOT NULL,
	"branch_pattern" text DEFAULT '' NOT NULL,
	CONSTRAINT "inbound_mappings_build_from" CHECK ("inbound_mappings"."build_from" in ('artifact', 'run', 'release', 'tag', 'push'))
);
--> statement-breakpoint
CREATE TABLE "inbound_marks" (
	"source_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "inbound_marks_pk" PRIMARY KEY("source_id","subject")
);
--> statement-breakpoint
CREATE TABLE "inbound_sources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"secret_sealed" text NOT NULL,
	"previous_secret_sealed" text,
	"previous_secret_until" timestamp with time zone,
	"last_seen_at" timestamp with time zone,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbound_sources_kind" CHECK ("inbound_sources"."kind" in ('github', 'gitlab', 'cdevents'))
);
--> statement-breakpoint
ALTER TABLE "history_import_parts" ADD CONSTRAINT "history_import_parts_import_id_history_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."history_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_import_problems" ADD CONSTRAINT "history_import_problems_import_id_history_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."history_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_import_rows" ADD CONSTRAINT "history_import_rows_import_id_history_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."history_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_imports" ADD CONSTRAINT "history_imports_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_imports" ADD CONSTRAINT "history_imports_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_imports" ADD CONSTRAINT "history_imports_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "history_intervals" ADD CONSTRAINT "history_intervals_import_id_history_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."history_imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_events" ADD CONSTRAINT "inbound_events_source_id_inbound_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."inbound_sources"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_mappings" ADD CONSTRAINT "inbound_mappings_source_id_inbound_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."inbound_sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_mappings" ADD CONSTRAINT "inbound_mappings_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_marks" ADD CONSTRAINT "inbound_marks_source_id_inbound_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."inbound_sources"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_sources" ADD CONSTRAINT "inbound_sources_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "history_intervals_by_time" ON "history_intervals" USING btree ("entered_at");--> statement-breakpoint
CREATE INDEX "inbound_events_newest" ON "inbound_events" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "inbound_events_by_ref" ON "inbound_events" USING btree ("source_id","ref") WHERE ref is not null;--> statement-breakpoint
CREATE INDEX "inbound_events_by_correlation" ON "inbound_events" USING btree ("source_id","correlation") WHERE correlation is not null;--> statement-breakpoint
CREATE INDEX "inbound_events_awaiting" ON "inbound_events" USING btree ("source_id","awaits_build") WHERE awaits_build is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_mappings_once" ON "inbound_mappings" USING btree ("source_id",lower("place"),"service_id");--> statement-breakpoint
CREATE INDEX "inbound_mappings_by_service" ON "inbound_mappings" USING btree ("service_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_sources_name_unique" ON "inbound_sources" USING btree (lower("name"));