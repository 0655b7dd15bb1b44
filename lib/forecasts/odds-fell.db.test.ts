import { and, asc, eq, gt, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { forecastRuns, notices, occurrences, slots } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { aBuild, aHandoff, aQueuedRelease, aRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aboard, advanceTrain, aTrain } from "@/db/testing/train";
import { computeForecasts } from "./commands/compute-forecasts";

const hour = 3_600_000;
const day = 24 * hour;
let org: Organisation;
const { db } = testDatabase();
const plus = (instant: Date, ms: number) => new Date(instant.getTime() + ms);

beforeAll(async () => {
  org = await buildOrganisation(db);
  // Rounds of the past: an hour of waiting, two of testing.
  for (let n = 0; n < 15; n++) {
    const handedOverAt = plus(org.now, -7 * day * (1 + (n % 6)) + (n % 5) * hour);
    const release = await aRelease(db, org, { status: "accepted", createdAt: handedOverAt });
    const build = await aBuild(db, org, release);
    await aHandoff(db, org, release, build, {
      status: "accepted",
      verdict: "accepted",
      testerId: org.people.qa.id,
      handedOverAt,
      claimedAt: plus(handedOverAt, hour),
      decidedAt: plus(handedOverAt, 3 * hour),
    });
  }
});

async function chanceOf(release: { id: string }, now: Date): Promise<number> {
  await computeForecasts(db, now);
  const current = and(eq(forecastRuns.releaseId, release.id), eq(forecastRuns.current, true));
  const [run] = await db.select().from(forecastRuns).where(current);
  if (run?.chance == null) throw new Error("nothing was said of its place");
  return run.chance;
}

const told = (release: { id: string }) =>
  db
    .select({ personId: notices.personId, params: notices.params, at: notices.createdAt })
    .from(notices)
    .where(and(eq(notices.kind, "odds_fell"), eq(notices.subjectId, release.id)))
    .orderBy(asc(notices.createdAt), asc(notices.personId));
const sorted = (...people: { id: string }[]) => people.map(({ id }) => id).toSorted();

describe("odds that fall below one half", () => {
  it("are told once to whoever booked the slot and whoever made the release, and again after they have recovered", async () => {
    const { release } = await aQueuedRelease(db, org);
    const { start, end } = org.nextOccurrence.during;
    const during = { start, end: plus(start, hour) };
    const slot = await aSlot(db, org, { during, releases: [release], bookedBy: org.people.releaseManager.id });
    expect(await chanceOf(release, org.now)).toBeGreaterThan(0.5);
    expect(await told(release)).toEqual([]);

    // Nobody has claimed it, and there is not the time to test it any more.
    const late = plus(start, -hour);
    expect(await chanceOf(release, late)).toBeLessThan(0.5);
    await computeForecasts(db, plus(late, 60_000));
    const first = await told(release);
    expect(first.map(({ personId }) => personId)).toEqual(sorted(org.people.developer, org.people.releaseManager));
    expect(first[0]?.params).toMatchObject({
      aim: `its slot in ${org.environments.production.name}`,
      at: start.toISOString(),
    });

    const [next] = await db
      .select()
      .from(occurrences)
      .where(
        and(
          eq(occurrences.windowId, org.nextOccurrence.windowId),
          gt(sql`lower(${occurrences.during})`, plus(end, 6 * day).toISOString()),
        ),
      )
      .orderBy(sql`lower(${occurrences.during})`);
    if (next === undefined) throw new Error("the window opens no more");
    const opens = next.during.start;
    const moved = { occurrenceId: next.id, during: { start: opens, end: plus(opens, hour) } };
    await db.update(slots).set(moved).where(eq(slots.id, slot.id));
    expect(await chanceOf(release, late)).toBeGreaterThan(0.5);
    expect(await chanceOf(release, plus(opens, -hour))).toBeLessThan(0.5);
    expect(await told(release)).toHaveLength(4);
  });

  it("of a departure are told to whoever boarded it, and not when they were low from the start", async () => {
    const { trainId, departures } = await aTrain(db, org, {
      goRule: "automatic",
      rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=1",
    });
    const [departure] = departures;
    if (departure === undefined) throw new Error("the train has no departure");
    await advanceTrain(db, trainId, org.now);
    const { release } = await aQueuedRelease(db, org);
    const { services } = org;
    const lateComer = (await aQueuedRelease(db, org, { service: services.checkout })).release;
    await aboard(db, org, release, departure, { by: org.people.releaseManager });
    expect(await chanceOf(release, org.now)).toBeGreaterThan(0.5);

    const late = plus(departure.qaExitAt, -hour);
    await aboard(db, org, lateComer, departure);
    await db.delete(forecastRuns).where(eq(forecastRuns.releaseId, lateComer.id));
    expect(await chanceOf(release, late)).toBeLessThan(0.5);
    const people = (await told(release)).map(({ personId }) => personId);
    expect(people).toEqual(sorted(org.people.developer, org.people.releaseManager));
    expect(await told(lateComer)).toEqual([]);
  });
});
