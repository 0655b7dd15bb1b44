import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { workerHeartbeats } from "@/db/schema";
import { log, loggedError } from "@/lib/log";

const beatMillis = 2_000;
/** Three beats missed: the worker is dead, or as good as. Its jobs are freed, and leases see to it that nothing is doubled. */
const staleSeconds = 6;

export type Heartbeat = { stop: () => Promise<void> };

/**
 * Says that this worker lives, and frees the jobs of those that do not: the queue itself would keep them locked for four hours.
 * All times are Postgres' own, so that clocks do not matter.
 */
export async function startHeartbeat(db: Database, workerId: string): Promise<Heartbeat> {
  const beat = async () => {
    await db
      .insert(workerHeartbeats)
      .values({ workerId, startedAt: sql`now()`, seenAt: sql`now()` })
      .onConflictDoUpdate({ target: workerHeartbeats.workerId, set: { seenAt: sql`now()` } });
    await freeJobsOfTheDead(db);
  };
  await beat();
  let last = Promise.resolve();
  const timer = setInterval(() => {
    last = beat().catch((error: unknown) => log.warn({ err: loggedError(error) }, "no heartbeat"));
  }, beatMillis);
  return {
    async stop() {
      clearInterval(timer);
      await last;
      await db.delete(workerHeartbeats).where(eq(workerHeartbeats.workerId, workerId));
    },
  };
}

async function freeJobsOfTheDead(db: Database): Promise<void> {
  await db.execute(sql`delete from ${workerHeartbeats} where seen_at < now() - interval '1 hour'`);
  await db.execute(sql`
    with dead as (
      select distinct locked_by from graphile_worker.jobs
      where locked_by is not null and locked_at < now() - make_interval(secs => ${staleSeconds})
        and not exists (
          select from worker_heartbeats
          where worker_id = locked_by and seen_at > now() - make_interval(secs => ${staleSeconds}))
    )
    select graphile_worker.force_unlock_workers(array(select locked_by from dead)) from dead limit 1`);
}
