import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { workerHeartbeats } from "@/db/schema";

/** A worker that has not renewed its heartbeat for this long counts as gone. */
const workerStaleMillis = 15_000;
const patienceMillis = 3_000;

export type Health = {
  ok: boolean;
  database: { ok: boolean; reason?: string };
  worker: { ok: boolean; reason?: string; seenAt?: string };
};

/** Whether this installation can do its work: the database answers and a worker is alive. Never holds addresses or secrets. */
export async function healthOf(db: Database, now: Date): Promise<Health> {
  try {
    const newest = await inTime(
      db
        .select({ seenAt: sql<Date | null>`max(${workerHeartbeats.seenAt})`.mapWith(workerHeartbeats.seenAt) })
        .from(workerHeartbeats),
    );
    const worker = workerHealth(newest[0]?.seenAt ?? null, now);
    return { ok: worker.ok, database: { ok: true }, worker };
  } catch {
    const reason = "The database does not answer.";
    return { ok: false, database: { ok: false, reason }, worker: { ok: false, reason } };
  }
}

function workerHealth(seenAt: Date | null, now: Date): Health["worker"] {
  if (seenAt === null) return { ok: false, reason: "No worker has started yet." };
  const ok = now.getTime() - seenAt.getTime() < workerStaleMillis;
  return {
    ok,
    seenAt: seenAt.toISOString(),
    ...(ok ? {} : { reason: `No worker has been alive since ${seenAt.toISOString()}.` }),
  };
}

/** A health check that hangs says nothing: give up before the load balancer does. */
async function inTime<T>(question: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("too late")), patienceMillis);
  });
  try {
    return await Promise.race([question, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
