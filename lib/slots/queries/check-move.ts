import { eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { occurrences, slots } from "@/db/schema";
import { decideMove } from "@/lib/domain/booking";
import type { Booker, Place } from "@/lib/domain/booking-facts";
import type { Reach } from "@/lib/domain/permission";
import { reaches } from "@/lib/domain/permission";
import type { Refusal } from "@/lib/domain/refusal";
import type { SlotFacts } from "@/lib/domain/slot-facts";
import { loadAboard } from "./aboard";
import { judgePlace } from "./judge-place";
import { findEnvironmentOfPlace } from "./place";
import { approvalContentOf } from "./slot-content";
import { loadSlotFacts } from "./slot-facts";

export type MoveCheck = {
  /** What a move there would be refused with now. */
  refusal?: Refusal;
  /** How many signatures would go stale, because the policy covers the time (rule 5). */
  staleApprovals: number;
};

/** What would become of a move, before it is made. `undefined`: no such slot in the scope. */
export async function checkMove(
  reader: Reader,
  booker: Booker,
  { slotId, ...to }: Place & { slotId: string },
  scope: Reach,
  now: Date,
): Promise<MoveCheck | undefined> {
  const [slot] = await reader.select().from(slots).where(eq(slots.id, slotId));
  if (slot === undefined || !reaches(scope, slot.teamId)) return undefined;
  const environment = await findEnvironmentOfPlace(reader, { environmentId: slot.environmentId });
  if (environment === undefined) return undefined;
  const aboard = await loadAboard(reader, slotId);
  const soaking = { releaseIds: aboard.map(({ releaseId }) => releaseId), now };
  const judged = { environment, occurrenceId: to.occurrenceId, during: to.during, scope, soaking };
  const decision = await judgePlace(reader, judged, (facts) => decideMove(booker, slot, to, aboard, facts, now));
  if (!decision.ok) return { refusal: decision.refusal, staleApprovals: 0 };
  const facts = (await loadSlotFacts(reader, [slotId], now)).get(slotId);
  return { staleApprovals: facts === undefined ? 0 : await countStale(reader, facts, to) };
}

/** The signatures that count where the slot stands and would not count where it goes. */
async function countStale(reader: Reader, facts: SlotFacts, to: Place): Promise<number> {
  const [occurrence] =
    to.occurrenceId === null
      ? []
      : await reader
          .select({ id: occurrences.id, during: occurrences.during })
          .from(occurrences)
          .where(eq(occurrences.id, to.occurrenceId));
  const there = occurrence && facts.slot.occurrence ? { ...facts.slot.occurrence, ...occurrence } : null;
  const before = approvalContentOf(facts);
  const after = approvalContentOf({ ...facts, slot: { ...facts.slot, during: to.during, occurrence: there } });
  if (before === after) return 0;
  return new Set(facts.approvals.filter(({ content }) => content === before).map(({ personId }) => personId)).size;
}
