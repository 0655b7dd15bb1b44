import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/id";
import { releases, services, slotReleases, slots } from "@/db/schema";
import { developerOf } from "./example-plan";
import type { Story } from "./history-story";
import type { ExampleIds } from "./insert-plan";
import type { ExampleOccurrence } from "./insert-windows";
import { seededChance } from "./random";

const minute = 60_000;
const hour = 60 * minute;

/** Chance of its own: what goes wrong in the past changes nothing of what is told of the present. */
const mishapSeed = 20_261_103;

/**
 * What goes wrong in the best of plans, so that figures over the past have something to tell: some slots opened late, some overran their
 * end, and what failed was mended by a hotfix of its own some hours later. Returned in the order of departure, as the history was.
 */
export function withMishaps(stories: readonly Story[], now: Date): Story[] {
  const chance = seededChance(mishapSeed);
  const told = stories.flatMap((story): Story[] => {
    if (story.occurrence === null) return [story];
    if (story.outcome === "failed") return [story, ...mended(story, now, chance.between(50, 170))];
    if (chance.happens(0.09)) return [{ ...story, lateMinutes: Math.floor(chance.between(8, 35)) }];
    if (chance.happens(0.06)) return [{ ...story, overranMinutes: Math.floor(chance.between(4, 50)) }];
    return [story];
  });
  return told.sort((a, b) => a.during.start.getTime() - b.during.start.getTime());
}

function mended(failed: Story, now: Date, minutes: number): Story[] {
  const after = (span: number) => new Date(failed.during.start.getTime() + span * minute);
  const start = new Date(Math.max(after(minutes).getTime(), failed.during.end.getTime()) + 20 * minute);
  const during = { start, end: new Date(start.getTime() + hour) };
  if (during.end >= now) return [];
  const rounds = [{ handedOverAt: after(12), claimedAt: after(18), decidedAt: after(minutes - 5) }];
  const { version, service } = failed;
  return [
    {
      service,
      version: `${version}-fix.1`,
      kind: "hotfix",
      summary: `Mends what ${version} broke`,
      rounds,
      occurrence: null,
      lane: 1,
      during,
      outcome: "released",
    },
  ];
}

const reasons = [
  { gate: "approvals", title: "Approvals", reason: "1 release manager still to sign." },
  { gate: "qa", title: "QA", reason: "QA had not accepted the newest build." },
  { gate: "blockers", title: "Blockers", reason: "Held back: support was short of people." },
] as const;

/** Slots that were missed: the release left in a later one. Written after the history, because nothing was deployed in them. */
export async function insertMissed(
  tx: Tx,
  stories: readonly Story[],
  occurrences: readonly ExampleOccurrence[],
  ids: ExampleIds,
): Promise<void> {
  const chance = seededChance(mishapSeed + 1);
  const byWindow = new Map(occurrences.map(({ id, windowId }) => [id, windowId]));
  for (const story of stories) {
    if (story.occurrence === null || !chance.happens(0.08)) continue;
    const windowId = byWindow.get(story.occurrence.id);
    const [first] = story.rounds;
    // An opening of the same window in which the build was already with QA, but not accepted.
    const earlier = occurrences.findLast(
      ({ windowId: own, during }) =>
        own === windowId && during.end < story.during.start && first !== undefined && during.start > first.handedOverAt,
    );
    if (earlier === undefined) continue;
    await insertMissedSlot(tx, story, earlier, chance.pick(reasons), ids);
  }
}

async function insertMissedSlot(
  tx: Tx,
  story: Story,
  { id: occurrenceId, during: { start } }: ExampleOccurrence,
  gate: (typeof reasons)[number],
  ids: ExampleIds,
): Promise<void> {
  const [release] = await tx
    .select({ id: releases.id, serviceId: releases.serviceId })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(and(eq(services.name, story.service.name), eq(releases.version, story.version)));
  if (release === undefined) throw new Error("a story without its release");
  const during = { start, end: new Date(start.getTime() + hour) };
  const place = { environmentId: ids.environment("Production"), during };
  const slotId = newId();
  await tx.insert(slots).values({
    ...place,
    id: slotId,
    occurrenceId,
    lane: 1,
    teamId: ids.team(story.service.team),
    status: "missed",
    missedGates: [gate],
    bookedBy: ids.person(developerOf[story.service.team]),
    bookedAt: new Date(start.getTime() - 6 * hour),
    createdAt: new Date(start.getTime() - 6 * hour),
    updatedAt: during.end,
  });
  await tx
    .insert(slotReleases)
    .values({ ...place, slotId, releaseId: release.id, serviceId: release.serviceId, live: false });
}
