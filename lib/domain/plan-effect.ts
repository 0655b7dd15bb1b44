import type { Range } from "@/lib/time/range";

/** A booked slot that a change of the plan does something to. */
export type AffectedSlot = {
  id: string;
  /** What it ships: "ledger 4.2.0, checkout 1.9.0". */
  name: string;
  environmentName: string;
  teamName: string | null;
  during: Range;
  zone: string;
};

/**
 * What a change does to booked slots: `missed`: they would not open any more; `freed`: they open again; `kept`: they stay where they are
 * although the rule has no such opening now; `orphaned`: they lose their opening; `stale`: they must be signed again.
 */
export const planEffectKinds = ["missed", "freed", "kept", "orphaned", "stale"] as const;
export type PlanEffectKind = (typeof planEffectKinds)[number];
export type PlanEffect = { kind: PlanEffectKind; words: string; slots: AffectedSlot[] };

const verbs: Record<PlanEffectKind, { one: string; many: string }> = {
  missed: { one: "will be missed unless it is moved", many: "will be missed unless they are moved" },
  freed: { one: "can open again", many: "can open again" },
  kept: { one: "keeps its opening as it is", many: "keep their openings as they are" },
  orphaned: { one: "loses its opening", many: "lose their openings" },
  stale: { one: "must be signed again", many: "must be signed again" },
};

/** "2 booked slots must be signed again." */
export function effectOf(kind: PlanEffectKind, slots: AffectedSlot[]): PlanEffect[] {
  if (slots.length === 0) return [];
  const { one, many } = verbs[kind];
  const words = slots.length === 1 ? `1 booked slot ${one}.` : `${slots.length} booked slots ${many}.`;
  return [{ kind, words, slots }];
}
