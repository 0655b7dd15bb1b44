import type { DeploymentState } from "./deployment-state";
import { accept, type Result, type Rule, refuse } from "./refusal";
import { type RollbackableState, rollbackableStates } from "./rollback-state";

/** How long a rollback's call is tried. It has no slot to end with, and after this a person had better look. */
export const rollbackCallMinutes = 30;

/** What holds newer candidates back until somebody has looked. */
export const holdReason = "Rolled back: check before shipping again";

export type RollbackFact = {
  /** "search-api 12.0.0 to Production" */
  name: string;
  status: DeploymentState;
  target: { enabled: boolean };
};

/** A later deployment of the same service to the same environment. */
export type NewerDeployment = { id: string; name: string; status: DeploymentState };

/**
 * Whether a deployment is taken back. No gate is asked: a way back is open in every freeze and outside every window. Returns what the
 * deployment has come to.
 *
 * Refuses with `wrong_state` what has not ended yet, is on its way back or is back, and what a newer deployment has replaced, or may have:
 * the way back leads from what runs, so it is the newer one that must be rolled back, and it is named. One that failed, or is rolled back
 * itself, replaced nothing. Refuses with `target_missing` when the target is switched off.
 */
export function decideRollback(
  { name, status, target }: RollbackFact,
  newer: readonly NewerDeployment[],
): Result<RollbackableState> {
  const was = rollbackableStates.find((state) => state === status);
  if (was === undefined) {
    const isOnItsWay = status === "pending" || status === "calling" || status === "running";
    const until = isOnItsWay ? " before it has ended" : "";
    return refuse("wrong_state", `${name} is ${status.replaceAll("_", " ")} and cannot be rolled back${until}.`);
  }
  const running = newer.filter((each) => each.status !== "failed" && each.status !== "rolled_back");
  if (running.length > 0) {
    const rules = running.map((each): Rule => {
      const reason = `${each.name} came after it and is ${each.status.replaceAll("_", " ")}.`;
      return { kind: "service", id: each.id, name: each.name, reason };
    });
    return refuse("wrong_state", `${name} is not what runs: something newer was deployed. Roll that one back.`, {
      rules,
    });
  }
  if (!target.enabled) {
    return refuse("target_missing", "The target is switched off, so nobody would be called. Switch it on first.", {
      rules: [{ kind: "target", name, reason: "Its target is switched off." }],
    });
  }
  return accept(was);
}
