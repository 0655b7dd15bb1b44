import { asc, isNotNull } from "drizzle-orm";
import type { Pool } from "pg";
import type { Reader } from "@/db/client";
import { forecastRuns } from "@/db/schema";
import { type FlowHistory, flowHistory, type Transition } from "@/lib/domain/forecast/flow/history";
import { loadTurns } from "@/lib/forecasts/queries/turns";
import { loadImportedHistory } from "@/lib/history/queries/imported-history";
import type { HandoverRecord } from "./replay";
import type { Said } from "./said";

const steps = `
  select release_id as item, 'waiting' as state, handed_over_at as at, 1 as place from handoffs
  union all select release_id, 'testing', claimed_at, 2 from handoffs where claimed_at is not null
  union all select release_id, case verdict when 'rejected' then 'rework' else 'accepted' end, decided_at, 3
    from handoffs where verdict is not null
  union all select d.release_id, 'released', d.finished_at, 4
    from deployments d join releases r on r.id = d.release_id
    where d.status = 'succeeded' and r.status in ('released', 'rolled_back')
  order by at, place`;

/** An installation's own hand-overs as a history: an item is a release, done when it has arrived. */
export async function readOwnHistory(pool: Pool): Promise<FlowHistory> {
  const { rows } = await pool.query<{ item: string; state: string; at: Date }>(steps);
  return flowHistory(
    rows.map(({ item, state, at }): Transition => ({ itemId: item, state, at })),
    ["released"],
  );
}

/** The forecasts that were kept and whose release has arrived, oldest first: what was said to people, timetable, signatures and all. */
export async function readKeptForecasts(reader: Reader, flow: FlowHistory): Promise<Said[]> {
  const { releaseId, at, p50, p85, p95, actualAt } = forecastRuns;
  const rows = await reader
    .select({ releaseId, at, p50, p85, p95, actualAt })
    .from(forecastRuns)
    .where(isNotNull(actualAt))
    .orderBy(asc(at));
  return rows.flatMap(({ actualAt, ...row }) => (actualAt === null ? [] : [{ ...row, actualAt, flow }]));
}

/** Every hand-over there was, with what was imported from other tools. */
export async function readHandovers(reader: Reader): Promise<HandoverRecord> {
  return { turns: await loadTurns(reader, new Date(0)), imported: await loadImportedHistory(reader) };
}
