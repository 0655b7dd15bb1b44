import type { Station, StationState } from "@/components/ui/path-line";
import { finalDeploymentStates } from "@/lib/domain/deployment-state";
import type { ReleaseDetail, ReleaseSlot } from "@/lib/releases/input/detail-output";
import { formatDuration, formatInstant } from "@/lib/time/format";

type Environment = ReleaseDetail["environments"][number];

const minute = 60_000;

/**
 * The way of a release to its last stop: handed over, the environments it was or will be deployed to, QA, approvals, the last stop.
 * Environments on the way that nobody booked are left out.
 */
export function pathStations(release: ReleaseDetail, now: Date): Station[] {
  const last = release.environments.at(-1);
  const onTheWay = release.environments
    .slice(0, -1)
    .filter(({ id }) => release.slots.some((slot) => slot.environmentId === id && slot.status !== "cancelled"));
  return [
    handedOver(release),
    ...onTheWay.map((environment) => stop(release, environment)),
    qa(release, onTheWay, now),
    ...(last === undefined ? [] : [...approvals(release, last), stop(release, last)]),
  ];
}

function handedOver({ rounds, zone }: ReleaseDetail): Station {
  const first = rounds.findLast((round) => round.handoff !== null)?.handoff;
  if (!first) return { label: "Handed over", state: "ahead", detail: "no build yet" };
  return { label: "Handed over", state: "done", detail: formatInstant(first.handedOverAt, zone) };
}

function qa({ rounds, status }: ReleaseDetail, onTheWay: readonly Environment[], now: Date): Station {
  // An environment may be called QA too.
  const label = onTheWay.some(({ name }) => name.toLowerCase() === "qa") ? "QA's verdict" : "QA";
  const handoff = rounds.find((round) => round.handoff !== null)?.handoff;
  if (!handoff) return { label, state: "ahead" };
  const round = `round ${handoff.round}`;
  const soFar = formatDuration(Math.max(minute, now.getTime() - handoff.handedOverAt.getTime()));
  if (status === "withdrawn") return { label, state: "ahead", detail: "withdrawn" };
  switch (handoff.status) {
    case "queued":
    case "testing":
      return { label, state: "now", detail: `${round}, ${soFar} so far` };
    case "accepted":
      return {
        label,
        state: "done",
        detail: handoff.tester === null && handoff.regressionRunUrl ? "by its regression run" : `accepted in ${round}`,
      };
    case "rejected":
      return { label, state: "failed", detail: `rejected in ${round}` };
    default:
      return { label, state: "ahead", detail: `${round} ${handoff.status}` };
  }
}

/** No station where the next slot needs no signature. Once something was deployed in the last stop, its signatures were there. */
function approvals(release: ReleaseDetail, last: Environment): Station[] {
  const { next, slots } = release;
  const nextSlot = slots.find((slot) => slot.id === next?.slotId);
  if (next !== null && nextSlot?.environmentId === last.id) {
    if (next.required === 0) return [];
    const gate = next.gates.find((each) => each.gate === "approvals");
    const states: Record<string, StationState> = { clear: "done", failed: "failed" };
    const due = formatInstant(nextSlot.during.start, last.zone);
    const detail = `${next.signed} of ${next.required}${gate?.passed ? "" : `, due ${due}`}`;
    return [{ label: "Approvals", state: states[gate?.state ?? ""] ?? "now", detail }];
  }
  const wasThere = slots.some((slot) => slot.environmentId === last.id && slot.deployment !== null);
  return [{ label: "Approvals", state: wasThere ? "done" : "ahead", detail: wasThere ? undefined : "no slot booked" }];
}

/** What the newest slot of an environment says; of slots that are over, the one in which something was deployed. */
function stop(release: ReleaseDetail, environment: Environment): Station {
  const here = release.slots.filter((slot) => slot.environmentId === environment.id && slot.status !== "cancelled");
  const ahead = here.findLast((slot) => slot.status === "booked");
  const slot =
    here.find((each) => each.deployment !== null && each.status === "open") ?? ahead ?? here.find(deployed) ?? here[0];
  const label = environment.name;
  if (slot === undefined) return { label, state: "ahead" };
  const at = (instant: Date) => formatInstant(instant, environment.zone);
  const { deployment } = slot;
  if (deployment === null) {
    return slot.status === "missed"
      ? { label, state: "failed", detail: `missed ${at(slot.during.start)}` }
      : { label, state: "ahead", detail: at(slot.during.start) };
  }
  const rc = `rc ${deployment.buildNumber}`;
  if (!(finalDeploymentStates as readonly string[]).includes(deployment.status)) {
    return { label, state: "now", detail: `${rc} ${deployment.status.replaceAll("_", " ")}` };
  }
  const when = at(deployment.finishedAt ?? deployment.startedAt);
  if (deployment.status === "succeeded") return { label, state: "done", detail: `${rc} live since ${when}` };
  return { label, state: "failed", detail: `${rc} ${deployment.status.replaceAll("_", " ")} ${when}` };
}

function deployed({ deployment }: ReleaseSlot): boolean {
  return deployment !== null;
}
