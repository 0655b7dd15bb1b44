import type { MarkName } from "@/components/ui/mark";
import type { Tone } from "@/components/ui/tone";
import { planSections } from "@/lib/domain/plan";
import type { PlanEffectKind } from "@/lib/domain/plan-effect";
import { planWords } from "@/lib/domain/plan-words";
import type { PlanChange } from "./plan-data";

type Look = { word: string; tone: Tone; mark: MarkName };

/** What happens to a thing: always by its word, its mark and its colour. */
export const actionLooks: Readonly<Record<PlanChange["action"], Look>> = {
  add: { word: "new", tone: "clear", mark: "check" },
  change: { word: "changed", tone: "waiting", mark: "dots" },
  remove: { word: "removed", tone: "risk", mark: "cross" },
};

/** Who loses something by it stands out; who gains does not. */
export const effectTones: Readonly<Record<PlanEffectKind, Tone>> = {
  missed: "risk",
  orphaned: "risk",
  stale: "waiting",
  kept: "waiting",
  freed: "clear",
};

const actions = { add: "new", change: "changed", remove: "removed" } as const;

/** "2 new, 1 changed" */
export function countInWords(changes: readonly PlanChange[]): string {
  const parts = Object.entries(actions).flatMap(([action, word]) => {
    const count = changes.filter((change) => change.action === action).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return parts.length === 0 ? "Nothing to do" : parts.join(", ");
}

/** The changes by section, in the order in which a file has them. */
export function bySection(changes: readonly PlanChange[]) {
  return planSections.flatMap((section) => {
    const own = changes.filter((change) => change.section === section);
    const { many } = planWords[section];
    return own.length === 0
      ? []
      : [{ section, title: `${many.charAt(0).toUpperCase()}${many.slice(1)}`, changes: own }];
  });
}
