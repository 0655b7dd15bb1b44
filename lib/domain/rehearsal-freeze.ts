import type { Range } from "@/lib/time/range";
import { type FreezeScope, freezeHits, gradeInWords, type Intent } from "./freeze";
import type { FreezeGrade } from "./freeze-grade";
import { type RehearsedSlot, stretchAt, type Verdicts } from "./rehearsal";

/** A freeze as it is rehearsed: its stretches in order, the replayed past and what is to come alike. */
export type RehearsedFreeze = { name: string; grade: FreezeGrade; scope: FreezeScope; stretches: readonly Range[] };

/**
 * Which slots the freeze would have kept from opening: those that opened while it closes for anything they ship. Exceptions are not
 * looked at: whoever was granted one would have had to ask.
 */
export function freezeVerdicts(freeze: RehearsedFreeze | null, slots: readonly RehearsedSlot[]): Verdicts {
  const verdicts = new Map<string, string>();
  if (freeze === null) return verdicts;
  const reason = `${freeze.name || "The freeze"} closes ${gradeInWords(freeze.grade)}.`;
  for (const slot of slots) {
    if (stretchAt(freeze.stretches, slot.at) === undefined) continue;
    if (intentsOf(slot).some((intent) => freezeHits(freeze, intent))) verdicts.set(slot.id, reason);
  }
  return verdicts;
}

function intentsOf({ environmentId, origin, teamId, releases }: RehearsedSlot): Intent[] {
  if (releases.length === 0) return [{ environmentId, origin, teamId }];
  return releases.map((release) => ({
    environmentId,
    origin,
    releaseId: release.releaseId,
    serviceId: release.serviceId,
    teamId: release.teamId,
    releaseKind: release.kind,
  }));
}
