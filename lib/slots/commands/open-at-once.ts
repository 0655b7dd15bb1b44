import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import type { SlotFacts } from "@/lib/domain/slot-facts";
import { addJobs } from "@/lib/jobs/enqueue";
import { type Opened, writeOpenings } from "./write-openings";

/**
 * Opens a slot for somebody who pressed a button: the same writes as the worker's opening. They are no worker, so the jobs make the
 * first calls, and at once. The caller has locked the slot and its releases and judged every gate.
 */
export async function openAtOnce(tx: Tx, actor: Actor, facts: SlotFacts, now: Date): Promise<Opened> {
  const opened = await writeOpenings(tx, actor, [facts], now);
  const jobs = opened.deploymentIds.map((id) => ({ payload: { deploymentId: id }, key: `call:${id}`, runAt: now }));
  await addJobs(tx, "call_deployment", jobs);
  return opened;
}
