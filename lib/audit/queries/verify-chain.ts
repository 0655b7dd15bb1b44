import { sql } from "drizzle-orm";
import type { Reader } from "@/db/client";

/** What a check of the chain found. */
export type ChainReport = {
  intact: boolean;
  /** How many events stand in the chain. */
  entries: number;
  /** The hash of the newest link: noted down elsewhere, it proves later that nothing before it was replaced. */
  head: string | null;
  /** The first place at which the chain does not hold, and why. */
  broken: { seq: number; eventId: string | null; why: ChainFault } | null;
  /** Events that are in no link: written past the trigger. */
  unlinked: number;
};

/**
 * - `changed`: the event is not the one that was chained (its hash differs)
 * - `missing`: entries were taken out: a number is skipped, the first is not 1, or a link has lost its event
 * - `reordered`: the link does not name the hash of the one before it
 */
export const chainFaults = ["changed", "missing", "reordered"] as const;
export type ChainFault = (typeof chainFaults)[number];

type Row = {
  entries: string;
  head: string | null;
  unlinked: string;
  seq: string | null;
  event_id: string | null;
  why: ChainFault | null;
};

/**
 * Walks the whole audit chain and works every hash out again, in the database, in one statement and so in one snapshot. Takes
 * about a second for 100,000 entries. What cannot be seen from inside is a chain cut off at its end: compare `head`
 * with one noted earlier.
 */
export async function verifyChain(reader: Reader): Promise<ChainReport> {
  const { rows } = await reader.execute<Row>(sql`
    with walked as (
      select link.seq, link.event_id, link.hash, link.previous_hash,
        lag(link.seq, 1, 0::bigint) over chain as previous_seq,
        lag(link.hash, 1, '') over chain as hash_before,
        audit_hash(event, link.previous_hash) as hash_now, event.id is null as is_gone
      from audit_links link left join audit_events event on event.id = link.event_id
      window chain as (order by link.seq)
    ), faults as (
      select seq, event_id, case
        when seq <> previous_seq + 1 or is_gone then 'missing'
        when previous_hash <> hash_before then 'reordered'
        when hash <> hash_now then 'changed' end as why
      from walked
    ), first_fault as (select * from faults where why is not null order by seq limit 1)
    select
      (select count(*) from audit_links) as entries,
      (select hash from audit_links order by seq desc limit 1) as head,
      (select count(*) from audit_events event
        where not exists (select 1 from audit_links link where link.event_id = event.id)) as unlinked,
      first_fault.seq, first_fault.event_id, first_fault.why
    from (select 1) as one left join first_fault on true`);
  const row = rows[0];
  if (!row) throw new Error("the check of the audit chain gave no answer");
  const unlinked = Number(row.unlinked);
  const broken =
    row.seq === null || row.why === null ? null : { seq: Number(row.seq), eventId: row.event_id, why: row.why };
  return { intact: broken === null && unlinked === 0, entries: Number(row.entries), head: row.head, broken, unlinked };
}

const faultsInWords: Record<ChainFault, string> = {
  changed: "the event was changed after it was written",
  missing: "something was taken out there",
  reordered: "it does not follow the entry before it",
};

/** The report as one sentence, for the terminal and the screen. */
export function chainInWords(report: ChainReport): string {
  const entries = `${report.entries.toLocaleString("en-GB")} ${report.entries === 1 ? "entry" : "entries"}`;
  if (report.intact) return `The audit chain is intact: ${entries}.`;
  const faults = [
    ...(report.broken ? [`it breaks at entry ${report.broken.seq}: ${faultsInWords[report.broken.why]}`] : []),
    ...(report.unlinked > 0
      ? [`${report.unlinked} ${report.unlinked === 1 ? "event stands" : "events stand"} outside it`]
      : []),
  ];
  return `The audit chain is broken (${entries}): ${faults.join("; ")}.`;
}
