-- Rule 1, in a form in which two slots can change places: checked at the end of each statement instead of at each row, and at commit
-- by whoever says so (a swap, an opening that moves with its slots). Nothing that overlaps is ever committed.
ALTER TABLE slots DROP CONSTRAINT slots_no_overlap_in_lane;
--> statement-breakpoint
ALTER TABLE slots ADD CONSTRAINT slots_no_overlap_in_lane
  EXCLUDE USING gist (occurrence_id WITH =, lane WITH =, during WITH &&) WHERE (live) DEFERRABLE INITIALLY IMMEDIATE;
--> statement-breakpoint
ALTER TABLE slot_releases DROP CONSTRAINT slot_releases_one_service_at_a_time;
--> statement-breakpoint
ALTER TABLE slot_releases ADD CONSTRAINT slot_releases_one_service_at_a_time
  EXCLUDE USING gist (environment_id WITH =, service_id WITH =, during WITH &&) WHERE (live) DEFERRABLE INITIALLY IMMEDIATE;
--> statement-breakpoint

-- A window is open once at a time (case 4): else its lanes would be there twice. Deferred, because a changed rule removes, moves and
-- makes openings in several statements. Openings that already overlap without a slot in them are cancelled first.
UPDATE occurrences later SET status = 'cancelled'
  WHERE later.status = 'scheduled'
    AND EXISTS (
      SELECT 1 FROM occurrences earlier
      WHERE earlier.window_id = later.window_id AND earlier.status = 'scheduled' AND earlier.during && later.during
        AND (lower(earlier.during), earlier.id) < (lower(later.during), later.id)
    )
    AND NOT EXISTS (SELECT 1 FROM slots WHERE occurrence_id = later.id AND live);
--> statement-breakpoint
ALTER TABLE occurrences ADD CONSTRAINT occurrences_open_once
  EXCLUDE USING gist (window_id WITH =, during WITH &&) WHERE (status = 'scheduled') DEFERRABLE INITIALLY DEFERRED;
--> statement-breakpoint

-- "A before B" never leads back to A: each would wait for the other for ever.
CREATE FUNCTION slot_order_has_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- One at a time: two orders written at once could close a circle that neither sees.
  PERFORM pg_advisory_xact_lock(hashtext('signalbox.slot_order'));
  IF EXISTS (
    WITH RECURSIVE later(slot_id) AS (
      SELECT after_slot_id FROM slot_order WHERE before_slot_id = NEW.after_slot_id
      UNION
      SELECT slot_order.after_slot_id FROM slot_order JOIN later ON slot_order.before_slot_id = later.slot_id
    )
    SELECT 1 FROM later WHERE slot_id = NEW.before_slot_id
  ) THEN
    RAISE EXCEPTION 'the order would be a circle'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'slot_order_no_circle', TABLE = 'slot_order';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER slot_order_no_circle BEFORE INSERT OR UPDATE ON slot_order FOR EACH ROW EXECUTE FUNCTION slot_order_has_no_circle();
--> statement-breakpoint

-- The same for services: a base that depends on what stands on it could never be deployed first.
CREATE FUNCTION service_dependencies_have_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('signalbox.service_dependencies'));
  IF EXISTS (
    WITH RECURSIVE base(service_id) AS (
      SELECT depends_on_id FROM service_dependencies WHERE service_id = NEW.depends_on_id
      UNION
      SELECT service_dependencies.depends_on_id FROM service_dependencies JOIN base ON service_dependencies.service_id = base.service_id
    )
    SELECT 1 FROM base WHERE service_id = NEW.service_id
  ) THEN
    RAISE EXCEPTION 'the dependencies would be a circle'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'service_dependencies_no_circle', TABLE = 'service_dependencies';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER service_dependencies_no_circle
  BEFORE INSERT OR UPDATE ON service_dependencies FOR EACH ROW EXECUTE FUNCTION service_dependencies_have_no_circle();
--> statement-breakpoint

-- What an exception is about never changes after it was asked for: a grant is for exactly that.
CREATE FUNCTION freeze_exception_identity_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.freeze_id, NEW.environment_id, NEW.release_id, NEW.reason, NEW.requested_by, NEW.during)
     IS DISTINCT FROM (OLD.freeze_id, OLD.environment_id, OLD.release_id, OLD.reason, OLD.requested_by, OLD.during)
  THEN
    RAISE EXCEPTION 'an exception cannot become another one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'freeze_exceptions_identity_fixed', TABLE = 'freeze_exceptions';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER freeze_exceptions_identity_fixed
  BEFORE UPDATE ON freeze_exceptions FOR EACH ROW EXECUTE FUNCTION freeze_exception_identity_is_fixed();
--> statement-breakpoint
CREATE TRIGGER freeze_exceptions_stay BEFORE DELETE ON freeze_exceptions FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint

-- Evidence and standing signatures: only their end may be written after they were given.
CREATE FUNCTION licence_proof_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL
     OR (to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by' - 'withdraw_reason') IS DISTINCT FROM
        (to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by' - 'withdraw_reason')
  THEN
    RAISE EXCEPTION 'a proof can only be withdrawn'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'licence_proofs_fixed', TABLE = 'licence_proofs';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER licence_proofs_fixed BEFORE UPDATE ON licence_proofs FOR EACH ROW EXECUTE FUNCTION licence_proof_only_ends();
--> statement-breakpoint
CREATE TRIGGER licence_proofs_stay BEFORE DELETE ON licence_proofs FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE FUNCTION standing_approval_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL
     OR (to_jsonb(NEW) - 'revoked_at' - 'revoked_by') IS DISTINCT FROM (to_jsonb(OLD) - 'revoked_at' - 'revoked_by')
  THEN
    RAISE EXCEPTION 'a standing approval can only be revoked'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'standing_approvals_fixed', TABLE = 'standing_approvals';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER standing_approvals_fixed BEFORE UPDATE ON standing_approvals FOR EACH ROW EXECUTE FUNCTION standing_approval_only_ends();
--> statement-breakpoint
CREATE TRIGGER standing_approvals_stay BEFORE DELETE ON standing_approvals FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint

-- The arrows of the new state machines; the same test holds them against lib/domain.
INSERT INTO state_arrows (machine, from_state, to_state) VALUES
  ('freeze_exception', 'requested', 'granted'),
  ('freeze_exception', 'requested', 'refused'),
  ('freeze_exception', 'requested', 'withdrawn'),
  ('freeze_exception', 'granted', 'revoked'),
  ('freeze_exception', 'granted', 'reviewed'),
  ('freeze_exception', 'revoked', 'reviewed'),
  ('postponement', 'waiting', 'planned'),
  ('postponement', 'waiting', 'dropped'),
  ('waitlist', 'waiting', 'offered'),
  ('waitlist', 'waiting', 'withdrawn'),
  ('waitlist', 'waiting', 'expired'),
  ('waitlist', 'offered', 'waiting'),
  ('waitlist', 'offered', 'booked'),
  ('waitlist', 'offered', 'withdrawn'),
  ('waitlist', 'offered', 'expired'),
  ('swap', 'offered', 'accepted'),
  ('swap', 'offered', 'declined'),
  ('swap', 'offered', 'withdrawn'),
  ('swap', 'offered', 'lapsed');
--> statement-breakpoint
CREATE TRIGGER freeze_exceptions_status_arrow BEFORE UPDATE OF status ON freeze_exceptions FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('freeze_exception');
--> statement-breakpoint
CREATE TRIGGER postponements_status_arrow BEFORE UPDATE OF status ON postponements FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('postponement');
--> statement-breakpoint
CREATE TRIGGER waitlist_entries_status_arrow BEFORE UPDATE OF status ON waitlist_entries FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('waitlist');
--> statement-breakpoint
CREATE TRIGGER swap_offers_status_arrow BEFORE UPDATE OF status ON swap_offers FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('swap');
