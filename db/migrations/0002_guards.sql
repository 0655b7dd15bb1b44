-- What Drizzle cannot say: the rules that must hold whoever writes, by whatever path. Each is pinned by a test that tries to
-- break it. Constraint names are part of the contract: db/constraints.ts turns them into refusal codes.

-- Rule 1: two live slots never overlap in one lane. Holds count.
ALTER TABLE slots ADD CONSTRAINT slots_no_overlap_in_lane
  EXCLUDE USING gist (occurrence_id WITH =, lane WITH =, during WITH &&) WHERE (live);
--> statement-breakpoint
-- Rule 1: two live slots never deploy the same service to the same environment at once. `during` and `live` follow the slot by
-- the composite foreign key, so this constraint also refuses a move or a revival that would clash.
ALTER TABLE slot_releases ADD CONSTRAINT slot_releases_one_service_at_a_time
  EXCLUDE USING gist (environment_id WITH =, service_id WITH =, during WITH &&) WHERE (live);
--> statement-breakpoint

-- Rule 2: a window slot lies inside its occurrence. FOR SHARE makes a concurrent change of the occurrence wait for us (and us
-- for it), so neither side can decide on a stale picture.
CREATE FUNCTION slot_lies_inside_occurrence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE occ occurrences%ROWTYPE;
BEGIN
  IF NEW.occurrence_id IS NULL OR NEW.status NOT IN ('held', 'booked', 'open') THEN RETURN NEW; END IF;
  SELECT * INTO occ FROM occurrences WHERE id = NEW.occurrence_id FOR SHARE;
  IF occ.status = 'cancelled' OR NOT occ.during @> NEW.during OR NEW.lane > occ.lanes THEN
    RAISE EXCEPTION 'slot lies outside its occurrence'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'slots_inside_occurrence', TABLE = 'slots';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER slots_inside_occurrence
  BEFORE INSERT OR UPDATE OF occurrence_id, lane, during, status ON slots
  FOR EACH ROW EXECUTE FUNCTION slot_lies_inside_occurrence();
--> statement-breakpoint
CREATE FUNCTION occurrence_keeps_its_slots() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM slots WHERE occurrence_id = NEW.id AND live
      AND (NEW.status = 'cancelled' OR NOT NEW.during @> during OR lane > NEW.lanes)
  ) THEN
    RAISE EXCEPTION 'a live slot would lie outside its occurrence'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'slots_inside_occurrence', TABLE = 'occurrences';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER occurrences_keep_their_slots
  AFTER UPDATE OF during, lanes, status ON occurrences
  FOR EACH ROW EXECUTE FUNCTION occurrence_keeps_its_slots();
--> statement-breakpoint

-- Rule 4: a deployment is of the release's newest build, in an open slot with the slot's fencing number, and where the
-- environment requires it, QA accepted exactly this build. FOR SHARE on the release makes a hand-over at the same moment wait.
CREATE FUNCTION deployment_is_of_an_accepted_build() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM releases WHERE id = NEW.release_id FOR SHARE;
  IF EXISTS (
    SELECT 1 FROM builds newer JOIN builds own ON own.id = NEW.build_id
    WHERE newer.release_id = NEW.release_id AND newer.number > own.number
  ) THEN
    RAISE EXCEPTION 'a newer build of the release exists'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'deployments_newest_build', TABLE = 'deployments';
  END IF;
  IF (SELECT requires_acceptance FROM environments WHERE id = NEW.environment_id) AND NOT EXISTS (
    SELECT 1 FROM handoffs WHERE id = NEW.handoff_id AND build_id = NEW.build_id AND status = 'accepted'
  ) THEN
    RAISE EXCEPTION 'QA has not accepted this build'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'deployments_accepted_by_qa', TABLE = 'deployments';
  END IF;
  IF NOT EXISTS (
    SELECT 1 FROM slots WHERE id = NEW.slot_id AND status = 'open' AND fencing_number = NEW.fencing_number
  ) THEN
    RAISE EXCEPTION 'the slot is not open'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'deployments_slot_open', TABLE = 'deployments';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER deployments_of_accepted_builds
  BEFORE INSERT ON deployments FOR EACH ROW EXECUTE FUNCTION deployment_is_of_an_accepted_build();
--> statement-breakpoint
-- What a deployment ships, and under which numbers, never changes after it was made.
CREATE FUNCTION deployment_identity_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.slot_id, NEW.release_id, NEW.build_id, NEW.artifact_digest, NEW.target_id, NEW.fencing_number, NEW.webhook_id, NEW.handoff_id)
     IS DISTINCT FROM
     (OLD.slot_id, OLD.release_id, OLD.build_id, OLD.artifact_digest, OLD.target_id, OLD.fencing_number, OLD.webhook_id, OLD.handoff_id)
  THEN
    RAISE EXCEPTION 'a deployment cannot become another one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'deployments_identity_fixed', TABLE = 'deployments';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER deployments_identity_fixed
  BEFORE UPDATE ON deployments FOR EACH ROW EXECUTE FUNCTION deployment_identity_is_fixed();
--> statement-breakpoint

-- Rule 7: no call is written down, and so none is sent, after the slot's end.
CREATE FUNCTION delivery_is_inside_its_slot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sent_at >= (SELECT call_until FROM deployments WHERE id = NEW.deployment_id) THEN
    RAISE EXCEPTION 'the slot has ended'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'deliveries_inside_slot', TABLE = 'deliveries';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER deliveries_inside_slot
  BEFORE INSERT ON deliveries FOR EACH ROW EXECUTE FUNCTION delivery_is_inside_its_slot();
--> statement-breakpoint

-- Rule 6: who wrote, built, booked or submitted it cannot approve it, unless the policy relaxes it. Addresses compare
-- without case, so that a commit under another spelling of the same address is still the author's.
CREATE FUNCTION approval_is_not_by_an_author() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (SELECT author_excluded FROM approval_policies WHERE id = NEW.policy_id) THEN RETURN NEW; END IF;
  IF EXISTS (SELECT 1 FROM slots WHERE id = NEW.slot_id AND booked_by = NEW.person_id)
    OR EXISTS (
      SELECT 1 FROM slot_releases sr
      JOIN releases r ON r.id = sr.release_id
      LEFT JOIN builds b ON b.release_id = r.id
      LEFT JOIN handoffs h ON h.build_id = b.id
      JOIN people p ON p.id = NEW.person_id
      WHERE sr.slot_id = NEW.slot_id
        AND (r.created_by = p.id OR b.created_by = p.id OR h.handed_over_by = p.id OR lower(b.author_email) = lower(p.email))
    )
  THEN
    RAISE EXCEPTION 'an author cannot approve'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'approvals_not_by_author', TABLE = 'approvals';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER approvals_not_by_author
  BEFORE INSERT ON approvals FOR EACH ROW EXECUTE FUNCTION approval_is_not_by_an_author();
--> statement-breakpoint

-- Rows that are evidence never change and never go.
CREATE FUNCTION row_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME
    USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only', TABLE = TG_TABLE_NAME;
END $$;
--> statement-breakpoint
CREATE TRIGGER builds_append_only BEFORE UPDATE OR DELETE ON builds FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER approvals_append_only BEFORE UPDATE OR DELETE ON approvals FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER approval_policies_append_only BEFORE UPDATE OR DELETE ON approval_policies FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER approval_stages_append_only BEFORE UPDATE OR DELETE ON approval_stages FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER deployment_reports_append_only BEFORE UPDATE OR DELETE ON deployment_reports FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER deliveries_stay BEFORE DELETE ON deliveries FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_links_append_only BEFORE UPDATE OR DELETE ON audit_links FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER audit_links_no_truncate BEFORE TRUNCATE ON audit_links FOR EACH STATEMENT EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint

-- Rule 9: the chain. `jsonb` prints its keys in one order and each value in one form, so the text is canonical.
CREATE FUNCTION audit_hash(event audit_events, previous_hash text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(previous_hash || jsonb_build_object(
    'id', event.id, 'at', to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'actor_kind', event.actor_kind, 'actor_id', event.actor_id, 'actor_name', event.actor_name, 'action', event.action,
    'subject_kind', event.subject_kind, 'subject_id', event.subject_id, 'subject_name', event.subject_name,
    'release_id', event.release_id, 'data', event.data)::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- Deferred to commit: the lock on the chain is always the last one a transaction takes (no deadlock with row locks) and is held
-- only while it commits. A transaction that is not READ COMMITTED sees an old head and is refused by the unique key.
CREATE FUNCTION audit_event_is_chained() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head audit_links%ROWTYPE;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('signalbox.audit_chain'));
  SELECT * INTO head FROM audit_links ORDER BY seq DESC LIMIT 1;
  INSERT INTO audit_links (seq, event_id, previous_hash, hash)
    VALUES (coalesce(head.seq, 0) + 1, NEW.id, coalesce(head.hash, ''), audit_hash(NEW, coalesce(head.hash, '')));
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER audit_events_chained
  AFTER INSERT ON audit_events DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION audit_event_is_chained();
--> statement-breakpoint

-- The arrows of the state machines in lib/domain; a test holds this table against them.
INSERT INTO state_arrows (machine, from_state, to_state) VALUES
  ('release', 'draft', 'with_qa'),
  ('release', 'draft', 'withdrawn'),
  ('release', 'with_qa', 'with_dev'),
  ('release', 'with_qa', 'accepted'),
  ('release', 'with_qa', 'withdrawn'),
  ('release', 'with_dev', 'with_qa'),
  ('release', 'with_dev', 'withdrawn'),
  ('release', 'accepted', 'with_qa'),
  ('release', 'accepted', 'departing'),
  ('release', 'accepted', 'withdrawn'),
  ('release', 'departing', 'released'),
  ('release', 'departing', 'failed'),
  ('release', 'released', 'rolled_back'),
  ('release', 'failed', 'accepted'),
  ('release', 'failed', 'with_dev'),
  ('release', 'failed', 'withdrawn'),
  ('handoff', 'queued', 'testing'),
  ('handoff', 'queued', 'superseded'),
  ('handoff', 'queued', 'withdrawn'),
  ('handoff', 'testing', 'queued'),
  ('handoff', 'testing', 'accepted'),
  ('handoff', 'testing', 'rejected'),
  ('handoff', 'testing', 'superseded'),
  ('handoff', 'testing', 'withdrawn'),
  ('handoff', 'accepted', 'superseded'),
  ('handoff', 'accepted', 'withdrawn'),
  ('slot', 'held', 'booked'),
  ('slot', 'held', 'cancelled'),
  ('slot', 'held', 'expired'),
  ('slot', 'booked', 'open'),
  ('slot', 'booked', 'missed'),
  ('slot', 'booked', 'cancelled'),
  ('slot', 'open', 'closed'),
  ('deployment', 'pending', 'calling'),
  ('deployment', 'pending', 'failed'),
  ('deployment', 'pending', 'timed_out'),
  ('deployment', 'calling', 'running'),
  ('deployment', 'calling', 'succeeded'),
  ('deployment', 'calling', 'failed'),
  ('deployment', 'calling', 'timed_out'),
  ('deployment', 'running', 'succeeded'),
  ('deployment', 'running', 'failed'),
  ('deployment', 'running', 'timed_out'),
  ('deployment', 'succeeded', 'rolling_back'),
  ('deployment', 'failed', 'rolling_back'),
  ('deployment', 'timed_out', 'rolling_back'),
  ('deployment', 'rolling_back', 'rolled_back');
--> statement-breakpoint
CREATE FUNCTION status_follows_an_arrow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> OLD.status AND NOT EXISTS (
    SELECT 1 FROM state_arrows WHERE machine = TG_ARGV[0] AND from_state = OLD.status AND to_state = NEW.status
  ) THEN
    RAISE EXCEPTION '% cannot go from % to %', TG_ARGV[0], OLD.status, NEW.status
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_status_arrow', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER releases_status_arrow BEFORE UPDATE OF status ON releases FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('release');
--> statement-breakpoint
CREATE TRIGGER handoffs_status_arrow BEFORE UPDATE OF status ON handoffs FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('handoff');
--> statement-breakpoint
CREATE TRIGGER slots_status_arrow BEFORE UPDATE OF status ON slots FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('slot');
--> statement-breakpoint
CREATE TRIGGER deployments_status_arrow BEFORE UPDATE OF status ON deployments FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('deployment');
--> statement-breakpoint
-- A later opening always carries a higher fencing number, so a receiver can refuse the older of two calls.
CREATE SEQUENCE slot_fencing_numbers;
--> statement-breakpoint
INSERT INTO installation (id) VALUES (1);
