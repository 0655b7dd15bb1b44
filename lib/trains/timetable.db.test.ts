import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, calendarEvents, calendars, departures } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { testDatabase } from "@/db/testing/test-database";
import { aboard, advanceTrain, aTrain, departuresOf, slotsOf, ticketOf } from "@/db/testing/train";
import { inTransaction } from "@/db/transaction";
import { answerRollCall } from "./commands/decide";
import { extendDepartures } from "./commands/plan-departures";
import {
  cancelDeparture,
  conductDeparture,
  holdDeparture,
  moveDeparture,
  releaseDeparture,
  resumeDeparture,
  skipDeparture,
} from "./commands/run-departure";
import { archiveTrain, changeTrain, restoreTrain } from "./commands/train";
import { previewTrainInput } from "./input/trains";
import { readDeparture } from "./queries/departure-detail";
import { listDepartures } from "./queries/departures";
import { previewTrain } from "./queries/preview";

const { db } = testDatabase();
let org: Organisation;
const cutOff = new Date("2026-11-25T16:00:00Z");

beforeEach(async () => {
  org = await buildOrganisation(db);
});

const manager = () => actorOf(org.people.releaseManager);
const developer = () => actorOf(org.people.developer);

async function aRunningTrain(more: Parameters<typeof aTrain>[2] = {}) {
  const { trainId, departures: all } = await aTrain(db, org, { goRule: "automatic", ...more });
  const [first, second] = all;
  if (first === undefined || second === undefined) throw new Error("the train has no two departures");
  await advanceTrain(db, trainId, org.now);
  return { trainId, first, second, count: all.length };
}
const run = async (id: string) => (await db.select().from(departures).where(eq(departures.id, id)))[0];

describe("a timetable", () => {
  it("plans a year ahead, counted back in working days around the holidays of a calendar, and moves its horizon on without a repeat", async () => {
    const [calendar] = await db
      .insert(calendars)
      .values({ name: `Holidays ${org.now.getTime()} ${org.policy.id}`, zone: "Europe/Berlin" })
      .returning();
    await db.insert(calendarEvents).values({
      calendarId: calendar?.id ?? "",
      uid: "x",
      occurrenceKey: "x",
      title: "Day of the Republic",
      allDay: true,
      during: { start: new Date("2026-11-29T23:00:00Z"), end: new Date("2026-11-30T23:00:00Z") },
    });
    const { trainId, first, count } = await aRunningTrain({ holidayCalendarId: calendar?.id ?? null });
    // Monday is a holiday, so what is due one working day before Tuesday is due on Friday.
    expect(first.qaExitAt).toEqual(new Date("2026-11-27T14:00:00Z"));
    expect(count).toBe(52);
    const later = new Date("2027-02-01T00:00:00Z");
    expect(await inTransaction(db, (tx) => extendDepartures(tx, { kind: "worker" }, later))).toMatchObject({
      ok: true,
    });
    const all = await departuresOf(db, trainId);
    expect(all.length).toBeGreaterThan(count);
    expect(new Set(all.map(({ originalLocalStart }) => originalLocalStart)).size).toBe(all.length);
    expect(all.map(({ turn }) => turn)).toEqual(all.map((_, index) => index + 1));
  });

  it("is shown before it is saved, with every milestone, and refuses what would never depart", async () => {
    const input = previewTrainInput.parse({
      zone: org.zone,
      localStart: "2026-12-01T12:00",
      rrule: "FREQ=WEEKLY;BYDAY=TU",
    });
    const shown = await previewTrain(db, input, org.now);
    expect(shown.ok && shown.value.departures).toHaveLength(10);
    const never = previewTrainInput.parse({
      zone: org.zone,
      localStart: "2020-12-01T12:00",
      rrule: "FREQ=DAILY;COUNT=1",
    });
    expect(await previewTrain(db, never, org.now)).toMatchObject({ ok: false, refusal: { code: "invalid_input" } });
  });

  it("changed, keeps a departure with somebody aboard, names it, and takes the others along", async () => {
    const { trainId, first, second } = await aRunningTrain();
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    const changed = await inTransaction(db, (tx) =>
      changeTrain(tx, manager(), { trainId, rrule: "FREQ=WEEKLY;BYDAY=TH", localStart: "2026-12-03T06:00" }, org.now),
    );
    expect(changed).toMatchObject({ ok: true, value: { kept: [{ departureId: first.id }] } });
    expect((await ticketOf(db, release)).departureId).toBe(first.id);
    expect(await run(second.id)).toBeUndefined();
    const days = (await departuresOf(db, trainId)).map(({ originalLocalStart }) => originalLocalStart).slice(0, 3);
    expect(days).toEqual(["2026-12-01T06:00", "2026-12-03T06:00", "2026-12-10T06:00"]);
  });

  it("is put away only when nobody is aboard, and comes back with its departures", async () => {
    const { trainId, first, count } = await aRunningTrain();
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    const archive = () => inTransaction(db, (tx) => archiveTrain(tx, manager(), { trainId }, org.now));
    expect(await archive()).toMatchObject({ ok: false, refusal: { code: "in_use" } });
    await inTransaction(db, (tx) => skipDeparture(tx, manager(), { departureId: first.id, reason: "x" }, org.now));
    expect(await archive()).toMatchObject({ ok: false });
    const other = await aRunningTrain();
    await inTransaction(db, (tx) => archiveTrain(tx, manager(), { trainId: other.trainId }, org.now));
    expect(await departuresOf(db, other.trainId)).toEqual([]);
    await inTransaction(db, (tx) => restoreTrain(tx, manager(), { trainId: other.trainId }, org.now));
    expect((await departuresOf(db, other.trainId)).length).toBe(count);
  });
});

describe("one departure", () => {
  it("is skipped, its tickets go on, it is taken up again, and nothing is renumbered", async () => {
    const { trainId, first, second } = await aRunningTrain();
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    const before = (await departuresOf(db, trainId)).map(({ id, originalLocalStart, turn }) => [
      id,
      originalLocalStart,
      turn,
    ]);
    const skip = { departureId: first.id, reason: "Offsite." };
    expect(await inTransaction(db, (tx) => skipDeparture(tx, developer(), skip, org.now))).toMatchObject({
      ok: false,
      refusal: { code: "forbidden" },
    });
    expect(await inTransaction(db, (tx) => skipDeparture(tx, manager(), skip, org.now))).toMatchObject({ ok: true });
    expect(await ticketOf(db, release)).toMatchObject({ departureId: second.id });
    expect(await inTransaction(db, (tx) => resumeDeparture(tx, manager(), skip, org.now))).toMatchObject({ ok: true });
    expect((await run(first.id))?.status).toBe("scheduled");
    expect(
      (await departuresOf(db, trainId)).map(({ id, originalLocalStart, turn }) => [id, originalLocalStart, turn]),
    ).toEqual(before);
    const actions = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.subjectId, first.id), eq(auditEvents.subjectKind, "departure")));
    expect(actions.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["departure.skipped", "departure.resumed"]),
    );
  });

  it("is moved with its slots; a milestone that has passed stays, and the cut-off with it", async () => {
    const { trainId, first } = await aRunningTrain();
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    await advanceTrain(db, trainId, cutOff);
    const departsAt = new Date("2026-12-02T09:00:00Z");
    const move = { departureId: first.id, departsAt, reason: "The data centre moves." };
    expect(await inTransaction(db, (tx) => moveDeparture(tx, manager(), move, cutOff))).toMatchObject({ ok: true });
    expect(await run(first.id)).toMatchObject({
      departsAt,
      cutOffAt: first.cutOffAt,
      plannedAt: first.plannedAt,
      originalLocalStart: first.originalLocalStart,
      qaExitAt: new Date("2026-12-01T14:00:00Z"),
    });
    expect((await slotsOf(db, first)).map(({ slot }) => slot.during.start)).toEqual([departsAt]);
    const past = { ...move, departsAt: new Date("2026-11-25T10:00:00Z") };
    expect(await inTransaction(db, (tx) => moveDeparture(tx, manager(), past, cutOff))).toMatchObject({
      refusal: { code: "in_the_past" },
    });
  });

  it("is held by a person past its cut-off, and let go again; cancelled, it does not come back", async () => {
    const { trainId, first } = await aRunningTrain();
    const hold = { departureId: first.id, reason: "The customer is live on stage." };
    expect(await inTransaction(db, (tx) => holdDeparture(tx, manager(), hold, org.now))).toMatchObject({
      refusal: { code: "wrong_state" },
    });
    await advanceTrain(db, trainId, cutOff);
    expect(await inTransaction(db, (tx) => holdDeparture(tx, manager(), hold, cutOff))).toMatchObject({ ok: true });
    await advanceTrain(db, trainId, new Date("2026-12-01T05:30:00Z"));
    expect((await run(first.id))?.status).toBe("held");
    const release = { departureId: first.id, note: "" };
    expect(await inTransaction(db, (tx) => releaseDeparture(tx, manager(), release, cutOff))).toMatchObject({
      ok: true,
    });
    expect((await run(first.id))?.holdReason).toBe("");
    expect(await inTransaction(db, (tx) => cancelDeparture(tx, manager(), hold, cutOff))).toMatchObject({ ok: true });
    expect(await inTransaction(db, (tx) => resumeDeparture(tx, manager(), hold, cutOff))).toMatchObject({
      refusal: { code: "wrong_state" },
    });
  });

  it("is conducted by whose turn it is, who may then run it; somebody named for it alone goes first", async () => {
    const { developer: dana, qa, secondDeveloper } = org.people;
    const { trainId, first, second } = await aRunningTrain({ conductorIds: [dana.id, qa.id, secondDeveloper.id] });
    const [one, two] = await listDepartures(db, "all", { trainId, limit: 2 }, org.now);
    expect([one?.conductor?.id, one?.backup?.id, two?.conductor?.id]).toEqual([dana.id, qa.id, qa.id]);
    const skip = { departureId: second.id, reason: "Mine to skip." };
    expect(await inTransaction(db, (tx) => skipDeparture(tx, developer(), skip, org.now))).toMatchObject({
      refusal: { code: "forbidden" },
    });
    const name = { departureId: first.id, conductorId: secondDeveloper.id, backupId: null };
    expect(await inTransaction(db, (tx) => conductDeparture(tx, developer(), name, org.now))).toMatchObject({
      ok: true,
    });
    const seen = await readDeparture(db, developer(), first.id);
    expect(seen.ok && seen.value.departure).toMatchObject({
      conductor: { id: secondDeveloper.id },
      isConductorNamed: true,
    });
  });

  it("tells on one page who is aboard, who is not ready, what is missing and where it is", async () => {
    const { trainId, first } = await aRunningTrain({ goRule: "all_teams_ready" });
    const { release } = await anAcceptedRelease(db, org);
    await aboard(db, org, release, first);
    await advanceTrain(db, trainId, cutOff);
    const answer = { departureId: first.id, teamId: org.teams.payments.id, ready: false, note: "A dashboard is red." };
    expect(await inTransaction(db, (tx) => answerRollCall(tx, developer(), answer, cutOff))).toMatchObject({
      ok: true,
    });
    const seen = await readDeparture(db, developer(), first.id);
    if (!seen.ok) throw new Error(seen.refusal.message);
    const { rollCall, go, line, tickets, may } = seen.value;
    expect(rollCall).toMatchObject([{ ready: false, note: "A dashboard is red.", by: org.people.developer.name }]);
    expect(go.missing.join()).toContain("not ready");
    expect(line.stations).toMatchObject([
      { wave: 1, state: "ahead", stops: [{ state: "planned", slotStatus: "booked" }] },
    ]);
    expect(tickets).toMatchObject([{ readiness: "ready", mayLeave: true }]);
    expect(may).toMatchObject({ decide: false, raiseBlocker: true });
    const shop = { ...answer, teamId: org.teams.shop.id };
    expect(await inTransaction(db, (tx) => answerRollCall(tx, developer(), shop, cutOff))).toMatchObject({
      refusal: { code: "wrong_state" },
    });
  });
});
