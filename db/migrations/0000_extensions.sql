-- gist indexes over (uuid, range): exclusion constraints and the schedule's look-ups.
CREATE EXTENSION IF NOT EXISTS btree_gist;
