import type { DeploymentDetail } from "./deployment-data";

type Release = DeploymentDetail["release"];

/** A breaking database change without a plan leads nowhere but on. */
export function isForwardOnly({ rollbackPlan, databaseChange }: Release): boolean {
  return databaseChange === "breaking" && rollbackPlan === "";
}

/** How one gets back, as the release says it. */
export function wayBack(release: Release): string {
  if (release.rollbackPlan) return release.rollbackPlan;
  if (isForwardOnly(release)) return "Forward only: the database change is breaking and the release has no plan.";
  return "The release names no plan. The receiver goes back to what ran before.";
}
