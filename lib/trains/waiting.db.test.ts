import { call } from "@orpc/server";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { notices, tickets } from "@/db/schema";
import { contextAs } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, type TestPerson } from "@/db/testing/person";
import { anAcceptedRelease, aQueuedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { aboard, advanceTrain, aTrain, ticketOf } from "@/db/testing/train";
import { leaveTrain, moveTicket } from "./commands/leave";
import { trainsProcedures } from "./procedures";

const { db } = testDatabase();
let org: Organisation;

beforeEach(async () => {
  org = await buildOrganisation(db);
});

const developer = () => actorOf(org.people.developer);
/** Three departures, the first one over its QA exit, and the release that QA had not accepted by then. */
async function aMissedDeparture(more: Parameters<typeof aTrain>[2] = {}) {
  const rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=3";
  const { trainId, departures } = await aTrain(db, org, { rrule, conductorIds: [org.people.qa.id], ...more });
  const [first, second, third] = departures;
  if (first === undefined || second === undefined || third === undefined) throw new Error("not enough departures");
  await advanceTrain(db, trainId, org.now);
  const { release } = await aQueuedRelease(db, org);
  await aboard(db, org, release, first, { by: org.people.secondDeveloper });
  const pass = async () => {
    await advanceTrain(db, trainId, first.qaExitAt);
    return await ticketOf(db, release);
  };
  return { trainId, first, second, third, release, pass };
}

const seenBy = (person: TestPerson, trainId: string, now: Date) =>
  call(trainsProcedures.get, { trainId }, contextAs(actorOf(person), now));
const told = async (person: TestPerson, kind: "ticket_waits" | "ticket_moved") => {
  const rows = await db
    .select()
    .from(notices)
    .where(and(eq(notices.personId, person.id), eq(notices.kind, kind)));
  return rows.map(({ params }) => params);
};

describe("a release that waits for a departure", () => {
  it("stands on the page of its train with why, and its people and the conductor are told", async () => {
    const { trainId, first, release, pass } = await aMissedDeparture({ missed: "ask" });
    await pass();
    const { waiting } = await seenBy(org.people.developer, trainId, first.qaExitAt);
    expect(waiting).toMatchObject([
      { release: { id: release.id }, readiness: "with_qa", mayMove: true, mayLeave: true },
    ]);
    expect(waiting[0]?.moves[0]).toMatchObject({ kind: "not_accepted", from: { id: first.id }, to: null });
    const asked = [{ reason: expect.stringContaining("Somebody has to say which departure it takes now.") }];
    expect(await told(org.people.secondDeveloper, "ticket_waits")).toMatchObject(asked);
    expect(await told(org.people.qa, "ticket_waits")).toMatchObject(asked);
    expect(await told(org.people.stakeholder, "ticket_waits")).toEqual([]);
    const others = await seenBy(org.people.stakeholder, trainId, first.qaExitAt);
    expect(others.waiting).toMatchObject([{ mayMove: false, mayLeave: false }]);
  });

  it("waits too where no departure has room for it, and the conductor is told", async () => {
    const { trainId, second, third, pass } = await aMissedDeparture({ capacity: 1 });
    const { checkout, search } = org.services;
    for (const [service, departure] of [
      [checkout, second],
      [search, third],
    ] as const) {
      const { release } = await anAcceptedRelease(db, org, { service });
      const { id: departureId } = departure;
      const boarded = { boardedBy: org.people.developer.id, boardedAt: org.now };
      await db
        .insert(tickets)
        .values({ releaseId: release.id, serviceId: service.id, trainId, departureId, ...boarded });
    }
    expect(await pass()).toMatchObject({ status: "waiting" });
    expect(await told(org.people.qa, "ticket_waits")).toMatchObject([
      { reason: expect.stringContaining("No coming departure has room for it") },
    ]);
  });

  it("may take a departure whose boarding has not opened, as its options say, and its people are told", async () => {
    const { trainId, first, third, release, pass } = await aMissedDeparture({ missed: "ask" });
    const { id: ticketId } = await pass();
    const now = first.qaExitAt;
    const way = await call(trainsProcedures.ofRelease, { releaseId: release.id }, contextAs(developer(), now));
    expect(way.options.find(({ departure }) => departure.id === third.id)).toMatchObject({
      departure: { status: "scheduled" },
      boards: true,
    });
    const move = { ticketId, departureId: third.id, reason: "Tested by then." };
    expect(await db.transaction((tx) => moveTicket(tx, developer(), move, now))).toMatchObject({ ok: true });
    expect((await seenBy(org.people.developer, trainId, now)).waiting).toEqual([]);
    expect(await told(org.people.secondDeveloper, "ticket_moved")).toMatchObject([
      { from: null, reason: "Tested by then.", departsAt: third.departsAt.toISOString() },
    ]);
  });

  it("is taken off where it goes nowhere any more", async () => {
    const { trainId, first, pass } = await aMissedDeparture({ missed: "ask" });
    const { id: ticketId } = await pass();
    const left = await db.transaction((tx) => leaveTrain(tx, developer(), { ticketId, reason: "" }, first.qaExitAt));
    expect(left).toMatchObject({ ok: true });
    expect((await seenBy(org.people.developer, trainId, first.qaExitAt)).waiting).toEqual([]);
  });
});
