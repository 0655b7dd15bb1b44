-- The guards of trains: what must hold whoever writes, by whatever path.

-- A ticket stands on a departure that has yet to leave, and no departure takes more than its train says; hotfixes come on top. The
-- departure's row is locked, so of two who board the last place at once one is refused.
CREATE FUNCTION ticket_has_room() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  departure departures%ROWTYPE;
  most integer;
BEGIN
  IF NEW.status <> 'aboard' THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' AND OLD.status = 'aboard' AND OLD.departure_id = NEW.departure_id AND OLD.hotfix = NEW.hotfix THEN
    RETURN NEW;
  END IF;
  SELECT * INTO departure FROM departures WHERE id = NEW.departure_id FOR UPDATE;
  IF departure.status NOT IN ('scheduled', 'boarding', 'locked', 'go', 'held') THEN
    RAISE EXCEPTION 'the departure takes nobody'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'tickets_departure_coming', TABLE = 'tickets';
  END IF;
  IF NEW.hotfix THEN RETURN NEW; END IF;
  SELECT capacity INTO most FROM trains WHERE id = departure.train_id;
  IF most IS NOT NULL AND most <= (
    SELECT count(*) FROM tickets
    WHERE departure_id = NEW.departure_id AND status = 'aboard' AND NOT hotfix AND id <> NEW.id
  ) THEN
    RAISE EXCEPTION 'the departure is full'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'tickets_capacity', TABLE = 'tickets';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER tickets_have_room BEFORE INSERT OR UPDATE ON tickets FOR EACH ROW EXECUTE FUNCTION ticket_has_room();
--> statement-breakpoint

-- A departure keeps its name for life: nothing is ever renumbered.
CREATE FUNCTION departure_identity_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.train_id, NEW.original_local_start, NEW.planned_at, NEW.turn)
     IS DISTINCT FROM (OLD.train_id, OLD.original_local_start, OLD.planned_at, OLD.turn)
  THEN
    RAISE EXCEPTION 'a departure cannot become another one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'departures_identity_fixed', TABLE = 'departures';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER departures_identity_fixed BEFORE UPDATE ON departures FOR EACH ROW EXECUTE FUNCTION departure_identity_is_fixed();
--> statement-breakpoint
-- Once a departure has left or was given up nobody stands aboard who could still be lost: what did not leave with it has gone on.
CREATE FUNCTION departure_leaves_nobody_behind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status IN ('arrived', 'skipped', 'cancelled')
    AND EXISTS (SELECT 1 FROM tickets WHERE departure_id = NEW.id AND status = 'aboard')
  THEN
    RAISE EXCEPTION 'somebody is still aboard'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'departures_leave_nobody_behind', TABLE = 'departures';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER departures_leave_nobody_behind
  AFTER UPDATE ON departures DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION departure_leaves_nobody_behind();
--> statement-breakpoint

-- Case 13: no slot of a train opens before its departure has left.
CREATE FUNCTION train_slot_opens_with_its_departure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.status <> 'open' AND NEW.status = 'open' AND NEW.departure_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM departures WHERE id = NEW.departure_id AND status = 'departed')
  THEN
    RAISE EXCEPTION 'the departure has not left'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'slots_open_with_departure', TABLE = 'slots';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER slots_open_with_departure BEFORE UPDATE OF status ON slots FOR EACH ROW EXECUTE FUNCTION train_slot_opens_with_its_departure();
--> statement-breakpoint

CREATE TRIGGER ticket_moves_append_only BEFORE UPDATE OR DELETE ON ticket_moves FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER departure_decisions_append_only BEFORE UPDATE OR DELETE ON departure_decisions FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint
CREATE TRIGGER tickets_stay BEFORE DELETE ON tickets FOR EACH ROW EXECUTE FUNCTION row_is_append_only();
--> statement-breakpoint

-- The arrows; the same test holds them against lib/domain.
INSERT INTO state_arrows (machine, from_state, to_state) VALUES
  ('departure', 'scheduled', 'boarding'),
  ('departure', 'scheduled', 'skipped'),
  ('departure', 'scheduled', 'cancelled'),
  ('departure', 'boarding', 'locked'),
  ('departure', 'boarding', 'skipped'),
  ('departure', 'boarding', 'cancelled'),
  ('departure', 'locked', 'go'),
  ('departure', 'locked', 'held'),
  ('departure', 'locked', 'cancelled'),
  ('departure', 'go', 'departed'),
  ('departure', 'go', 'locked'),
  ('departure', 'go', 'held'),
  ('departure', 'go', 'cancelled'),
  ('departure', 'held', 'go'),
  ('departure', 'held', 'locked'),
  ('departure', 'held', 'cancelled'),
  ('departure', 'departed', 'arrived'),
  ('departure', 'skipped', 'scheduled'),
  ('departure', 'skipped', 'cancelled'),
  ('ticket', 'aboard', 'waiting'),
  ('ticket', 'aboard', 'arrived'),
  ('ticket', 'aboard', 'failed'),
  ('ticket', 'aboard', 'left'),
  ('ticket', 'waiting', 'aboard'),
  ('ticket', 'waiting', 'left'),
  ('departure_blocker', 'open', 'resolved'),
  ('departure_blocker', 'open', 'waived');
--> statement-breakpoint
CREATE TRIGGER departures_status_arrow BEFORE UPDATE OF status ON departures FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('departure');
--> statement-breakpoint
CREATE TRIGGER tickets_status_arrow BEFORE UPDATE OF status ON tickets FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('ticket');
--> statement-breakpoint
CREATE TRIGGER departure_blockers_status_arrow BEFORE UPDATE OF status ON departure_blockers FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('departure_blocker');
