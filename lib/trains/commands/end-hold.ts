import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { departureBlockers } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { HoldOutcome } from "@/lib/domain/train-policy";
import { tell } from "@/lib/notices/tell";
import { callOff } from "./call-off";
import type { LockedDeparture } from "./lock-departure";
import { patch } from "./set-status";
import { writeDecision } from "./write-decision";

/**
 * A hold has lasted as long as it may. `go`: it leaves; what people raised is waived by the policy, on the record, but never the word that
 * is asked for after a failure (see `outcomeOfHold`). `cancel`: it does not take place, and who is aboard goes on to the next. `ask`: it
 * waits until somebody says what, and the people who run trains are told.
 */
export async function endHold(
  tx: Tx,
  actor: Actor,
  locked: LockedDeparture,
  outcome: HoldOutcome,
  now: Date,
): Promise<void> {
  const { departure, train, name } = locked;
  const policy = `The hold policy of ${train.name}: after ${train.holdMinutes} minutes, ${outcome}.`;
  if (outcome === "cancel") {
    await callOff(tx, actor, locked, { event: "cancelled", reason: policy }, now);
    return;
  }
  if (outcome === "go") {
    await tx
      .update(departureBlockers)
      .set({ status: "waived", endedAt: now, endReason: policy })
      .where(
        and(
          eq(departureBlockers.departureId, departure.id),
          eq(departureBlockers.status, "open"),
          eq(departureBlockers.kind, "raised"),
        ),
      );
    await writeDecision(tx, actor, locked, { decision: "go", note: policy, personId: null }, now);
    return;
  }
  await patch(tx, locked, { holdUntil: null });
  await tell(tx, actor, now, {
    to: { permission: "slot.open", teamId: null },
    kind: "departure_held",
    subject: { noun: "departures", id: departure.id },
    params: {
      departure: name,
      reason: `It was held as long as it may be. Say go, or cancel it. ${departure.holdReason}`,
    },
  });
}
