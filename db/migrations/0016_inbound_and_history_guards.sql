-- The arrows of an import; the test of state machines holds them against lib/domain.
INSERT INTO state_arrows (machine, from_state, to_state) VALUES
  ('history_import', 'uploading', 'reading'),
  ('history_import', 'uploading', 'cancelled'),
  ('history_import', 'reading', 'ready'),
  ('history_import', 'reading', 'failed'),
  ('history_import', 'reading', 'cancelled'),
  ('history_import', 'ready', 'reading'),
  ('history_import', 'ready', 'importing'),
  ('history_import', 'ready', 'cancelled'),
  ('history_import', 'importing', 'imported'),
  ('history_import', 'importing', 'failed'),
  ('history_import', 'importing', 'cancelled'),
  ('history_import', 'imported', 'removed'),
  ('history_import', 'failed', 'reading'),
  ('history_import', 'failed', 'cancelled');
--> statement-breakpoint
CREATE TRIGGER history_imports_status_arrow BEFORE UPDATE OF status ON history_imports FOR EACH ROW EXECUTE FUNCTION status_follows_an_arrow('history_import');
