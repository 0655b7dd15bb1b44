import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { occurrences } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { fatesOf } from "@/lib/domain/slot-fate";
import { formatRange } from "@/lib/time/format";
import type { CancelOccurrenceInput } from "@/lib/windows/input";
import { loadFateFacts } from "@/lib/windows/queries/fate-facts";
import { liveSlotsIn } from "@/lib/windows/queries/occurrences";
import { findOpening, isAsRuled, loadOthers } from "@/lib/windows/queries/opening-change";
import { loadStandingOccurrences } from "@/lib/windows/queries/standing-occurrences";
import { endHolds, giveUpOrphans } from "./slots-of-plan";

/**
 * Cancels one opening of a window; the others stay, and no change of the rule brings it back (case 11). Refuses `in_use` while
 * booked slots stand in it, and names them, unless they are to be given up; always while one of them runs; `in_the_past` when it
 * is over. Cancelling twice changes nothing.
 */
export async function cancelOccurrence(
  tx: Tx,
  actor: Actor,
  { occurrenceId, reason, slots }: CancelOccurrenceInput,
  now: Date,
): Promise<Result<{ cancelledSlots: number }>> {
  const found = await findOpening(tx, occurrenceId, { lock: true });
  if (!found.ok) return found;
  const { occurrence, window, name } = found.value;
  if (occurrence.during.end <= now) return refuse("in_the_past", `${name} is over.`);
  if (occurrence.status === "cancelled") return accept({ cancelledSlots: 0 });
  const scope = { windowId: window.id, zone: window.zone, only: occurrenceId };
  const { standing } = await loadStandingOccurrences(tx, scope, now, { lock: false });
  const inside = standing.flatMap((opening) => opening.slots);
  if (inside.some(({ status }) => status === "open" || slots === "refuse")) {
    const inTheWay = await liveSlotsIn(tx, [occurrenceId], window.zone);
    return refuse("in_use", `${name} has booked slots. Move or cancel them first.`, { rules: inTheWay });
  }
  const fates = fatesOf({ id: occurrenceId, slots: inside }, undefined, await loadFateFacts(tx, window, [], now), "");
  const change = { window, ...fates, slots: new Map(inside.map((slot) => [slot.id, slot])) };
  await endHolds(tx, actor, change, now);
  const cancelledSlots = await giveUpOrphans(
    tx,
    actor,
    change,
    reason || `The opening of ${window.name} was cancelled.`,
    now,
  );
  await tx.update(occurrences).set({ status: "cancelled", editedAt: now }).where(eq(occurrences.id, occurrence.id));
  await recordAudit(tx, actor, now, {
    action: "occurrence.cancelled",
    subject: { kind: "occurrence", id: occurrence.id, name },
    data: {
      windowId: window.id,
      ...(reason === "" ? {} : { reason }),
      ...(cancelledSlots > 0 ? { cancelledSlots } : {}),
    },
  });
  await announce(tx, { noun: "windows", id: window.id });
  return accept({ cancelledSlots });
}

/**
 * Lets a cancelled opening take place after all. Refuses `in_the_past` when it is over, `wrong_state` when its window is archived,
 * `window_overlaps_itself` when another opening of the window has its time by now.
 */
export async function restoreOccurrence(
  tx: Tx,
  actor: Actor,
  input: { occurrenceId: string },
  now: Date,
): Promise<Result<null>> {
  const found = await findOpening(tx, input.occurrenceId, { lock: true });
  if (!found.ok) return found;
  const { occurrence, window, name } = found.value;
  if (occurrence.during.end <= now) return refuse("in_the_past", `${name} is over.`);
  if (occurrence.status === "scheduled") return accept(null);
  if (window.archivedAt) return refuse("wrong_state", `${window.name} is archived. Restore it first.`);
  const [other] = await loadOthers(tx, occurrence, occurrence.during);
  if (other !== undefined) {
    const message = `${window.name} is open ${formatRange(other, window.zone)} already.`;
    return refuse("window_overlaps_itself", message, {
      rules: [{ kind: "window", id: window.id, name: window.name, reason: message }],
    });
  }
  const editedAt = isAsRuled(found.value, occurrence) ? null : now;
  await tx.update(occurrences).set({ status: "scheduled", editedAt }).where(eq(occurrences.id, occurrence.id));
  await recordAudit(tx, actor, now, {
    action: "occurrence.restored",
    subject: { kind: "occurrence", id: occurrence.id, name },
    data: { windowId: window.id },
  });
  await announce(tx, { noun: "windows", id: window.id });
  return accept(null);
}
