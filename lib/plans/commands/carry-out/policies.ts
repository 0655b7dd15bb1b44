import { changePolicy } from "@/lib/approvals/commands/change-policy";
import { previewPolicy } from "@/lib/approvals/queries/preview-policy";
import type { PolicyEntry } from "@/lib/domain/plan";
import { effectOf } from "@/lib/domain/plan-effect";
import { accept, type Result } from "@/lib/domain/refusal";
import { loadPolicies } from "@/lib/slots/queries/approval-facts";
import type { CarryOut, Outcome, Step } from "./step";

/** Every change is a new version. What is removed asks for nothing from then on: its versions are kept as evidence. */
export const policySteps: CarryOut<"policies"> = {
  add: (step, wanted) => newVersion(step, wanted),
  change: (step, _, wanted) => newVersion(step, wanted),
  remove: (step, standing) => newVersion(step, { ...standing, stages: [] }),
};

async function newVersion(step: Step, wanted: PolicyEntry): Promise<Result<Outcome>> {
  const { tx, actor, now } = step;
  const environmentId = step.ids.get("environments", wanted.environment);
  const { authorExcluded, coversTime } = wanted;
  const rules = { environmentId, stages: [...wanted.stages], authorExcluded, coversTime };
  const preview = await previewPolicy(tx, rules, now);
  if (!preview.ok) return preview;
  const standing = (await loadPolicies(tx, [environmentId])).get(environmentId);
  const changed = await changePolicy(tx, actor, { ...rules, expectedVersion: standing?.version ?? 0 }, now);
  if (!changed.ok) return changed;
  const stale = preview.value.stale.map(({ slotId, names, during, zone }) => ({
    id: slotId,
    name: names.join(", "),
    environmentName: wanted.environment,
    teamName: null,
    during,
    zone,
  }));
  return accept({ effects: effectOf("stale", stale) });
}
