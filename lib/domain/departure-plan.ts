import type { FailurePolicy } from "./train-policy";

/** A release aboard, as far as the order of leaving goes. */
export type PlannedRelease = { releaseId: string; serviceId: string };

/** One service in one environment: one slot. */
export type PlannedStop = PlannedRelease & {
  environmentId: string;
  /** 1 for what goes first in the environment; those of one wave go side by side. */
  wave: number;
  /** The stops that must have arrived before this one opens. */
  after: { releaseId: string; environmentId: string }[];
};

/** Which services each service stands on. */
export type Bases = ReadonlyMap<string, readonly string[]>;

/** Everything that a service stands on, directly or through others, aboard or not. The database refuses circles. */
function allBases(serviceId: string, bases: Bases): Set<string> {
  const found = new Set<string>();
  const open = [...(bases.get(serviceId) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(bases.get(next) ?? []));
  }
  return found;
}

/**
 * The one ordered plan by which a departure leaves: for each environment of the path, in its order, each release aboard, behind the
 * services that it stands on and behind itself in the environment before. What waits for nothing of the departure goes side by side.
 * Services that are not aboard order nothing, but what stands on them through them does. The same input gives the same plan, in the
 * order in which it is to be shown.
 */
export function planDeparture(
  aboard: readonly PlannedRelease[],
  environmentIds: readonly string[],
  bases: Bases,
): PlannedStop[] {
  const aboardOf = new Map(aboard.map((release) => [release.serviceId, release]));
  const basesOf = new Map(
    aboard.map(({ serviceId }) => {
      const ids = [...allBases(serviceId, bases)].filter((id) => id !== serviceId);
      return [serviceId, ids.flatMap((id) => aboardOf.get(id) ?? [])];
    }),
  );
  const waves = new Map<string, number>();
  const waveOf = (serviceId: string): number => {
    const known = waves.get(serviceId);
    if (known !== undefined) return known;
    const wave = 1 + Math.max(0, ...(basesOf.get(serviceId) ?? []).map((base) => waveOf(base.serviceId)));
    waves.set(serviceId, wave);
    return wave;
  };
  return environmentIds.flatMap((environmentId, index) => {
    const previous = environmentIds[index - 1];
    return aboard
      .map((release): PlannedStop => {
        const inFront = (basesOf.get(release.serviceId) ?? []).map(({ releaseId }) => ({ releaseId, environmentId }));
        const before = previous === undefined ? [] : [{ releaseId: release.releaseId, environmentId: previous }];
        const { releaseId, serviceId } = release;
        return { releaseId, serviceId, environmentId, wave: waveOf(serviceId), after: [...before, ...inFront] };
      })
      .sort((a, b) => a.wave - b.wave);
  });
}

/** How far a stop's slot is, as far as the plan cares. `lost`: it can no longer open. */
export type StopProgress = "waiting" | "running" | "arrived" | "failed" | "lost";
export type Progress = { releaseId: string; environmentId: string; progress: StopProgress };

/** The stops that wait for something which will not come any more, given how far the others are. */
function stranded(stops: readonly PlannedStop[], at: (stop: Place) => StopProgress): PlannedStop[] {
  const gone = new Set<string>();
  const isGone = (place: Place) => gone.has(keyOf(place)) || ["failed", "lost"].includes(at(place));
  for (let grew = true; grew; ) {
    grew = false;
    for (const stop of stops) {
      if (gone.has(keyOf(stop)) || at(stop) !== "waiting" || !stop.after.some(isGone)) continue;
      gone.add(keyOf(stop));
      grew = true;
    }
  }
  return stops.filter((stop) => gone.has(keyOf(stop)));
}

type Place = { releaseId: string; environmentId: string };
const keyOf = ({ releaseId, environmentId }: Place) => `${environmentId} ${releaseId}`;

/**
 * The stops that do not go on any more once something on the way has failed, by the train's policy: `stop`, everything that has not
 * opened; `go_on`, what stands on the failed one. What runs is not interrupted.
 */
export function stopsThatStay(
  stops: readonly PlannedStop[],
  progress: readonly Progress[],
  onFailure: FailurePolicy,
): PlannedStop[] {
  const known = new Map(progress.map((each) => [keyOf(each), each.progress]));
  const at = (place: Place): StopProgress => known.get(keyOf(place)) ?? "lost";
  const failed = progress.some((each) => each.progress === "failed");
  if (failed && onFailure === "stop") return stops.filter((stop) => at(stop) === "waiting");
  return stranded(stops, at);
}
