import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { addJobs } from "@/lib/jobs/enqueue";

/** Longer than any job takes to be picked up, so that the sweep does not run ahead of the queue. */
const graceSeconds = 10;

/**
 * Finds deployments that wait for something which no job will do: a call that was to be made by now, a report that was to come
 * by now, a slot that ended without an accepted call. Adds the missing jobs. Due rows are the truth, also here: whatever
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
    where d.finished_at is null and d.report_until < ${before}::timestamptz
      and not exists (select from graphile_worker.jobs j where j.key = 'expire:' || d.id)`);
  const jobOf = (kind: string) => (row: { id: string }) => ({
    payload: { deploymentId: row.id },
    key: `${kind}:${row.id}`,
  });
  await addJobs(tx, "call_deployment", calls.map(jobOf("call")));
  await addJobs(tx, "expire_deployment", reports.map(jobOf("expire")));
  return calls.length + reports.length;
}
