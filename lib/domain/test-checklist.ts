import { type CheckConclusion, type CheckStatus, checkOutcome } from "./build-check";
import { type Refusal, type Rule, refuse } from "./refusal";
import type { AreaVerdict, TestItemState } from "./test-item-state";

export type TestItemFact = {
  id: string;
  area: string;
  title: string;
  required: boolean;
  state: TestItemState;
  /** The pipeline's check that answers it while nobody has decided by hand. */
  checkName: string | null;
};

export type NamedCheck = { name: string; status: CheckStatus; conclusion: CheckConclusion | null };
export type AreaFact = { area: string; verdict: AreaVerdict; personName: string; note: string };

/**
 * What a point of the plan amounts to now: what somebody decided, or what the pipeline's check of its name says. Several sources may
 * report the same check: one that failed is enough to fail it.
 */
export function itemState(
  item: Pick<TestItemFact, "state" | "checkName">,
  checks: readonly NamedCheck[],
): TestItemState {
  if (item.state !== "open" || item.checkName === null) return item.state;
  const name = item.checkName.toLowerCase();
  const outcomes = checks.filter((check) => check.name.toLowerCase() === name).map(checkOutcome);
  if (outcomes.includes("failed")) return "failed";
  return outcomes.length > 0 && outcomes.every((outcome) => outcome === "passed") ? "passed" : "open";
}

/** What keeps a build from being accepted without a condition: required points that are open or failed, and areas judged as failed. */
export function unfinished(
  items: readonly TestItemFact[],
  areas: readonly AreaFact[],
  checks: readonly NamedCheck[],
): Rule[] {
  const points = items.flatMap((item): Rule[] => {
    const state = itemState(item, checks);
    if (!item.required || state === "passed" || state === "not_applicable") return [];
    const reason = `${item.area}: “${item.title}” ${state === "failed" ? "failed" : "is still open"}.`;
    return [{ kind: "qa", id: item.id, name: item.title, reason }];
  });
  const failed = areas
    .filter((area) => area.verdict === "failed")
    .map(({ area, personName, note }): Rule => {
      return { kind: "qa", name: area, reason: `${personName} judged ${area} as failed: ${note}` };
    });
  return [...points, ...failed];
}

/** `test_plan_open`, naming every point that is not done. The way round is a waiver: a risk that somebody takes by name. */
export function refuseUnfinished(
  name: string,
  ...facts: Parameters<typeof unfinished>
): { ok: false; refusal: Refusal } | undefined {
  const rules = unfinished(...facts);
  const [first] = rules;
  if (first === undefined) return undefined;
  const more = rules.length === 1 ? "" : ` and ${rules.length - 1} more`;
  return refuse(
    "test_plan_open",
    `${name} is not done: ${first.name}${more}. Finish the test plan, or accept it under a condition and take the risk by name.`,
    { rules },
  );
}

/** How far a turn's plan has come. */
export function progressOf(items: readonly TestItemFact[], checks: readonly NamedCheck[]) {
  const states = items.map((item) => itemState(item, checks));
  return {
    total: items.length,
    done: states.filter((state) => state === "passed" || state === "not_applicable").length,
    failed: states.filter((state) => state === "failed").length,
  };
}
