-- A group tests no more at once than its limit. The group's row is locked first, so of two claims at the same moment the second counts
-- the first. A lowered limit takes nothing out of anybody's hands; it only lets nothing more in.
CREATE FUNCTION handoff_fits_its_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> 'testing' OR NEW.group_id IS NULL THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'testing' AND OLD.group_id IS NOT DISTINCT FROM NEW.group_id THEN RETURN NEW; END IF;
  PERFORM 1 FROM qa_groups WHERE id = NEW.group_id FOR NO KEY UPDATE;
  IF (SELECT count(*) FROM handoffs WHERE group_id = NEW.group_id AND status = 'testing' AND id <> NEW.id)
     >= (SELECT work_limit FROM qa_groups WHERE id = NEW.group_id)
  THEN
    RAISE EXCEPTION 'the group has as much in test as it takes on'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'handoffs_within_group_limit', TABLE = 'handoffs';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER handoffs_within_group_limit
  BEFORE INSERT OR UPDATE OF status, group_id ON handoffs FOR EACH ROW EXECUTE FUNCTION handoff_fits_its_group();
--> statement-breakpoint

-- A test plan's version is what turns were judged by: it is added, never changed.
CREATE TRIGGER test_plans_append_only BEFORE UPDATE OR DELETE ON test_plans FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER test_plan_items_append_only BEFORE UPDATE OR DELETE ON test_plan_items FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint

-- What was looked at, and what a pipeline answers, is fixed once a turn is judged: the verdict was given on it.
CREATE FUNCTION test_of_a_running_turn() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE turn uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.handoff_id ELSE NEW.handoff_id END;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM handoffs WHERE id = turn AND status IN ('queued', 'testing')) THEN
    RAISE EXCEPTION 'the turn is over'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'test_items_of_a_running_turn', TABLE = TG_TABLE_NAME;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER test_items_of_a_running_turn BEFORE UPDATE OR DELETE ON test_items FOR EACH ROW EXECUTE FUNCTION test_of_a_running_turn();
--> statement-breakpoint
CREATE TRIGGER test_areas_of_a_running_turn BEFORE UPDATE OR DELETE ON test_areas FOR EACH ROW EXECUTE FUNCTION test_of_a_running_turn();
--> statement-breakpoint
CREATE TRIGGER test_evidence_of_a_running_turn BEFORE UPDATE OR DELETE ON test_evidence FOR EACH ROW EXECUTE FUNCTION test_of_a_running_turn();
--> statement-breakpoint

-- A risk is taken once: what it is and until when never changes, it can only be settled.
CREATE FUNCTION waiver_only_settles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.settled_at IS NOT NULL
     OR (to_jsonb(NEW) - 'settled_at' - 'settled_by' - 'settled_note') IS DISTINCT FROM
        (to_jsonb(OLD) - 'settled_at' - 'settled_by' - 'settled_note')
  THEN
    RAISE EXCEPTION 'a waiver can only be settled'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'waivers_fixed', TABLE = 'waivers';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER waivers_fixed BEFORE UPDATE ON waivers FOR EACH ROW EXECUTE FUNCTION waiver_only_settles();
--> statement-breakpoint
CREATE TRIGGER waivers_stay BEFORE DELETE ON waivers FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint

-- Case 23: whoever has an address of somebody's among their other ones is the same person, whichever account they use.
CREATE FUNCTION is_address_of(address text, person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT 1 FROM people WHERE id = person AND (lower(email) = lower(address) OR lower(address) = ANY (other_emails))
  ) OR EXISTS (
    SELECT 1 FROM people known JOIN people asked ON asked.id = person
    WHERE lower(address) = ANY (known.other_emails || lower(known.email))
      AND (lower(asked.email) = ANY (known.other_emails) OR lower(known.email) = ANY (asked.other_emails))
  )
$$;
--> statement-breakpoint
CREATE FUNCTION is_same_person(one uuid, other uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT one = other OR EXISTS (
    SELECT 1 FROM people a JOIN people b ON b.id = other
    WHERE a.id = one AND (lower(a.email) = ANY (b.other_emails) OR lower(b.email) = ANY (a.other_emails))
  )
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION approval_is_not_by_an_author() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT (SELECT author_excluded FROM approval_policies WHERE id = NEW.policy_id) THEN RETURN NEW; END IF;
  IF EXISTS (SELECT 1 FROM slots WHERE id = NEW.slot_id AND is_same_person(booked_by, NEW.person_id))
    OR EXISTS (
      SELECT 1 FROM slot_releases sr
      JOIN releases r ON r.id = sr.release_id
      LEFT JOIN builds b ON b.release_id = r.id
      LEFT JOIN handoffs h ON h.build_id = b.id
      WHERE sr.slot_id = NEW.slot_id
        AND (is_same_person(r.created_by, NEW.person_id) OR is_same_person(b.created_by, NEW.person_id)
          OR is_same_person(h.handed_over_by, NEW.person_id) OR is_address_of(b.author_email, NEW.person_id))
    )
  THEN
    RAISE EXCEPTION 'an author cannot approve'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'approvals_not_by_author', TABLE = 'approvals';
  END IF;
  RETURN NEW;
END $$;
