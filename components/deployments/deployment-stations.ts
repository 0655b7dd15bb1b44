import type { Station } from "@/components/ui/path-line";
import { formatDuration, formatInstant } from "@/lib/time/format";
import type { DeploymentDetail } from "./deployment-data";

/** The way of a deployment: opened, called, accepted, running, ended; each with when, or how long after the one before. */
export function deploymentStations(deployment: DeploymentDetail, zone: string): Station[] {
  const { slot, attempts, acceptedAt, runningAt, finishedAt, target, rollbacks } = deployment;
  const first = attempts[0]?.sentAt ?? null;
  // What it had come to before somebody took it back; the way back is a station of its own.
  const status = rollbacks.at(-1)?.deploymentWas ?? deployment.status;
  const failed = status === "failed" || status === "timed_out";
  const at = (instant: Date) => formatInstant(instant, zone, "seconds");
  const reached: { label: string; at: Date | null; detail?: string }[] = [
    { label: "Opened", at: slot.openedAt },
    { label: "Called", at: first, detail: first ? lateness(first, slot.during.start) : undefined },
    { label: "Accepted", at: acceptedAt },
    // A target for which a 2xx is success never says that it runs.
    ...(target.successBy === "report" ? [{ label: "Running", at: runningAt }] : []),
  ];
  const stations = reached.map(({ label, at: when, detail }): Station => {
    if (when) return { label, state: "done", detail: detail ?? at(when) };
    return { label, state: "ahead" };
  });
  const ended: Station = finishedAt
    ? {
        label: endWords[status] ?? "Ended",
        state: failed ? "failed" : "done",
        detail: slot.openedAt
          ? `after ${formatDuration(finishedAt.getTime() - slot.openedAt.getTime())}`
          : at(finishedAt),
      }
    : { label: "Succeeded", state: "ahead" };
  const current = finishedAt ? -1 : stations.findIndex(({ state }) => state === "ahead");
  const way = stations.map((station, place) => (place === current ? { ...station, state: "now" as const } : station));
  return [...way, current === -1 && !finishedAt ? { ...ended, state: "now" } : ended, ...back(deployment, at)];
}

/** The newest way back, if there is one. */
function back({ rollbacks: [newest] }: DeploymentDetail, at: (instant: Date) => string): Station[] {
  if (newest === undefined) return [];
  const { status, finishedAt, requestedAt } = newest;
  if (finishedAt === null) return [{ label: "Rolling back", state: "now", detail: `since ${at(requestedAt)}` }];
  if (status === "rolled_back") return [{ label: "Rolled back", state: "done", detail: at(finishedAt) }];
  return [{ label: "Rollback failed", state: "failed", detail: at(finishedAt) }];
}

const endWords: Partial<Record<DeploymentDetail["status"], string>> = {
  succeeded: "Succeeded",
  failed: "Failed",
  timed_out: "Timed out",
};

function lateness(sentAt: Date, start: Date): string {
  return `${formatDuration(Math.max(0, sentAt.getTime() - start.getTime()))} after the start`;
}
