import { asc, desc, eq } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { deployments, slotReleases, slots } from "@/db/schema";
import type { Progress, StopProgress } from "@/lib/domain/departure-plan";
import type { DeploymentState } from "@/lib/domain/deployment-state";
import type { SlotState } from "@/lib/domain/slot-state";

export type DepartureSlot = {
  slotId: string;
  environmentId: string;
  releaseId: string;
  status: SlotState;
  missed: string;
  deployment: { id: string; status: DeploymentState; finishedAt: Date | null } | null;
};

/** The slots of a departure, each with the release it ships and its newest deployment; cancelled ones are left out. Two statements. */
export async function loadDepartureSlots(reader: Reader, departureId: string): Promise<DepartureSlot[]> {
  const rows = await reader
    .select({
      slotId: slots.id,
      environmentId: slots.environmentId,
      releaseId: slotReleases.releaseId,
      status: slots.status,
      missedGates: slots.missedGates,
    })
    .from(slots)
    .innerJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .where(eq(slots.departureId, departureId))
    .orderBy(asc(slots.createdAt), asc(slots.id));
  const standing = rows.filter(({ status }) => status !== "cancelled");
  if (standing.length === 0) return [];
  const newest = await reader
    .selectDistinctOn([deployments.slotId, deployments.releaseId], {
      id: deployments.id,
      slotId: deployments.slotId,
      status: deployments.status,
      finishedAt: deployments.finishedAt,
    })
    .from(deployments)
    .where(
      anyOf(
        deployments.slotId,
        standing.map(({ slotId }) => slotId),
      ),
    )
    .orderBy(deployments.slotId, deployments.releaseId, desc(deployments.fencingNumber));
  const bySlot = new Map(newest.map(({ slotId, ...deployment }) => [slotId, deployment]));
  return standing.map(({ missedGates, ...slot }) => ({
    ...slot,
    missed: (missedGates ?? []).map(({ reason }) => reason).join(" "),
    deployment: bySlot.get(slot.slotId) ?? null,
  }));
}

const failedStates: readonly DeploymentState[] = ["failed", "timed_out", "rolling_back", "rolled_back"];

/** How far a slot is, in the plan's words. */
export function progressOf({ status, deployment }: Pick<DepartureSlot, "status" | "deployment">): StopProgress {
  if (deployment !== null && failedStates.includes(deployment.status)) return "failed";
  if (deployment?.status === "succeeded") return "arrived";
  if (status === "held" || status === "booked") return "waiting";
  return status === "open" ? "running" : "lost";
}

export const progressOfAll = (slots: readonly DepartureSlot[]): Progress[] =>
  slots.map((slot) => ({
    releaseId: slot.releaseId,
    environmentId: slot.environmentId,
    progress: progressOf(slot),
  }));
