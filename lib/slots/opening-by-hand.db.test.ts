import { call } from "@orpc/server";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, blockers, deployments, slots } from "@/db/schema";
import { contextAs, refusalFrom } from "@/db/testing/call-as";
import { aPolicy, buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { actorOf, tokenActorOf } from "@/db/testing/person";
import { anAcceptedRelease } from "@/db/testing/release";
import { anApproval, aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { expireHolds } from "./commands/expire-holds";
import { openDueSlots } from "./commands/open-due-slots";
import { slotsProcedures } from "./procedures";

const worker = { kind: "worker" } as const;
const minute = 60_000;
const { db, connectAgain } = testDatabase();
let org: Organisation;
/** In the window, before the slot's start. */
let early: Date;

const plus = (instant: Date, millis: number) => new Date(instant.getTime() + millis);

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  org = await buildOrganisation(db);
  early = plus(org.nextOccurrence.during.start, 10 * minute);
});

/** Booked for the second hour of the opening, so that there is room to go early. */
async function bookedSlot({ signed = true } = {}) {
  const { release } = await anAcceptedRelease(db, org);
  const start = plus(org.nextOccurrence.during.start, 60 * minute);
  const slot = await aSlot(db, org, { during: { start, end: plus(start, 60 * minute) }, releases: [release] });
  if (signed) await anApproval(db, org, slot, org.people.releaseManager);
  return slot;
}
const manager = (now: Date, pool = db) => contextAs(actorOf(org.people.releaseManager), now, pool);
const slotRow = async (id: string) => (await db.select().from(slots).where(eq(slots.id, id)))[0];
const openDue = (now: Date) => db.transaction((tx) => openDueSlots(tx, worker, now, { limit: 100 }));

describe("go now", () => {
  it("opens the slot at once: its start is now, and the board can say where it stood", async () => {
    const slot = await bookedSlot();
    await call(slotsProcedures.openNow, { slotId: slot.id }, manager(early));
    expect(await slotRow(slot.id)).toMatchObject({
      status: "open",
      during: { start: early, end: slot.during.end },
      movedFrom: slot.during,
      openedAt: early,
      openedBy: org.people.releaseManager.id,
      sequence: 1,
    });
    expect(await db.$count(deployments, eq(deployments.slotId, slot.id))).toBe(1);
  });

  it("case 24: pressed twice at once gives one deployment", async () => {
    const slot = await bookedSlot();
    const other = connectAgain().db;
    const pressed = await Promise.allSettled([
      call(slotsProcedures.openNow, { slotId: slot.id }, manager(early)),
      call(slotsProcedures.openNow, { slotId: slot.id }, manager(early, other)),
    ]);
    expect(pressed.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db.$count(deployments, eq(deployments.slotId, slot.id))).toBe(1);
  });

  it("case 24: pressed at the second at which the worker opens gives one deployment", async () => {
    const slot = await bookedSlot();
    const at = slot.during.start;
    await Promise.allSettled([call(slotsProcedures.openNow, { slotId: slot.id }, manager(at)), openDue(at)]);
    await openDue(at);
    expect((await slotRow(slot.id))?.status).toBe("open");
    expect(await db.$count(deployments, eq(deployments.slotId, slot.id))).toBe(1);
  });

  it("is refused with every closed gate by name", async () => {
    const slot = await bookedSlot({ signed: false });
    const refusal = await refusalFrom(call(slotsProcedures.openNow, { slotId: slot.id }, manager(early)));
    expect(refusal).toMatchObject({ code: "gates_closed", message: expect.stringContaining("Approvals") });
    expect(refusal.rules.map(({ kind }) => kind)).toContain("approval");
    expect(await slotRow(slot.id)).toMatchObject({ status: "booked", during: slot.during });
  });

  it("case 22: a token needs the same approvals as a person", async () => {
    const slot = await bookedSlot({ signed: false });
    const token = tokenActorOf(org.people.releaseManager, "slot.open", "plan.read");
    const refusal = await refusalFrom(call(slotsProcedures.openNow, { slotId: slot.id }, contextAs(token, early)));
    expect(refusal.code).toBe("gates_closed");
  });

  it("is refused outside the opening, and says when it would pass", async () => {
    const slot = await bookedSlot();
    const refusal = await refusalFrom(call(slotsProcedures.openNow, { slotId: slot.id }, manager(org.now)));
    expect(refusal.code).toBe("gates_closed");
    expect(refusal.nextOpen).toBe(org.nextOccurrence.during.start.toISOString());
  });

  it("is refused where signatures cover the exact time: going early makes them stale", async () => {
    await aPolicy(db, org.environments.production, {
      version: 2,
      stages: [{ role: "release_manager", required: 1 }],
      coversTime: "slot",
    });
    const slot = await bookedSlot();
    expect((await refusalFrom(call(slotsProcedures.openNow, { slotId: slot.id }, manager(early)))).code).toBe(
      "gates_closed",
    );
    expect((await openDue(slot.during.start)).opened).toEqual([slot.id]);
  });

  it("is refused where another slot stands in between in the same lane", async () => {
    const slot = await bookedSlot();
    const { release } = await anAcceptedRelease(db, org, { service: org.services.checkout });
    const before = { start: plus(early, 5 * minute), end: plus(early, 20 * minute) };
    await aSlot(db, org, { during: before, releases: [release] });
    expect((await refusalFrom(call(slotsProcedures.openNow, { slotId: slot.id }, manager(early)))).code).toBe(
      "lane_taken",
    );
    expect(await slotRow(slot.id)).toMatchObject({ status: "booked", during: slot.during });
  });

  it("is refused after the slot's end, and for one that is not booked", async () => {
    const slot = await bookedSlot();
    const after = call(slotsProcedures.openNow, { slotId: slot.id }, manager(slot.during.end));
    expect((await refusalFrom(after)).code).toBe("slot_not_live");
    await db.update(slots).set({ status: "cancelled" }).where(eq(slots.id, slot.id));
    const cancelled = call(slotsProcedures.openNow, { slotId: slot.id }, manager(early));
    expect((await refusalFrom(cancelled)).code).toBe("slot_not_live");
  });
});

describe("hold back and let go", () => {
  it("keeps a slot from opening until it is let go", async () => {
    const slot = await bookedSlot();
    const { blockerId } = await call(
      slotsProcedures.holdBack,
      { slotId: slot.id, reason: "The database is slow" },
      manager(early),
    );
    const { start } = slot.during;
    expect((await openDue(start)).waiting.map(({ slotId }) => slotId)).toEqual([slot.id]);
    await call(slotsProcedures.letGo, { blockerId, resolution: "It is fast again" }, manager(start));
    expect((await openDue(start)).opened).toEqual([slot.id]);
    const events = await db.select().from(auditEvents).where(eq(auditEvents.subjectId, slot.id));
    expect(events.map(({ action }) => action)).toEqual(expect.arrayContaining(["blocker.placed", "blocker.resolved"]));
  });

  it("a slot that is held until its end is missed, and the reason is on the record (case 27)", async () => {
    const slot = await bookedSlot();
    await call(slotsProcedures.holdBack, { slotId: slot.id, reason: "Wait for legal" }, manager(early));
    expect((await openDue(slot.during.end)).missed).toEqual([slot.id]);
    const gates = (await slotRow(slot.id))?.missedGates ?? [];
    expect(gates.map(({ gate }) => gate)).toEqual(["blockers", "time"]);
    expect(gates[0]?.reason).toContain("Wait for legal");
  });

  it("is refused for what is open already", async () => {
    const slot = await bookedSlot();
    await openDue(slot.during.start);
    const held = call(slotsProcedures.holdBack, { slotId: slot.id, reason: "too late" }, manager(slot.during.start));
    expect((await refusalFrom(held)).code).toBe("slot_not_live");
  });

  it("letting go twice tells the second that somebody was first", async () => {
    const slot = await bookedSlot();
    const { blockerId } = await call(slotsProcedures.holdBack, { slotId: slot.id, reason: "Wait" }, manager(early));
    await call(slotsProcedures.letGo, { blockerId }, manager(early));
    expect((await refusalFrom(call(slotsProcedures.letGo, { blockerId }, manager(early)))).code).toBe("conflict");
    expect(await db.$count(blockers, eq(blockers.slotId, slot.id))).toBe(1);
  });

  it("another team's slot is not there for whoever reads one team alone", async () => {
    const slot = await bookedSlot();
    const { blockerId } = await call(slotsProcedures.holdBack, { slotId: slot.id, reason: "Wait" }, manager(early));
    const stranger = actorOf({
      ...org.people.releaseManager,
      grants: [{ role: "stakeholder", teamId: org.teams.shop.id }],
    });
    const sly = { ...stranger, permissions: new Map([...stranger.permissions, ["slot.open", "all"] as const]) };
    const as = contextAs(sly, early);
    const tries = [
      () => call(slotsProcedures.openNow, { slotId: slot.id }, as),
      () => call(slotsProcedures.holdBack, { slotId: slot.id, reason: "me" }, as),
      () => call(slotsProcedures.letGo, { blockerId }, as),
    ];
    for (const attempt of tries) expect((await refusalFrom(attempt())).code).toBe("not_found");
  });

  it("a release manager of another team is refused: they see the slot, and may not open it", async () => {
    const slot = await bookedSlot();
    const other = actorOf({
      ...org.people.releaseManager,
      grants: [{ role: "release_manager", teamId: org.teams.shop.id }],
    });
    const tried = call(slotsProcedures.openNow, { slotId: slot.id }, contextAs(other, early));
    expect((await refusalFrom(tried)).code).toBe("forbidden");
  });
});

describe("holds that nobody confirmed", () => {
  it("end at their time and free their room", async () => {
    const held = { status: "held", heldBy: org.people.developer.id, bookedBy: null, bookedAt: null } as const;
    const due = await aSlot(db, org, { ...held, lane: 1, heldUntil: early });
    const later = await aSlot(db, org, { ...held, lane: 2, heldUntil: plus(early, 1) });
    expect(await db.transaction((tx) => expireHolds(tx, worker, early))).toBe(1);
    expect(await slotRow(due.id)).toMatchObject({ status: "expired", live: false });
    expect(await slotRow(later.id)).toMatchObject({ status: "held", live: true });
  });
});
