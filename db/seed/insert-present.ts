import type { Database } from "@/db/client";
import type { ReleaseKind } from "@/lib/domain/release-state";
import { claimHandoff } from "@/lib/handoffs/commands/claim-handoff";
import { handOver } from "@/lib/handoffs/commands/hand-over";
import { acceptHandoff, rejectHandoff } from "@/lib/handoffs/commands/judge-handoff";
import { handOverInput } from "@/lib/handoffs/input";
import { createRelease } from "@/lib/releases/commands/create-release";
import { createReleaseInput } from "@/lib/releases/input";
import { bookSlot } from "@/lib/slots/commands/book-slot";
import { bookSlotInput } from "@/lib/slots/input";
import type { Range } from "@/lib/time/range";
import { type Cast, perform } from "./cast";
import { developerOf, exampleFreezes, exampleServices, organisationZone } from "./example-plan";
import type { ExampleIds } from "./insert-plan";
import { passOpenPoints } from "./insert-testing";
import { type ExampleOccurrence, freezeOf } from "./insert-windows";
import { type PresentRelease, presentReleases } from "./present-story";
import type { Chance } from "./random";
import { signSlot } from "./sign-slot";
import { workingMinutesBefore } from "./working-time";

const minute = 60_000;

export type Present = {
  db: Database;
  now: Date;
  ids: ExampleIds;
  cast: Cast;
  chance: Chance;
  occurrences: readonly ExampleOccurrence[];
  nextVersion: (service: string, kind: ReleaseKind) => string;
};

/**
 * What is going on today, done through the product's own commands at the hours in which people did it. Booked before the
 * freeze of next week is set: two slots lie in it, as it happens in life.
 */
export async function insertPresent(present: Present): Promise<void> {
  for (const release of presentReleases) {
    const at = hoursFrom(present.now, release.begunHoursAgo, release.builds.length);
    const releaseId = await insertRelease(present, release, at);
    if (release.slot) await insertSlot(present, release, release.slot, releaseId);
  }
}

/** Instants at which the steps of a release were taken, over the working hours since it began: none takes as long as the one before. */
export function hoursFrom(now: Date, hoursAgo: number, builds: number): (build: number, step: number) => Date {
  const lengths = Array.from(
    { length: Math.max(1, builds * 3) },
    (_, n) => 0.4 + ((n * goldenRatio + hoursAgo / 7) % 1),
  );
  const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);
  return (build, step) => {
    const gone = sum(lengths.slice(0, build * 3 + step)) / sum(lengths);
    return workingMinutesBefore(now, Math.round(hoursAgo * 60 * (1 - gone)), organisationZone);
  };
}

/** Its multiples are spread evenly over [0, 1), and no two neighbours are alike. */
const goldenRatio = 0.618_034;

export async function insertRelease(
  present: Present,
  release: PresentRelease,
  at: (build: number, step: number) => Date,
): Promise<string> {
  const { db, now, ids, cast, chance, nextVersion } = present;
  const { service, kind, summary, databaseChange, downtimeMinutes, rollbackPlan } = release;
  const team = exampleServices.find(({ name }) => name === service)?.team;
  if (!team) throw new Error(`the example plan has no ${service}`);
  const developer = cast(developerOf[team]);
  const facts = { kind, summary, databaseChange, downtimeMinutes, rollbackPlan };
  const created = createReleaseInput.parse({
    ...facts,
    serviceId: ids.service(service),
    version: nextVersion(service, kind),
  });
  const { releaseId } = await perform(db, (tx) => createRelease(tx, developer, created, at(0, 0)));
  for (const [index, build] of release.builds.entries()) {
    const total = Math.floor(chance.between(120, 480));
    const [added, removed] = [
      Math.floor(chance.between(6, index === 0 ? 700 : 40)),
      Math.floor(chance.between(3, index === 0 ? 200 : 20)),
    ];
    const input = handOverInput.parse({
      service,
      version: created.version,
      commitSha: chance.hex(40),
      artifactDigest: `sha256:${chance.hex(64)}`,
      changes: build.changes.map((title) => ({ title, author: developer.name })),
      changedFiles: Math.floor(chance.between(2, index === 0 ? 40 : 5)),
      linesAdded: added,
      linesRemoved: removed,
      commitCount: build.changes.length + Math.floor(chance.between(0, 4)),
      compareUrl: `https://code.northwind.example/${service}/compare/rc${index}...rc${index + 1}`,
      runUrl: `https://ci.northwind.example/${service}/${created.version}/${index + 1}`,
      checks: { passed: total, total },
      note: build.note,
    });
    const { handoffId } = await perform(db, (tx) => handOver(tx, developer, input, at(index, 0)));
    if (build.qa === "waiting") continue;
    // The same tester in every round: whoever judged a build before is asked first about the next one.
    const tester = cast(release.tester ?? "qa");
    await perform(db, (tx) => claimHandoff(tx, tester, { handoffId }, at(index, 1)));
    await passOpenPoints(present, handoffId, tester, build.qa === "accepted", at(index, 2));
    if (build.qa === "accepted") {
      const waiver = build.waiver && {
        risk: build.waiver.risk,
        expiresAt: new Date(now.getTime() + build.waiver.hoursLeft * 60 * minute),
      };
      await perform(db, (tx) => acceptHandoff(tx, tester, { handoffId, note: "", waiver }, at(index, 2)));
    }
    if (build.qa === "rejected") {
      const verdict = { handoffId, ...build.rejection };
      await perform(db, (tx) => rejectHandoff(tx, tester, verdict, at(index, 2)));
    }
  }
  return releaseId;
}

async function insertSlot(
  { db, now, cast, occurrences }: Present,
  release: PresentRelease,
  slot: NonNullable<PresentRelease["slot"]>,
  releaseId: string,
): Promise<void> {
  const freeze = freezeOf(now);
  const coming = occurrences
    .filter(({ window, during }) => window === slot.window && during.start.getTime() > now.getTime() + 60 * minute)
    .sort((a, b) => a.during.start.getTime() - b.during.start.getTime());
  const frozen = (during: Range) => during.start < freeze.end && during.end > freeze.start;
  const opening =
    slot.opening === "frozen"
      ? coming.find(({ during }) => frozen(during))
      : coming.filter(({ during }) => !frozen(during))[slot.opening];
  if (!opening) throw new Error(`${slot.window} has no such opening before ${exampleFreezes.coming.name}`);
  const start = new Date(opening.during.start.getTime() + slot.from * minute);
  const end = slot.minutes === "all" ? opening.during.end : new Date(start.getTime() + slot.minutes * minute);
  const team = exampleServices.find(({ name }) => name === release.service)?.team;
  const booker = cast(team ? developerOf[team] : "developer");
  const bookedAt = workingMinutesBefore(now, 30, organisationZone);
  const input = bookSlotInput.parse({
    occurrenceId: opening.id,
    lane: slot.lane,
    during: { start: start.toISOString(), end: end.toISOString() },
    releaseIds: [releaseId],
  });
  const { slotId } = await perform(db, (tx) => bookSlot(tx, booker, input, bookedAt));
  for (const signer of slot.signedBy ?? []) await signSlot(db, cast(signer), slotId, now);
}
