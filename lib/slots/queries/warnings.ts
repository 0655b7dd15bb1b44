import type { Reader } from "@/db/client";
import type { Place } from "@/lib/domain/booking-facts";
import type { ConflictCause } from "@/lib/domain/conflict";
import { conflictsOf } from "@/lib/domain/conflicts";
import type { Reach } from "@/lib/domain/permission";
import type { PlannedSlot } from "@/lib/domain/planned-slot";
import type { EnvironmentRule } from "@/lib/domain/window-status";
import { loadTeam } from "./free-places";
import { aroundRange, loadPlan } from "./plan";
import type { ReleaseToPlan } from "./planned-releases";

export type Warning = { cause: ConflictCause; sentence: string };

/**
 * What a slot would get in the way of at a place, before it is booked or moved there. Warnings only: whether it is refused is for
 * the rules of a booking to say.
 */
export async function loadWarnings(
  reader: Reader,
  asked: Place & { environment: EnvironmentRule; releases: readonly ReleaseToPlan[]; slotId?: string },
  scope: Reach,
): Promise<Warning[]> {
  const { environment, releases, slotId, ...place } = asked;
  const team = await loadTeam(reader, releases[0]?.teamId);
  if (team === null) return [];
  const plan = await loadPlan(reader, aroundRange(place.during), scope);
  const slot: PlannedSlot = {
    ...place,
    id: slotId ?? "",
    environment,
    origin: place.occurrenceId === null ? "continuous" : "window",
    team,
    releases,
  };
  return conflictsOf(slot, plan).map(({ cause, sentence }) => ({ cause, sentence }));
}
