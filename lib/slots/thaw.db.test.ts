import { call } from "@orpc/server";
import { and, eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { approvalPolicies, approvals, auditEvents, freezes, postponements, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, aPerson, type TestPerson } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { freezesProcedures } from "@/lib/freezes/procedures";
import { openDueSlots } from "./commands/open-due-slots";
import { thawNext } from "./commands/thaw-next";
import { slotsProcedures } from "./procedures";

const { db } = testDatabase();
const hour = 3_600_000;
const minute = 60_000;
const worker = { kind: "worker" } as const;
let org: Organisation;

beforeEach(async () => {
  await db
    .update(slots)
    .set({ status: "cancelled" })
    .where(inArray(slots.status, ["booked"]));
  await db.update(freezes).set({ liftedAt: new Date(0) });
  await db.update(postponements).set({ status: "dropped" }).where(eq(postponements.status, "waiting"));
  org = await buildOrganisation(db);
});

/** Minutes after Tuesday's opening of Production begins. */
const later = (minutes: number) => new Date(org.nextOccurrence.during.start.getTime() + minutes * minute);
const during = (from: number, minutes = 60) => ({ start: later(from), end: later(from + minutes) });
const by = (person: TestPerson, now = org.now) => contextAs(actorOf(person), now);
/** Closes Tuesday from before its opening until some minutes after that began. */
const tuesdayFrozen = (untilMinute: number, more: object = {}) =>
  aFreeze(db, { name: "Fire drill", start: later(-60), end: later(untilMinute), ...more });

/** A booked slot at the beginning of Tuesday's opening, of a service in its lane. */
async function bookedSlot(service = org.services.ledger, lane = 1) {
  const { release } = await anAcceptedRelease(db, org, { service });
  return { slot: await aSlot(db, org, { lane, releases: [release] }), release };
}

async function bookedSlots(count: number) {
  const { ledger, checkout, search } = org.services;
  const made = [];
  for (const [index, service] of [ledger, checkout, search].slice(0, count).entries()) {
    made.push(await bookedSlot(service, index + 1));
  }
  return made;
}

const open = (now: Date) => db.transaction((tx) => openDueSlots(tx, worker, now, { limit: 100 }));

/** What every thaw of the worker does, until there is nothing left to do. */
async function thaw(now: Date): Promise<string[]> {
  const steps: string[] = [];
  const rows = await db.selectDistinct({ freezeId: postponements.freezeId }).from(postponements);
  for (const { freezeId } of rows) {
    while (true) {
      const { step } = await db.transaction((tx) => thawNext(tx, worker, { freezeId }, now));
      if (step === "nothing") break;
      steps.push(step);
    }
  }
  return steps;
}
const postponementOf = async (slotId: string) =>
  (await db.select().from(postponements).where(eq(postponements.slotId, slotId)))[0];
async function plannedOf(slotId: string) {
  const planned = (await postponementOf(slotId))?.plannedSlotId;
  return planned ? (await db.select().from(slots).where(eq(slots.id, planned)))[0] : undefined;
}

describe("a slot that a freeze kept from opening", () => {
  it("is postponed in the same transaction, by the freeze that lasts longest, and its releases' history says so", async () => {
    const { slot, release } = await bookedSlot();
    await tuesdayFrozen(90);
    const longer = await tuesdayFrozen(600, { name: "Year end" });
    expect((await open(later(0))).missed).toEqual([slot.id]);
    expect(await postponementOf(slot.id)).toMatchObject({
      status: "waiting",
      freezeId: longer.id,
      postponedAt: later(0),
    });
    const entries = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.releaseId, release.id), eq(auditEvents.action, "slot.postponed")));
    expect(entries).toMatchObject([{ data: { freeze: "Year end" } }]);
  });

  it("is not, when it was people who kept it from opening", async () => {
    const { slot } = await bookedSlot();
    expect((await open(later(60))).missed).toEqual([slot.id]);
    expect(await postponementOf(slot.id)).toBeUndefined();
  });

  it("case 8: leaves by itself when the freeze ends, paced, hotfixes first and then in the old order", async () => {
    const [ledger, checkout] = await bookedSlots(2);
    const { release: urgent } = await anAcceptedRelease(db, org, { service: org.services.search, kind: "hotfix" });
    const hotfix = await aSlot(db, org, {
      lane: 3,
      during: during(10, 50),
      releases: [urgent],
      teamId: org.teams.shop.id,
    });
    await tuesdayFrozen(120);
    await open(later(0));
    await open(later(10));
    expect(await thaw(later(119))).toEqual([]);
    expect(await thaw(later(120))).toEqual(["planned", "planned", "planned"]);
    const starts = await Promise.all([hotfix, ledger?.slot, checkout?.slot].map((slot) => plannedOf(slot?.id ?? "")));
    // Four an hour: one every fifteen minutes, on the grid.
    expect(starts.map((slot) => slot?.during.start)).toEqual([later(120), later(135), later(150)]);
    // Its fifty minutes end on the grid, as every new booking does.
    expect(starts[0]).toMatchObject({ during: during(120, 60), status: "booked", bookedBy: org.people.developer.id });
    expect(await thaw(later(120))).toEqual([]);
  });

  it("case 10: is planned again when the freeze is lifted", async () => {
    const made = await bookedSlots(3);
    const freeze = await tuesdayFrozen(60 * 24 * 14);
    await open(later(0));
    expect(await thaw(later(30))).toEqual([]);
    await call(freezesProcedures.lift, { freezeId: freeze.id }, by(org.people.releaseManager, later(30)));
    expect(await thaw(later(30))).toEqual(["planned", "planned", "planned"]);
    const starts = await Promise.all(made.map(({ slot }) => plannedOf(slot.id)));
    expect(starts.map((slot) => slot?.during.start)).toEqual([later(30), later(45), later(60)]);
    const entries = await db
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.releaseId, made[0]?.release.id ?? ""), eq(auditEvents.action, "slot.planned_again")));
    expect(entries).toMatchObject([{ actorName: "Signalbox", data: { freeze: "Fire drill" } }]);
  });

  it.each<[string, () => object]>([
    ["shortened", () => ({ durationMinutes: 90 })],
    ["moved to another environment", () => ({ environmentIds: [org.environments.staging.id] })],
    ["changed so that it takes the team out", () => ({ except: { teamIds: [org.teams.payments.id] } })],
    ["graded down", () => ({ grade: "no_train" })],
  ])("case 10: is planned again when the freeze is %s", async (_, change) => {
    const { slot } = await bookedSlot();
    const freeze = await tuesdayFrozen(300);
    await open(later(0));
    await call(
      freezesProcedures.change,
      { freezeId: freeze.id, ...change() },
      by(org.people.releaseManager, later(10)),
    );
    expect(await thaw(later(45))).toEqual(["planned"]);
    expect((await plannedOf(slot.id))?.during.start).toEqual(later(45));
  });

  it("goes into the next opening where this one has no room left, and around another freeze", async () => {
    const { slot } = await bookedSlot();
    await tuesdayFrozen(330);
    await open(later(0));
    const thursday = org.occurrences.find(({ during }) => during.start > org.nextOccurrence.during.start);
    const start = thursday?.during.start ?? org.now;
    await aFreeze(db, { name: "Audit", start, end: new Date(start.getTime() + 2 * hour) });
    expect(await thaw(later(330))).toEqual(["planned"]);
    expect((await plannedOf(slot.id))?.during.start).toEqual(new Date(start.getTime() + 2 * hour));
  });

  it("waits with a note where there is no room at all, and is looked at again later", async () => {
    const slotId = (await bookedSlot()).slot.id;
    // Longer than any opening of Production.
    await db
      .update(slots)
      .set({ during: { start: later(0), end: later(360) } })
      .where(eq(slots.id, slotId));
    await tuesdayFrozen(400);
    await open(later(0));
    const blocking = await aFreeze(db, { name: "Ice age", start: later(400), end: later(60 * 24 * 90) });
    expect(await thaw(later(400))).toEqual(["no_place"]);
    expect(await postponementOf(slotId)).toMatchObject({ status: "waiting", note: expect.stringContaining("no free") });
    await call(freezesProcedures.lift, { freezeId: blocking.id }, by(org.people.releaseManager, later(401)));
    expect(await thaw(later(402))).toEqual([]);
    expect(await thaw(later(411))).toEqual(["planned"]);
  });

  it("is dropped when somebody booked it again by hand, and only the rest of it is planned", async () => {
    const { release: ledger } = await anAcceptedRelease(db, org);
    const { release: checkout } = await anAcceptedRelease(db, org, { service: org.services.checkout });
    const both = await aSlot(db, org, { releases: [ledger, checkout] });
    const { release: alone } = await anAcceptedRelease(db, org, { service: org.services.search });
    const single = await aSlot(db, org, { lane: 2, releases: [alone], teamId: org.teams.shop.id });
    await tuesdayFrozen(120);
    await open(later(0));
    await aSlot(db, org, { lane: 3, during: during(240), releases: [ledger] });
    await aSlot(db, org, { lane: 2, during: during(240), releases: [alone], teamId: org.teams.shop.id });
    expect((await thaw(later(120))).sort()).toEqual(["dropped", "planned"]);
    expect(await postponementOf(single.id)).toMatchObject({ status: "dropped", plannedSlotId: null });
    const planned = await plannedOf(both.id);
    const { releases } = await call(slotsProcedures.detail, { slotId: planned?.id ?? "" }, by(org.people.developer));
    expect(releases.map(({ releaseId }) => releaseId)).toEqual([checkout.id]);
  });

  it("keeps exactly the signatures whose digest the new slot has (rule 5)", async () => {
    const { slot } = await bookedSlot();
    await anApproval(db, org, slot, org.people.releaseManager);
    await tuesdayFrozen(120);
    await open(later(0));
    await thaw(later(120));
    const kept = await plannedOf(slot.id);
    // The policy covers the opening, and it is the same one.
    expect(await db.$count(approvals, eq(approvals.slotId, kept?.id ?? ""))).toBe(1);
    expect((await open(later(120))).opened).toEqual([kept?.id]);
  });

  it("asks for new signatures where the time is part of what was signed and is another one", async () => {
    await db.insert(approvalPolicies).values({
      environmentId: org.environments.production.id,
      version: 2,
      coversTime: "slot",
    });
    const { slot } = await bookedSlot();
    await anApproval(db, org, slot, org.people.releaseManager);
    await tuesdayFrozen(120);
    await open(later(0));
    await thaw(later(120));
    const planned = await plannedOf(slot.id);
    expect(planned?.during.start).toEqual(later(120));
    expect(await db.$count(approvals, eq(approvals.slotId, planned?.id ?? ""))).toBe(0);
  });
});

describe("a freeze whose releases wait for a decision", () => {
  async function waiting() {
    const { slot } = await bookedSlot();
    const freeze = await tuesdayFrozen(120);
    await db.update(freezes).set({ thaw: "ask" }).where(eq(freezes.id, freeze.id));
    await open(later(0));
    const listed = async (person: TestPerson, now: Date) =>
      (await call(slotsProcedures.postponed, { freezeId: freeze.id }, by(person, now))).postponed;
    const [row] = await listed(org.people.developer, later(10));
    return { slot, freeze, listed, postponementId: row?.id ?? "" };
  }

  it("plans nothing by itself, and lists each with the place that it would be given", async () => {
    const { listed, slot, postponementId } = await waiting();
    expect(await thaw(later(120))).toEqual([]);
    expect(await listed(org.people.developer, later(10))).toMatchObject([
      {
        slotId: slot.id,
        thawed: false,
        proposal: { during: during(120), windowName: org.window.name },
        may: { decide: true },
      },
    ]);
    expect(await listed(org.people.qa, later(130))).toMatchObject([{ thawed: true, may: { decide: false } }]);
    const act = { postponementId };
    await call(slotsProcedures.planPostponed, act, by(org.people.developer, later(130)));
    expect((await plannedOf(slot.id))?.during.start).toEqual(later(135));
    const again = call(slotsProcedures.planPostponed, act, by(org.people.developer, later(130)));
    expect((await refusalFrom(again)).code).toBe("wrong_state");
    expect(await listed(org.people.developer, later(130))).toEqual([]);
  });

  it("may be planned behind the freeze while that still stands, by whoever decides", async () => {
    const { slot, postponementId } = await waiting();
    await call(slotsProcedures.planPostponed, { postponementId }, by(org.people.releaseManager, later(5)));
    expect(await plannedOf(slot.id)).toMatchObject({
      during: during(120),
      bookedBy: org.people.releaseManager.id,
    });
  });

  it("has no place to plan it into while the line is stopped", async () => {
    const { postponementId } = await waiting();
    await call(freezesProcedures.stopTheLine, {}, by(org.people.releaseManager, later(124)));
    const late = by(org.people.developer, later(125));
    const refused = await refusalFrom(call(slotsProcedures.planPostponed, { postponementId }, late));
    expect(refused).toMatchObject({ code: "in_freeze", rules: [{ kind: "freeze", name: "Line stopped" }] });
  });

  it("may be dropped, with the reason, by those who may book for its team", async () => {
    const { slot, postponementId } = await waiting();
    const roles = [{ role: "developer" as const, teamId: org.teams.shop.id }];
    const stranger = await aPerson(db, { name: "Shop Dev", roles });
    const drop = (person: TestPerson, reason = "Superseded by 2.0.") =>
      call(slotsProcedures.dropPostponed, { postponementId, reason }, by(person, later(10)));
    expect((await refusalFrom(drop(stranger))).code).toBe("forbidden");
    expect((await refusalFrom(drop(org.people.developer, " "))).field).toBe("reason");
    await drop(org.people.developer);
    expect(await postponementOf(slot.id)).toMatchObject({ status: "dropped", note: "Superseded by 2.0." });
    expect((await refusalFrom(drop(org.people.developer))).code).toBe("wrong_state");
  });

  it("shows nobody what teams postponed that they cannot read", async () => {
    const { listed } = await waiting();
    const roles = [{ role: "stakeholder" as const, teamId: org.teams.shop.id }];
    const guest = await aPerson(db, { name: "Shop Guest", roles });
    expect(await listed(guest, later(10))).toEqual([]);
  });
});
