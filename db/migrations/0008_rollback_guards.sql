-- The guards of rollbacks and of continuous availability: what must hold whoever writes, by whatever path.

-- What a rollback is of, and under which numbers, never changes; only how far it is.
CREATE FUNCTION rollback_identity_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.deployment_id, NEW.service_id, NEW.environment_id, NEW.previous_deployment_id, NEW.deployment_was, NEW.reason, NEW.requested_by, NEW.requested_at, NEW.fencing_number, NEW.webhook_id, NEW.call_until)
     IS DISTINCT FROM
     (OLD.deployment_id, OLD.service_id, OLD.environment_id, OLD.previous_deployment_id, OLD.deployment_was, OLD.reason, OLD.requested_by, OLD.requested_at, OLD.fencing_number, OLD.webhook_id, OLD.call_until)
  THEN
    RAISE EXCEPTION 'a rollback cannot become another one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rollbacks_identity_fixed', TABLE = 'rollbacks';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER rollbacks_identity_fixed BEFORE UPDATE ON rollbacks FOR EACH ROW EXECUTE FUNCTION rollback_identity_is_fixed();
--> statement-breakpoint
CREATE TRIGGER rollbacks_status_arrow BEFORE UPDATE OF status ON rollbacks FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('rollback');
--> statement-breakpoint
CREATE TRIGGER rollbacks_stay BEFORE DELETE ON rollbacks FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER rollback_deliveries_stay BEFORE DELETE ON rollback_deliveries FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER rollback_reports_append_only BEFORE UPDATE OR DELETE ON rollback_reports FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint

-- Nobody goes back from what something newer has replaced: the way back leads from what runs. One that has ended already is
-- history, and history may be written down later.
CREATE FUNCTION rollback_is_of_what_runs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.finished_at IS NULL AND EXISTS (
    SELECT 1 FROM deployments newer JOIN deployments own ON own.id = NEW.deployment_id
    WHERE newer.service_id = own.service_id AND newer.environment_id = own.environment_id
      AND newer.fencing_number > own.fencing_number AND newer.status NOT IN ('failed', 'rolled_back')
  ) THEN
    RAISE EXCEPTION 'a newer deployment runs'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rollbacks_newest_deployment', TABLE = 'rollbacks';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER rollbacks_newest_deployment
  BEFORE INSERT ON rollbacks FOR EACH ROW EXECUTE FUNCTION rollback_is_of_what_runs();
--> statement-breakpoint

-- And nobody deploys what is on its way back at this moment: the two calls would race each other.
CREATE FUNCTION deployment_waits_for_the_rollback() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM rollbacks
    WHERE service_id = NEW.service_id AND environment_id = NEW.environment_id AND finished_at IS NULL
  ) THEN
    RAISE EXCEPTION 'a rollback is under way'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'deployments_not_during_rollback', TABLE = 'deployments';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER deployments_not_during_rollback
  BEFORE INSERT ON deployments FOR EACH ROW EXECUTE FUNCTION deployment_waits_for_the_rollback();
--> statement-breakpoint

-- No call of a rollback is written down, and so none is sent, after its own limit.
CREATE FUNCTION rollback_delivery_is_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sent_at >= (SELECT call_until FROM rollbacks WHERE id = NEW.rollback_id) THEN
    RAISE EXCEPTION 'the time for calls is over'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'rollback_deliveries_in_time', TABLE = 'rollback_deliveries';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER rollback_deliveries_in_time
  BEFORE INSERT ON rollback_deliveries FOR EACH ROW EXECUTE FUNCTION rollback_delivery_is_in_time();
--> statement-breakpoint

-- A proof that says "failed" stays: it is answered by a newer one. Else whoever wants the licence back would withdraw it.
CREATE OR REPLACE FUNCTION licence_proof_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL OR OLD.outcome = 'failed'
     OR (to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_by' - 'withdraw_reason') IS DISTINCT FROM
        (to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_by' - 'withdraw_reason')
  THEN
    RAISE EXCEPTION 'only a proof that passed can be withdrawn, once, and nothing else of it can change'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'licence_proofs_fixed', TABLE = 'licence_proofs';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint

-- The licence of a service at an instant: of each of the four kinds the newest proof passed and has not expired. The same rule as
-- continuousLicence in lib/domain; a test holds the two against each other.
CREATE FUNCTION service_is_licensed(service uuid, at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM services WHERE id = service AND cadence = 'continuous')
    AND 4 = (
      SELECT count(*) FROM (
        SELECT DISTINCT ON (kind) kind, outcome, expires_at FROM licence_proofs
        WHERE service_id = service AND withdrawn_at IS NULL AND proven_at <= at
        ORDER BY kind, proven_at DESC, (outcome = 'failed') DESC, id DESC
      ) newest
      WHERE outcome = 'passed' AND expires_at > at
    )
$$;
--> statement-breakpoint
-- A slot without an opening opens in an environment that is closed by default only for services that are licensed at that moment.
CREATE FUNCTION slot_without_opening_is_licensed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'open' AND NEW.status = 'open' AND NEW.origin = 'continuous' AND NEW.occurrence_id IS NULL
    AND NOT (SELECT default_open FROM environments WHERE id = NEW.environment_id)
    AND EXISTS (
      SELECT 1 FROM slot_releases WHERE slot_id = NEW.id AND NOT service_is_licensed(service_id, NEW.opened_at)
    )
  THEN
    RAISE EXCEPTION 'a service in it has no licence to deploy at any time'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'slots_licensed', TABLE = 'slots';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER slots_licensed BEFORE UPDATE OF status ON slots FOR EACH ROW EXECUTE FUNCTION slot_without_opening_is_licensed();
--> statement-breakpoint

-- Rule 4: an acceptance without a tester is that of the regression run of a continuous service, recorded for exactly this build and
-- passed, and of the newest round alone: no run speaks over a later rejection.
CREATE FUNCTION acceptance_without_tester_is_proven() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status <> 'accepted' THEN RETURN NEW; END IF;
  IF NEW.tester_id IS NOT NULL THEN
    -- A tester claims a build before they judge it; straight from the queue only a run accepts.
    IF TG_OP = 'UPDATE' AND OLD.status = 'queued' THEN
      RAISE EXCEPTION 'a tester accepts what they have in test'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'handoffs_status_arrow', TABLE = 'handoffs';
    END IF;
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM handoffs WHERE release_id = NEW.release_id AND round > NEW.round)
    OR NOT EXISTS (
      SELECT 1 FROM builds
      JOIN releases ON releases.id = builds.release_id
      JOIN services ON services.id = releases.service_id AND services.cadence = 'continuous'
      JOIN licence_proofs ON licence_proofs.service_id = services.id
      WHERE builds.id = NEW.build_id AND licence_proofs.kind = 'regression_tests' AND licence_proofs.outcome = 'passed'
        AND licence_proofs.withdrawn_at IS NULL AND licence_proofs.artifact_digest = builds.artifact_digest
        AND licence_proofs.evidence_url = NEW.regression_run_url
    )
  THEN
    RAISE EXCEPTION 'no regression run vouches for this build'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'handoffs_run_is_proven', TABLE = 'handoffs';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER handoffs_run_is_proven
  BEFORE INSERT OR UPDATE OF status, tester_id, regression_run_url ON handoffs
  FOR EACH ROW EXECUTE FUNCTION acceptance_without_tester_is_proven();
--> statement-breakpoint

-- The arrows; the same test holds them against lib/domain.
INSERT INTO state_arrows (machine, from_state, to_state) VALUES
  ('handoff', 'queued', 'accepted'),
  ('deployment', 'rolling_back', 'failed'),
  ('deployment', 'rolling_back', 'timed_out'),
  ('rollback', 'pending', 'calling'),
  ('rollback', 'pending', 'failed'),
  ('rollback', 'calling', 'running'),
  ('rollback', 'calling', 'rolled_back'),
  ('rollback', 'calling', 'failed'),
  ('rollback', 'calling', 'timed_out'),
  ('rollback', 'running', 'rolled_back'),
  ('rollback', 'running', 'failed'),
  ('rollback', 'running', 'timed_out');
