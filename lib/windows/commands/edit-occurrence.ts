import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { occurrences } from "@/db/schema";
import { recordAudit } from "@/lib/audit/record";
import type { Actor } from "@/lib/auth/actor";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import { slotRules } from "@/lib/domain/slot-fate-words";
import type { EditOccurrenceInput } from "@/lib/windows/input";
import { isAsRuled, loadOpeningChange, type OpeningChange } from "@/lib/windows/queries/opening-change";
import { settleOpenings, widenOpenings } from "./occurrences-of-window";
import { endHolds, giveUpOrphans, letSlotsPass, moveAlong, type SlotsInChange, slotCounts } from "./slots-of-plan";

/**
 * "This one": moves one opening, makes it shorter or longer, or gives it other lanes; the others stay, and a change of the rule
 * leaves it as it is from now on (case 11), until it stands as the rule has it again. Its slots stay at their time as far as they
 * fit (`keep`) or go along with its start (`move`). Refuses what `decideOpeningEdit` refuses, and slots that would lose their
 * place unless they are to be given up (`slots_orphaned`, naming them). Changing nothing does nothing.
 */
export async function editOccurrence(
  tx: Tx,
  actor: Actor,
  input: EditOccurrenceInput,
  now: Date,
): Promise<Result<{ movedSlots: number; cancelledSlots: number }>> {
  const { slots, orphans, reason, ...wanted } = input;
  const way = slots === "move" ? "move" : "keep";
  const found = await loadOpeningChange(tx, { ...wanted, slots: way }, now, { lock: true });
  if (!found.ok) return found;
  const { occurrence, window, edit, standing, fates } = found.value;
  const changed = changedFacts(found.value);
  if (Object.keys(changed).length === 0) return accept({ movedSlots: 0, cancelledSlots: 0 });
  const refused = refusalOf(found.value, { slots, orphans });
  if (refused !== undefined) return refused;

  const known = new Map(standing.slots.map((slot) => [slot.id, slot]));
  const change: SlotsInChange = { window, ...fates, slots: known };
  const place = [{ id: occurrence.id, during: edit.during }];
  await letSlotsPass(tx);
  await endHolds(tx, actor, change, now);
  const why = reason === "" ? `The opening of ${window.name} changed.` : reason;
  const cancelledSlots = await giveUpOrphans(tx, actor, change, why, now);
  await widenOpenings(tx, place, edit.lanes);
  const movedSlots = await moveAlong(tx, actor, change, now);
  await settleOpenings(tx, place, edit.lanes);
  const editedAt = isAsRuled(found.value, edit) ? null : now;
  await tx.update(occurrences).set({ editedAt }).where(eq(occurrences.id, occurrence.id));
  await recordAudit(tx, actor, now, {
    action: "occurrence.moved",
    subject: { kind: "occurrence", id: occurrence.id, name: found.value.name },
    data: { windowId: window.id, changed, ...slotCounts({ movedSlots, cancelledSlots }), ...(reason && { reason }) },
  });
  await announce(tx, { noun: "windows", id: window.id });
  return accept({ movedSlots, cancelledSlots });
}

/** A slot that runs is never given up: its opening must go on holding it. */
function refusalOf(
  { name, window, standing, fates }: OpeningChange,
  answer: Pick<EditOccurrenceInput, "slots" | "orphans">,
): { ok: false; refusal: Refusal } | undefined {
  const runs = (slotId: string) => standing.slots.some(({ id, status }) => id === slotId && status === "open");
  const inTheWay = fates.fates.filter(({ slotId, effect }) => {
    if (answer.slots === "refuse") return effect !== "kept";
    return effect === "orphaned" && (answer.orphans === "refuse" || runs(slotId));
  });
  if (inTheWay.length === 0) return undefined;
  const message = `Slots in ${name} would lose their place. Say what becomes of them.`;
  return refuse("slots_orphaned", message, { field: "slots", rules: slotRules(inTheWay, [standing], window.zone) });
}

function changedFacts({ occurrence, edit }: OpeningChange): Record<string, { from: unknown; to: unknown }> {
  const { start, end } = occurrence.during;
  const isSame = (a: Date, b: Date) => a.getTime() === b.getTime();
  return {
    ...(isSame(start, edit.during.start) ? {} : { start: { from: start, to: edit.during.start } }),
    ...(isSame(end, edit.during.end) ? {} : { end: { from: end, to: edit.during.end } }),
    ...(occurrence.lanes === edit.lanes ? {} : { lanes: { from: occurrence.lanes, to: edit.lanes } }),
  };
}
