import { and, eq, gte } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { occurrences, releaseWindows } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Result } from "@/lib/domain/refusal";
import { decideWindowRule } from "@/lib/domain/window-rule";
import { formatInstant } from "@/lib/time/format";
import type { SplitWindowInput } from "@/lib/windows/input";
import { loadContinuation } from "@/lib/windows/queries/continuation";
import { bookerNames, bookersOf, replaceBookers } from "./bookers";
import { changedFields, decideNotBeyondSuccessor } from "./change-of-window";
import { type Remade, remakeOccurrences } from "./remake-occurrences";
import { slotCounts } from "./slots-of-plan";
import { announceWindow, lockWindow, noWindow } from "./window";

/**
 * "This and following": ends the window's rule before one of its coming openings and lets a new window go on from there with
 * what is given, and with what the old one had for the rest. The openings from there on go over to the successor with their slots
 * and their history; those that its rule keeps stay the same rows, the others follow it as in `changeWindow`. Everything commits
 * together. Refuses like `changeWindow`; an opening that is over (`in_the_past`) or before which nothing opens, so that there is
 * nothing to split (`wrong_state`); a successor that begins before the old rule ends (`invalid_input`).
 */
export async function splitWindow(
  tx: Tx,
  actor: Actor,
  input: SplitWindowInput,
  now: Date,
): Promise<Result<Remade & { windowId: string }>> {
  const { windowId, occurrenceId, slots, orphans, teamIds, ...wanted } = input;
  const before = await lockWindow(tx, windowId);
  if (!before) return noWindow;
  const continuation = await loadContinuation(tx, before, occurrenceId, wanted, now);
  if (!continuation.ok) return continuation;
  const { at, split, window: planned } = continuation.value;
  const checked = decideWindowRule(planned, now);
  if (!checked.ok) return checked;
  const beyond = await decideNotBeyondSuccessor(tx, planned);
  if (!beyond.ok) return beyond;

  const successor = { ...planned, id: newId(), createdBy: "personId" in actor ? actor.personId : null };
  // Two steps: until the old one has its successor, both would have its name in use.
  await tx.insert(releaseWindows).values({ ...successor, archivedAt: now });
  const { exdates, rdates, rrule } = split.before;
  await tx
    .update(releaseWindows)
    .set({ exdates: [...exdates], rdates: [...rdates], rrule, succeededBy: successor.id })
    .where(eq(releaseWindows.id, windowId));
  await tx.update(releaseWindows).set({ archivedAt: null }).where(eq(releaseWindows.id, successor.id));
  const bookersBefore = await bookersOf(tx, windowId);
  const bookers = await replaceBookers(tx, successor.id, teamIds ?? bookersBefore.map((booker) => booker.id));
  if (!bookers.ok) return bookers;
  await tx
    .update(occurrences)
    .set({ windowId: successor.id })
    .where(and(eq(occurrences.windowId, windowId), gte(occurrences.originalLocalStart, at)));
  const remade = await remakeOccurrences(tx, actor, { window: successor, answer: { slots, orphans } }, now);
  if (!remade.ok) return remade;
  await tx
    .update(releaseWindows)
    .set({ expandedUntil: successor.expandedUntil })
    .where(eq(releaseWindows.id, successor.id));

  const { changed } = changedFields(before, wanted, bookersBefore, teamIds);
  if (changed.bookers) changed.bookers.to = bookerNames(bookers.value);
  const { kept, movedSlots, cancelledSlots } = remade.value;
  const from = formatInstant(continuation.value.startsAt, planned.zone, "full");
  const data = { from, changed, keptOpenings: kept.length, ...slotCounts({ movedSlots, cancelledSlots }) };
  await recordAudit(
    tx,
    actor,
    now,
    {
      action: "window.continued",
      subject: { kind: "window", id: windowId, name: before.name },
      data: { ...data, successorId: successor.id },
    },
    {
      action: "window.created",
      subject: { kind: "window", id: successor.id, name: successor.name },
      data: { ...data, continuesId: windowId },
    },
  );
  await announceWindow(tx, windowId);
  await announceWindow(tx, successor.id);
  return accept({ windowId: successor.id, ...remade.value });
}
