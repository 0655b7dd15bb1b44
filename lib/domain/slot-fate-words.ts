import { formatRange } from "@/lib/time/format";
import type { Rule } from "./refusal";
import type { SlotFate, SlotInOpening } from "./slot-fate";
import type { StandingOccurrence } from "./standing-occurrence";

/** How many slots a refusal names. */
const named = 10;

/** "ledger 4.2.0, checkout 3.1.0", or what else there is to say of a slot. */
export function nameOfSlot({ status, releases }: SlotInOpening): string {
  const aboard = releases.map(({ serviceName, version }) => `${serviceName} ${version}`);
  if (aboard.length > 0) return aboard.join(", ");
  return status === "held" ? "A held slot" : "A slot without a release";
}

/** The slots that stand in the way of a change, as the rules of its refusal. */
export function slotRules(fates: readonly SlotFate[], standing: readonly StandingOccurrence[], zone: string): Rule[] {
  const slots = new Map(standing.flatMap((occurrence) => occurrence.slots.map((slot) => [slot.id, slot])));
  return fates.slice(0, named).flatMap(({ slotId, reason }): Rule[] => {
    const slot = slots.get(slotId);
    if (slot === undefined) return [];
    const when = `${formatRange(slot.during, zone)} is ${slot.status}.`;
    return [{ kind: "lane", id: slotId, name: nameOfSlot(slot), reason: reason ? `${when} ${reason}` : when }];
  });
}
