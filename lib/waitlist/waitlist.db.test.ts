import { call } from "@orpc/server";
import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, occurrences, slots, soakRules, waitlistEntries, windowTeams } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { expireHolds } from "@/lib/slots/commands/expire-holds";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { slotsProcedures } from "@/lib/slots/procedures";
import { offerRoomIn } from "@/worker/offer-room-in";
import { waitlistProcedures } from "./procedures";

const hour = 3_600_000;
const worker = { kind: "worker" } as const;

let org: Organisation;
let taken: { id: string }[];
const db = () => testDatabase().db;
const as = (person: TestPerson, now = org.now) => contextAs(actorOf(person), now);
const later = (minutes: number) => new Date(org.now.getTime() + minutes * 60_000);
const room = () => ({
  start: org.nextOccurrence.during.start.toISOString(),
  end: org.nextOccurrence.during.end.toISOString(),
});
const offer = (now = org.now) => offerRoomIn(db(), org.environments.production.id, now);
const entry = async (id: string) => (await db().select().from(waitlistEntries).where(eq(waitlistEntries.id, id)))[0];
const mine = async (person: TestPerson, now?: Date) => {
  const environmentId = org.environments.production.id;
  return (await call(waitlistProcedures.list, { environmentId }, as(person, now))).entries;
};
const join = (person = org.people.developer, more: object = {}, now?: Date) =>
  call(
    waitlistProcedures.join,
    {
      environmentId: org.environments.production.id,
      windowId: org.window.id,
      teamId: org.teams.payments.id,
      durationMinutes: 60,
      within: room(),
      ...more,
    },
    as(person, now),
  );
const giveUp = (slotId: string, now?: Date) =>
  call(slotsProcedures.cancel, { slotId, reason: "Not ready." }, as(org.people.developer, now));
const jobs = async () => {
  const { rows } = await db().execute<{ key: string }>(
    sql`select key from graphile_worker.jobs where key = ${`offer_room:${org.environments.production.id}`}`,
  );
  return rows.length;
};
const forgetJobs = () =>
  db().execute(sql`select graphile_worker.remove_job(${`offer_room:${org.environments.production.id}`})`);
const actionsOf = async (id: string) =>
  (await db().select().from(auditEvents).where(eq(auditEvents.subjectId, id)).orderBy(auditEvents.id)).map(
    ({ action }) => action,
  );

/** Production's next opening, all three lanes of it taken by Shop. */
beforeEach(async () => {
  org = await buildOrganisation(db());
  taken = [];
  for (const lane of [1, 2, 3]) {
    taken.push(await aSlot(db(), org, { lane, during: org.nextOccurrence.during, teamId: org.teams.shop.id }));
  }
});

describe("the line for a full window", () => {
  it("shows everybody's position, and offers nothing while nothing is free", async () => {
    const first = await join();
    const second = await join(org.people.secondDeveloper, { teamId: org.teams.shop.id }, later(1));
    expect([first.position, second.position]).toEqual([1, 2]);
    await offer(later(2));
    expect(
      (await mine(org.people.developer)).map(({ position, status, isMine }) => [position, status, isMine]),
    ).toEqual([
      [1, "waiting", true],
      [2, "waiting", false],
    ]);
  });

  it("offers no room in which the release could not leave yet, because of its soak", async () => {
    const { release } = await anAcceptedRelease(db(), org);
    const { entryId } = await join(org.people.developer, { releaseId: release.id });
    const [rule] = await db()
      .insert(soakRules)
      .values({ environmentId: org.environments.production.id, minutes: 30 * 24 * 60 })
      .returning();
    await giveUp(taken[1]?.id ?? "");
    await offer();
    expect((await entry(entryId))?.status).toBe("waiting");
    await db()
      .delete(soakRules)
      .where(eq(soakRules.id, rule?.id ?? ""));
    await offer();
    expect((await entry(entryId))?.status).toBe("offered");
  });

  it("case 15: offers what falls free to the first in line, as a hold in their name that nobody else can book, by a job of the freeing transaction", async () => {
    const { release } = await anAcceptedRelease(db(), org);
    const { entryId } = await join(org.people.developer, { releaseId: release.id });
    await forgetJobs();
    await giveUp(taken[1]?.id ?? "", later(1));
    expect(await jobs()).toBe(1);
    await offer(later(2));
    const [own] = await mine(org.people.developer);
    expect(own).toMatchObject({
      status: "offered",
      offer: { lane: 2, during: { start: org.nextOccurrence.during.start }, until: later(32) },
    });
    const [hold] = await db()
      .select()
      .from(slots)
      .where(eq(slots.id, own?.offer?.slotId ?? ""));
    expect(hold).toMatchObject({ status: "held", heldBy: org.people.developer.id, heldUntil: later(32) });

    const slotId = own?.offer?.slotId ?? "";
    const others = call(
      slotsProcedures.bookHeld,
      { slotId, releaseIds: [release.id] },
      as(org.people.secondDeveloper, later(3)),
    );
    expect((await refusalFrom(others)).code).toBe("hold_of_another");
    await call(slotsProcedures.bookHeld, { slotId, releaseIds: [release.id] }, as(org.people.developer, later(3)));
    expect(await entry(entryId)).toMatchObject({ status: "booked", endedAt: later(3) });
    expect(await actionsOf(entryId)).toEqual(["waitlist.joined", "waitlist.offered", "waitlist.booked"]);
    expect(await mine(org.people.developer)).toEqual([]);
  });

  it("asks the next in line when the deadline goes by, and the first waits on for other room", async () => {
    const first = await join();
    const second = await join(org.people.secondDeveloper, {}, later(1));
    await giveUp(taken[0]?.id ?? "", later(2));
    // Room for one alone.
    await aSlot(db(), org, {
      lane: 1,
      during: { ...org.nextOccurrence.during, start: new Date(org.nextOccurrence.during.start.getTime() + hour) },
      teamId: org.teams.shop.id,
    });
    await offer(later(3));
    expect((await entry(first.entryId))?.status).toBe("offered");
    expect((await entry(second.entryId))?.status).toBe("waiting");

    await forgetJobs();
    await db().transaction((tx) => expireHolds(tx, worker, later(33)));
    expect(await jobs()).toBe(1);
    await offer(later(34));
    expect((await entry(first.entryId))?.status).toBe("waiting");
    expect((await entry(second.entryId))?.status).toBe("offered");
    expect(await actionsOf(first.entryId)).toContain("waitlist.passed");
  });

  it("does not offer again what was declined, but other room", async () => {
    const { entryId } = await join();
    await giveUp(taken[0]?.id ?? "", later(1));
    await offer(later(2));
    const before = (await mine(org.people.developer))[0]?.offer;
    await call(waitlistProcedures.decline, { entryId }, as(org.people.developer, later(3)));
    await offer(later(4));
    const after = (await mine(org.people.developer))[0]?.offer;
    expect(after?.during.start).toEqual(before?.during.end);
    const late = call(waitlistProcedures.decline, { entryId }, as(org.people.developer, later(60)));
    await late;
    expect(
      (await refusalFrom(call(waitlistProcedures.decline, { entryId }, as(org.people.developer, later(61))))).code,
    ).toBe("offer_over");
  });

  it("is not answered by closing a form, and its hold is not moved about or given up as a slot", async () => {
    await join();
    await giveUp(taken[0]?.id ?? "", later(1));
    await offer(later(2));
    const own = (await mine(org.people.developer))[0]?.offer;
    if (!own) throw new Error("nothing was offered");
    const { slotId, during, lane, until } = own;
    const place = {
      occurrenceId: org.nextOccurrence.id,
      lane,
      during: { start: during.start.toISOString(), end: during.end.toISOString() },
    };
    const dana = as(org.people.developer, later(3));
    expect(await call(slotsProcedures.hold, { ...place, replaces: slotId }, dana)).toEqual({
      slotId,
      heldUntil: until,
    });
    await call(slotsProcedures.releaseHold, { slotId }, dana);
    expect((await mine(org.people.developer))[0]?.status).toBe("offered");
    const given = call(slotsProcedures.cancel, { slotId, reason: "No." }, dana);
    expect((await refusalFrom(given)).code).toBe("wrong_state");
  });

  it("is offered what a move, a missed slot, a longer opening and a lifted freeze free, at the latest by the sweep", async () => {
    const { entryId } = await join();
    const { id, during } = org.nextOccurrence;
    await db().update(occurrences).set({ lanes: 4 }).where(eq(occurrences.id, id));
    const frozen = await aFreeze(db(), { ...during, environmentIds: [org.environments.production.id] });
    await offer(later(1));
    expect((await entry(entryId))?.status).toBe("waiting");
    await db().execute(sql`update freezes set lifted_at = now() where id = ${frozen.id}`);
    await offer(later(2));
    expect(await entry(entryId)).toMatchObject({ status: "offered" });
  });

  it("is left for good when its time is over, or when its team leaves; what was offered goes on", async () => {
    const first = await join();
    const second = await join(org.people.secondDeveloper, { durationMinutes: 360 }, later(1));
    await giveUp(taken[0]?.id ?? "", later(2));
    await offer(later(3));
    await call(waitlistProcedures.leave, { entryId: first.entryId }, as(org.people.developer, later(4)));
    expect((await entry(first.entryId))?.status).toBe("withdrawn");
    await offer(later(5));
    expect((await entry(second.entryId))?.status).toBe("offered");
    const third = await join(org.people.developer, {}, later(6));
    await offer(new Date(org.nextOccurrence.during.end.getTime() - 65 * 60_000));
    expect((await entry(third.entryId))?.status).toBe("waiting");
    await offer(new Date(org.nextOccurrence.during.end.getTime() - 64 * 60_000));
    expect((await entry(third.entryId))?.status).toBe("expired");
  });
});

describe("what frees room", () => {
  it.each(["a move", "a slot that is missed", "a hold that is given back"])(
    "%s leaves a job that offers it",
    async (what) => {
      await join();
      await forgetJobs();
      const slotId = taken[0]?.id ?? "";
      const { during } = org.nextOccurrence;
      if (what === "a move") {
        const later = org.occurrences.find((each) => each.during.start > during.start);
        const to = { start: later?.during.start.toISOString() ?? "", end: later?.during.end.toISOString() ?? "" };
        const move = { slotId, occurrenceId: later?.id, lane: 1, during: to };
        await call(slotsProcedures.move, move, as(org.people.developer));
      } else if (what === "a slot that is missed") {
        await db().transaction((tx) => openDueSlots(tx, worker, during.end, { limit: 10, only: slotId }));
      } else {
        await giveUp(slotId);
        const place = { occurrenceId: org.nextOccurrence.id, lane: 1, during: room() };
        const hold = await call(slotsProcedures.hold, place, as(org.people.developer));
        await forgetJobs();
        await call(slotsProcedures.releaseHold, { slotId: hold.slotId }, as(org.people.developer));
      }
      expect(await jobs()).toBe(1);
    },
  );
});

describe("joining", () => {
  const codeOf = async (called: Promise<unknown>) => (await refusalFrom(called)).code;

  it("is refused for other teams, another team's window, what is not there, and twice", async () => {
    const ofShop = await aPerson(db(), { name: "Sam Shop", roles: [{ role: "developer", teamId: org.teams.shop.id }] });
    expect(await codeOf(join(ofShop))).toBe("forbidden");
    expect(await codeOf(join(undefined, { windowId: org.staging.window.id }))).toBe("not_found");
    await join();
    expect(await codeOf(join())).toBe("conflict");
    await db().insert(windowTeams).values({ windowId: org.window.id, teamId: org.teams.shop.id });
    expect(await codeOf(join(undefined, { durationMinutes: 30 }))).toBe("not_a_booker");
  });

  it("names the field that is wrong", async () => {
    const wrong = (more: object) => refusalFrom(join(undefined, more));
    expect(await wrong({ durationMinutes: 361 })).toMatchObject({ code: "invalid_input", field: "within.end" });
    const past = { start: "2026-11-01T00:00:00Z", end: "2026-11-02T00:00:00Z" };
    expect(await wrong({ within: past })).toMatchObject({ code: "in_the_past", field: "within.end" });
    const far = { start: "2030-01-01T00:00:00Z", end: "2030-01-02T00:00:00Z" };
    expect(await wrong({ within: far })).toMatchObject({ code: "invalid_input", field: "within.end" });
    const { release } = await anAcceptedRelease(db(), org, { service: org.services.search });
    expect(await wrong({ releaseId: release.id })).toMatchObject({ code: "invalid_input", field: "releaseId" });
  });
});

describe("several workers", () => {
  it("offer one room to one alone, whoever comes first, and never fail over a booking of the same moment", async () => {
    for (const [index, durationMinutes] of [60, 61, 62, 63].entries()) {
      await join(org.people.developer, { durationMinutes }, later(index));
    }
    await db()
      .update(slots)
      .set({
        during: {
          start: org.nextOccurrence.during.start,
          end: new Date(org.nextOccurrence.during.end.getTime() - 75 * 60_000),
        },
      })
      .where(eq(slots.id, taken[2]?.id ?? ""));
    const { release } = await anAcceptedRelease(db(), org, { service: org.services.search });
    const processes = [
      testDatabase().connectAgain().db,
      testDatabase().connectAgain().db,
      testDatabase().connectAgain().db,
    ];
    const start = new Date(org.nextOccurrence.during.end.getTime() - 75 * 60_000);
    const rival = {
      occurrenceId: org.nextOccurrence.id,
      lane: 3,
      during: { start: start.toISOString(), end: org.nextOccurrence.during.end.toISOString() },
      releaseIds: [release.id],
    };
    const booked = call(
      slotsProcedures.book,
      rival,
      contextAs(actorOf(org.people.developer), later(9), processes[0]),
    ).then(
      () => true,
      () => false,
    );
    await Promise.all(
      [...processes, ...processes].map((each) => offerRoomIn(each, org.environments.production.id, later(9))),
    );
    const inRoom = await db()
      .select()
      .from(slots)
      .where(
        and(
          eq(slots.occurrenceId, org.nextOccurrence.id),
          eq(slots.lane, 3),
          slots.live,
          sql`lower(${slots.during}) >= ${start.toISOString()}::timestamptz`,
        ),
      );
    expect(inRoom).toHaveLength(1);
    const offered = (await mine(org.people.developer)).filter(({ status }) => status === "offered");
    expect(offered).toHaveLength((await booked) ? 0 : 1);
  });

  it("let one of two who answer at once win: taken, or declined, never both", async () => {
    const { entryId } = await join();
    const { release } = await anAcceptedRelease(db(), org);
    await giveUp(taken[0]?.id ?? "", later(1));
    await offer(later(2));
    const slotId = (await mine(org.people.developer))[0]?.offer?.slotId ?? "";
    const [one, other] = [testDatabase().connectAgain().db, testDatabase().connectAgain().db];
    const dana = (each: typeof one) => contextAs(actorOf(org.people.developer), later(3), each);
    const outcomes = await Promise.allSettled([
      call(slotsProcedures.bookHeld, { slotId, releaseIds: [release.id] }, dana(one)),
      call(waitlistProcedures.decline, { entryId }, dana(other)),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const [slot] = await db().select().from(slots).where(eq(slots.id, slotId));
    const status = (await entry(entryId))?.status;
    expect([slot?.status, status]).toEqual(slot?.status === "booked" ? ["booked", "booked"] : ["cancelled", "waiting"]);
  });
});
