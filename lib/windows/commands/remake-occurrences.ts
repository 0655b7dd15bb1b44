import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { type OccurrencePlan, planOccurrences } from "@/lib/domain/occurrence-plan";
import { accept, type Refusal, type Result, refuse } from "@/lib/domain/refusal";
import { slotRules } from "@/lib/domain/slot-fate-words";
import type { PlanAnswer, StandingOccurrence } from "@/lib/domain/standing-occurrence";
import { horizonAfter } from "@/lib/time/validate-rule";
import type { WallTime } from "@/lib/time/wall-time";
import { loadFateFacts } from "@/lib/windows/queries/fate-facts";
import { loadStandingOccurrences } from "@/lib/windows/queries/standing-occurrences";
import {
  endOpenings,
  insertOccurrences,
  openingsBetween,
  reopenOpenings,
  settleOpenings,
  type WindowRow,
  widenOpenings,
} from "./occurrences-of-window";
import { endHolds, giveUpOrphans, letSlotsPass, moveAlong, type SlotsInChange } from "./slots-of-plan";

/** An opening that a change of the rule had to leave as it is. */
export type KeptOpening = { occurrenceId: string; during: { start: Date; end: Date } };

/** What a changed rule did to the openings and slots that were there. */
export type Remade = { kept: KeptOpening[]; movedSlots: number; cancelledSlots: number };

type Remaking = {
  window: WindowRow;
  answer: PlanAnswer;
  /** Only the openings that the rule gave from here on. */
  from?: WallTime;
};

/**
 * Makes the openings from now to the horizon follow the window's rule, and their slots as the answer says. The window's horizon
 * is set in place. Refuses `slots_orphaned`, naming the slots, when some would lose their place and the answer is to refuse that.
 */
export async function remakeOccurrences(
  tx: Tx,
  actor: Actor,
  { window, answer, from }: Remaking,
  now: Date,
): Promise<Result<Remade>> {
  const scope = { windowId: window.id, zone: window.zone, from };
  const { standing, overStarts } = await loadStandingOccurrences(tx, scope, now, { lock: true });
  window.expandedUntil = new Date(Math.max(window.expandedUntil.getTime(), horizonAfter(now).getTime()));
  const openings = openingsBetween(window, now, window.expandedUntil).filter(
    ({ originalLocalStart }) => !overStarts.has(originalLocalStart),
  );
  const facts = await loadFateFacts(tx, window, standing, now);
  const plan = planOccurrences(standing, { openings, lanes: window.lanes, answer, facts });
  const refused = refusalOf(plan, standing, answer, window);
  if (refused !== undefined) return refused;
  const { movedSlots, cancelledSlots } = await carryOut(tx, actor, window, { plan, standing }, now);
  const kept = plan.keep.map(({ id, during }) => ({ occurrenceId: id, during }));
  return accept({ kept, movedSlots, cancelledSlots });
}

function refusalOf(
  plan: OccurrencePlan,
  standing: readonly StandingOccurrence[],
  answer: PlanAnswer,
  { name, zone }: WindowRow,
): { ok: false; refusal: Refusal } | undefined {
  const isAsked = answer.slots === "refuse" || answer.orphans === "refuse";
  const touched = plan.fates.filter(({ effect }) => answer.slots === "refuse" || effect === "orphaned");
  if (!isAsked || touched.length === 0) return undefined;
  const message =
    answer.slots === "refuse"
      ? `Slots are booked in openings of ${name} that would change. Say what becomes of them.`
      : `Slots in ${name} would lose their place. Say whether their openings stay or they are given up.`;
  return refuse("slots_orphaned", message, { field: "slots", rules: slotRules(touched, standing, zone) });
}

/**
 * Writes the plan down. Openings with slots are widened first and settled last, so that each slot lies inside its opening at every
 * moment; new openings are there before slots go over to them, and old ones go after.
 */
async function carryOut(
  tx: Tx,
  actor: Actor,
  window: WindowRow,
  { plan, standing }: { plan: OccurrencePlan; standing: readonly StandingOccurrence[] },
  now: Date,
): Promise<{ movedSlots: number; cancelledSlots: number }> {
  const slots = new Map(standing.flatMap((occurrence) => occurrence.slots.map((slot) => [slot.id, slot])));
  const occupied = new Set(standing.filter((occurrence) => occurrence.slots.length > 0).map(({ id }) => id));
  const change: SlotsInChange = { window, fates: plan.fates, endedHolds: plan.endedHolds, slots };
  await letSlotsPass(tx);
  await endHolds(tx, actor, change, now);
  const cancelledSlots = await giveUpOrphans(tx, actor, change, `The rule of ${window.name} changed.`, now);
  await widenOpenings(
    tx,
    plan.change.filter(({ id }) => occupied.has(id)),
    window.lanes,
  );
  await insertOccurrences(tx, window, plan.make);
  const movedSlots = await moveAlong(tx, actor, change, now);
  await settleOpenings(tx, plan.change, window.lanes);
  await reopenOpenings(tx, plan.reopen);
  await endOpenings(tx, plan);
  return { movedSlots, cancelledSlots };
}
