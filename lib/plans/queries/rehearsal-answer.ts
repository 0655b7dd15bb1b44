import type { Rehearsal } from "@/lib/domain/rehearsal";
import { type ReplayWay, replayRule } from "@/lib/domain/rehearsal-replay";
import type { Range } from "@/lib/time/range";
import { merge } from "@/lib/time/range";
import { expandRule, type TimeRule } from "@/lib/time/recurrence";
import { maxOpenings } from "@/lib/time/validate-rule";

/** A rehearsal with what frames it. */
export type RehearsalAnswer = Rehearsal & {
  /** Hours a week in which something could leave, on average over the next quarter. */
  hours: { environmentName: string; before: number; after: number }[];
  /** How it was replayed, in sentences. */
  notes: string[];
};

/** The stretches of a rule in the replayed past and in what is to come, as one ordered list. */
export function stretchesOf(rule: TimeRule, past: Range, coming: Range): { stretches: Range[]; way: ReplayWay } {
  const { stretches, way } = replayRule(rule, past);
  const ahead = expandRule(rule, coming, maxOpenings).occurrences.map(({ during }) => during);
  return { stretches: merge([...stretches, ...ahead]), way };
}
