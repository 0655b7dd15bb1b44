import { eq, inArray, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditEvents, freezes, postponements, slots } from "@/db/schema";
import { buildOrganisation, type Organisation } from "@/db/testing/organisation";
import { anAcceptedRelease } from "@/db/testing/release";
import { aSlot } from "@/db/testing/slot";
import { testDatabase } from "@/db/testing/test-database";
import { aFreeze } from "@/db/testing/window";
import { openDueSlots } from "@/lib/slots/commands/open-due-slots";
import { runThawRound } from "./thaw-round";

const { db, connectAgain } = testDatabase();
const minute = 60_000;
let org: Organisation;
let freezeId: string;
let postponed: { id: string; releaseId: string }[];

/** Minutes after Tuesday's opening of Production begins. */
const later = (minutes: number) => new Date(org.nextOccurrence.during.start.getTime() + minutes * minute);

beforeEach(async () => {
  await db.update(slots).set({ status: "cancelled" }).where(eq(slots.status, "booked"));
  await db.update(freezes).set({ liftedAt: new Date(0) });
  await db.update(postponements).set({ status: "dropped" }).where(eq(postponements.status, "waiting"));
  org = await buildOrganisation(db);
  postponed = [];
  for (const [index, service] of Object.values(org.services).entries()) {
    const { release } = await anAcceptedRelease(db, org, { service });
    const slot = await aSlot(db, org, { lane: index + 1, releases: [release] });
    postponed.push({ id: slot.id, releaseId: release.id });
  }
  freezeId = (await aFreeze(db, { name: "Fire drill", start: later(-10), end: later(120) })).id;
  await db.transaction((tx) => openDueSlots(tx, { kind: "worker" }, later(0), { limit: 100 }));
});

const rows = () => db.select().from(postponements).where(eq(postponements.freezeId, freezeId));
const plannedStarts = async () => {
  const ids = (await rows()).flatMap(({ plannedSlotId }) => plannedSlotId ?? []);
  const planned = ids.length === 0 ? [] : await db.select().from(slots).where(inArray(slots.id, ids));
  return planned.map(({ during }) => during.start.getTime()).sort();
};

describe("a thaw", () => {
  it("plans each postponed slot once and at its pace, however many workers come at the same moment", async () => {
    const others = [connectAgain(), connectAgain(), connectAgain()].map((connection) => connection.db);
    const now = () => later(120);
    const counts = await Promise.all([db, ...others].map((each) => runThawRound(each, now)));
    // Who did not get the lock left it to who did; the next round finds what is left.
    const again = await runThawRound(db, now);
    expect([...counts, again].reduce((sum, count) => sum + count, 0)).toBe(3);
    expect((await rows()).map(({ status }) => status)).toEqual(["planned", "planned", "planned"]);
    expect(await plannedStarts()).toEqual([later(120), later(135), later(150)].map((at) => at.getTime()));
    const told = await db.$count(auditEvents, eq(auditEvents.action, "slot.planned_again"));
    expect(told).toBe(3);
  });

  it("is done step by step: a worker that dies in one has done the ones before, and the next goes on", async () => {
    await db.execute(sql`
      create or replace function die() returns trigger language plpgsql as $$
      begin raise exception 'the machine lost its power'; end $$`);
    await db.execute(sql`create trigger die after update on postponements for each row
      when (new.status = 'planned' and new.slot_id = ${sql.raw(`'${postponed[1]?.id}'`)}) execute function die()`);
    expect(await runThawRound(db, () => later(120))).toBe(2);
    expect((await rows()).filter(({ status }) => status === "waiting").map(({ slotId }) => slotId)).toEqual([
      postponed[1]?.id,
    ]);
    // Nothing is left of the step that failed: no slot that nobody asked for.
    expect(await db.$count(slots, eq(slots.status, "booked"))).toBe(2);
    await db.execute(sql`drop trigger die on postponements`);
    expect(await runThawRound(db, () => later(121))).toBe(1);
    expect(await db.$count(slots, eq(slots.status, "booked"))).toBe(3);
  });

  it("leaves alone what is frozen still, and costs nothing when nothing waits", async () => {
    expect(await runThawRound(db, () => later(119))).toBe(0);
    await db.update(postponements).set({ status: "dropped" }).where(eq(postponements.status, "waiting"));
    expect(await runThawRound(db, () => later(121))).toBe(0);
  });
});
