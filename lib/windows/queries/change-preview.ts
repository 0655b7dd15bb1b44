import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { releaseWindows } from "@/db/schema";
import { planOccurrences } from "@/lib/domain/occurrence-plan";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import type { SlotEffect } from "@/lib/domain/slot-answer";
import type { SlotFate } from "@/lib/domain/slot-fate";
import { nameOfSlot } from "@/lib/domain/slot-fate-words";
import type { StandingOccurrence } from "@/lib/domain/standing-occurrence";
import { decideWindowRule } from "@/lib/domain/window-rule";
import type { Range } from "@/lib/time/range";
import { expandRule } from "@/lib/time/recurrence";
import { horizonAfter, maxOpenings } from "@/lib/time/validate-rule";
import type { PreviewChangeInput } from "@/lib/windows/input";
import { loadContinuation } from "./continuation";
import { loadFateFacts } from "./fate-facts";
import { loadStandingOccurrences } from "./standing-occurrences";

/** How many slots a preview lists; it counts them all. */
const mostListed = 200;

/** What would become of one booked slot, for a person to read. */
export type SlotInPreview = {
  slotId: string;
  occurrenceId: string;
  name: string;
  lane: number;
  during: Range;
  effect: SlotEffect;
  to?: Range;
  reason?: string;
};

export type SlotsPreview = {
  kept: number;
  moved: number;
  orphaned: number;
  /** The moved and the orphaned ones, in order of time. */
  slots: SlotInPreview[];
};

export type ChangePreview = SlotsPreview & {
  zone: string;
  openings: { made: number; changed: number; ended: number; alone: number };
};

/**
 * What a change of a window would do to its openings and to the slots booked in them, if slots go along where they can. For the
 * whole window, or from one opening on. Writes and locks nothing. Refuses what the change itself would be refused for.
 */
export async function readChangePreview(
  reader: Reader,
  { windowId, occurrenceId, teamIds: _, ...wanted }: PreviewChangeInput,
  now: Date,
): Promise<Result<ChangePreview>> {
  const [found] = await reader.select().from(releaseWindows).where(eq(releaseWindows.id, windowId));
  if (!found) return refuse("not_found", "There is no such window.");
  if (found.archivedAt) return refuse("wrong_state", `${found.name} is archived. Restore it first.`);
  const begins =
    occurrenceId === undefined
      ? accept({ window: { ...found, ...wanted }, at: undefined })
      : await loadContinuation(reader, found, occurrenceId, wanted, now);
  if (!begins.ok) return begins;
  const { window, at } = begins.value;
  const checked = decideWindowRule(window, now);
  if (!checked.ok) return checked;
  const scope = { windowId, zone: window.zone, from: at };
  const { standing, overStarts } = await loadStandingOccurrences(reader, scope, now, { lock: false });
  const until = new Date(Math.max(window.expandedUntil.getTime(), horizonAfter(now).getTime()));
  const openings = expandRule(window, { start: now, end: until }, maxOpenings).occurrences.filter(
    ({ originalLocalStart }) => !overStarts.has(originalLocalStart),
  );
  const facts = await loadFateFacts(reader, { ...window, id: windowId }, standing, now);
  const answer = { slots: "move", orphans: "refuse" } as const;
  const plan = planOccurrences(standing, { openings, lanes: window.lanes, answer, facts });
  return accept({
    ...slotsPreview(plan.fates, standing),
    zone: window.zone,
    openings: {
      made: plan.make.length,
      changed: plan.change.length,
      ended: plan.remove.length + plan.cancel.length,
      alone: standing.filter(({ isEdited, status }) => isEdited && status === "scheduled").length,
    },
  });
}

/** The fates of slots for people: how many stay, and what becomes of the others. Slots that no change touches count as kept. */
export function slotsPreview(fates: readonly SlotFate[], standing: readonly StandingOccurrence[]): SlotsPreview {
  const slots = new Map(standing.flatMap((occurrence) => occurrence.slots.map((slot) => [slot.id, slot])));
  const booked = [...slots.values()].filter(({ status }) => status !== "held").length;
  const touched = fates.filter(({ effect }) => effect !== "kept");
  const listed = touched
    .flatMap(({ slotId, occurrenceId, effect, to, reason }): SlotInPreview[] => {
      const slot = slots.get(slotId);
      if (slot === undefined) return [];
      const { lane, during } = slot;
      const shown = { slotId, occurrenceId, name: nameOfSlot(slot), lane, during, effect };
      return [{ ...shown, ...(to && { to: to.during }), ...(reason && { reason }) }];
    })
    .sort((a, b) => a.during.start.getTime() - b.during.start.getTime());
  const count = (effect: SlotEffect) => touched.filter((fate) => fate.effect === effect).length;
  return {
    kept: booked - touched.length,
    moved: count("moved"),
    orphaned: count("orphaned"),
    slots: listed.slice(0, mostListed),
  };
}
