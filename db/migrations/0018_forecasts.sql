CREATE TABLE "forecast_calibrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"measured_at" timestamp with time zone NOT NULL,
	"horizon" text,
	"cases" integer NOT NULL,
	"p50_held" double precision NOT NULL,
	"p85_held" double precision NOT NULL,
	"brier" double precision,
	"chances" integer NOT NULL,
	"bins" jsonb NOT NULL,
	CONSTRAINT "forecast_calibrations_horizon" CHECK ("forecast_calibrations"."horizon" is null or "forecast_calibrations"."horizon" in ('day', 'week', 'later'))
);
--> statement-breakpoint
CREATE TABLE "forecast_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"release_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"current" boolean NOT NULL,
	"phase" text NOT NULL,
	"p50" timestamp with time zone NOT NULL,
	"p85" timestamp with time zone NOT NULL,
	"p95" timestamp with time zone NOT NULL,
	"twentieths" jsonb NOT NULL,
	"bars" jsonb NOT NULL,
	"lands" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"waits_for" text,
	"waits_for_share" double precision,
	"slot_id" uuid,
	"departure_id" uuid,
	"booked_at" timestamp with time zone,
	"booked_for" timestamp with time zone,
	"chance" double precision,
	"own_handovers" integer NOT NULL,
	"team_handovers" integer NOT NULL,
	"all_handovers" integer NOT NULL,
	"borrowed" text NOT NULL,
	"draws" integer NOT NULL,
	"actual_at" timestamp with time zone,
	"rank" double precision,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "forecast_runs_phase" CHECK ("forecast_runs"."phase" in ('making', 'waiting', 'testing', 'rework', 'approving', 'timetable')),
	CONSTRAINT "forecast_runs_borrowed" CHECK ("forecast_runs"."borrowed" in ('nobody', 'team', 'all')),
	CONSTRAINT "forecast_runs_in_order" CHECK ("forecast_runs"."p50" <= "forecast_runs"."p85" and "forecast_runs"."p85" <= "forecast_runs"."p95"),
	CONSTRAINT "forecast_runs_chance" CHECK ("forecast_runs"."chance" is null or "forecast_runs"."chance" between 0 and 1),
	CONSTRAINT "forecast_runs_rank" CHECK (("forecast_runs"."rank" is null) = ("forecast_runs"."actual_at" is null))
);
--> statement-breakpoint
CREATE TABLE "promises" (
	"id" uuid PRIMARY KEY NOT NULL,
	"release_id" uuid NOT NULL,
	"promised_for" timestamp with time zone NOT NULL,
	"to_whom" text NOT NULL,
	"given_by" uuid NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"chance_then" double precision,
	"warned_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "promises_to_whom" CHECK ("promises"."to_whom" <> ''),
	CONSTRAINT "promises_ahead" CHECK ("promises"."promised_for" > "promises"."given_at")
);
--> statement-breakpoint
ALTER TABLE "forecast_runs" ADD CONSTRAINT "forecast_runs_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecast_runs" ADD CONSTRAINT "forecast_runs_slot_id_slots_id_fk" FOREIGN KEY ("slot_id") REFERENCES "public"."slots"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "forecast_runs" ADD CONSTRAINT "forecast_runs_departure_id_departures_id_fk" FOREIGN KEY ("departure_id") REFERENCES "public"."departures"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_given_by_people_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "forecast_calibrations_newest" ON "forecast_calibrations" USING btree ("measured_at");--> statement-breakpoint
CREATE UNIQUE INDEX "forecast_runs_one_current" ON "forecast_runs" USING btree ("release_id") WHERE current;--> statement-breakpoint
CREATE INDEX "forecast_runs_settled" ON "forecast_runs" USING btree ("actual_at") WHERE actual_at is not null;--> statement-breakpoint
CREATE INDEX "forecast_runs_by_release" ON "forecast_runs" USING btree ("release_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "promises_one_per_release" ON "promises" USING btree ("release_id") WHERE ended_at is null;