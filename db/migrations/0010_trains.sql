CREATE TABLE "departure_blockers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"departure_id" uuid NOT NULL,
	"kind" text DEFAULT 'raised' NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"reason" text NOT NULL,
	"raised_by" uuid,
	"raised_at" timestamp with time zone NOT NULL,
	"ended_by" uuid,
	"ended_at" timestamp with time zone,
	"end_reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "departure_blockers_kind" CHECK ("departure_blockers"."kind" in ('raised', 'after_failure')),
	CONSTRAINT "departure_blockers_status" CHECK ("departure_blockers"."status" in ('open', 'resolved', 'waived')),
	CONSTRAINT "departure_blockers_reason" CHECK ("departure_blockers"."reason" <> ''),
	CONSTRAINT "departure_blockers_ended" CHECK (("departure_blockers"."status" = 'open') = ("departure_blockers"."ended_at" is null)),
	CONSTRAINT "departure_blockers_waived_with_reason" CHECK ("departure_blockers"."status" <> 'waived' or "departure_blockers"."end_reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "departure_decisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"departure_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"person_id" uuid,
	"note" text DEFAULT '' NOT NULL,
	"readiness" jsonb NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "departure_decisions_decision" CHECK ("departure_decisions"."decision" in ('go', 'no_go'))
);
--> statement-breakpoint
CREATE TABLE "departures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"train_id" uuid NOT NULL,
	"original_local_start" text NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"boarding_at" timestamp with time zone NOT NULL,
	"cut_off_at" timestamp with time zone NOT NULL,
	"qa_exit_at" timestamp with time zone NOT NULL,
	"go_no_go_at" timestamp with time zone NOT NULL,
	"departs_at" timestamp with time zone NOT NULL,
	"arrives_at" timestamp with time zone NOT NULL,
	"status" text DEFAULT 'scheduled' NOT NULL,
	"status_since" timestamp with time zone NOT NULL,
	"turn" integer NOT NULL,
	"conductor_id" uuid,
	"backup_id" uuid,
	"moved_at" timestamp with time zone,
	"qa_exit_done_at" timestamp with time zone,
	"soon_told_at" timestamp with time zone,
	"hold_cause" text,
	"hold_reason" text DEFAULT '' NOT NULL,
	"held_by" uuid,
	"held_at" timestamp with time zone,
	"hold_until" timestamp with time zone,
	"departed_at" timestamp with time zone,
	"arrived_at" timestamp with time zone,
	"outcome" text,
	"cancel_reason" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "departures_once" UNIQUE("train_id","original_local_start"),
	CONSTRAINT "departures_status" CHECK ("departures"."status" in ('scheduled', 'boarding', 'locked', 'go', 'held', 'departed', 'arrived', 'skipped', 'cancelled')),
	CONSTRAINT "departures_original_local_start" CHECK ("departures"."original_local_start" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
	CONSTRAINT "departures_in_order" CHECK ("departures"."boarding_at" <= "departures"."cut_off_at" and "departures"."cut_off_at" <= "departures"."qa_exit_at" and "departures"."qa_exit_at" <= "departures"."go_no_go_at" and "departures"."go_no_go_at" <= "departures"."departs_at" and "departures"."departs_at" < "departures"."arrives_at"),
	CONSTRAINT "departures_hold_cause" CHECK ("departures"."hold_cause" is null or "departures"."hold_cause" in ('person', 'blockers', 'no_go', 'undecided', 'freeze')),
	CONSTRAINT "departures_held_has_reason" CHECK ("departures"."status" <> 'held' or ("departures"."hold_cause" is not null and "departures"."hold_reason" <> '' and "departures"."held_at" is not null)),
	CONSTRAINT "departures_departed" CHECK ("departures"."status" not in ('departed', 'arrived') or "departures"."departed_at" is not null),
	CONSTRAINT "departures_arrived" CHECK ("departures"."status" <> 'arrived' or ("departures"."arrived_at" is not null and "departures"."outcome" is not null and "departures"."outcome" in ('complete', 'incomplete', 'failed')))
);
--> statement-breakpoint
CREATE TABLE "roll_call_answers" (
	"departure_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"ready" boolean NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"person_id" uuid NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "roll_call_answers_pk" PRIMARY KEY("departure_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "ticket_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_departure_id" uuid,
	"to_departure_id" uuid,
	"reason" text NOT NULL,
	"moved_by" uuid,
	"moved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_moves_kind" CHECK ("ticket_moves"."kind" in ('boarded', 'moved', 'cut_off', 'not_accepted', 'bumped', 'slot_missed', 'service_taken', 'skipped', 'cancelled', 'withdrawn', 'left', 'arrived', 'failed')),
	CONSTRAINT "ticket_moves_reason" CHECK ("ticket_moves"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"release_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"train_id" uuid NOT NULL,
	"departure_id" uuid,
	"status" text DEFAULT 'aboard' NOT NULL,
	"hotfix" boolean DEFAULT false NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"boarded_by" uuid NOT NULL,
	"boarded_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tickets_status" CHECK ("tickets"."status" in ('aboard', 'waiting', 'arrived', 'failed', 'left')),
	CONSTRAINT "tickets_aboard_somewhere" CHECK ("tickets"."status" in ('waiting', 'left') or "tickets"."departure_id" is not null),
	CONSTRAINT "tickets_waits_nowhere" CHECK ("tickets"."status" <> 'waiting' or "tickets"."departure_id" is null),
	CONSTRAINT "tickets_ended" CHECK (("tickets"."status" in ('aboard', 'waiting')) = ("tickets"."ended_at" is null))
);
--> statement-breakpoint
CREATE TABLE "train_conductors" (
	"train_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "train_conductors_pk" PRIMARY KEY("train_id","position"),
	CONSTRAINT "train_conductors_once" UNIQUE("train_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "train_environments" (
	"train_id" uuid NOT NULL,
	"environment_id" uuid NOT NULL,
	CONSTRAINT "train_environments_pk" PRIMARY KEY("train_id","environment_id")
);
--> statement-breakpoint
CREATE TABLE "trains" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"zone" text NOT NULL,
	"local_start" text NOT NULL,
	"duration_minutes" integer NOT NULL,
	"rrule" text,
	"exdates" text[] DEFAULT '{}' NOT NULL,
	"rdates" text[] DEFAULT '{}' NOT NULL,
	"weekdays" text[] DEFAULT '{"MO","TU","WE","TH","FR"}' NOT NULL,
	"holiday_calendar_id" uuid,
	"on_day_off" text DEFAULT 'keep' NOT NULL,
	"milestones" jsonb NOT NULL,
	"capacity" integer,
	"bumping" text DEFAULT 'never' NOT NULL,
	"missed" text DEFAULT 'next_departure' NOT NULL,
	"missed_train_id" uuid,
	"hold_minutes" integer DEFAULT 240 NOT NULL,
	"hold_then" text DEFAULT 'ask' NOT NULL,
	"go_rule" text DEFAULT 'decided' NOT NULL,
	"go_roles" text[] DEFAULT '{"release_manager"}' NOT NULL,
	"on_failure" text DEFAULT 'stop' NOT NULL,
	"overlapping" boolean DEFAULT true NOT NULL,
	"notice_minutes" integer DEFAULT 1440 NOT NULL,
	"expanded_until" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trains_local_start" CHECK ("trains"."local_start" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
	CONSTRAINT "trains_duration" CHECK ("trains"."duration_minutes" between 1 and 44640),
	CONSTRAINT "trains_capacity" CHECK ("trains"."capacity" is null or "trains"."capacity" between 1 and 1000),
	CONSTRAINT "trains_on_day_off" CHECK ("trains"."on_day_off" in ('keep', 'next', 'previous')),
	CONSTRAINT "trains_bumping" CHECK ("trains"."bumping" in ('never', 'hotfix', 'readiest')),
	CONSTRAINT "trains_missed" CHECK ("trains"."missed" in ('next_departure', 'ask', 'named_train')),
	CONSTRAINT "trains_missed_names_train" CHECK (("trains"."missed" = 'named_train') = ("trains"."missed_train_id" is not null)),
	CONSTRAINT "trains_hold" CHECK ("trains"."hold_minutes" between 0 and 525600),
	CONSTRAINT "trains_hold_then" CHECK ("trains"."hold_then" in ('go', 'cancel', 'ask')),
	CONSTRAINT "trains_go_rule" CHECK ("trains"."go_rule" in ('decided', 'all_teams_ready', 'automatic')),
	CONSTRAINT "trains_go_roles" CHECK ("trains"."go_roles" <@ array['admin', 'release_manager', 'developer', 'qa', 'stakeholder']::text[]),
	CONSTRAINT "trains_on_failure" CHECK ("trains"."on_failure" in ('stop', 'go_on')),
	CONSTRAINT "trains_notice" CHECK ("trains"."notice_minutes" between 0 and 525600),
	CONSTRAINT "trains_weekdays" CHECK ("trains"."weekdays" <@ array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']::text[] and cardinality("trains"."weekdays") > 0)
);
--> statement-breakpoint
ALTER TABLE "slots" ADD COLUMN "departure_id" uuid;--> statement-breakpoint
ALTER TABLE "departure_blockers" ADD CONSTRAINT "departure_blockers_departure_id_departures_id_fk" FOREIGN KEY ("departure_id") REFERENCES "public"."departures"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departure_blockers" ADD CONSTRAINT "departure_blockers_raised_by_people_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departure_blockers" ADD CONSTRAINT "departure_blockers_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departure_decisions" ADD CONSTRAINT "departure_decisions_departure_id_departures_id_fk" FOREIGN KEY ("departure_id") REFERENCES "public"."departures"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departure_decisions" ADD CONSTRAINT "departure_decisions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_train_id_trains_id_fk" FOREIGN KEY ("train_id") REFERENCES "public"."trains"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_conductor_id_people_id_fk" FOREIGN KEY ("conductor_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_backup_id_people_id_fk" FOREIGN KEY ("backup_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "departures" ADD CONSTRAINT "departures_held_by_people_id_fk" FOREIGN KEY ("held_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_call_answers" ADD CONSTRAINT "roll_call_answers_departure_id_departures_id_fk" FOREIGN KEY ("departure_id") REFERENCES "public"."departures"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_call_answers" ADD CONSTRAINT "roll_call_answers_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_call_answers" ADD CONSTRAINT "roll_call_answers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_moves" ADD CONSTRAINT "ticket_moves_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_moves" ADD CONSTRAINT "ticket_moves_from_departure_id_departures_id_fk" FOREIGN KEY ("from_departure_id") REFERENCES "public"."departures"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_moves" ADD CONSTRAINT "ticket_moves_to_departure_id_departures_id_fk" FOREIGN KEY ("to_departure_id") REFERENCES "public"."departures"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_moves" ADD CONSTRAINT "ticket_moves_moved_by_people_id_fk" FOREIGN KEY ("moved_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_train_id_trains_id_fk" FOREIGN KEY ("train_id") REFERENCES "public"."trains"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_departure_id_departures_id_fk" FOREIGN KEY ("departure_id") REFERENCES "public"."departures"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_boarded_by_people_id_fk" FOREIGN KEY ("boarded_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_release_fk" FOREIGN KEY ("release_id","service_id") REFERENCES "public"."releases"("id","service_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "train_conductors" ADD CONSTRAINT "train_conductors_train_id_trains_id_fk" FOREIGN KEY ("train_id") REFERENCES "public"."trains"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "train_conductors" ADD CONSTRAINT "train_conductors_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "train_environments" ADD CONSTRAINT "train_environments_train_id_trains_id_fk" FOREIGN KEY ("train_id") REFERENCES "public"."trains"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "train_environments" ADD CONSTRAINT "train_environments_environment_id_environments_id_fk" FOREIGN KEY ("environment_id") REFERENCES "public"."environments"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trains" ADD CONSTRAINT "trains_holiday_calendar_id_calendars_id_fk" FOREIGN KEY ("holiday_calendar_id") REFERENCES "public"."calendars"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trains" ADD CONSTRAINT "trains_missed_train_id_trains_id_fk" FOREIGN KEY ("missed_train_id") REFERENCES "public"."trains"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trains" ADD CONSTRAINT "trains_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "departure_blockers_by_departure" ON "departure_blockers" USING btree ("departure_id");--> statement-breakpoint
CREATE INDEX "departure_decisions_by_departure" ON "departure_decisions" USING btree ("departure_id","decided_at");--> statement-breakpoint
CREATE INDEX "departures_by_train" ON "departures" USING btree ("train_id","departs_at");--> statement-breakpoint
CREATE INDEX "departures_by_time" ON "departures" USING btree ("departs_at");--> statement-breakpoint
CREATE INDEX "departures_under_way" ON "departures" USING btree ("boarding_at") WHERE status in ('scheduled', 'boarding', 'locked', 'go', 'held', 'departed');--> statement-breakpoint
CREATE INDEX "ticket_moves_by_ticket" ON "ticket_moves" USING btree ("ticket_id","moved_at");--> statement-breakpoint
CREATE INDEX "ticket_moves_by_departure" ON "ticket_moves" USING btree ("from_departure_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_one_live_per_release" ON "tickets" USING btree ("release_id") WHERE status in ('aboard', 'waiting');--> statement-breakpoint
CREATE UNIQUE INDEX "tickets_one_release_of_a_service" ON "tickets" USING btree ("departure_id","service_id") WHERE status = 'aboard';--> statement-breakpoint
CREATE INDEX "tickets_by_departure" ON "tickets" USING btree ("departure_id");--> statement-breakpoint
CREATE INDEX "tickets_by_release" ON "tickets" USING btree ("release_id");--> statement-breakpoint
CREATE UNIQUE INDEX "trains_name_unique" ON "trains" USING btree (lower("name")) WHERE archived_at is null;--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_departure_id_departures_id_fk" FOREIGN KEY ("departure_id") REFERENCES "public"."departures"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "slots_by_departure" ON "slots" USING btree ("departure_id") WHERE departure_id is not null;--> statement-breakpoint
ALTER TABLE "slots" ADD CONSTRAINT "slots_train_has_departure" CHECK (("slots"."origin" = 'train') = ("slots"."departure_id" is not null));