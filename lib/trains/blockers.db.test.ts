import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, departureBlockers, departures } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, type TestPerson } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { aboard, advanceTrain, aTrain } from "@/db/testing/train";
import { raiseBlocker, resolveBlocker, waiveBlocker } from "./commands/blockers";
import { readDeparture } from "./queries/departure-detail";

const { db } = testDatabase();
let org: Organisation;

beforeEach(async () => {
  org = await buildOrganisation(db);
});

/** A departure at its time, held by a blocker that this person raised; the second developer conducts it. */
async function aBlockedDeparture(raisedBy: TestPerson) {
  const conductorIds = [org.people.secondDeveloper.id];
  const rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=1";
  const { trainId, departures: all } = await aTrain(db, org, { goRule: "automatic", rrule, conductorIds });
  const [departure] = all;
  if (departure === undefined) throw new Error("the train has no departure");
  await advanceTrain(db, trainId, org.now);
  await aboard(db, org, (await anAcceptedRelease(db, org)).release, departure);
  const { id: departureId, cutOffAt, departsAt } = departure;
  await advanceTrain(db, trainId, cutOffAt);
  const raised = await db.transaction((tx) =>
    raiseBlocker(tx, actorOf(raisedBy), { departureId, reason: "The numbers are off." }, cutOffAt),
  );
  if (!raised.ok) throw new Error(raised.refusal.message);
  await advanceTrain(db, trainId, departsAt);
  const later = new Date(departsAt.getTime() + 600_000);
  const { blockerId } = raised.value;
  const waive = (by: TestPerson, reason = "Known for weeks, and harmless.") =>
    db.transaction((tx) => waiveBlocker(tx, actorOf(by), { blockerId, reason }, later));
  const resolve = (by: TestPerson) =>
    db.transaction((tx) => resolveBlocker(tx, actorOf(by), { blockerId, note: "Counted again." }, later));
  const offered = async (to: TestPerson) => {
    const seen = await readDeparture(db, actorOf(to), departureId);
    if (!seen.ok) throw new Error(seen.refusal.message);
    return seen.value.blockers.map(({ mayResolve, mayWaive }) => [mayResolve, mayWaive]);
  };
  const blocker = async () => {
    const [row] = await db.select().from(departureBlockers).where(eq(departureBlockers.id, blockerId));
    return row;
  };
  return { trainId, departureId, later, waive, resolve, offered, blocker };
}

describe("a blocker", () => {
  it("is waived by a conductor, whose name and reason stand for it, and the departure leaves", async () => {
    const { developer, secondDeveloper } = org.people;
    const { trainId, departureId, later, waive, offered, blocker } = await aBlockedDeparture(developer);
    expect(await offered(secondDeveloper)).toEqual([[true, true]]);
    expect(await waive(secondDeveloper)).toMatchObject({ ok: true });
    expect(await blocker()).toMatchObject({
      status: "waived",
      endedBy: secondDeveloper.id,
      endedAt: later,
      endReason: "Known for weeks, and harmless.",
    });
    const written = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, departureId));
    expect(written.find(({ action }) => action === "departure_blocker.waived")).toMatchObject({
      actorName: secondDeveloper.name,
      data: { blocker: "The numbers are off.", reason: "Known for weeks, and harmless." },
    });
    await advanceTrain(db, trainId, later);
    const [departure] = await db.select().from(departures).where(eq(departures.id, departureId));
    expect(departure?.departedAt).toEqual(later);
    expect(await waive(secondDeveloper)).toMatchObject({ ok: false, refusal: { code: "wrong_state" } });
  });

  it("is not waived by whoever raised it, though they conduct; they resolve it", async () => {
    const { secondDeveloper, releaseManager } = org.people;
    const { waive, resolve, offered, blocker } = await aBlockedDeparture(secondDeveloper);
    expect(await offered(secondDeveloper)).toEqual([[true, false]]);
    expect(await offered(releaseManager)).toEqual([[true, true]]);
    expect(await waive(secondDeveloper)).toMatchObject({
      ok: false,
      refusal: { code: "forbidden", message: expect.stringContaining("You raised it") },
    });
    expect(await blocker()).toMatchObject({ status: "open" });
    expect(await resolve(secondDeveloper)).toMatchObject({ ok: true });
  });

  it("is resolved, and not waived, by whoever raised it without running the departure; others do neither", async () => {
    const { developer, qa } = org.people;
    const { waive, resolve, offered } = await aBlockedDeparture(developer);
    expect(await offered(developer)).toEqual([[true, false]]);
    expect(await offered(qa)).toEqual([[false, false]]);
    const forbidden = { ok: false, refusal: { code: "forbidden" } };
    expect(await waive(developer)).toMatchObject(forbidden);
    expect(await waive(qa)).toMatchObject(forbidden);
    expect(await resolve(qa)).toMatchObject(forbidden);
    expect(await resolve(developer)).toMatchObject({ ok: true });
    expect(await offered(developer)).toEqual([[false, false]]);
  });
});
