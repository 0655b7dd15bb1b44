-- Rule 6: a build has more authors than its last commit. Whoever wrote any of the changes that it names had a hand in it.
CREATE FUNCTION wrote_in_build(author_email text, changes jsonb, person uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT is_address_of(author_email, person) OR EXISTS (
    SELECT 1 FROM (
      SELECT DISTINCT change ->> 'authorEmail' AS address FROM jsonb_array_elements(changes) change WHERE change ? 'authorEmail'
    ) named
    WHERE is_address_of(named.address, person)
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
          OR is_same_person(h.handed_over_by, NEW.person_id) OR wrote_in_build(b.author_email, b.changes, NEW.person_id))
    )
  THEN
    RAISE EXCEPTION 'an author cannot approve'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'approvals_not_by_author', TABLE = 'approvals';
  END IF;
  RETURN NEW;
END $$;
