import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { formatInstant } from "@/lib/time/format";
import { finishRollback } from "./finish-rollback";
import { lockRollback } from "./lock-rollback";

/** Ends a rollback whose final report did not come in time. One that has ended, or may still be reported, is left alone. */
export async function expireRollback(tx: Tx, actor: Actor, rollbackId: string, now: Date): Promise<void> {
  const rollback = await lockRollback(tx, rollbackId);
  if (rollback === undefined) return;
  const { status, reportUntil } = rollback;
  if ((status !== "calling" && status !== "running") || reportUntil === null || now < reportUntil) return;
  const message = `No final report came by ${formatInstant(reportUntil, "UTC")}.`;
  await finishRollback(tx, actor, rollback, "timed_out", message, now);
}

/** Ends a rollback whose time for calls is over before one was accepted. One whose last call is still under way is left alone. */
export async function giveUpRollback(tx: Tx, actor: Actor, rollbackId: string, now: Date): Promise<void> {
  const rollback = await lockRollback(tx, rollbackId);
  if (rollback === undefined || now < rollback.callUntil) return;
  const { status, acceptedAt, callLeaseUntil } = rollback;
  const waits = (status === "pending" || status === "calling") && acceptedAt === null;
  if (!waits || (callLeaseUntil !== null && callLeaseUntil > now)) return;
  await finishRollback(tx, actor, rollback, "failed", "The receiver did not accept the call in time.", now);
}
