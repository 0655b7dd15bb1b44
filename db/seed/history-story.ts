import type { ReleaseKind } from "@/lib/domain/release-state";
import type { Range } from "@/lib/time/range";
import { exampleServices, organisationZone, rejectionsByChance, releaseKindsByChance } from "./example-plan";
import { anytimeService, tellAnytime } from "./history-anytime";
import type { ExampleOccurrence } from "./insert-windows";
import type { Chance } from "./random";
import { workingMinutesBefore } from "./working-time";

const minute = 60_000;
const hour = 60 * minute;

/** One build's turn with QA, as it went. */
export type Round = {
  handedOverAt: Date;
  claimedAt: Date;
  decidedAt: Date;
  /** The regression run that judged in a tester's place, and the artifact that it was about. */
  run?: { url: string; artifactDigest: string };
  rejection?: (typeof rejectionsByChance)[number];
};

/** One release that left in the past: what, in which slot, after which rounds, and how it ended. */
export type Story = {
  service: (typeof exampleServices)[number];
  version: string;
  kind: ReleaseKind;
  summary: string;
  rounds: Round[];
  /** Null: a slot of its own, at any time, or with a train. */
  occurrence: { id: string; during: Range } | null;
  /** The departure of a train with which it left. */
  departureId?: string;
  /** It passed Staging first, with the same departure. */
  throughStaging?: boolean;
  lane: number;
  during: Range;
  outcome: "released" | "failed" | "rolled_back";
  /** So long after its start it opened, and so long after its end it was still under way. */
  lateMinutes?: number;
  overranMinutes?: number;
};

/** It left in a slot of its own, when somebody pressed "deploy now". */
export const isAnytime = ({ occurrence, departureId }: Story) => occurrence === null && departureId === undefined;

type Counter = { major: number; minor: number; patch: number };

/** The next version as this service counts: by calendar, by number, or by the three numbers of SemVer. */
function nextVersion(counter: Counter, kind: ReleaseKind): string {
  if (counter.major > 2000) return `${counter.major}.${++counter.minor}`;
  if (counter.major >= 80) return `${++counter.major}`;
  if (kind === "feature") {
    counter.minor++;
    counter.patch = 0;
  } else counter.patch++;
  return `${counter.major}.${counter.minor}.${counter.patch}`;
}

function roundsBefore(slotStart: Date, chance: Chance): Round[] {
  const count = chance.happens(0.66) ? 1 : chance.happens(0.75) ? 2 : 3;
  const rounds: Round[] = [];
  let end = workingMinutesBefore(slotStart, chance.between(30, 600), organisationZone);
  for (let number = count; number >= 1; number--) {
    const decidedAt = end;
    const claimedAt = workingMinutesBefore(decidedAt, chance.between(40, 300), organisationZone);
    const handedOverAt = workingMinutesBefore(claimedAt, chance.between(15, 420), organisationZone);
    rounds.unshift({
      handedOverAt,
      claimedAt,
      decidedAt,
      rejection: number === count ? undefined : chance.pick(rejectionsByChance),
    });
    end = workingMinutesBefore(handedOverAt, chance.between(60, 480), organisationZone);
  }
  return rounds;
}

/** What was taken back after it had arrived: the newest release of this service. */
const rolledBackService = "cart";

/** The cadences of the services that leave in each window. */
export const cadencesOf: Readonly<Record<string, readonly string[]>> = {
  Core: ["slow", "train"],
  "Quick lane": ["quick", "continuous"],
};

/**
 * What happened in the past openings: lanes are used now and then, no service twice at once, each release later than the
 * one before it. Returned in order of departure, with the versions that come next.
 */
export function tellHistory(
  occurrences: readonly ExampleOccurrence[],
  now: Date,
  chance: Chance,
): { stories: Story[]; next: (service: string, kind: ReleaseKind) => string } {
  const counters = new Map(
    exampleServices.map(({ name, version: [major, minor] }) => [name, { major, minor, patch: 0 }]),
  );
  const next = (service: string, kind: ReleaseKind) => {
    const counter = counters.get(service);
    if (!counter) throw new Error(`the example plan has no ${service}`);
    return nextVersion(counter, kind);
  };
  const past = occurrences
    .filter(({ window, during }) => cadencesOf[window] !== undefined && during.end < now)
    .sort((a, b) => a.during.start.getTime() - b.during.start.getTime());
  // The first releases need time before them to be tested in.
  const inWindows = past.slice(4).flatMap((occurrence) => {
    const cadences = cadencesOf[occurrence.window] ?? [];
    const waiting = exampleServices.filter(
      ({ name, cadence }) => cadences.includes(cadence) && name !== anytimeService,
    );
    return Array.from({ length: occurrence.lanes }, (_, index) => index + 1).flatMap((lane): Story[] => {
      if (!chance.happens(0.55)) return [];
      const service = chance.pick(waiting);
      waiting.splice(waiting.indexOf(service), 1);
      const hours = occurrence.window === "Core" ? 2 : 1;
      const start = new Date(occurrence.during.start.getTime() + Math.floor(chance.between(0, 3)) * hours * hour);
      const kind = chance.pick(releaseKindsByChance);
      return [
        {
          service,
          kind,
          version: next(service.name, kind),
          summary: chance.pick(service.changes),
          rounds: roundsBefore(start, chance),
          occurrence: { id: occurrence.id, during: occurrence.during },
          lane,
          during: { start, end: new Date(start.getTime() + hours * hour) },
          outcome: chance.happens(0.94) ? "released" : "failed",
        },
      ];
    });
  });
  const stories = [...inWindows, ...tellAnytime(now, chance, next)].sort(
    (a, b) => a.during.start.getTime() - b.during.start.getTime(),
  );
  const back = stories.findLast((story) => story.service.name === rolledBackService && story.outcome === "released");
  if (back) back.outcome = "rolled_back";
  return { stories, next };
}
