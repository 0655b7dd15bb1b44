import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { waivers } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Member } from "@/lib/auth/actor";
import { refuseOwnWork } from "@/lib/domain/handoff";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SettleWaiverInput } from "@/lib/handoffs/input/acts";
import { lockHandoffFor } from "@/lib/handoffs/queries/locked-handoff";

/**
 * Says that what an acceptance was conditional on is there: it stands for good. Also after the day, when the gate has closed over it.
 * A tester says so, and never of their own work (`own_work`). Refuses with `not_found`, `forbidden` and `wrong_state` (settled already,
 * or the build is no longer the accepted one).
 */
export async function settleWaiver(
  tx: Tx,
  actor: Member,
  { handoffId, note }: SettleWaiverInput,
  now: Date,
): Promise<Result<{ handoffId: string }>> {
  const locked = await lockHandoffFor(tx, actor, handoffId);
  if (!locked.ok) return locked;
  const { name, release, status, round, buildNumber } = locked.value;
  const own = refuseOwnWork(locked.value, { id: actor.personId, name: actor.name });
  if (own !== undefined) return own;
  if (status !== "accepted")
    return refuse("wrong_state", `${name} is not accepted any more, so there is nothing to settle.`);
  const settled = await tx
    .update(waivers)
    .set({ settledAt: now, settledBy: actor.personId, settledNote: note })
    .where(and(eq(waivers.handoffId, handoffId), isNull(waivers.settledAt)))
    .returning({ risk: waivers.risk });
  const [waiver] = settled;
  if (waiver === undefined) return refuse("wrong_state", `Nothing is open about the acceptance of ${name}.`);
  await recordAudit(tx, actor, now, {
    action: "waiver.settled",
    subject: { kind: "handoff", id: handoffId, name },
    releaseId: release.id,
    data: { round, number: buildNumber, risk: waiver.risk, note },
  });
  await announce(tx, { noun: "handoffs", id: handoffId }, { noun: "releases", id: release.id });
  return accept({ handoffId });
}
