import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { stopsAtOfRow } from "@/lib/deployments/queries/opening-close";
import { addJobs } from "@/lib/jobs/enqueue";

/** Longer than any job takes to be picked up, so that the sweep does not run ahead of the queue. */
const graceSeconds = 10;

/**
 * Finds deployments that wait for something which no job will do: a call that was to be made by now, a report that was to come
 * by now or before an opening closed that was made shorter, a slot that ended without an accepted call. Adds the missing jobs. Due rows are the truth, also here: whatever
 * happens to the queue, no deployment is forgotten. Returns how many there were.
 */
export async function resumeDeployments(tx: Tx, now: Date): Promise<number> {
  const before = new Date(now.getTime() - graceSeconds * 1000).toISOString();
  const { rows: calls } = await tx.execute<{ id: string }>(sql`
    select d.id from deployments d
    where d.finished_at is null and d.status in ('pending', 'calling') and d.accepted_at is null
      and coalesce(d.next_call_at, d.call_lease_until, d.created_at) < ${before}::timestamptz
      and not exists (select from graphile_worker.jobs j where j.key = 'call:' || d.id)`);
  const { rows: reports } = await tx.execute<{ id: string }>(sql`
    select d.id from deployments d
    join slots s on s.id = d.slot_id
    left join occurrences o on o.id = s.occurrence_id
    left join release_windows w on w.id = o.window_id
    where d.finished_at is null and d.report_until is not null
      and least(d.report_until, ${stopsAtOfRow}) < ${before}::timestamptz
      and not exists (select from graphile_worker.jobs j where j.key = 'expire:' || d.id)`);
  const jobOf = (kind: string) => (row: { id: string }) => ({
    payload: { deploymentId: row.id },
    key: `${kind}:${row.id}`,
  });
  await addJobs(tx, "call_deployment", calls.map(jobOf("call")));
  await addJobs(tx, "expire_deployment", reports.map(jobOf("expire")));
  return calls.length + reports.length + (await resumeRollbacks(tx, before));
}

/** The same for the ways back. */
async function resumeRollbacks(tx: Tx, before: string): Promise<number> {
  const { rows: calls } = await tx.execute<{ id: string }>(sql`
    select r.id from rollbacks r
    where r.finished_at is null and r.status in ('pending', 'calling') and r.accepted_at is null
      and coalesce(r.next_call_at, r.call_lease_until, r.created_at) < ${before}::timestamptz
      and not exists (select from graphile_worker.jobs j where j.key = 'rollback:' || r.id)`);
  const { rows: reports } = await tx.execute<{ id: string }>(sql`
    select r.id from rollbacks r
    where r.finished_at is null and r.report_until < ${before}::timestamptz
      and not exists (select from graphile_worker.jobs j where j.key = 'expire_rollback:' || r.id)`);
  const jobOf = (kind: string) => (row: { id: string }) => ({
    payload: { rollbackId: row.id },
    key: `${kind}:${row.id}`,
  });
  await addJobs(tx, "call_rollback", calls.map(jobOf("rollback")));
  await addJobs(tx, "expire_rollback", reports.map(jobOf("expire_rollback")));
  return calls.length + reports.length;
}
