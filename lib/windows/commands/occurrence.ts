import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { occurrences, releaseWindows } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { formatRange } from "@/lib/time/format";
import type { CancelOccurrenceInput } from "@/lib/windows/input";
import { liveSlotsIn } from "@/lib/windows/queries/occurrences";

/**
 * Cancels one opening of a window; the others stay (case 11). Refuses `in_use` while live slots stand in it, and names them;
 * `in_the_past` when it is over. Cancelling twice changes nothing.
 */
export async function cancelOccurrence(
  tx: Tx,
  actor: Actor,
  input: CancelOccurrenceInput,
  now: Date,
): Promise<Result<null>> {
  const locked = await lockOccurrence(tx, input.occurrenceId, now);
  if (!locked.ok) return locked;
  const { occurrence, window, name } = locked.value;
  if (occurrence.status === "cancelled") return accept(null);
  const inTheWay = await liveSlotsIn(tx, [occurrence.id], window.zone);
  if (inTheWay.length > 0) {
    return refuse("in_use", `${name} has booked slots. Move or cancel them first.`, { rules: inTheWay });
  }
  await tx.update(occurrences).set({ status: "cancelled" }).where(eq(occurrences.id, occurrence.id));
  await recordAudit(tx, actor, now, {
    action: "occurrence.cancelled",
    subject: { kind: "occurrence", id: occurrence.id, name },
    data: { windowId: window.id, ...(input.reason === "" ? {} : { reason: input.reason }) },
  });
  await announce(tx, { noun: "windows", id: window.id });
  return accept(null);
}

/** Lets a cancelled opening take place after all. Refuses `in_the_past` when it is over, `wrong_state` when its window is archived. */
export async function restoreOccurrence(
  tx: Tx,
  actor: Actor,
  input: { occurrenceId: string },
  now: Date,
): Promise<Result<null>> {
  const locked = await lockOccurrence(tx, input.occurrenceId, now);
  if (!locked.ok) return locked;
  const { occurrence, window, name } = locked.value;
  if (occurrence.status === "scheduled") return accept(null);
  if (window.archivedAt) return refuse("wrong_state", `${window.name} is archived. Restore it first.`);
  await tx.update(occurrences).set({ status: "scheduled" }).where(eq(occurrences.id, occurrence.id));
  await recordAudit(tx, actor, now, {
    action: "occurrence.restored",
    subject: { kind: "occurrence", id: occurrence.id, name },
    data: { windowId: window.id },
  });
  await announce(tx, { noun: "windows", id: window.id });
  return accept(null);
}

async function lockOccurrence(tx: Tx, occurrenceId: string, now: Date) {
  const [row] = await tx
    .select({ occurrence: occurrences, window: releaseWindows })
    .from(occurrences)
    .innerJoin(releaseWindows, eq(releaseWindows.id, occurrences.windowId))
    .where(eq(occurrences.id, occurrenceId))
    .for("update", { of: occurrences });
  if (!row) return refuse("not_found", "There is no such opening.");
  const name = `${row.window.name}, ${formatRange(row.occurrence.during, row.window.zone)}`;
  if (row.occurrence.during.end <= now) return refuse("in_the_past", `${name} is over.`);
  return accept({ ...row, name });
}
