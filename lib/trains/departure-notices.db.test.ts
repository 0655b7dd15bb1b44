import { and, asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { notices } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, type TestPerson } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { aboard, advanceTrain, aTrain } from "@/db/testing/train";
import type { NoticeKind } from "@/lib/domain/notice-words";
import { moveDeparture } from "./commands/run-departure";
import { changeTrain } from "./commands/train";
import type { ChangeTrainInput } from "./input/trains";

const { db } = testDatabase();
let org: Organisation;
const minutesBefore = (from: Date, minutes: number) => new Date(from.getTime() - minutes * 60_000);

beforeEach(async () => {
  org = await buildOrganisation(db);
});

/** A departure with the developer's release aboard, conducted by a tester, that is announced two hours before it leaves. */
async function aDeparture(noticeMinutes = 120) {
  const rrule = "FREQ=WEEKLY;BYDAY=TU;COUNT=2";
  const conductorIds = [org.people.qa.id];
  const { trainId, departures } = await aTrain(db, org, { goRule: "automatic", rrule, noticeMinutes, conductorIds });
  const [departure] = departures;
  if (departure === undefined) throw new Error("the train has no departure");
  await advanceTrain(db, trainId, org.now);
  await aboard(db, org, (await anAcceptedRelease(db, org)).release, departure);
  return { trainId, departure };
}

async function told(person: TestPerson, departure: { id: string }, kind: NoticeKind) {
  const rows = await db
    .select()
    .from(notices)
    .where(and(eq(notices.personId, person.id), eq(notices.subjectId, departure.id), eq(notices.kind, kind)))
    .orderBy(asc(notices.createdAt));
  return rows.map(({ params }) => params);
}

const countTold = ({ id }: { id: string }, kind: NoticeKind) =>
  db.$count(notices, and(eq(notices.subjectId, id), eq(notices.kind, kind)));

describe("the notice before a departure", () => {
  it("comes as long before as the train says, once, to those aboard and to the conductor", async () => {
    const { trainId, departure } = await aDeparture();
    const { developer, qa, stakeholder } = org.people;
    await advanceTrain(db, trainId, minutesBefore(departure.departsAt, 121));
    expect(await told(developer, departure, "departure_soon")).toEqual([]);
    await advanceTrain(db, trainId, minutesBefore(departure.departsAt, 120));
    await advanceTrain(db, trainId, minutesBefore(departure.departsAt, 60));
    const soon = [{ departsAt: departure.departsAt.toISOString(), releases: 1 }];
    expect(await told(developer, departure, "departure_soon")).toMatchObject(soon);
    expect(await told(qa, departure, "departure_soon")).toMatchObject(soon);
    expect(await told(stakeholder, departure, "departure_soon")).toEqual([]);
  });

  it("does not come where the train asks for none", async () => {
    const { trainId, departure } = await aDeparture(0);
    await advanceTrain(db, trainId, minutesBefore(departure.departsAt, 1));
    expect(await told(org.people.developer, departure, "departure_soon")).toEqual([]);
  });
});

describe("a departure that is moved", () => {
  it("tells those aboard and the conductor of both times and the reason, and is announced again before the new one", async () => {
    const { trainId, departure } = await aDeparture();
    const { developer, qa, releaseManager } = org.people;
    const before = minutesBefore(departure.departsAt, 100);
    await advanceTrain(db, trainId, before);
    const departsAt = minutesBefore(departure.departsAt, -300);
    const move = { departureId: departure.id, departsAt, reason: "The hall is closed." };
    const moved = await db.transaction((tx) => moveDeparture(tx, actorOf(releaseManager), move, before));
    expect(moved).toMatchObject({ ok: true });
    const said = [
      {
        from: departure.departsAt.toISOString(),
        to: departsAt.toISOString(),
        by: releaseManager.name,
        reason: "The hall is closed.",
      },
    ];
    expect(await told(developer, departure, "departure_moved")).toMatchObject(said);
    expect(await told(qa, departure, "departure_moved")).toMatchObject(said);
    expect(await told(releaseManager, departure, "departure_moved")).toEqual([]);

    await advanceTrain(db, trainId, departure.departsAt);
    expect(await told(developer, departure, "departure_soon")).toHaveLength(1);
    await advanceTrain(db, trainId, minutesBefore(departsAt, 120));
    expect(await told(developer, departure, "departure_soon")).toMatchObject([
      { departsAt: departure.departsAt.toISOString() },
      { departsAt: departsAt.toISOString() },
    ]);
  });
});

describe("a changed timetable", () => {
  const change = (input: Omit<ChangeTrainInput, "trainId">, trainId: string) =>
    db.transaction((tx) => changeTrain(tx, actorOf(org.people.releaseManager), { trainId, ...input }, org.now));

  it("tells those aboard a departure that moves, and its conductor, of both times; of one without anybody aboard, nobody", async () => {
    const { trainId, departure } = await aDeparture();
    const { developer, qa, releaseManager, stakeholder } = org.people;
    const was = departure.departsAt;
    expect(await change({ zone: "Africa/Lagos" }, trainId)).toMatchObject({ ok: true, value: { moved: [] } });
    expect(await change({ zone: "Europe/London" }, trainId)).toMatchObject({
      ok: true,
      value: { moved: [{ departureId: departure.id, from: was, to: minutesBefore(was, -60) }] },
    });
    const said = [
      {
        from: was.toISOString(),
        to: minutesBefore(was, -60).toISOString(),
        by: releaseManager.name,
        reason: expect.stringContaining("The timetable of"),
      },
    ];
    expect(await told(developer, departure, "departure_moved")).toMatchObject(said);
    expect(await told(qa, departure, "departure_moved")).toMatchObject(said);
    for (const person of [releaseManager, stakeholder])
      expect(await told(person, departure, "departure_moved")).toEqual([]);
    expect(await countTold(departure, "departure_moved")).toBe(2);

    await advanceTrain(db, trainId, minutesBefore(departure.departsAt, 60));
    const soon = [{ departsAt: minutesBefore(was, -60).toISOString() }];
    expect(await told(developer, departure, "departure_soon")).toMatchObject(soon);
  });

  it("announces anew a departure that it moves after it was announced", async () => {
    const { trainId, departure } = await aDeparture(60 * 24 * 14);
    const conductor = org.people.qa;
    expect(await told(conductor, departure, "departure_soon")).toHaveLength(1);
    await change({ zone: "Europe/London" }, trainId);
    await advanceTrain(db, trainId, org.now);
    expect(await told(conductor, departure, "departure_soon")).toHaveLength(2);
  });

  it("tells those aboard a departure which it has no more, once, that it leaves all the same and which is nearest", async () => {
    const { trainId, departure } = await aDeparture();
    const { developer, qa } = org.people;
    const thursdays = { localStart: "2026-12-03T06:00", rrule: "FREQ=WEEKLY;BYDAY=TH;COUNT=2" };
    expect(await change(thursdays, trainId)).toMatchObject({
      ok: true,
      value: { kept: [{ departureId: departure.id }] },
    });
    await change({ ...thursdays, rrule: "FREQ=WEEKLY;BYDAY=TH;COUNT=3" }, trainId);
    const said = [
      {
        departsAt: departure.departsAt.toISOString(),
        instead: minutesBefore(departure.departsAt, -2 * 24 * 60).toISOString(),
      },
    ];
    expect(await told(developer, departure, "departure_kept")).toMatchObject(said);
    expect(await told(qa, departure, "departure_kept")).toMatchObject(said);
    expect(await countTold(departure, "departure_kept")).toBe(2);
  });

  it("says nothing to those aboard a departure past its cut-off that it still has", async () => {
    const { trainId, departure } = await aDeparture();
    const later = departure.cutOffAt;
    await advanceTrain(db, trainId, later);
    const longer = { trainId, rrule: "FREQ=WEEKLY;BYDAY=TU;COUNT=4" };
    const changed = await db.transaction((tx) => changeTrain(tx, actorOf(org.people.releaseManager), longer, later));
    expect(changed).toMatchObject({ ok: true, value: { kept: [{ departureId: departure.id }], moved: [] } });
    expect(await told(org.people.developer, departure, "departure_kept")).toEqual([]);
  });
});
