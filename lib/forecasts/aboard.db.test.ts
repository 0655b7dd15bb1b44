import { call } from "@orpc/server";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { forecastRuns } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson } from "@/db/testing/person";
import { aBuild, aHandoff, anAcceptedRelease, aQueuedRelease, aRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aboard, advanceTrain, aTrain, departuresOf, signAll, slotsOf } from "@/db/testing/train";
import { aFreeze } from "@/db/testing/window";
import { computeForecasts } from "./commands/compute-forecasts";
import { forecastsProcedures } from "./procedures";
import { loadDepartureOdds } from "./queries/departure-odds";

const hour = 3_600_000;
const cutOff = new Date("2026-11-25T16:00:00Z");
const qaExit = new Date("2026-11-30T14:00:00Z");
let org: Organisation;
const { db } = testDatabase();
const hoursAfter = (instant: Date, hours: number) => new Date(instant.getTime() + hours * hour);
const developer = () => contextAs(actorOf(org.people.developer), org.now);

beforeAll(async () => {
  org = await buildOrganisation(db);
  // Rounds of the past: an hour of waiting, two of testing.
  for (let n = 0; n < 15; n++) {
    const handedOverAt = hoursAfter(org.now, -24 * 7 * (1 + (n % 6)) + (n % 5));
    const release = await aRelease(db, org, { status: "accepted", createdAt: handedOverAt });
    const build = await aBuild(db, org, release);
    await aHandoff(db, org, release, build, {
      status: "accepted",
      verdict: "accepted",
      testerId: org.people.qa.id,
      handedOverAt,
      claimedAt: hoursAfter(handedOverAt, 1),
      decidedAt: hoursAfter(handedOverAt, 3),
    });
  }
});

async function aRunningTrain(more: Parameters<typeof aTrain>[2] = {}) {
  const { trainId, departures } = await aTrain(db, org, {
    goRule: "automatic",
    rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=5",
    ...more,
  });
  const [first, second] = departures;
  if (first === undefined || second === undefined) throw new Error("the train has no two departures");
  await advanceTrain(db, trainId, org.now);
  return { trainId, first, second };
}

/** What is said at an instant of a release and its departure. */
async function saidOf(release: { id: string }, departure: { id: string }, now: Date) {
  await computeForecasts(db, now);
  const [run] = await db
    .select()
    .from(forecastRuns)
    .where(and(eq(forecastRuns.releaseId, release.id), eq(forecastRuns.current, true)));
  if (run === undefined) throw new Error("nothing was forecast of the release");
  return {
    run,
    onBoard: (await loadDepartureOdds(db, "all")).find(({ departureId }) => departureId === departure.id)?.chance,
  };
}

describe("a release aboard a train", () => {
  it("has its departure's chance on the board before the cut-off, between cut-off and QA exit, and after it", async () => {
    const { trainId, first } = await aRunningTrain();
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);

    const before = await saidOf(release, first, org.now);
    expect(before.run).toMatchObject({ departureId: first.id, slotId: null, bookedFor: first.arrivesAt });
    expect(before.onBoard).toBeGreaterThan(0.85);

    await advanceTrain(db, trainId, cutOff);
    const [slot] = await slotsOf(db, first);
    const between = await saidOf(release, first, hoursAfter(cutOff, 1));
    expect(between.run).toMatchObject({
      departureId: first.id,
      slotId: slot?.slot.id,
      bookedAt: first.departsAt,
      bookedFor: first.arrivesAt,
    });
    expect(between.onBoard).toBe(between.run.chance);
    expect(between.onBoard).toBeGreaterThan(0.85);

    await advanceTrain(db, trainId, qaExit);
    await signAll(db, org, first);
    const later = await saidOf(release, first, hoursAfter(qaExit, 1));
    expect(later.onBoard).toBeGreaterThan(0.95);

    // It has left, and its slots wait for their gates.
    await advanceTrain(db, trainId, first.departsAt);
    const onItsWay = await saidOf(release, first, hoursAfter(first.departsAt, 1));
    expect(onItsWay.run).toMatchObject({ departureId: first.id, bookedFor: first.arrivesAt });
    expect(onItsWay.onBoard).toBeGreaterThan(0.95);
  });

  it("must be accepted by QA exit, though its slot ends later; what is not goes to the next departure, not to a window", async () => {
    const { trainId, first, second } = await aRunningTrain();
    const ofTrain = (await departuresOf(db, trainId)).map(({ id }) => id);
    const release = await aRelease(db, org, { status: "with_qa", service: org.services.search });
    await aboard(db, org, release, first);
    await advanceTrain(db, trainId, cutOff);
    // Handed over so late that three hours of QA end behind QA exit, and long before its slot does.
    const handedOverAt = hoursAfter(qaExit, -1);
    await aHandoff(db, org, release, await aBuild(db, org, release), { handedOverAt });
    const { run, onBoard } = await saidOf(release, first, hoursAfter(qaExit, -0.75));
    expect(onBoard).toBeLessThan(0.3);
    expect(run.lands[0]?.key).toBe(second.id);
    expect(ofTrain).toEqual(expect.arrayContaining(run.lands.map(({ key }) => key)));
    expect(run.p85).toEqual(second.departsAt);
  });

  it("is accepted and does not miss QA exit for its signatures", async () => {
    const { trainId, first } = await aRunningTrain();
    const { release } = await anAcceptedRelease(db, org, { service: org.services.checkout });
    await aboard(db, org, release, first);
    await advanceTrain(db, trainId, cutOff);
    await advanceTrain(db, trainId, qaExit);
    // Nobody has signed, and QA exit has passed.
    expect((await saidOf(release, first, hoursAfter(qaExit, 0.5))).onBoard).toBeGreaterThan(0.5);
  });

  it("comes to no later departure where its train asks, and none that is full", async () => {
    const asking = await aRunningTrain({ missed: "ask" });
    const full = await aRunningTrain({ capacity: 1 });
    const asked = (await aQueuedRelease(db, org, { service: org.services.search })).release;
    const pushed = (await aQueuedRelease(db, org, { service: org.services.checkout })).release;
    await aboard(db, org, asked, asking.first);
    await aboard(db, org, pushed, full.first);
    const third = (await anAcceptedRelease(db, org)).release;
    const boardsSecond = new Date(full.second.boardingAt.getTime() + hour);
    await advanceTrain(db, full.trainId, boardsSecond);
    expect(await aboard(db, org, third, full.second, { at: boardsSecond })).toMatchObject({ ok: true });
    const late = hoursAfter(qaExit, -0.25);
    expect((await saidOf(asked, asking.first, late)).run.lands).toEqual([]);
    const { run } = await saidOf(pushed, full.first, late);
    expect(run.lands.map(({ key }) => key)).not.toContain(full.second.id);
    expect(run.lands).not.toEqual([]);
  });

  it("leaves when the freeze is over that holds its departure", async () => {
    const { first } = await aRunningTrain();
    const { release } = await anAcceptedRelease(db, org, { service: org.services.checkout });
    await aboard(db, org, release, first);
    const end = hoursAfter(first.departsAt, 30);
    await aFreeze(db, { start: hoursAfter(first.departsAt, -1), end, serviceIds: [org.services.checkout.id] });
    const { run, onBoard } = await saidOf(release, first, org.now);
    expect(run).toMatchObject({ departureId: first.id, bookedAt: end, bookedFor: hoursAfter(first.arrivesAt, 30) });
    expect(run.p50 >= end).toBe(true);
    expect(onBoard).toBeGreaterThan(0.85);
  });

  it("has a departure with odds of all aboard together, and none while one of them is not forecast", async () => {
    const { first } = await aRunningTrain();
    const two = [
      (await aQueuedRelease(db, org)).release,
      (await anAcceptedRelease(db, org, { service: org.services.checkout })).release,
    ];
    for (const release of two) await aboard(db, org, release, first);
    const read = async (reader = developer()) => {
      const { departures } = await call(forecastsProcedures.departures, undefined, reader);
      return departures.find(({ departureId }) => departureId === first.id);
    };
    await computeForecasts(db, org.now);
    const runs = await db
      .select()
      .from(forecastRuns)
      .where(and(eq(forecastRuns.departureId, first.id), eq(forecastRuns.current, true)));
    expect(runs).toHaveLength(2);
    const odds = await read();
    expect(odds).toMatchObject({
      releases: 2,
      basis: { handovers: runs.reduce((sum, { ownHandovers }) => sum + ownHandovers, 0), verdict: "unknown" },
    });
    expect(odds?.chance).toBeCloseTo(runs.reduce((product, { chance }) => product * (chance ?? 0), 1));
    expect(odds?.basis.bars.length).toBeGreaterThan(0);
    const [least, most] = [...runs].sort((a, b) => (a.chance ?? 0) - (b.chance ?? 0));
    expect(odds?.oneLess).toEqual({ releaseId: least?.releaseId, name: expect.any(String), chance: most?.chance });
    const shopOnly = await aPerson(db, {
      name: "Only Shop",
      roles: [{ role: "stakeholder", teamId: org.teams.shop.id }],
    });
    expect((await read(contextAs(actorOf(shopOnly), org.now)))?.oneLess).toBeNull();
    const third = (await anAcceptedRelease(db, org, { service: org.services.search })).release;
    await aboard(db, org, third, first);
    expect(await read()).toBeUndefined();
    await computeForecasts(db, org.now);
    expect((await read())?.releases).toBe(3);
  });

  it("leaves with its train or in a slot of its own, whichever comes first", async () => {
    const { first } = await aRunningTrain();
    const { id: occurrenceId, during } = org.nextOccurrence;
    const sooner = (await anAcceptedRelease(db, org)).release;
    const later = (await anAcceptedRelease(db, org, { service: org.services.search })).release;
    for (const release of [sooner, later]) await aboard(db, org, release, first);
    const slot = await aSlot(db, org, { releases: [sooner], occurrenceId, during });
    const afterwards = org.occurrences.find((each) => each.during.start > first.arrivesAt);
    await aSlot(db, org, {
      releases: [later],
      occurrenceId: afterwards?.id ?? null,
      during: afterwards?.during ?? during,
    });
    const bySlot = await saidOf(sooner, first, org.now);
    expect(bySlot.run).toMatchObject({ slotId: slot.id, departureId: null, bookedFor: during.end });
    const byTrain = await saidOf(later, first, org.now);
    expect(byTrain.run).toMatchObject({ slotId: null, departureId: first.id, bookedFor: first.arrivesAt });
    expect(byTrain.onBoard).toBe(byTrain.run.chance);
  });

  it("is asked of its cut-off a day later, and its departure leaves at its time all the same", async () => {
    const { first } = await aRunningTrain();
    const { release } = await aQueuedRelease(db, org, { service: org.services.search });
    await aboard(db, org, release, first);
    const asked = { releaseId: release.id, change: "a_day_later" as const };
    const { before, after: then, note } = await call(forecastsProcedures.whatIf, asked, developer());
    expect(note).toContain("its departure leaves when it does now");
    expect(then.chance).toBeGreaterThanOrEqual(before.chance ?? 1);
    expect(then.p50).toEqual(first.departsAt);
    await computeForecasts(db, org.now);
    const { forecast } = await call(forecastsProcedures.ofRelease, { releaseId: release.id }, developer());
    expect(forecast?.booked).toMatchObject({ by: "departure", start: first.departsAt });
    const { forecasts } = await call(forecastsProcedures.list, undefined, developer());
    expect(forecasts.find(({ releaseId }) => releaseId === release.id)).toMatchObject({ departureId: first.id });
  });
});
