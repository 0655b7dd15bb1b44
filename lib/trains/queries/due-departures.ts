import { asc, or, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { departures } from "@/db/schema";

/** The departures for which time may bring something about: under way, or to board by now; in the order in which they leave. */
export async function listDueDepartures(reader: Reader, now: Date): Promise<string[]> {
  const rows = await reader
    .select({ id: departures.id })
    .from(departures)
    .where(
      or(
        sql`${departures.status} in ('boarding', 'locked', 'go', 'held', 'departed')`,
        sql`(${departures.status} = 'scheduled' and ${departures.boardingAt} <= ${now.toISOString()}::timestamptz)`,
      ),
    )
    .orderBy(asc(departures.departsAt), asc(departures.id));
  return rows.map(({ id }) => id);
}

/** The next instant after `now` at which a milestone of any departure is due. */
export async function loadNextMilestone(reader: Reader, now: Date): Promise<Date | undefined> {
  const after = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await reader.execute<{ at: string | null }>(sql`
    select to_char(min(at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from (
      select boarding_at as at from ${departures} where status = 'scheduled' and boarding_at > ${after}
      union all select cut_off_at from ${departures} where status = 'boarding' and cut_off_at > ${after}
      union all select qa_exit_at from ${departures} where status in ('locked', 'go', 'held') and qa_exit_at > ${after}
      union all select go_no_go_at from ${departures} where status = 'locked' and go_no_go_at > ${after}
      union all select departs_at from ${departures} where status in ('locked', 'go') and departs_at > ${after}
      union all select hold_until from ${departures} where status = 'held' and hold_until > ${after}
    ) as milestones`);
  const at = rows[0]?.at;
  return at ? new Date(at) : undefined;
}
