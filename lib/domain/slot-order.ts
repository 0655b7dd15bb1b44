import { formatDuration, formatInstant } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";
import type { Booker } from "./booking-facts";
import { reaches } from "./permission";
import { accept, type Result, refuse } from "./refusal";
import type { SlotState } from "./slot-state";

/** A slot that is to be put in order with another one. */
export type OrderedSlot = {
  id: string;
  name: string;
  status: SlotState;
  during: Range;
  teamId: string | null;
  environment: { id: string; zone: string };
  serviceIds: readonly string[];
};

/**
 * Whether `after` shall wait until everything in `before` has arrived. Asked of whoever may book for the team that waits
 * (`forbidden`). Refuses a slot that is no longer booked, and a first one that nothing can be expected of any more
 * (`slot_not_live`), a slot before itself (`circular_order`; longer circles the database refuses), and an order against the clock
 * for one and the same service (`invalid_input`). Against the clock otherwise it is a warning: the later slot may yet be moved.
 */
export function decideOrder(
  booker: Booker,
  before: OrderedSlot,
  after: OrderedSlot,
): Result<{ warning: string | null }> {
  if (before.id === after.id)
    return refuse("circular_order", "A slot cannot wait for itself.", { field: "beforeSlotId" });
  if (!reaches(booker.reach, after.teamId)) {
    const reason = "You may put only slots of your own teams behind others.";
    return refuse("forbidden", reason, { rules: [{ kind: "person", id: booker.personId, name: "Teams", reason }] });
  }
  if (after.status !== "booked") {
    return refuse("slot_not_live", `Only a booked slot can wait for another one; ${after.name} is ${after.status}.`);
  }
  if (before.status !== "booked" && before.status !== "open") {
    return refuse("slot_not_live", `${before.name} is ${before.status}: there is nothing to wait for.`);
  }
  const early = before.during.end.getTime() - after.during.start.getTime();
  if (early <= 0) return accept({ warning: null });
  const sameService = before.serviceIds.some((id) => after.serviceIds.includes(id));
  if (sameService && before.environment.id === after.environment.id) {
    const message = `${after.name} starts before ${before.name}, and both deploy the same service there.`;
    return refuse("invalid_input", message, { field: "beforeSlotId" });
  }
  const end = formatInstant(after.during.end, after.environment.zone);
  const warning = `${after.name} starts ${formatDuration(early)} before ${before.name} ends. It will wait, and is missed if ${before.name} has not arrived by ${end}.`;
  return accept({ warning });
}
