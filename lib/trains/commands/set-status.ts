import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { departures } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import type { AuditAction } from "@/lib/domain/audit-action";
import { type DepartureEvent, type DepartureState, departureTransitions } from "@/lib/domain/departure-state";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { nextState } from "@/lib/domain/state-machine";
import type { DepartureRow, LockedDeparture } from "./lock-departure";

const words: Record<DepartureState, string> = {
  scheduled: "is scheduled",
  boarding: "is boarding",
  locked: "is past its cut-off",
  go: "is on go",
  held: "is held",
  departed: "is on its way",
  arrived: "has arrived",
  skipped: "is skipped",
  cancelled: "is cancelled",
};

/** The refusal of something that a departure's state does not allow. */
export function notNow({ departure, name }: LockedDeparture): ReturnType<typeof refuse> {
  return refuse("wrong_state", `${name} ${words[departure.status]}: that cannot be done now.`);
}

const unheld = { holdCause: null, holdReason: "", heldBy: null, heldAt: null, holdUntil: null } as const;

/**
 * Takes a departure, which the caller has locked, along an arrow: row, history, announcement. What held it is forgotten when it goes on.
 * Refuses an arrow that the table does not have (`wrong_state`).
 */
export async function setStatus(
  tx: Tx,
  actor: Actor,
  locked: LockedDeparture,
  event: DepartureEvent,
  now: Date,
  more: { set?: Partial<DepartureRow>; data?: Record<string, unknown> } = {},
): Promise<Result<LockedDeparture>> {
  const { departure, name } = locked;
  const status = nextState(departureTransitions, departure.status, event);
  if (status === undefined) return notNow(locked);
  const set = { status, statusSince: now, ...(status === "held" ? {} : unheld), ...more.set };
  const [changed] = await tx.update(departures).set(set).where(eq(departures.id, departure.id)).returning();
  if (changed === undefined) throw new Error("a locked departure vanished");
  await recordAudit(tx, actor, now, {
    action: `departure.${event === "taken_back" ? "no_go" : event}` as AuditAction,
    subject: { kind: "departure", id: departure.id, name },
    data: { from: departure.status, ...more.data },
  });
  await announce(tx, { noun: "trains", id: departure.id });
  return accept({ ...locked, departure: changed });
}

/** Changes columns of a locked departure without moving it along an arrow. */
export async function patch(tx: Tx, locked: LockedDeparture, set: Partial<DepartureRow>): Promise<LockedDeparture> {
  const [departure] = await tx.update(departures).set(set).where(eq(departures.id, locked.departure.id)).returning();
  if (departure === undefined) throw new Error("a locked departure vanished");
  await announce(tx, { noun: "trains", id: departure.id });
  return { ...locked, departure };
}
