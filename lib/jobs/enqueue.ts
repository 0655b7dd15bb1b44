import { sql } from "drizzle-orm";
import type { Reader } from "@/db/client";

/** Every job the worker knows, with its payload. worker/tasks.ts must handle each one. */
export type Jobs = {
  /** Sends the next attempt of a deployment's call. */
  call_deployment: { deploymentId: string };
  /** Ends a deployment whose report did not come in time. */
  expire_deployment: { deploymentId: string };
  /** Tells those whose signature a slot that was booked still lacks. */
  ask_signatures: { slotId: string };
  /** Gives up what else was booked for a release that has arrived. */
  free_slots: { releaseId: string };
  /** Gives back to the queue what somebody has in test and may not judge any more. */
  return_builds: { personId: string };
  /** Offers room that has fallen free to those who wait for it. */
  offer_room: { environmentId: string };
  /** Sends the next attempt of a rollback's call. */
  call_rollback: { rollbackId: string };
  /** Ends a rollback whose report did not come in time. */
  expire_rollback: { rollbackId: string };
  /** Puts on the record that a service's licence to deploy at any time has lapsed. */
  lapse_licence: { serviceId: string };
  /** Forecasts every release on its way anew. */
  refresh_forecasts: Record<string, never>;
  /** Compares past forecasts with what has happened. */
  calibrate_forecasts: Record<string, never>;
  /** Fetches a calendar that is subscribed to. */
  refresh_calendar: { calendarId: string };
  /** Moves the horizon of windows and freezes on. */
  extend_horizon: Record<string, never>;
  /** Reads an uploaded history into staged rows. */
  read_history: { importId: string };
  /** Makes staged rows count, all of them or none. */
  import_history: { importId: string };
  /** Forgets what sources of events sent a while ago. */
  tidy_inbound: Record<string, never>;
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
  await addJobs(tx, name, [{ payload, ...options }]);
}

/** Adds many jobs of one kind in one statement: five hundred slots that open together must not wait for each other's. */
export async function addJobs<Name extends keyof Jobs>(
  tx: Reader,
  name: Name,
  jobs: readonly ({ payload: Jobs[Name] } & JobOptions)[],
): Promise<void> {
  if (jobs.length === 0) return;
  await tx.execute(sql`select count(*) from graphile_worker.add_jobs(array(
    select (${name}::text, job->'payload', null, (job->>'runAt')::timestamptz, (job->>'maxAttempts')::smallint, job->>'key', null, null)::graphile_worker.job_spec
    from json_array_elements(${JSON.stringify(jobs)}::json) as job))`);
}

/** Takes jobs away that have nothing left to do. One that is running ends as it would have; it is only not tried again. */
export async function removeJobs(tx: Reader, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.execute(sql`select graphile_worker.remove_job(key) from unnest(${sql.param(keys)}::text[]) as key`);
}
