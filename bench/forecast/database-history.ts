import type { Pool } from "pg";
import { type FlowHistory, flowHistory, type Transition } from "@/lib/domain/forecast/flow/history";

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
