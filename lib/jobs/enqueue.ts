import { sql } from "drizzle-orm";
import type { Reader } from "@/db/client";

/** Every job the worker knows, with its payload. worker/tasks.ts must handle each one. */
export type Jobs = {
  /** Sends the next attempt of a deployment's call. */
  call_deployment: { deploymentId: string };
  /** Ends a deployment whose report did not come in time. */
  expire_deployment: { deploymentId: string };
  /** Moves the horizon of windows and freezes on. */
  extend_horizon: Record<string, never>;
  /** Ends holds that nobody confirmed, finds due work that has no job, closes what is over. */
  sweep: Record<string, never>;
};

export type JobOptions = {
  runAt?: Date;
  /** A job with the same key replaces the one that waits. */
  key?: string;
  maxAttempts?: number;
};

/** Adds a job in the caller's transaction: it exists if and only if the change does (rule 8). */
export async function addJob<Name extends keyof Jobs>(
  tx: Reader,
  name: Name,
  payload: Jobs[Name],
  options: JobOptions = {},
): Promise<void> {
  await tx.execute(sql`select graphile_worker.add_job(
    ${name}, payload := ${JSON.stringify(payload)}::json, run_at := ${options.runAt?.toISOString() ?? null}::timestamptz,
    job_key := ${options.key ?? null}, max_attempts := ${options.maxAttempts ?? null}::int)`);
}
