/** Who sends: a code host in its own words, or whatever speaks CDEvents. */
export const sourceKinds = ["github", "gitlab", "cdevents"] as const;
export type SourceKind = (typeof sourceKinds)[number];

/**
 * What tells that a build is there. Only `artifact` names the artifact by its content; by every other the commit stands for it, for
 * teams whose builds follow from their commit.
 */
export const buildTriggers = ["artifact", "run", "release", "tag", "push"] as const;
export type BuildTrigger = (typeof buildTriggers)[number];

/**
 * What became of an event. `ignored`: it means nothing here, and says why; `duplicate`: it says what was known; `late`: something
 * newer about the same thing came before it; `refused`: it was understood, and a rule forbade it.
 */
export const eventOutcomes = ["applied", "ignored", "duplicate", "late", "refused"] as const;
export type EventOutcome = (typeof eventOutcomes)[number];
