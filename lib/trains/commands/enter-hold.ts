import type { Tx } from "@/db/client";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { HoldCause } from "@/lib/domain/train-policy";
import { tell } from "@/lib/notices/tell";
import type { LockedDeparture } from "./lock-departure";
import { sure } from "./pass-milestone";
import { peopleOf } from "./people-of-departure";
import { patch, setStatus } from "./set-status";

type Hold = { cause: HoldCause; reason: string; heldBy: string | null };

/**
 * Holds a departure: its time floats until it is let go, and the hold policy's clock runs. When it is held already the reason changes and
 * the clock runs on. Its people are told.
 */
export async function enterHold(tx: Tx, actor: Actor, locked: LockedDeparture, hold: Hold, now: Date): Promise<void> {
  const { departure, train, name } = locked;
  const { cause, reason, heldBy } = hold;
  const columns = { holdCause: cause, holdReason: reason, heldBy };
  if (departure.status === "held") {
    await patch(tx, locked, columns);
    await recordAudit(tx, actor, now, {
      action: "departure.held",
      subject: { kind: "departure", id: departure.id, name },
      data: { cause, reason, before: departure.holdReason },
    });
  } else {
    // The policy gives the hold its time from when it should have left, not from when somebody foresaw the trouble.
    const from = departure.departsAt > now ? departure.departsAt : now;
    const holdUntil = new Date(from.getTime() + train.holdMinutes * 60_000);
    const set = { ...columns, heldAt: now, holdUntil };
    sure(await setStatus(tx, actor, locked, "held", now, { set, data: { cause, reason, until: holdUntil } }));
  }
  const about = { to: await peopleOf(tx, locked), subject: { noun: "departures" as const, id: departure.id } };
  // A no-go that somebody says is their decision; that it holds the departure goes without saying.
  await tell(
    tx,
    actor,
    now,
    cause === "no_go" && heldBy !== null && "name" in actor
      ? { ...about, kind: "departure_decided", params: { departure: name, decision: "no_go", by: actor.name, reason } }
      : { ...about, kind: "departure_held", params: { departure: name, reason } },
  );
}
